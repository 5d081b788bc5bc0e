"""A piece of a text around the words that were searched for."""

from collections.abc import Callable

from vetatwork.domain.words import WORD

Piece = tuple[str, bool]
"""Text, and whether it is a hit."""

BEFORE = 60
"""Characters shown before the first hit, about."""

LENGTH = 220
"""Characters shown in all, about."""


def excerpt(text: str, is_hit: Callable[[str], bool], length: int = LENGTH) -> list[Piece]:
    """About `length` characters of `text` around its first hit, taken apart into hits and the rest.

    Whole words only; `…` stands where text was left out. Without a hit it is the beginning of the text.
    """
    first = next((match.start() for match in WORD.finditer(text) if is_hit(match[0].casefold())), 0)
    start = _word_start(text, max(0, first - BEFORE))
    end = _word_start(text, start + length) if start + length < len(text) else len(text)
    pieces: list[Piece] = [("…", False)] if start else []
    place = start
    for match in WORD.finditer(text, start, end):
        if is_hit(match[0].casefold()):
            pieces += [(text[place : match.start()], False), (match[0], True)]
            place = match.end()
    pieces.append((text[place:end].rstrip(), False))
    if end < len(text):
        pieces.append(("…", False))
    return [piece for piece in pieces if piece[0]]


def _word_start(text: str, place: int) -> int:
    """The beginning of the word at or after `place`."""
    if place <= 0:
        return 0
    space = text.find(" ", place - 1)
    return len(text) if space < 0 else space + 1
