"""Words as search sees them: folded to plain letters, cut down to their stem. See docs/algorithms/search.md."""

import re
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer
from anyascii import anyascii

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
"""Letters and figures, with an apostrophe inside."""

LONGEST_WORD = 40
"""Characters of a word that count."""

CUT = 6
"""Letters that stand for a word in a language without a stemmer."""

STEMMERS = {
    "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "et": "estonian", "eu": "basque",
    "fi": "finnish", "fr": "french", "ga": "irish", "hu": "hungarian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "nl": "dutch", "pl": "polish", "pt": "portuguese", "ro": "romanian", "sr": "serbian",
    "sv": "swedish", "tr": "turkish",
}  # fmt: skip
"""Snowball's stemmers by language code; those it does not have are cut instead."""

FILLERS = frozenset(
    word
    for line in (
        "a an and are as at be by can do does for from has have how i in is it me my no not of on or our so than that",
        "the their there they this to was we what when where which who why will with you your",
    )
    for word in line.split()
)
"""English words that say little; they count only if a question has no others."""


def words_of(text: str) -> list[str]:
    """The words of a text in their order, in small letters."""
    return [word[:LONGEST_WORD] for word in WORD.findall(text.casefold())]


@lru_cache(maxsize=200_000)
def folded(word: str) -> str:
    """A word in plain Latin letters and figures: `Ærø` and `aero` are the same."""
    return re.sub(r"[^a-z0-9]", "", anyascii(word).casefold())


def has_stemmer(language: str) -> bool:
    """Whether words of `language` are cut down to their stem by rules of that language."""
    return STEMMERS.get(language) in snowballstemmer.algorithms()


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The folded stem of a word in small letters: `learners` and `learner` share one."""
    if not has_stemmer(language):
        return folded(word)[:CUT]
    stemmed: str = snowballstemmer.stemmer(STEMMERS[language]).stemWord(word.replace("’", "'"))
    return folded(stemmed)


def phrase(words: Iterable[str], language: str) -> str:
    """The stems of words in small letters, with a space between them."""
    return " ".join(stem(word, language) for word in words)
