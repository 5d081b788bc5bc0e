"""The text of a field as a tree: what an author may write, in Markdown, and its one canonical form.

A text is paragraphs, bullet lists and numbered lists of words, **bold**, *italic*, links and citations. Nothing else:
HTML is plain text. Two texts are equal when their trees are equal, so neither line breaks in a file nor habits of the
browser's editor count as a change. See docs/decisions/0001-own-content-format.md.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
"""A page key: collection/slug."""

CITATION = re.compile(r"\[@([a-z0-9]+(?:-[a-z0-9]+)*)\]")
EXTERNAL = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+")


@dataclass(frozen=True)
class Text:
    """Words as they stand."""

    text: str


@dataclass(frozen=True)
class Cite:
    """A citation of the source with this key."""

    key: str


@dataclass(frozen=True)
class Strong:
    """Bold words."""

    children: "Inlines"


@dataclass(frozen=True)
class Emphasis:
    """Italic words."""

    children: "Inlines"


@dataclass(frozen=True)
class Link:
    """A link to a page key or an address of another site."""

    target: str
    children: "Inlines"

    @property
    def key(self) -> str | None:
        """The page key the link points to, or None for another site."""
        return self.target if KEY.fullmatch(self.target) else None


Inline = Text | Cite | Strong | Emphasis | Link
Inlines = tuple[Inline, ...]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph."""

    children: Inlines


@dataclass(frozen=True)
class ItemList:
    """A list; each item is one run of text."""

    ordered: bool
    items: tuple[Inlines, ...]


Block = Paragraph | ItemList
Prose = tuple[Block, ...]


def inlines_of(prose: Prose) -> Iterator[Inline]:
    """Every inline of `prose`, parents before children, in reading order."""
    for block in prose:
        runs = (block.children,) if isinstance(block, Paragraph) else block.items
        for run in runs:
            yield from _walk(run)


def _walk(run: Inlines) -> Iterator[Inline]:
    for inline in run:
        yield inline
        if isinstance(inline, Strong | Emphasis | Link):
            yield from _walk(inline.children)


def citations(prose: Prose) -> tuple[str, ...]:
    """Keys of the sources cited, in order, each once."""
    return tuple(dict.fromkeys(inline.key for inline in inlines_of(prose) if isinstance(inline, Cite)))


def plain_text(prose: Prose) -> str:
    """The words only, one line a block; citations are left out."""
    lines = []
    for block in prose:
        runs = (block.children,) if isinstance(block, Paragraph) else block.items
        lines += [re.sub(r" +([.,;:!?])", r"\1", " ".join(_words(run).split())) for run in runs]
    return "\n".join(lines)


def _words(run: Inlines) -> str:
    return "".join(inline.text for inline in _walk(run) if isinstance(inline, Text))


def changed(prose: Prose, change: Callable[[Link | Cite], Inlines]) -> Prose:
    """`prose` with every link and citation replaced by what `change` makes of it."""

    def run(inlines: Inlines) -> Inlines:
        new: list[Inline] = []
        for inline in inlines:
            if isinstance(inline, Link | Cite):
                new += change(inline)
            elif isinstance(inline, Strong | Emphasis):
                new.append(type(inline)(run(inline.children)))
            else:
                new.append(inline)
        return tuple(new)

    return tuple(
        Paragraph(run(block.children))
        if isinstance(block, Paragraph)
        else ItemList(block.ordered, tuple(run(item) for item in block.items))
        for block in prose
    )


# --- Normal form ------------------------------------------------------------------------------------------------------


def normal(prose: Prose) -> Prose:
    """The normal form: single spaces, none at the edges of a run or inside the edges of bold; nothing empty.

    The browser's editor and Markdown both leave traces that no reader sees; after this they are equal.
    """
    blocks: list[Block] = []
    for block in prose:
        if isinstance(block, Paragraph):
            run = normal_run(block.children)
            if run:
                blocks.append(Paragraph(run))
            continue
        items = tuple(run for item in block.items if (run := normal_run(item)))
        if items:
            blocks.append(ItemList(block.ordered, items))
    return tuple(_joined_lists(blocks))


def _joined_lists(blocks: list[Block]) -> list[Block]:
    """Two lists of one kind that follow each other are one list: Markdown cannot tell them apart."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, ItemList) and isinstance(last, ItemList) and last.ordered == block.ordered:
            joined[-1] = ItemList(block.ordered, last.items + block.items)
        else:
            joined.append(block)
    return joined


Run = list[tuple[str, frozenset[str], str | None]]
"""A run as flat pieces: words, their marks (`b`, `i`), the target of the link they stand in."""


def normal_run(run: Inlines) -> Inlines:
    """The normal form of one run of text."""
    pieces = _spaced(_flat(run, frozenset(), None))
    if not any(marks or target for _text, marks, target in pieces):  # Nothing to tidy, as in most runs.
        return _leaves("".join(text for text, _marks, _target in pieces))
    return _built(_tidied(pieces))


def _flat(run: Inlines, marks: frozenset[str], target: str | None) -> Run:
    pieces: Run = []
    for inline in run:
        match inline:
            case Text(text):
                pieces.append((text, marks, target))
            case Cite(key):
                pieces.append((f"[@{key}]", frozenset(), None))
            case Strong(children):
                pieces += _flat(children, marks | {"b"}, target)
            case Emphasis(children):
                pieces += _flat(children, marks | {"i"}, target)
            case Link(inner, children):
                pieces += _flat(children, marks, target or inner)
    return pieces


def _spaced(pieces: Run) -> Run:
    """Collapse white space over the whole run, character by character keeping marks."""
    spaced: Run = []
    after_space = True
    for text, marks, target in pieces:
        words = ""
        for char in text:
            space = char.isspace() or char == "\u200b"
            if not (space and after_space):
                words += " " if space else char
            after_space = space
        spaced.append((words, marks, target))
    while spaced and not spaced[-1][0].rstrip():
        spaced.pop()
    if spaced:
        text, marks, target = spaced[-1]
        spaced[-1] = (text.rstrip(), marks, target)
    return spaced


def _tidied(pieces: Run) -> Run:
    """Take marks off where Markdown could not carry them: spaces, citations, and edges that touch a word."""
    chars: list[tuple[str, frozenset[str], str | None]] = []
    for text, marks, target in pieces:
        for part in re.split(r"(\[@[a-z0-9-]+\])", text):
            if CITATION.fullmatch(part):
                chars.append((part, frozenset(), None))
            else:
                chars += [(char, marks, target) for char in part]
    for mark in ("b", "i"):
        _trim_mark(chars, mark)
    _trim_links(chars)
    return chars


def _spans(flags: list[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for index, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = index
        elif not flag and start is not None:
            yield start, index
            start = None


def _trim_mark(chars: Run, mark: str) -> None:
    """Take `mark` off spaces at its edges, and off signs there that touch a letter: Markdown could not carry it."""
    for first, last in list(_spans([mark in marks for _, marks, _ in chars])):
        start, end = first, last
        while start < end and not _may_stand_at_edge(chars, start, start - 1):
            _unmark(chars, start, mark)
            start += 1
        while end > start and not _may_stand_at_edge(chars, end - 1, end):
            end -= 1
            _unmark(chars, end, mark)
        other = {"b": "i", "i": "b"}[mark]
        near = range(max(start - 1, 0), min(end + 1, len(chars)))
        if any(other in chars[i][1] for i in near) or len({chars[i][2] for i in range(start, end)}) > 1:
            for index in range(start, end):
                _unmark(chars, index, mark)


def _may_stand_at_edge(chars: Run, edge: int, outside: int) -> bool:
    char = chars[edge][0][-1]
    if char.isalnum() or char.isspace():
        return not char.isspace()
    return not (0 <= outside < len(chars)) or not chars[outside][0][0].isalnum()


def _unmark(chars: Run, index: int, mark: str) -> None:
    char, marks, target = chars[index]
    chars[index] = (char, marks - {mark}, target)


def _trim_links(chars: Run) -> None:
    """Move spaces at the edges of a link out of it."""
    targets = {target for _, _, target in chars if target}
    for link in targets:
        for start, end in list(_spans([target == link for _, _, target in chars])):
            edges = (range(start, end), range(end - 1, start - 1, -1))
            for edge in edges:
                for index in edge:
                    char, marks, _ = chars[index]
                    if char != " ":
                        break
                    chars[index] = (char, marks, None)


def _built(chars: Run) -> Inlines:
    built: list[Inline] = []
    for target, group in _grouped(chars, 2):
        inner: list[Inline] = []
        for marks, part in _grouped(group, 1):
            leaf = _leaves("".join(char for char, _, _ in part))
            for mark, wrap in (("i", Emphasis), ("b", Strong)):
                if mark in marks:
                    leaf = (wrap(leaf),)
            inner += leaf
        built += [Link(target, tuple(inner))] if target else inner
    return tuple(built)


def _grouped(chars: Run, field: int) -> Iterator[tuple[Any, Run]]:
    group: Run = []
    for piece in chars:
        if group and group[-1][field] != piece[field]:
            yield group[-1][field], group
            group = []
        group.append(piece)
    if group:
        yield group[-1][field], group


def _leaves(text: str) -> Inlines:
    leaves: list[Inline] = []
    for index, part in enumerate(CITATION.split(text)):
        if index % 2:
            leaves.append(Cite(part))
        elif part:
            leaves.append(Text(part))
    return tuple(leaves)
