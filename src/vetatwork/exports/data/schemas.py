"""JSON schemas: those of the fields of each kind of page, made from what the kind says, and those kept as files."""

from collections.abc import Iterator
from functools import singledispatch
from pathlib import Path
from typing import Any

from vetatwork.content.fields import (
    SLUG,
    Address,
    Cell,
    Choice,
    Choices,
    Day,
    Entries,
    Field,
    Flag,
    Group,
    Lines,
    PageRef,
    Pages,
    Sources,
    Whole,
)
from vetatwork.content.kinds import Kind
from vetatwork.content.prose import EXTERNAL, KEY
from vetatwork.content.vocabulary import Vocabulary

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
OWN = Path(__file__).parent / "schema"
MOST_LISTED = 100
"""Numbers from which a schema names each; it only says of more that they are numbers."""


def own_schemas() -> Iterator[tuple[str, str]]:
    """The schemas kept as files here: path below `schema/` and text."""
    for path in sorted(OWN.rglob("*.json")):
        yield path.relative_to(OWN).as_posix(), path.read_text(encoding="utf-8")


def kind_schema(kind: Kind, vocabulary: Vocabulary) -> Schema:
    """What the fields at the head of a file of this kind may hold; `x-body` lists the headings of its texts."""
    return {
        "$schema": DRAFT,
        "title": f"The fields of a page of the kind “{kind.name}”",
        "description": (
            f"Files in {', '.join(f'content/manual/<language>/{name}/' for name in kind.collections)}. "
            "Every scalar is text."
        ),
        **_object(kind.front_parts(), vocabulary),
        "x-body": list(_body(kind)),
    }


def _object(parts: tuple[Field | Group, ...], vocabulary: Vocabulary) -> Schema:
    properties: Schema = {}
    required = []
    for part in parts:
        if isinstance(part, Group):
            properties[part.name] = _group(part, vocabulary)
        else:
            properties[part.name] = _of(part, vocabulary)
        if part.required if isinstance(part, Field) else any(inner.required for inner in part.parts):
            required.append(part.name)
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


def _group(group: Group, vocabulary: Vocabulary) -> Schema:
    return {
        "type": "object",
        "required": [group.inner(part) for part in group.parts if part.required],
        "additionalProperties": False,
        "properties": {group.inner(part): _of(part, vocabulary) for part in group.parts},
    }


def _body(kind: Kind) -> Iterator[Schema]:
    for part in kind.body:
        if isinstance(part, Cell):
            heading = {"heading": part.heading, **({"under": part.sub} if part.sub else {})}
            yield {
                **heading,
                "name": part.name,
                "required": part.required,
                "form": "one bullet list" if part.bullets else "paragraphs and lists",
            }
        else:
            yield {
                "heading": part.heading,
                "under": f"the id of each entry of {part.name}",
                "name": f"{part.name}/<id>",
            }


# --- A field ----------------------------------------------------------------------------------------------------------


def _text(least: int, most: int) -> Schema:
    return {"type": "string", "minLength": least, "maxLength": most}


def _matching(pattern: str, most: int = 200) -> Schema:
    return {"type": "string", "pattern": f"^(?:{pattern})$", "maxLength": most}


@singledispatch
def _of(field: Field, vocabulary: Vocabulary) -> Schema:
    return _text(1, field.max_length) if field.name != "translated_from" else _matching("sha256:[0-9a-f]{64}")


@_of.register
def _address(field: Address, vocabulary: Vocabulary) -> Schema:
    return _matching(EXTERNAL.pattern, field.max_length)


@_of.register
def _whole(field: Whole, vocabulary: Vocabulary) -> Schema:
    if field.most - field.least <= MOST_LISTED:
        return {"enum": [str(number) for number in range(field.least, field.most + 1)]}
    return _matching("-?[0-9]{1,9}")


@_of.register
def _flag(field: Flag, vocabulary: Vocabulary) -> Schema:
    return {"enum": ["true", "false"]}


@_of.register
def _day(field: Day, vocabulary: Vocabulary) -> Schema:
    return _matching("[0-9]{4}-[0-9]{2}-[0-9]{2}")


@_of.register
def _choice(field: Choice, vocabulary: Vocabulary) -> Schema:
    return {"enum": list(vocabulary[field.vocabulary]), "description": f"A key of the list “{field.vocabulary}”."}


@_of.register
def _page(field: PageRef, vocabulary: Vocabulary) -> Schema:
    return _page_name(field.collection)


@_of.register
def _lines(field: Lines, vocabulary: Vocabulary) -> Schema:
    return _array(field, _text(1, field.max_length))


@_of.register
def _choices(field: Choices, vocabulary: Vocabulary) -> Schema:
    listed = {"enum": list(vocabulary[field.vocabulary])}
    return {**_array(field, listed), "description": f"Keys of the list “{field.vocabulary}”."}


@_of.register
def _pages(field: Pages, vocabulary: Vocabulary) -> Schema:
    return _array(field, _page_name(field.collection))


@_of.register
def _cited(field: Sources, vocabulary: Vocabulary) -> Schema:
    return {**_array(field, _matching(SLUG.pattern)), "description": "Keys of content/sources.yaml."}


@_of.register
def _entries(field: Entries, vocabulary: Vocabulary) -> Schema:
    entry = _object(field.parts, vocabulary)
    entry["properties"] = {"id": _matching(SLUG.pattern), **entry["properties"]}
    entry["required"] = ["id", *entry["required"]]
    return {"type": "array", "minItems": 1, "items": entry}


def _array(field: Field, items: Schema) -> Schema:
    return {"type": "array", "minItems": 1, "uniqueItems": True, "items": items}


def _page_name(collection: str) -> Schema:
    if collection:
        return {**_matching(SLUG.pattern), "description": f"A page of {collection}, by the name of its file."}
    return {**_matching(KEY.pattern), "description": "A page by its key: collection/name of the file."}
