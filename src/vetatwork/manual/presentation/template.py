"""What the page of a template shows beyond its texts: a preview of the paper, its files, what can be filled in."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from vetatwork.documents.sheet import Block, Lines, Signatures, Table

EMPTY_ROWS = 2
"""Rows or lines without words that the preview shows; the paper has more."""


def template_context(page: Any, language: str) -> dict[str, Any]:
    """The preview, the files and the form of the template `page` for a reader of `language`."""
    # They make papers of pages and so need the texts of pages, which are made here.
    from vetatwork.manual.downloads.files import asked_of, formats_of, template_blocks
    from vetatwork.manual.downloads.form import TemplateForm

    with translation.override(page.locale.language_code):
        preview = [{"kind": type(block).__name__, "is": block} for block in map(_short, template_blocks(page))]
    names = {"docx": _("Word"), "xlsx": _("Excel"), "pdf": _("PDF")}
    files = [
        {"ending": ending, "name": names[ending], "url": f"/{language}/templates/{page.slug}.{ending}"}
        for ending in formats_of(page)
    ]
    return {"preview": preview, "files": files, "form": TemplateForm(asked_of(page))}


def _short(block: Block) -> Block:
    """The block with few empty rows or lines."""
    match block:
        case Table():
            rows = tuple(map(block.filled, _shown(block.rows)))
            return replace(block, head=block.filled(block.head), rows=rows)
        case Lines(label, count):
            return Lines(label, min(count, EMPTY_ROWS))
        case Signatures():
            return block.table
        case _:
            return block


def _shown(rows: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, ...]]:
    empty = 0
    for row in rows:
        empty = 0 if any(row) else empty + 1
        if empty <= EMPTY_ROWS:
            yield row
