"""The English pages taken apart into the paragraphs, bullets and lines that the rules judge."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from vetatwork.content.document import Document
from vetatwork.content.faults import Fault
from vetatwork.content.fields import Cell, EntryTexts
from vetatwork.content.library import Library
from vetatwork.content.prose import Cite, Inlines, Link, Paragraph, Prose, inlines_of, plain_text
from vetatwork.content.quality.terms import Term, read_terms
from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.domain.reading import sentences_of

BETWEEN_CELLS = " | "
"""Stands in a bullet that is a row of a table; no sentence runs across it."""


@dataclass(frozen=True)
class Passage:
    """A paragraph or bullet: its words without citations, its line in the file (from 1), the text it belongs to.

    `advice` says that the text is our own, so that a figure in it claims nothing.
    """

    place: str
    line: int
    text: str
    sentences: tuple[str, ...]
    sources: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    advice: bool = False


@dataclass(frozen=True)
class Page:
    """One English page: its summary and the passages of its body."""

    document: Document
    summary: Passage
    body: tuple[Passage, ...]

    @cached_property
    def text(self) -> str:
        """Everything that is written in sentences, a line a passage."""
        return "\n".join(passage.text for passage in self.passages)

    @property
    def key(self) -> str:
        """The key of the page."""
        return self.document.key

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Everything that is written in sentences."""
        return (self.summary, *self.body)

    @property
    def links(self) -> frozenset[str]:
        """Every target the page links to."""
        return frozenset(target for passage in self.body for target in passage.links)

    def fault(self, place: Passage | str, message: str) -> Fault:
        """A fault in a passage or a field of the page."""
        line = place.line if isinstance(place, Passage) else self.document.lines.get(place, -1) + 1
        return Fault(self.document.path, line, message)


@dataclass(frozen=True)
class Corpus:
    """What the rules judge: the English pages in the order of their keys, and the terms that need an explanation."""

    pages: tuple[Page, ...]
    terms: tuple[Term, ...] = ()
    faults: list[Fault] = field(default_factory=list)


def corpus_of(library: Library) -> Corpus:
    """The corpus of a content folder. Faults of the list of terms are in it."""
    faults: list[Fault] = []
    terms = read_terms(library.folder / "terms.yaml", library.scope().pages, faults)
    documents = (d for d in library.documents.values() if d.language == SOURCE_LANGUAGE)
    return Corpus(tuple(map(page_of, sorted(documents, key=lambda d: d.key))), terms, faults)


def page_of(document: Document) -> Page:
    """A document taken apart."""
    summary = str(document.values.get("summary") or "")
    line = document.lines.get("summary", -1) + 1
    return Page(document, Passage("summary", line, summary, tuple(sentences_of(summary))), tuple(_body_of(document)))


def _body_of(document: Document) -> Iterator[Passage]:
    for part in document.kind.body:
        if isinstance(part, Cell):
            yield from _passages(document, part.name, document.values.get(part.name) or (), part)
    for part in document.kind.body:
        if isinstance(part, EntryTexts):
            for entry in document.values.get(part.name) or ():
                yield from _passages(document, f"{part.name}/{entry['id']}", entry.get("text") or (), part)


def _passages(document: Document, place: str, prose: Prose, part: Cell | EntryTexts) -> Iterator[Passage]:
    lines = document.run_lines.get(place, ())
    heading = document.lines.get(place, -1)
    for number, run in enumerate(_runs(prose)):
        one: Prose = (Paragraph(run),)
        text = plain_text(one)
        yield Passage(
            place=place,
            line=(lines[number] if number < len(lines) else heading) + 1,
            text=text,
            sentences=tuple(sentence for cell in text.split(BETWEEN_CELLS) for sentence in sentences_of(cell)),
            sources=frozenset(inline.key for inline in inlines_of(one) if isinstance(inline, Cite)),
            links=frozenset(inline.target for inline in inlines_of(one) if isinstance(inline, Link)),
            advice=part.advice,
        )


def _runs(prose: Prose) -> Iterable[Inlines]:
    for block in prose:
        yield from (block.children,) if isinstance(block, Paragraph) else block.items


def beginning(text: str, words: int = 8) -> str:
    """The first words of a text in quotation marks, enough to find it."""
    given = text.split()
    return "“" + " ".join(given[:words]) + (" …”" if len(given) > words else "”")
