"""The content as JSON: every page with its fields and texts, the sources as CSL-JSON, the closed lists."""

from typing import Any

from vetatwork.content import markdown
from vetatwork.content.document import Document
from vetatwork.content.fields import Entries
from vetatwork.content.vocabulary import Vocabulary
from vetatwork.exports.data.public import PublicContent, PublicPage

WIDE = 1_000_000
"""Characters a line: no text is broken into lines."""

Json = dict[str, Any]
BESIDE = {"title", "summary", "sources", "translated_from", "reviewed"}
"""Fields of every page; they stand beside `fields`."""


def pages(content: PublicContent) -> list[Json]:
    """Every page."""
    return [_page(page) for page in content.pages]


def _page(page: PublicPage) -> Json:
    document = page.document
    values = document.values
    return {
        "key": document.key,
        "kind": document.kind.name,
        "lang": document.language,
        "path": page.path,
        "parent": document.kind.parent(document.key, values),
        "title": document.title,
        "summary": values.get("summary") or "",
        "fields": {part.name: _value(part, values) for part in document.kind.fields() if part.name not in BESIDE},
        "texts": dict(_texts(document)),
        "sources": list(values.get("sources") or ()),
        "translated_from_current": page.is_current,
        "reviewed": values.get("reviewed"),
    }


def _value(part: Any, values: Json) -> Any:
    """The value of a field; null for a number or a day that was left out."""
    value: Any = values.get(part.name)
    if isinstance(part, Entries):
        beside = {"text"} if part.heading else set()
        return [{name: each for name, each in entry.items() if name not in beside} for entry in value or ()]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return list(value) if isinstance(value, list | tuple) else value


def _texts(document: Document) -> list[tuple[str, str]]:
    """The texts by name, those of entries by `field/id`, as the Markdown of the files."""
    found = [(cell.name, document.values.get(cell.name) or ()) for cell in document.kind.cells()]
    for entries in document.kind.entries():
        if entries.heading:
            each = document.values.get(entries.name) or ()
            found += [(f"{entries.name}/{entry['id']}", entry["text"]) for entry in each]
    return [(name, markdown.write(prose, WIDE)) for name, prose in found]


def sources(content: PublicContent) -> list[Json]:
    """The sources as CSL-JSON, which programs for references read."""
    return [_source(source) for source in content.sources]


def _source(source: Document) -> Json:
    values = source.values
    item: Json = {
        "id": source.key.removeprefix("sources/"),
        "type": "document",
        "author": [{"literal": values["author"]}],
        "title": values["title"],
    }
    if values.get("year"):
        item["issued"] = {"date-parts": [[values["year"]]]}
    return {**item, "URL": values["url"], "custom": {"quality": values["quality"]}}


def vocabulary(lists: Vocabulary) -> dict[str, list[Json]]:
    """The closed lists, each in its order."""
    return {
        name: [{"key": key, "label": dict(term.labels), "text": dict(term.texts)} for key, term in terms.items()]
        for name, terms in lists.items()
    }
