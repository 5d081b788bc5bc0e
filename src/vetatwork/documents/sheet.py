"""What a paper holds, whatever file it becomes: plain data in the order of reading, in the reader's language.

Text is shown as it is; nothing in it is markup. What a font cannot print is replaced by the engines.
"""

from dataclasses import dataclass, field, replace
from datetime import date

TALLEST_ROW = 100.0
"""Millimetres."""


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


Block = Heading | Paragraph | Bullets | Picture | Card | Table | Pair | Lines | PageBreak


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
