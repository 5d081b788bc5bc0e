"""What a book holds, whatever file it becomes: plain data in the order of reading, in the reader's language.

Nothing in a text is markup. An anchor names a chapter, a heading or a source once in the whole book; what a `Reference`
or a `Note` leads to must be in the book (`broken_references`): who fills the book turns other links into an `Address`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

# --- Runs of text -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Words:
    """Words; `style` is `strong`, `emphasis` or '' for plain ones. `party` is `provider`, `employer` or `learner` where
    they are the name of that party."""

    text: str
    style: str = ""
    party: str = ""


@dataclass(frozen=True)
class Reference:
    """Words that lead to the anchor `target` of this book."""

    target: str
    words: tuple[Words, ...]


@dataclass(frozen=True)
class Address:
    """Words that lead to an address (http, https, mailto) outside the book."""

    url: str
    words: tuple[Words, ...]


@dataclass(frozen=True)
class Note:
    """The name of a source in the text ("OECD 2018"); `target` is its anchor in the list of sources."""

    target: str
    label: str


Span = Words | Reference | Address | Note
Run = tuple[Span, ...]

# --- Blocks -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heading:
    """A heading inside a chapter, whose title is level 1: `level` is 2 to 4. `anchor` '' where nothing leads to it."""

    text: str
    level: int = 2
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. `style`: the `lead` under a title, a `small` note, or ''. `language` is its own, where that is not
    the language of its chapter."""

    run: Run
    style: str = ""
    language: str = ""


@dataclass(frozen=True)
class ItemList:
    """A list; `sign` is "•" for a plain one, "1" for a numbered one, "☐" for one that can be ticked."""

    items: tuple[Run, ...]
    sign: str = "•"


@dataclass(frozen=True)
class Facts:
    """Short facts, a label and its text each: what a kit takes, where a case is from."""

    rows: tuple[tuple[str, Run], ...]


@dataclass(frozen=True)
class Stones:
    """The steps `first` to `last` of the Bridge as a row of five stones; `words` say the same."""

    first: int
    last: int
    words: str


@dataclass(frozen=True)
class Figure:
    """A figure set large, with what it counts."""

    number: str
    note: str


@dataclass(frozen=True)
class Picture:
    """A drawing (SVG that needs no style sheet) and the words that stand for it; `width` is a share of the line."""

    svg: str
    words: str
    width: float = 1.0


@dataclass(frozen=True)
class Table:
    """A table with a head; the first column names the rows. `widths` are shares of the line, () for equal ones. `bars`
    holds for a chart how long the bar of each row is beside its second cell, 0 to 100."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Run, ...], ...]
    widths: tuple[float, ...] = ()
    bars: tuple[float, ...] = ()


@dataclass(frozen=True)
class Box:
    """Blocks that stand apart. `style`: a `side` (then `side` is `provider`, `employer` or `learner`, and `title` its
    name), `monday` (what to do first), `say` (words to use) or `notice`."""

    title: str
    blocks: "tuple[Paragraph | ItemList, ...]"
    style: str = "notice"
    side: str = ""


Block = Heading | Paragraph | ItemList | Facts | Stones | Figure | Picture | Table | Box

# --- The book ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Chapter:
    """A page of the manual. `anchor` is its key (`methods/job-dating`); `language` is that of its text (BCP 47), which
    differs from the book's where no translation exists."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    language: str
    eyebrow: str = ""
    """A short line above the title: which kind of page this is."""
    group: str = ""
    """What a list of contents writes above the first of several chapters of a part that belong together."""


@dataclass(frozen=True)
class Part:
    """Chapters that belong together, after a title page of their own. `compact` ones follow each other on a page, as
    words do in a glossary; others begin a new page."""

    anchor: str
    title: str
    chapters: tuple[Chapter, ...]
    lead: tuple[Block, ...] = ()
    compact: bool = False


@dataclass(frozen=True)
class SourceEntry:
    """An entry in the list of sources."""

    anchor: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Labels:
    """The book's own words, in its language."""

    contents: str
    sources: str
    page: str
    """How a page is named in a text that leads to it: "page {page}"."""
    cover: str = "Cover"
    accessibility: str = ""
    """What somebody who cannot see the book wants to know before opening it, in a sentence or two."""


@dataclass(frozen=True)
class Book:
    """A book. `cover` is a drawing for its front; `colophon` says who made it, when, and what may be done with it."""

    title: str
    subtitle: str
    language: str
    parts: tuple[Part, ...]
    labels: Labels
    sources: tuple[SourceEntry, ...] = ()
    cover: Picture | None = None
    colophon: tuple[Block, ...] = ()
    identifier: str = ""
    """A URN or address that stays the same for this book in this language, whatever its content."""
    modified: str = ""
    """The moment its content is of, as `2026-11-25T10:00:00Z`: the same content gives the same bytes."""
    publisher: str = field(default="VET@work")
    rights: str = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
    handout: bool = False
    """A few chapters to hand out: on paper no part has a title page of its own."""


def chapters_of(book: Book) -> Iterator[Chapter]:
    """Every chapter in the order of reading."""
    for part in book.parts:
        yield from part.chapters


def anchors_of(book: Book) -> frozenset[str]:
    """Everything in the book that can be led to."""
    found = {source.anchor for source in book.sources}
    for part in book.parts:
        found.add(part.anchor)
        for chapter in part.chapters:
            found.add(chapter.anchor)
            found |= {block.anchor for block in chapter.blocks if isinstance(block, Heading) and block.anchor}
    return frozenset(found)


def broken_references(book: Book) -> frozenset[str]:
    """The anchors that the book leads to and does not have."""
    targets = {span.target for run in _runs(book) for span in run if isinstance(span, Reference | Note)}
    return frozenset(targets) - anchors_of(book)


def _runs(book: Book) -> Iterator[Run]:
    yield from runs_of(book.colophon)
    for part in book.parts:
        yield from runs_of(part.lead)
        for chapter in part.chapters:
            yield from runs_of(chapter.blocks)


def runs_of(blocks: Iterable[Block]) -> Iterator[Run]:
    """Every run of text in `blocks`, in the order of reading."""
    for block in blocks:
        match block:
            case Paragraph(run):
                yield run
            case ItemList(items):
                yield from items
            case Facts(rows):
                yield from (run for _label, run in rows)
            case Table():
                yield from (run for row in block.rows for run in row)
            case Box():
                yield from runs_of(block.blocks)
