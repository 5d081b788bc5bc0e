"""Markdown to the tree of a text and back, in the one canonical form."""

import re
from collections.abc import Callable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from vetatwork.content.prose import (
    EXTERNAL,
    KEY,
    Block,
    Cite,
    Emphasis,
    Inline,
    Inlines,
    ItemList,
    Link,
    Paragraph,
    Prose,
    Strong,
    Text,
    normal,
)

WIDTH = 100
"""Characters a line; a longer word stands alone."""

Report = Callable[[int, str], None]
"""Called with a line (from 0, within the text) and what is wrong there."""

_parser = MarkdownIt("zero").enable(["list", "escape", "emphasis", "link", "image", "newline"])
_parser.validateLink = lambda url: True  # type: ignore[method-assign]  # Every target is checked below, with a message.


def parse(text: str, report: Report) -> Prose:
    """The tree of a Markdown `text`, in normal form; what cannot stand in a text is reported."""
    return parse_with_lines(text, report)[0]


def parse_with_lines(text: str, report: Report) -> tuple[Prose, list[int]]:
    """The tree, and the line (from 0) on which each paragraph and item begins; the two match if nothing is reported."""
    tokens = _parser.parse(text)
    lines = [token.map[0] for token in tokens if token.type == "inline" and token.map]
    return normal(tuple(_blocks(tokens, report))), lines


def _blocks(tokens: list[Token], report: Report) -> Iterator[Block]:
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "paragraph_open":
            yield Paragraph(_run(tokens[index + 1], report))
            index += 3
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            end = _closing(tokens, index)
            yield ItemList(token.type == "ordered_list_open", tuple(_items(tokens[index + 1 : end], report)))
            index = end + 1
        else:
            index += 1


def _closing(tokens: list[Token], start: int) -> int:
    return next(
        i for i in range(start + 1, len(tokens)) if tokens[i].level == tokens[start].level and tokens[i].nesting < 0
    )


def _items(tokens: list[Token], report: Report) -> Iterator[Inlines]:
    level = tokens[0].level
    for index, token in enumerate(tokens):
        if token.type != "list_item_open" or token.level != level:
            continue
        inner = tokens[index + 1 : _closing(tokens, index)]
        line = token.map[0] if token.map else 0
        runs = [t for t in inner if t.type == "inline"]
        if any(t.type.endswith("list_open") for t in inner):
            report(line, "Lists cannot stand inside lists here. Make it one list, or a list and a paragraph.")
        elif len(runs) > 1:
            report(line, "An item of a list is one paragraph. Make it two items.")
        yield tuple(inline for run in runs for inline in (*_run(run, report), Text(" ")))


_WRAP: dict[str, type[Strong] | type[Emphasis]] = {"strong": Strong, "em": Emphasis}


def _run(token: Token, report: Report) -> Inlines:
    line = token.map[0] if token.map else 0
    return _inlines(iter(token.children or []), lambda message: report(line, message))


def _inlines(tokens: Iterator[Token], fault: Callable[[str], None]) -> Inlines:
    run: list[Inline] = []
    for token in tokens:
        if token.nesting < 0:
            break
        if token.type == "text":
            run.append(Text(token.content))
        elif token.type in ("softbreak", "hardbreak"):
            run.append(Text(" "))
        elif token.type == "link_open":
            target = str(token.attrs.get("href", ""))
            children = _inlines(tokens, fault)
            run += [Link(target, children)] if _may_link(target, fault) else children
        elif token.type == "image":
            fault("Images cannot stand in a text.")
        elif token.nesting > 0:
            run.append(_WRAP[token.tag](_inlines(tokens, fault)))
    return tuple(run)


def _may_link(target: str, fault: Callable[[str], None]) -> bool:
    if KEY.fullmatch(target) or EXTERNAL.fullmatch(target):
        return True
    fault(f"“{target}” is not a link. Use a page key (words/learner) or an address that begins with https://.")
    return False


# --- Writing ----------------------------------------------------------------------------------------------------------

_LINE_START = re.compile(r"(?:[-+*]|\d{1,9}[.)]|#{1,6})$")
"""Words that would make a list or a heading of the line they begin."""


def write(prose: Prose, width: int = WIDTH) -> str:
    """Canonical Markdown of a tree in normal form, without a line break at the end."""
    return "\n\n".join("\n".join(_block_lines(block, width)) for block in prose)


def _block_lines(block: Block, width: int) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from _wrapped(_markdown(block.children), "", "", width)
        return
    for number, item in enumerate(block.items, start=1):
        marker = f"{number}. " if block.ordered else "- "
        yield from _wrapped(_markdown(item), marker, " " * len(marker), width)


def _wrapped(text: str, first: str, rest: str, width: int) -> Iterator[str]:
    line = first
    words = _escaped_start(text).split(" ")
    for index, word in enumerate(words):
        fits = len(line) + len(word) < width
        if index and not fits and not _LINE_START.match(word):
            yield line
            line = rest + word
        else:
            line += word if index == 0 else f" {word}"
    yield line


def _escaped_start(text: str) -> str:
    """A text that would begin a list or be a heading is escaped so that it stays words."""
    if re.match(r"(?:[-+]|#{1,6})(?: |$)", text):
        return "\\" + text
    return re.sub(r"^(\d{1,9})([.)])(?= |$)", r"\1\\\2", text)


def _markdown(run: Inlines) -> str:
    text = ""
    for inline in run:
        match inline:
            case Text(words):
                if text.endswith("]") and words.startswith("("):
                    text += "\\"  # A citation before a bracket is not a link.
                text += re.sub(r"([\\*_\[\]])", r"\\\1", words)
            case Cite(key):
                text += f"[@{key}]"
            case Strong(children):
                text += f"**{_markdown(children)}**"
            case Emphasis(children):
                text += f"*{_markdown(children)}*"
            case Link(target, children):
                if text.endswith("!"):
                    text = text[:-1] + "\\!"
                text += f"[{_markdown(children)}]({_destination(target)})"
    return text


def _destination(target: str) -> str:
    return f"<{target}>" if re.search(r"[()\\*_]", target) else target
