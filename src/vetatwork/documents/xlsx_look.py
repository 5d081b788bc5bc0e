"""How our Excel files look: page, formats of cells, widths and heights."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

A4 = 9
TYPEFACE = "Calibri"
INK, HEAD_TINT, HAIR, WRITTEN = "#1C2430", "#ECE9DF", "#B9B5A8", "#8B94A3"
TEXT_WIDTHS = (26, 24, 22, 26)
"""Of the four columns of a worksheet of text, in characters."""

UPRIGHT, ON_ITS_SIDE, NARROWEST = 92.0, 132.0, 9.0
"""Widths in characters: of a table on a page upright and on its side, and of a column."""

LINE_HEIGHT = 15.0
POINTS_OF_MILLIMETRE = 72 / 25.4
TALLEST = 400.0
"""Points; the format allows 409."""

ONLY_IF_NOT_ZERO = "General;-General;;@"
"""The sum of what nobody has filled in yet is not shown."""


@dataclass(frozen=True)
class Look:
    """The formats of cells of one file."""

    title: Format
    heading: Format
    strong: Format
    text: Format
    label: Format
    line: Format
    head: Format
    cell: Format
    sum: Format

    @classmethod
    def of(cls, book: Workbook) -> "Look":
        """The formats, made for `book`."""

        def made(**more: Any) -> Format:
            common = {"font_name": TYPEFACE, "font_size": 11, "font_color": INK, "text_wrap": True, "valign": "top"}
            return book.add_format({**common, **more})

        boxed = {"border": 1, "border_color": HAIR}
        return cls(
            title=made(bold=True, font_size=18, text_wrap=False),
            heading=made(bold=True, font_size=14),
            strong=made(bold=True),
            text=made(),
            label=made(bold=True, valign="bottom"),
            line=made(bottom=1, bottom_color=WRITTEN, valign="bottom"),
            head=made(bold=True, bg_color=HEAD_TINT, valign="vcenter", **boxed),
            cell=made(**boxed),
            sum=made(bold=True, num_format=ONLY_IF_NOT_ZERO, top=2, bottom=1, bottom_color=HAIR),
        )

    def set_page(self, page: Worksheet, foot: str, *, wide: bool) -> None:
        """A4, as wide as one page, upright or on its side."""
        page.set_paper(A4)
        page.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.8)
        page.fit_to_pages(1, 0)
        page.hide_gridlines(1)
        page.set_footer(foot)
        if wide:
            page.set_landscape()

    def size_of(self, style: Format) -> float:
        """The size of the letters of one of these formats, in points."""
        return float(style.font_size)

    def widths(self, shares: Sequence[float], *, wide: bool) -> tuple[float, ...]:
        """Widths of columns in characters."""
        return tuple(max(share * (ON_ITS_SIDE if wide else UPRIGHT), NARROWEST) for share in shares)


def height_of(texts: Sequence[str], widths: Sequence[float], size: float = 11.0) -> float:
    """About how high a row is, in points, that shows all of `texts` in columns of `widths`."""
    fit = [max(width * 11.0 / size * 0.85, 1.0) for width in widths]
    lines = [
        sum(max(ceil(len(line) / room), 1) for line in text[:20_000].split("\n"))
        for text, room in zip(texts, fit, strict=False)
    ]
    return min(max(lines, default=1) * LINE_HEIGHT * size / 11.0 + 3.0, TALLEST)
