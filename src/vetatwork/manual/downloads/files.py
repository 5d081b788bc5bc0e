"""A template as a paper: the parts of its page, with what a reader filled in, as a sheet that becomes a file."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from vetatwork.documents.docx import docx_file
from vetatwork.documents.pdf import pdf_file
from vetatwork.documents.sheet import (
    Block,
    Bullets,
    Fields,
    Heading,
    Lines,
    Logo,
    PageBreak,
    Paragraph,
    Sheet,
    Signatures,
    Table,
)
from vetatwork.documents.xlsx import xlsx_file
from vetatwork.manual.downloads.parts import Part, cells_of, label_and_value, part_of
from vetatwork.manual.models import TemplatePage
from vetatwork.manual.presentation.shelf import address
from vetatwork.manual.presentation.text import tree

ENGINES: dict[str, Callable[[Sheet], bytes]] = {"docx": docx_file, "xlsx": xlsx_file, "pdf": pdf_file}
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
"""Each format we make, with its media type."""

BLANK = "…………"
"""Stands in a text where nothing was filled in."""

ROW_TO_FILL_IN = 10.0
ROW_WITH_PROMPT = 16.0
"""Millimetres."""

PLACE = re.compile(r"\{([a-z0-9-]+)\}")


def formats_of(page: Any) -> list[str]:
    """The formats a template is offered in: those to edit, then PDF."""
    return [*(name for name in page.formats if name in ENGINES and name != "pdf"), "pdf"]


def asked_of(page: Any) -> list[tuple[str, str]]:
    """Short name and label of each field that is asked for before the download."""
    return [(str(block.value["id"]), str(block.value["label"])) for block in page.fields]


def template_sheet(page: TemplatePage, filled: Mapping[str, str] | None = None, logo: Logo | None = None) -> Sheet:
    """The paper, in the language of the page. `filled` are the reader's words by the short names of the fields."""
    language = page.locale.language_code
    with translation.override(language):
        return Sheet(
            title=page.title,
            language=language,
            blocks=tuple(template_blocks(page, filled)),
            foot=_("From %(address)s, CC BY 4.0") % {"address": _address(page, language)},
            page=_("Page {page} of {pages}"),
            logo=logo,
        )


def _address(page: TemplatePage, language: str) -> str:
    return settings.SITE_URL.split("://")[-1] + address(language, page.url_path) if page.url_path else "VET@work"


def template_blocks(page: Any, filled: Mapping[str, str] | None = None) -> Iterator[Block]:
    """What the paper holds, part after part."""
    words = _Words({name for name, _label in asked_of(page)}, filled or {})
    for block in page.parts:
        text = getattr(block.value.get("text"), "source", "") or ""
        part = part_of(block.value, tree(text))
        if part.title:
            yield Heading(words.in_text(part.title))
        yield from _blocks(part, words)


PROMPT = ":"
"""How a cell ends whose words ask for what is written below them."""

ROOM_TO_WRITE = 50
"""Of a column to write in, as if it held so many signs; a column of text counts 40 at most."""

EMPTY_CELL = "…"
"""What stands in a file for a cell to write in."""


class _Words:
    """Puts what a reader filled in where a text names a field. What was filled in is never looked into again."""

    def __init__(self, known: set[str], filled: Mapping[str, str]) -> None:
        self.known, self.filled = known, filled

    def in_text(self, text: str) -> str:
        """`text` with a blank for what was not filled in."""
        return self._put(text, BLANK)

    def in_space(self, text: str) -> str:
        """`text` of a cell or line to fill in: nothing at all where it names only fields that were not filled in."""
        if text == EMPTY_CELL:
            return ""
        only_fields = not re.search(r"\w", self._put(text, ""))
        return "" if only_fields and PLACE.search(text) else self.in_text(text)

    def _put(self, text: str, blank: str) -> str:
        return PLACE.sub(
            lambda place: (self.filled.get(place[1]) or blank) if place[1] in self.known else place[0], text
        )


def _blocks(part: Part, words: _Words) -> Iterator[Block]:
    match part.form:
        case "list" | "checklist":
            yield Bullets(tuple(map(words.in_text, part.lines)), "☐" if part.form == "checklist" else "•")
        case "fields":
            pairs = map(label_and_value, part.lines)
            yield Fields(tuple((words.in_text(label), words.in_space(value)) for label, value in pairs))
        case "table":
            yield _table(part, words)
        case "lines":
            yield Lines("", part.rows)
        case "signatures":
            head = (_("Who"), _("Name"), _("Place and day"), _("Signature"))
            yield Signatures(tuple(map(words.in_text, part.lines)), head)
        case "break":
            yield PageBreak()
        case _:
            yield from _text(part, words)


def _text(part: Part, words: _Words) -> Iterator[Block]:
    """Paragraphs, and lists where the text has some."""
    items: list[str] = []
    for line, listed in zip(part.lines, part.is_listed, strict=True):
        if listed:
            items.append(words.in_text(line))
            continue
        if items:
            yield Bullets(tuple(items))
            items = []
        yield Paragraph(words.in_text(line))
    if items:
        yield Bullets(tuple(items))


def _table(part: Part, words: _Words) -> Table:
    given = [tuple(map(words.in_space, cells_of(line))) for line in part.lines]
    rows = [*given, *[("",) * len(part.columns)] * part.rows]
    has_prompts = any(cell.endswith(PROMPT) for row in given for cell in row)
    return Table(
        head=part.columns,
        rows=tuple(rows),
        widths=_widths(part.columns, given),
        row_height=ROW_WITH_PROMPT if has_prompts else ROW_TO_FILL_IN,
        totals=_("Total") if part.totals else "",
    )


def _widths(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> tuple[float, ...]:
    """Shares of the line by the longest words a column holds. One to write in gets more than any text."""
    longest = []
    for number, name in enumerate(columns):
        texts = [row[number] for row in rows if number < len(row)]
        to_fill_in = sum(not text or text.endswith(PROMPT) for text in texts)
        is_read = to_fill_in * 2 <= len(texts)
        longest.append(min(max(len(name), 12, *map(len, texts)), 40) if is_read else ROOM_TO_WRITE)
    return tuple(map(float, longest))


# --- Files ------------------------------------------------------------------------------------------------------------


def template_file(sheet: Sheet, ending: str) -> bytes:
    """The paper as the bytes of a file."""
    return ENGINES[ending](sheet)
