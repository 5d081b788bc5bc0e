"""Texts of pages as runs of a book: a link leads to a chapter if the book has it, and to the site otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vetatwork.content.prose import Cite, Emphasis, Inlines, Link, Prose, Strong, Text
from vetatwork.content.prose import ItemList as ProseList
from vetatwork.content.richtext import from_editor
from vetatwork.documents.book.parts import Address, ItemList, Note, Paragraph, Reference, Run, Span, Words
from vetatwork.exports.book.published import Published

Texts = tuple[Paragraph | ItemList, ...]
BULLET, NUMBERED, TICKED = "•", "1", "☐"


def plain(text: Any, style: str = "", party: str = "") -> Run:
    """Words that are nothing but words."""
    return (Words(str(text), style, party),)


def source_anchor(key: str) -> str:
    """The anchor of a source in the list of sources."""
    return f"source/{key}"


class Writer:
    """Writes the texts of one book. `within` are the keys it has; `labels` names the sources that may be cited."""

    def __init__(self, published: Published, within: frozenset[str], labels: Mapping[str, str]) -> None:
        self.published = published
        self.within = within
        self.labels = labels
        self.cited: set[str] = set()

    def tree(self, html: str) -> Prose:
        """The tree of an editor's text; links to pages hold their keys."""
        return from_editor(html, self.published.key_of_id) if html else ()

    def texts(self, html: str, sign: str = BULLET) -> Texts:
        """An editor's text as paragraphs and lists; `sign` is that of its lists without numbers."""
        return tuple(self._block(block, sign) for block in self.tree(html))

    def _block(self, block: Any, sign: str) -> Paragraph | ItemList:
        if isinstance(block, ProseList):
            return ItemList(tuple(map(self.run, block.items)), NUMBERED if block.ordered else sign)
        return Paragraph(self.run(block.children))

    def run(self, inlines: Inlines) -> Run:
        """A run of a text."""
        return tuple(self._spans(inlines, ""))

    def _spans(self, inlines: Inlines, style: str) -> Iterator[Span]:
        for inline in inlines:
            match inline:
                case Text(text):
                    yield Words(text, style)
                case Strong(children):
                    yield from self._spans(children, "strong")
                case Emphasis(children):
                    yield from self._spans(children, style or "emphasis")
                case Cite(key):
                    yield from self.notes([key])
                case Link():
                    yield from self._link(inline, style)

    def _link(self, link: Link, style: str) -> Iterator[Span]:
        inner = list(self._spans(link.children, style))
        words = tuple(span for span in inner if isinstance(span, Words))
        yield from self.led(link.target, words)
        yield from (span for span in inner if isinstance(span, Note))

    def led(self, target: str, words: tuple[Words, ...]) -> tuple[Span, ...]:
        """`words` that lead to a page or an address; words alone where nobody can read that page."""
        if target in self.within:
            return (Reference(target, words),)
        if target in self.published.by_key:
            return (Address(self.published.url(target), words),)
        if target.startswith(("https://", "http://", "mailto:")):
            return (Address(target, words),)
        return words

    def notes(self, keys: Sequence[str]) -> tuple[Note, ...]:
        """The sources of `keys` that are known; they are in the list of sources from now on."""
        known = [key for key in keys if key in self.labels]
        self.cited.update(known)
        return tuple(Note(source_anchor(key), self.labels[key]) for key in known)

    def page(self, key: str) -> tuple[Span, ...]:
        """A page by its title, () if nobody can read it."""
        row = self.published.by_key.get(key)
        return self.led(key, (Words(row.title),)) if row else ()

    def pages(self, keys: Sequence[str]) -> Run:
        """Pages by their titles, in one line."""
        run: list[Span] = []
        for key in keys:
            if spans := self.page(key):
                run += [*([Words(" · ")] if run else []), *spans]
        return tuple(run)
