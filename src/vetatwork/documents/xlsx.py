"""A sheet as an Excel file, to be filled in: real heads of tables, sums as formulas, no macros, ready for A4.

Text, lines to fill in and signatures stand on the first worksheet; each table is a worksheet of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from vetatwork.documents.printable import storable
from vetatwork.documents.sheet import (
    Block,
    Bullets,
    Card,
    Fields,
    Heading,
    Lines,
    PageBreak,
    Pair,
    Paragraph,
    Picture,
    Sheet,
    Signatures,
    Table,
    number_in,
)
from vetatwork.documents.xlsx_look import LINE_HEIGHT, POINTS_OF_MILLIMETRE, TEXT_WIDTHS, Look, height_of

Row = tuple[str, ...]

LONGEST_CELL = 16_000
LONGEST_FOOT, LONGEST_PAGE, LONGEST_OF_THE_FORMAT = 120, 50, 255
LONGEST_NAME = 31
"""Characters, so that the format surely allows them."""

NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
NO_NAME = "–"
WIDE = 5
"""Columns from which a table is printed on its side."""


def xlsx_file(sheet: Sheet) -> bytes:
    """`sheet` as the bytes of an `.xlsx` file. Any text can be stored, and none is taken for a formula or a link."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        title = _line(sheet.title) or NO_NAME
        book.set_properties({"title": title[:255], "author": "", "comments": ""})
        look = Look.of(book)
        names = _Names()
        pages = _pages(sheet, title)
        for page in pages:
            made = book.add_worksheet(names.free(page.name))
            look.set_page(made, _foot(sheet), wide=bool(page.table and _is_wide(page.table)))
            if page.table:
                _write_table(made, look, page.name, page.table)
            else:
                _Text(made, look).write(page)
    return file.getvalue()


def _line(text: str) -> str:
    return " ".join(storable(text).split())


def _foot(sheet: Sheet) -> str:
    """The foot of each page in the signs of the format; what somebody typed is no such sign."""
    foot, page = _line(sheet.foot)[:LONGEST_FOOT].strip(), _line(sheet.page)[:LONGEST_PAGE].strip()
    page = page.replace("&", "&&").replace("{page}", "&P").replace("{pages}", "&N")
    left, right = f"&L&9 {foot.replace('&', '&&')}", f"&R&9 {page}"
    return next((text for text in (left + right, left, right) if _length(text) <= LONGEST_OF_THE_FORMAT), "")


# --- Which worksheets there are ---------------------------------------------------------------------------------------


@dataclass
class _Page:
    """A worksheet: one table, or blocks of text."""

    name: str
    table: Table | None = None
    blocks: list[Block] = field(default_factory=list)


def _pages(sheet: Sheet, title: str) -> list[_Page]:
    """The worksheets. A heading right before a table names its worksheet; a sheet of one table alone has one only."""
    text, tables = _Page(title), []
    for block in sheet.outline():
        if isinstance(block, Table) and block.columns:
            named = text.blocks.pop() if text.blocks and isinstance(text.blocks[-1], Heading) else None
            name = _line(named.text) if isinstance(named, Heading) else title
            tables.append(_Page(name, block))
        elif not isinstance(block, Table):
            text.blocks.append(block)
    if not tables or text.blocks:
        return [text, *tables]
    if len(tables) == 1:
        tables[0].name = title
    return tables


def _is_wide(table: Table) -> bool:
    return table.columns >= WIDE


class _Names:
    """Names of worksheets as the format wants them, none twice."""

    def __init__(self) -> None:
        self._taken = {"history"}

    def free(self, wanted: str) -> str:
        """A name like `wanted` that is not taken yet."""
        base = " ".join(NOT_IN_A_NAME.sub(" ", wanted).split()).strip("' ") or NO_NAME
        for number in range(1, len(self._taken) + 2):
            ending = f" {number}" if number > 1 else ""
            name = f"{_cut(base, LONGEST_NAME - len(ending))}{ending}"
            if name.casefold() not in self._taken:
                break
        self._taken.add(name.casefold())
        return name


def _cut(text: str, most: int) -> str:
    """At most `most` of the units in which Excel counts: an emoji has two."""
    while _length(text) > most:
        text = text[:-1]
    return text.strip("' ") or NO_NAME


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


# --- A table ----------------------------------------------------------------------------------------------------------


def _write_table(page: Worksheet, look: Look, title: str, table: Table) -> None:
    """The table under its title: head in row 2, frozen and repeated on each printed page; sums below."""
    last = table.columns - 1
    rows = [table.filled(row) for row in table.rows] or [("",) * table.columns]
    widths = look.widths(table.shares, wide=_is_wide(table))
    for number, width in enumerate(widths):
        page.set_column(number, number, width)
    page.set_row(0, 26)
    _write_words(page, 0, 0, title, look.title)
    heads = [{"header": name, "header_format": look.head} for name in _head(table)]
    options = {"columns": heads, "style": None, "autofilter": False}
    page.add_table(1, 0, 1 + len(rows), last, options)
    page.set_row(1, max(height_of(table.filled(table.head), widths), LINE_HEIGHT * 1.4))
    for number, row in enumerate(rows, start=2):
        page.set_row(number, max(height_of(row, widths), table.least_height * POINTS_OF_MILLIMETRE, LINE_HEIGHT * 1.2))
        for column, text in enumerate(row):
            _write(page, number, column, text, look.cell)
    _write_sums(page, look, table, 2 + len(rows))
    page.freeze_panes(2, 1 if table.columns > 2 else 0)
    page.repeat_rows(1)


def _head(table: Table) -> Iterator[str]:
    """The names of the columns; the format wants each of them, and none twice."""
    taken: set[str] = set()
    for number, text in enumerate(table.filled(table.head), start=1):
        name = base = _line(text)[:200] or NO_NAME
        if base.casefold() in taken:
            name = f"{base} ({number})"
        taken.add(name.casefold())
        yield name


def _write_sums(page: Worksheet, look: Look, table: Table, number: int) -> None:
    if not table.last_row:
        return
    page.set_row(number, LINE_HEIGHT * 1.4)
    for column, text in enumerate(table.last_row):
        if column in table.summed:
            letter = xlsxwriter.utility.xl_col_to_name(column)
            page.write_formula(number, column, f"=SUM({letter}3:{letter}{number})", look.sum, float(text or 0))
        else:
            _write_words(page, number, column, text, look.sum)


def _write(page: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """A cell: a number where `text` is nothing else, or words, or empty."""
    number = number_in(text)
    if number is None:
        _write_words(page, row, column, text, style)
    else:
        page.write_number(row, column, float(number), style)


def _write_words(page: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """A cell with `text`, whatever it looks like."""
    words = storable(text)[:LONGEST_CELL]
    if words:
        page.write_string(row, column, words, style)
    else:
        page.write_blank(row, column, None, style)


# --- Text -------------------------------------------------------------------------------------------------------------


class _Text:
    """Writes blocks below each other; a text takes the whole width, a line to fill in has its label at the left."""

    def __init__(self, page: Worksheet, look: Look) -> None:
        self.page, self.look, self.row = page, look, 0
        for number, width in enumerate(TEXT_WIDTHS):
            page.set_column(number, number, width)

    def write(self, page: _Page) -> None:
        """The title, then every block."""
        self._across(page.name, self.look.title)
        breaks = []
        for block in page.blocks:
            if isinstance(block, PageBreak):
                breaks.append(self.row)
            else:
                self._block(block)
        self.page.set_h_pagebreaks(breaks)

    def _block(self, block: Block) -> None:
        match block:
            case Heading(text):
                self.row += 1
                self._across(text, self.look.heading)
            case Fields(rows):
                for label, value in rows:
                    self._pair(label, value)
            case Signatures():
                self._signatures(block)
            case Lines(label, count):
                self._across(label, self.look.strong)
                for _line_to_write_on in range(count):
                    self._across("", self.look.line, even_empty=True)
            case Pair():
                self._pair(block.left_name, block.left)
                self._pair(block.right_name, block.right)
            case _:
                for text in _texts(block):
                    self._across(text, self.look.text)

    def _across(self, text: str, style: Format, *, even_empty: bool = False) -> None:
        if not text.strip() and not even_empty:
            return
        last = len(TEXT_WIDTHS) - 1
        self.page.merge_range(self.row, 0, self.row, last, "", style)
        _write_words(self.page, self.row, 0, text, style)
        size = self.look.size_of(style)
        self._high(height_of((text,), (sum(TEXT_WIDTHS),), size) if text else LINE_HEIGHT * 1.6)

    def _pair(self, label: str, value: str) -> None:
        last = len(TEXT_WIDTHS) - 1
        _write_words(self.page, self.row, 0, label, self.look.label)
        self.page.merge_range(self.row, 1, self.row, last, "", self.look.line)
        _write_words(self.page, self.row, 1, value, self.look.line)
        self._high(max(height_of((label, value), (TEXT_WIDTHS[0], sum(TEXT_WIDTHS[1:]))), LINE_HEIGHT * 1.6))

    def _signatures(self, block: Signatures) -> None:
        rows: list[tuple[Row, Any]] = [(block.head, self.look.head)]
        rows += [(row, self.look.cell) for row in block.table.rows]
        for texts, style in rows:
            for column, text in enumerate(texts):
                _write_words(self.page, self.row, column, text, style)
            least = LINE_HEIGHT * 1.4 if style is self.look.head else block.table.least_height * POINTS_OF_MILLIMETRE
            self._high(max(height_of(texts, TEXT_WIDTHS), least))

    def _high(self, points: float) -> None:
        self.page.set_row(self.row, points)
        self.row += 1


def _texts(block: Block) -> Iterator[str]:
    """The texts of a block that has nothing to fill in."""
    match block:
        case Paragraph(text):
            yield text
        case Bullets(items, sign):
            for number, item in enumerate(items, start=1):
                yield f"{f'{number}.' if sign == '1' else sign} {item}".strip()
        case Picture():
            yield block.words
        case Card():
            yield from (f"{block.number} {block.title}".strip(), *block.lines, block.foot)
