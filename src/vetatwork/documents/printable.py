"""What can be done with the text of anybody: printed in our typeface, or stored in a file.

Under PDF/UA one character that no font has stops the whole paper. So every text goes through `printable` first.
"""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
PLACEHOLDER = "□"
"""Stands for a character that our typeface lacks: the reader sees that something was there."""

NEITHER_SEEN_NOR_STORED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def storable(text: str) -> str:
    """`text` without what XML and calendar files forbid: control characters, halves of characters. Emoji stay."""
    return NEITHER_SEEN_NOR_STORED.sub("", re.sub("\r\n?|[\x85\u2028\u2029]", "\n", text))


def printable(text: str) -> str:
    """`text` with a □ for each character that our typeface lacks; line breaks stay.

    What has no shape (marks of direction, joiners, variation selectors) is dropped without a sign.
    """
    composed = unicodedata.normalize("NFC", re.sub("\r\n?|[\x85\u2028\u2029]", "\n", text))
    return "".join(map(_printed, composed))


@cache
def _printed(character: str) -> str:
    category = unicodedata.category(character)
    if character == "\n":
        return character
    if category == "Cf" or "\ufe00" <= character <= "\ufe0f":
        return ""
    if category != "Co" and ord(character) in _coverage():
        return character
    if category == "Zs" or character == "\t":
        return " "
    return PLACEHOLDER


@cache
def _coverage() -> frozenset[int]:
    """The code points that both the regular and the bold file have."""
    regular, bold = (_code_points(path.read_bytes()) for path in sorted(FONTS.glob("*.ttf")))
    return frozenset(regular & bold)


def _code_points(font: bytes) -> set[int]:
    """The code points of a TrueType file, from the one table (format 12) that lists them all."""
    tables = (struct.unpack_from(">4s4xII", font, 12 + 16 * n) for n in range(struct.unpack_from(">H", font, 4)[0]))
    cmap = next(offset for tag, offset, _ in tables if tag == b"cmap")
    for n in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        start = cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * n)[0]
        if struct.unpack_from(">H", font, start)[0] == 12:
            (groups,) = struct.unpack_from(">I", font, start + 12)
            ranges = (struct.unpack_from(">II", font, start + 16 + 12 * group) for group in range(groups))
            return {point for first, last in ranges for point in range(first, last + 1)}
    raise ValueError("The font has no table of characters in format 12.")
