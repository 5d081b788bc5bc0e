"""A page of the site as a document of a content file, and back. Both carry the same flat field names."""

import json
import re
import uuid
from collections.abc import Mapping
from typing import Any

from vetatwork.content.document import Document
from vetatwork.content.fields import Choices, Entries, Field, Flag, Lines, PageRef, Whole, is_empty
from vetatwork.content.richtext import IdOfKey, KeyOfId, from_editor, to_editor

NAMESPACE = uuid.UUID("5f0e7a52-6d0b-5c8e-9b0e-2f6d6a1c7e11")
"""Of every id made from a key. It never changes: ids in saved pages rest on it."""

LINKED = re.compile(r"""<a\b[^>]*?\bid=["']?(\d+)""")


def translation_key(key: str) -> uuid.UUID:
    """The id that joins the page `key` in all languages."""
    return uuid.uuid5(NAMESPACE, key)


def block_id(key: str, path: str) -> str:
    """The id of the block at `path` (field/entry/part) of the page `key`: the same at every load."""
    return str(uuid.uuid5(NAMESPACE, f"{key}#{path}"))


# --- Page to document -------------------------------------------------------------------------------------------------


def document_of(page: Any, key_of_id: KeyOfId) -> Document:
    """What `page` says now, unsaved changes included. `key_of_id` gives the key of a page that a text links to."""
    document = Document(page.kind, page.key, page.locale.language_code, {})
    for field in page.kind.fields():
        document.values[field.name] = _value(page, field, key_of_id)
    for cell in page.kind.cells():
        document.values[cell.name] = from_editor(getattr(page, cell.name) or "", key_of_id)
    return document


def linked_ids(page: Any) -> set[int]:
    """The ids that links in the texts of `page` name: at least those of the pages that `document_of` asks for."""
    texts = [getattr(page, cell.name) or "" for cell in page.kind.cells()]
    for field in page.kind.entries():
        texts += [getattr(block.value.get("text"), "source", "") or "" for block in getattr(page, field.name) or ()]
    return {int(found) for text in texts for found in LINKED.findall(text)}


def _value(page: Any, field: Field, key_of_id: KeyOfId) -> Any:
    value = getattr(page, field.name)
    if isinstance(field, Entries):
        return [_entry(field, block.value, key_of_id) for block in value or ()]
    if isinstance(field, Lines):
        return list(value or ())
    if isinstance(field, Flag | Whole) or hasattr(value, "isoformat"):
        return value
    return " ".join(str(value).split()) if value else ""


def _entry(spec: Entries, value: Mapping[str, Any], key_of_id: KeyOfId) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": value.get("id") or ""}
    for part in spec.parts:
        given = value.get(part.name)
        # A list that a page was saved without, because the field is newer, comes as one with an empty item.
        lines = [item for item in given or () if item] if isinstance(part, Lines) else None
        entry[part.name] = lines if lines is not None else " ".join(str(given or "").split())
    if spec.heading:
        entry["text"] = from_editor(getattr(value.get("text"), "source", "") or "", key_of_id)
    return entry


# --- Document to page -------------------------------------------------------------------------------------------------


def put_values(page: Any, document: Document, id_of_key: IdOfKey) -> None:
    """Give `page` the values of `document`; what the document leaves out becomes empty."""
    for field in document.kind.fields():
        value = document.values.get(field.name)
        if isinstance(field, PageRef):
            continue  # The kit of a lesson is its parent in the tree.
        setattr(page, field.name, _stored(page.key, field, value, id_of_key))
    for cell in document.kind.cells():
        setattr(page, cell.name, to_editor(document.values.get(cell.name) or (), id_of_key))


def _stored(key: str, field: Field, value: Any, id_of_key: IdOfKey) -> Any:
    if isinstance(field, Entries):
        return json.dumps([_block(key, field, entry, id_of_key) for entry in value or ()])
    if isinstance(field, Lines):
        return list(value or ())
    return field.empty if is_empty(value) else value


def _block(key: str, spec: Entries, entry: Mapping[str, Any], id_of_key: IdOfKey) -> dict[str, Any]:
    path = f"{spec.name}/{entry['id']}"
    value: dict[str, Any] = {"id": entry["id"]}
    for part in spec.parts:
        value[part.name] = _part(key, f"{path}/{part.name}", part, entry.get(part.name))
    if spec.heading:
        value["text"] = to_editor(entry.get("text") or (), id_of_key)
    return {"type": "entry", "id": block_id(key, path), "value": value}


def _part(key: str, path: str, part: Field, value: Any) -> Any:
    if isinstance(part, Choices):
        return list(value or ())
    if isinstance(part, Lines):
        return [{"type": "item", "id": block_id(key, f"{path}/{item}"), "value": item} for item in value or ()]
    return value or ""
