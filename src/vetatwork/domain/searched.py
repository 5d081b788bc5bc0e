"""Which words of a search may be counted: none that may be about a person."""

from vetatwork.domain.words import folded, words_of

LONGEST = 60
"""Characters."""
MOST_WORDS = 6
"""Who writes more tells a story, perhaps about somebody."""
MOST_FIGURES = 4
"""A year passes; a telephone number, a day of birth and a postal code with a street do not."""


def words_to_count(text: str) -> str:
    """The folded words of a search; '' for one that must not be kept, or has no words."""
    words = words_of(text)
    if "@" in text or "＠" in text or len(words) > MOST_WORDS:
        return ""
    plain = " ".join(plain for word in words if (plain := folded(word)))
    # Folding makes figures of what is none yet, such as ½; cutting would take some away.
    if max(_figures(text), _figures(plain)) > MOST_FIGURES:
        return ""
    return plain[:LONGEST].strip()


def _figures(text: str) -> int:
    return sum(sign.isdigit() for sign in text)
