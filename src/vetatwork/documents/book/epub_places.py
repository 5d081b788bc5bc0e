"""Where everything in an EPUB stands: which file holds a part or a chapter, and which file and id an anchor has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vetatwork.documents.book.epub_markup import titled
from vetatwork.documents.book.parts import Book, Chapter, Heading, Part

SOURCES = "sources.xhtml"
LONGEST_ID = 80


@dataclass(frozen=True)
class PlacedChapter:
    """A chapter, its file, and the id of its element."""

    chapter: Chapter
    file: str
    id: str

    @property
    def title(self) -> str:
        """What it is called, also where it has no title."""
        return titled(self.chapter.title, self.chapter.eyebrow, self.chapter.anchor)

    @property
    def href(self) -> str:
        """Where a link to it leads."""
        return f"{self.file}#{self.id}"


@dataclass(frozen=True)
class PlacedPart:
    """A part, the file it begins with, the id of its element, and its chapters. A compact part is one file.

    `id` is '' where the part has no title of its own: a handout shows none.
    """

    part: Part
    file: str
    id: str
    chapters: tuple[PlacedChapter, ...]

    @property
    def title(self) -> str:
        """What it is called."""
        return titled(self.part.title)

    @property
    def href(self) -> str:
        """Where a link to it leads."""
        return f"{self.file}#{self.id}" if self.id else self.chapters[0].href


class Places:
    """The parts of a book with the file and the id of every anchor. Where one stands twice, the first place counts."""

    def __init__(self, book: Book) -> None:
        self._hrefs: dict[str, str] = {}
        self._ids: set[str] = set()
        self._waiting: dict[str, str] = {}
        self._files = 0
        self.parts = tuple(self._parts(book))
        for source in book.sources:
            self._expect(source.anchor, SOURCES)

    def take(self, anchor: str) -> str:
        """The id for the heading or source that stands for `anchor`, once; '' for all further ones."""
        return self._waiting.pop(anchor, "")

    def href(self, anchor: str) -> str:
        """Where a link to `anchor` leads, '' if it is not in the book."""
        return self._hrefs.get(anchor, "")

    def _parts(self, book: Book) -> Iterator[PlacedPart]:
        for number, part in enumerate(book.parts, start=1):
            opens = part.compact or bool(part.lead) or not book.handout
            if not opens and not part.chapters:
                continue
            file = f"part-{number:02}.xhtml" if opens else ""
            name = self._new_id(part.anchor) if opens else ""
            if opens:
                self._lead(part.anchor, f"{file}#{name}")
            chapters = tuple(self._chapter(chapter, file if part.compact else "") for chapter in part.chapters)
            placed = PlacedPart(part, file or chapters[0].file, name, chapters)
            self._lead(part.anchor, placed.href)
            yield placed

    def _chapter(self, chapter: Chapter, file: str) -> PlacedChapter:
        """A chapter in `file`, or in a file of its own."""
        if not file:
            self._files += 1
            file = f"chapter-{self._files:04}.xhtml"
        placed = PlacedChapter(chapter, file, self._new_id(chapter.anchor))
        self._lead(chapter.anchor, placed.href)
        for block in chapter.blocks:
            if isinstance(block, Heading):
                self._expect(block.anchor, file)
        return placed

    def _lead(self, anchor: str, href: str) -> None:
        if anchor:
            self._hrefs.setdefault(anchor, href)

    def _expect(self, anchor: str, file: str) -> None:
        """Give `anchor` an id for the element that will ask for it."""
        if anchor and anchor not in self._hrefs:
            self._waiting[anchor] = self._new_id(anchor)
            self._lead(anchor, f"{file}#{self._waiting[anchor]}")

    def _new_id(self, anchor: str) -> str:
        """An id that looks like `anchor` and that nothing in the book has yet."""
        name = re.sub("[^a-z0-9]+", "-", anchor.lower()).strip("-")[:LONGEST_ID] or "x"
        name = name if name[0].isalpha() else f"x-{name}"
        unique, number = name, 2
        while unique in self._ids:
            unique, number = f"{name}-{number}", number + 1
        self._ids.add(unique)
        return unique
