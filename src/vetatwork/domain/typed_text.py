"""Text that people type, made fit to keep: nothing invisible but what scripts need; and what looks like advertising."""

import re
import unicodedata

KEPT_SIGNS = frozenset("\u200c\u200d\u200e\u200f")
"""Joiners (emoji, Persian, Indian scripts) and the marks of direction. Overrides of direction are not kept."""

INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
LINK = re.compile(
    r"https?://[^\s<>\"']+"
    r"|\bwww\.[^\s<>\"']+"
    r"|\[(?:url|link)\b"
    r"|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:biz|casino|click|cn|com|info|io|net|online|org|ru|shop|site|store|top|xyz)\b",
    re.IGNORECASE,
)


def clean_lines(text: str) -> str:
    """`text` without signs nobody sees. Emoji and every script stay, lines too, with one empty one between them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = "".join(sign for sign in text if sign == "\n" or _is_kept(sign))
    lines = (line.strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _is_kept(sign: str) -> bool:
    return sign in KEPT_SIGNS or unicodedata.category(sign) not in INVISIBLE


def links_in(text: str) -> int:
    """How many addresses of other sites `text` names, written out or as a bare `name.com`."""
    return sum(1 for _link in LINK.finditer(text))


def same_words(text: str) -> str:
    """`text` with its capitals, spaces and punctuation put aside: equal for texts that only differ in these."""
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold()))
