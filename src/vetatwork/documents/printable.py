"""What can be done with the text of anybody: printed in our typeface, or stored in a file.

Under PDF/UA one character that no font has stops the whole paper. So every text goes through `printable` first.
"""

import re
import struct
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
PLACEHOLDER = "□"
"""Stands for a character that our typeface lacks: the reader sees that something was there."""

LINE_BREAKS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
EMPTY_LINES = re.compile("\n[ \t]*\n\\s*\n")
NOT_STORABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, halves of characters, no characters at all: XML or calendar files forbid them."""

SHAPELESS = {"Cf", "Mn", "Me"}
"""Categories of characters without a shape of their own: joiners and marks of direction, and marks on a letter."""


def storable(text: str) -> str:
    """`text` without what XML and calendar files forbid. Emoji and every script stay; all line breaks become "\\n"."""
    return NOT_STORABLE.sub("", LINE_BREAKS.sub("\n", text))


def printable(text: str) -> str:
    """`text` with □ for each character that our typeface lacks; no more than one empty line at once stays.

    What has no shape of its own is dropped without a sign.
    """
    lines = EMPTY_LINES.sub("\n\n", LINE_BREAKS.sub("\n", text))
    return "".join(map(_printed, unicodedata.normalize("NFC", lines)))


@lru_cache(maxsize=4096)
def _printed(character: str) -> str:
    category = unicodedata.category(character)
    if character == "\n":
        return character
    if character == "\t" or category == "Zs":
        return character if _has(character) else " "
    if category not in {"Cf", "Co"} and _has(character):
        return character
    if category in SHAPELESS:
        return ""
    plainer = unicodedata.normalize("NFKC", character)  # "ﬀ" is "ff", "㎡" is "m2".
    return plainer if all(map(_has, plainer)) else PLACEHOLDER


def _has(character: str) -> bool:
    return ord(character) in _coverage()


@cache
def _coverage() -> frozenset[int]:
    """The code points that all our font files have: regular, bold and italic."""
    return frozenset.intersection(*(_code_points(path.read_bytes()) for path in FONTS.glob("*.ttf")))


def _code_points(font: bytes) -> frozenset[int]:
    """The code points of a TrueType file.

    From its table of characters in format 12, which lists ranges of all of Unicode; raises ValueError if there is none.
    """
    (tables,) = struct.unpack_from(">H", font, 4)
    directory = (struct.unpack_from(">4s4xI4x", font, 12 + 16 * number) for number in range(tables))
    cmap = next(offset for tag, offset in directory if tag == b"cmap")
    (encodings,) = struct.unpack_from(">H", font, cmap + 2)
    for number in range(encodings):
        start = cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * number)[0]
        if struct.unpack_from(">H", font, start)[0] == 12:
            (groups,) = struct.unpack_from(">I", font, start + 12)
            ranges = (struct.unpack_from(">II", font, start + 16 + 12 * group) for group in range(groups))
            return frozenset(point for first, last in ranges for point in range(first, last + 1))
    raise ValueError("The font has no table of characters in format 12.")
