"""What a paper holds, whatever file it becomes: plain data in the order of reading, in the reader's language.

Text is shown as it is; nothing in it is markup. What a font cannot print is replaced by the engines.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

TALLEST_ROW = 100.0
"""Millimetres."""

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?")


def number_in(text: str) -> Decimal | None:
    """The number that `text` is, if it is nothing else; what begins with a needless 0 is a word."""
    return Decimal(text) if NUMBER.fullmatch(text) else None


@dataclass(frozen=True)
class Heading:
    """A heading. The title of the sheet is level 1, so `level` is 2 or 3, and no level is skipped."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. `style`: the `lead` under a title, a `small` note, a `strong` line, a boxed `notice`, or ''."""

    text: str
    style: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list; `sign` is "•" for a plain one, "☐" for one that can be ticked, "1" for a numbered one."""

    items: tuple[str, ...]
    sign: str = "•"


@dataclass(frozen=True)
class Picture:
    """A drawing (SVG that needs no style sheet) with the words that stand for it; `width` is a share of the line."""

    svg: str
    words: str
    width: float = 1.0


@dataclass(frozen=True)
class Card:
    """A numbered box: a title, paragraphs, a small line at its foot. `number` '' leaves the number out."""

    title: str
    lines: tuple[str, ...] = ()
    foot: str = ""
    number: str = ""


@dataclass(frozen=True)
class Table:
    """A table with a head. `widths` are shares of the line; an empty cell is room to write in."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    row_height: float = 0.0
    """The least height of a row in millimetres, for writing by hand."""
    totals: str = ""
    """The word before a last row of sums; '' leaves it out."""

    @property
    def least_height(self) -> float:
        """`row_height`, but never more than a page has room for."""
        return min(max(self.row_height, 0.0), TALLEST_ROW)

    @property
    def columns(self) -> int:
        """How many columns the longest row or the head has."""
        return max(len(self.head), *(len(row) for row in self.rows), 0)

    @property
    def shares(self) -> tuple[float, ...]:
        """The width of each column as a share of the line, all together 1; equal where `widths` does not fit."""
        fit = len(self.widths) == self.columns and all(width > 0 for width in self.widths)
        widths = self.widths if fit else (1.0,) * self.columns
        return tuple(width / sum(widths) for width in widths)

    def filled(self, row: tuple[str, ...]) -> tuple[str, ...]:
        """`row`, or the head, with empty cells up to the last column."""
        return (*row, *("",) * (self.columns - len(row)))

    @property
    def summed(self) -> tuple[int, ...]:
        """The columns that a row of sums adds up: those after the first in which no words stand."""
        rows = [self.filled(row) for row in self.rows]
        columns = range(1, self.columns) if self.totals else ()
        return tuple(n for n in columns if all(not row[n] or number_in(row[n]) is not None for row in rows))

    @property
    def last_row(self) -> tuple[str, ...]:
        """The row of sums, () if there is none; a column in which nothing stands yet has no sum."""
        if not self.totals or not self.columns:
            return ()
        sums = {n: _sum(self.filled(row)[n] for row in self.rows) for n in self.summed}
        return (self.totals, *(sums.get(n, "") for n in range(1, self.columns)))


def _sum(texts: Iterable[str]) -> str:
    numbers = [number for text in texts if (number := number_in(text)) is not None]
    return str(sum(numbers)) if numbers else ""


@dataclass(frozen=True)
class Fields:
    """Lines to fill in: a label and what stands there, or nothing yet."""

    rows: tuple[tuple[str, str], ...]


SIGNING_HEIGHT = 13.0
"""Millimetres."""


@dataclass(frozen=True)
class Signatures:
    """Room for signatures: `people` sign, each in a row. `head` names the columns: who, name, place and day, signature.

    It is a table; in a spreadsheet it stays beside the text instead of becoming a sheet of its own.
    """

    people: tuple[str, ...]
    head: tuple[str, str, str, str]

    @property
    def table(self) -> Table:
        """The table to sign in."""
        rows = tuple((person, "", "", "") for person in self.people)
        return Table(self.head, rows, (0.25, 0.25, 0.25, 0.25), SIGNING_HEIGHT)


@dataclass(frozen=True)
class Pair:
    """Two texts side by side, each under the name of its side (`provider`, `employer` or `learner`)."""

    left_side: str
    left_name: str
    left: str
    right_side: str
    right_name: str
    right: str


@dataclass(frozen=True)
class Lines:
    """Empty lines to write on, under a question."""

    label: str
    count: int = 3


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Bullets | Picture | Card | Table | Fields | Signatures | Pair | Lines | PageBreak


@dataclass(frozen=True)
class Logo:
    """A picture (PNG) at the head of a paper, with its size in pixels and the words that stand for it."""

    png: bytes
    width: int
    height: int
    words: str

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height on paper: as large as its room allows."""
        scale = min(50 / self.width, 18 / self.height)
        return self.width * scale, self.height * scale


@dataclass(frozen=True)
class Sheet:
    """A paper: its title, blocks, the language of its text (BCP 47) and a line for the foot of each page."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    foot: str = ""
    eyebrow: str = ""
    """A short line above the title."""
    page: str = "{page} / {pages}"
    """How a page says which it is, at the right of its foot."""
    logo: Logo | None = None

    def outline(self) -> tuple[Block, ...]:
        """The blocks; headings without words are left out, and one that skips a level is lifted."""
        level = 1
        blocks: list[Block] = []
        for block in self.blocks:
            if not isinstance(block, Heading):
                blocks.append(block)
            elif block.text.strip():
                level = max(2, min(block.level, level + 1, 3))
                blocks.append(replace(block, level=level))
        return tuple(blocks)


@dataclass(frozen=True)
class Entry:
    """A whole day in a calendar. `key` makes it the same entry when it is taken again."""

    key: str
    day: date
    title: str
    text: str = ""
    url: str = ""


@dataclass(frozen=True)
class Calendar:
    """Entries for a calendar."""

    title: str
    language: str
    entries: tuple[Entry, ...] = field(default_factory=tuple)
