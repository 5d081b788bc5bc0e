"""What the template `book.typ` reads: the book with every text printable, every label there once, no heading skipped.

Sides that follow each other become one block, short facts share a row, sources get their numbers.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Any

from vetatwork.documents.book.parts import (
    Address,
    Block,
    Book,
    Box,
    Chapter,
    Facts,
    Figure,
    Heading,
    ItemList,
    Note,
    Paragraph,
    Part,
    Picture,
    Reference,
    Run,
    Span,
    Stones,
    Table,
    Words,
    anchors_of,
    runs_of,
)
from vetatwork.documents.printable import printable, storable
from vetatwork.documents.typesetting import NO_TITLE, language_and_region, one_line

Data = dict[str, Any]
LONGEST_WORD = 24
"""Letters; a longer word may break anywhere."""

LONGEST_URL = 2_000
SHORT_FACT = 40
"""Characters of label and fact that fit in half a row."""

MOST_SIDES = 3
A_PAGE = (1_900, 3_200)
"""Characters of a chapter that takes a page if it is set smaller."""

ADDRESS = re.compile(r"(?:https?://|mailto:)[!-~]+")
LONG_WORD = re.compile(rf"[^\s/-]{{{LONGEST_WORD + 1},}}")


def book_data(book: Book) -> Data:
    """Everything the template reads."""
    return _Setting(book).data()


class _Setting:
    """Sets one book."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.labels = {anchor: f"to:{number}" for number, anchor in enumerate(sorted(anchors_of(book) - {""}))}
        self.numbers = {source.anchor: str(number) for number, source in enumerate(book.sources, start=1)}
        compact = (part for part in book.parts if part.compact)
        self.unpaged = frozenset(anchor for part in compact for each in part.chapters for anchor in _anchors_in(each))
        self.here: frozenset[str] = frozenset()
        self.taken: set[str] = set()

    def data(self) -> Data:
        """Everything the template reads."""
        book = self.book
        language, region = language_and_region(book.language)
        parts = [self._part(number, part) for number, part in enumerate(book.parts, start=1)]
        return {
            "title": one_line(book.title) or NO_TITLE,
            "subtitle": one_line(book.subtitle),
            "publisher": one_line(book.publisher),
            "lang": language,
            "region": region,
            "handout": book.handout,
            "page": one_line(book.labels.page),
            "contents_title": one_line(book.labels.contents) or NO_TITLE,
            "sources_title": one_line(book.labels.sources) or NO_TITLE,
            "cover": _picture(book.cover) if book.cover else None,
            "colophon": self._blocks(book.colophon, 0),
            "parts": parts,
            "groups": {self.labels[anchor]: group for anchor, group in _groups(book.parts)},
            "sources": list(self._sources()),
        }

    def _part(self, number: int, part: Part) -> Data:
        label = self._new_label(part.anchor)
        lead = self._blocks(part.lead, 1)
        chapters = [self._chapter(chapter) for chapter in part.chapters]
        title = one_line(part.title) or NO_TITLE
        return {
            "label": label,
            "number": number,
            "title": title,
            "lead": lead,
            "compact": part.compact,
            "mode": "dense" if _wants_pages(part) else "wide",
            "chapters": chapters,
        }

    def _chapter(self, chapter: Chapter) -> Data:
        self.here = frozenset(_anchors_in(chapter))
        language, region = language_and_region(chapter.language)
        blocks, stones = chapter.blocks, None
        if chapter.eyebrow and blocks and isinstance(blocks[0], Stones):
            stones, blocks = _stones(blocks[0]), blocks[1:]
        made = {
            "label": self._new_label(chapter.anchor),
            "title": one_line(chapter.title) or NO_TITLE,
            "eyebrow": one_line(chapter.eyebrow),
            "stones": stones,
            "lang": language,
            "region": region,
            "blocks": self._blocks(blocks, 2),
        }
        self.here = frozenset()
        return made

    def _new_label(self, anchor: str) -> str:
        """The label of an anchor where it is met first, '' for one that is not there or stands elsewhere already."""
        if not anchor or anchor in self.taken:
            return ""
        self.taken.add(anchor)
        return self.labels.get(anchor, "")

    def _sources(self) -> Iterator[Data]:
        for source in self.book.sources:
            url = source.url if _leads(source.url) else ""
            yield {
                "label": self._new_label(source.anchor),
                "number": self.numbers[source.anchor],
                "text": one_line(source.text),
                "url": url,
                "shown_url": one_line(url.split("://")[-1]),
            }

    # --- Blocks -------------------------------------------------------------------------------------------------------

    def _blocks(self, blocks: Iterable[Block], above: int) -> list[Data]:
        """Blocks under a heading of depth `above`."""
        made: list[Data] = []
        depth = above
        for group in _beside_each_other(blocks):
            if isinstance(group[0], Box) and group[0].style == "side":
                made.append(self._sides([box for box in group if isinstance(box, Box)]))
                continue
            if isinstance(group[0], Heading):
                # A part is of depth 1 and a chapter of depth 2, so that a heading of level 2 stands at 3.
                depth = max(above + 1, min(group[0].level + 1, depth + 1))
            fields = self._block(group[0], depth)
            made += [{"kind": type(group[0]).__name__, **fields}] if fields else []
        return made

    def _block(self, block: Block, depth: int = 0) -> Data | None:
        """The fields of a block; None if it shows nothing."""
        made: Data | None = None
        match block:
            case Heading(text, _level, anchor):
                made = {"text": one_line(text) or NO_TITLE, "depth": depth, "label": self._new_label(anchor)}
            case Paragraph(run, style, tag):
                language, region = language_and_region(tag) if tag else ("", None)
                made = {"run": self._run(run), "style": style, "lang": language, "region": region}
            case ItemList(items, sign) if items:
                made = {"items": [self._run(item) for item in items], "sign": sign}
            case Facts(rows) if rows:
                made = self._facts(rows)
            case Stones():
                made = _stones(block)
            case Figure(number, note):
                made = {"number": one_line(number), "note": one_line(note)}
            case Picture():
                made = _picture(block)
            case Table() if block.head:
                made = self._table(block)
            case Box() if block.title.strip() or block.blocks:
                made = self._box(block)
        return made

    def _sides(self, boxes: Sequence[Box]) -> Data:
        """Who is told more gets more of the line, so that all are about equally long."""
        lengths = [sum(map(_length, runs_of((box,)))) for box in boxes]
        shares = [min(max(math.sqrt(length), 10), 40) for length in lengths]
        least = sum(shares) / len(shares) * 0.72
        sides = [{**self._box(box), "share": max(share, least)} for box, share in zip(boxes, shares, strict=True)]
        return {"kind": "Sides", "boxes": sides}

    def _box(self, box: Box) -> Data:
        inner = ((type(block).__name__, self._block(block)) for block in box.blocks)
        blocks = [{"kind": kind, **fields} for kind, fields in inner if fields]
        title = one_line(box.title) or (NO_TITLE if box.style == "side" else "")
        return {"title": title, "style": box.style, "side": box.side, "blocks": blocks}

    def _facts(self, rows: Sequence[tuple[str, Run]]) -> Data:
        made: list[list[tuple[str, list[Data]]]] = []
        half_full = False
        for label, run in rows:
            short = len(label) + _length(run) <= SHORT_FACT
            fact = (one_line(label), self._run(run))
            if short and half_full:
                made[-1].append(fact)
            else:
                made.append([fact])
            half_full = short and not half_full
        return {"rows": made, "label_width": min(max(len(label) for label, _run in rows) * 1.8 + 4, 40)}

    def _table(self, table: Table) -> Data:
        columns = len(table.head)
        whole = len(table.widths) == columns and min(table.widths) > 0
        rows = [[*row[:columns], *[()] * (columns - len(row))] for row in table.rows]
        return {
            "caption": one_line(table.caption),
            "head": [one_line(text) for text in table.head],
            "rows": [[{"run": self._run(run)} for run in row] for row in rows],
            "bars": [min(max(bar, 0.0), 100.0) for bar in table.bars] if len(table.bars) == len(rows) else [],
            "widths": list(table.widths) if whole else [1.0] * columns,
        }

    # --- Runs ---------------------------------------------------------------------------------------------------------

    def _run(self, run: Run) -> list[Data]:
        """The spans of a run; a note keeps to the word before it."""
        made: list[Data] = []
        for span in run:
            if isinstance(span, Note) and made and made[-1]["kind"] == "Words":
                made[-1]["text"] = re.sub(" +$", "\u00a0", made[-1]["text"])
            made += self._span(span)
        return made

    def _span(self, span: Span) -> list[Data]:
        match span:
            case Words():
                return [_words(span)]
            case Reference(target, words) if target in self.labels and _says(words):
                paged = target not in self.unpaged and target not in self.here
                return [
                    {
                        "kind": "Reference",
                        "target": self.labels[target],
                        "words": list(map(_words, words)),
                        "paged": paged,
                    }
                ]
            case Address(url, words) if _leads(url) and _says(words):
                return [{"kind": "Address", "url": url, "words": list(map(_words, words))}]
            case Reference() | Address():
                return list(map(_words, span.words))
            case Note(target, label) if target in self.numbers:
                number = self.numbers[target]
                return [{"kind": "Note", "target": self.labels[target], "number": number, "label": one_line(label)}]
        return [_words(Words(span.label))] if isinstance(span, Note) else []


# --- Without the book -------------------------------------------------------------------------------------------------


def _words(words: Words) -> Data:
    text = printable(words.text)
    return {
        "kind": "Words",
        "text": text,
        "style": words.style,
        "party": words.party,
        "long": bool(LONG_WORD.search(text)),
    }


def _says(words: tuple[Words, ...]) -> bool:
    """Whether there is anything to click on."""
    return any(each.text.strip() for each in words)


def _leads(url: str) -> bool:
    return len(url) <= LONGEST_URL and bool(ADDRESS.fullmatch(url))


def _length(run: Run) -> int:
    """About how many characters a run takes; what leads to a page takes some more."""
    found = 0
    for span in run:
        match span:
            case Words(text):
                found += len(text)
            case Note():
                found += 5
            case Reference(_target, words) | Address(_target, words):
                found += sum(len(each.text) for each in words) + 12
    return found


def _wants_pages(part: Part) -> bool:
    """Whether most chapters are a little longer than a page, so that each fits on one if it is set smaller."""
    lengths = [sum(map(_length, runs_of(each.blocks))) for each in part.chapters]
    return bool(lengths) and A_PAGE[0] <= median(lengths) <= A_PAGE[1]


def _stones(stones: Stones) -> Data:
    return {"first": stones.first, "last": stones.last, "words": one_line(stones.words)}


def _picture(picture: Picture) -> Data:
    return {"svg": storable(picture.svg), "words": one_line(picture.words), "width": min(max(picture.width, 0.05), 1.0)}


def _anchors_in(chapter: Chapter) -> Iterator[str]:
    yield chapter.anchor
    yield from (block.anchor for block in chapter.blocks if isinstance(block, Heading) and block.anchor)


def _beside_each_other(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Each block alone, but boxes of sides that follow each other together."""
    sides: list[Block] = []
    for block in blocks:
        if isinstance(block, Box) and block.style == "side" and len(sides) < MOST_SIDES:
            sides.append(block)
            continue
        if sides:
            yield sides
            sides = []
        if isinstance(block, Box) and block.style == "side":
            sides = [block]
        else:
            yield [block]
    if sides:
        yield sides


def _groups(parts: Iterable[Part]) -> Iterator[tuple[str, str]]:
    """The anchor of the first chapter of each group, and the name of the group."""
    for part in parts:
        before = ""
        for chapter in part.chapters:
            if chapter.group and chapter.group != before:
                yield chapter.anchor, one_line(chapter.group)
            before = chapter.group
