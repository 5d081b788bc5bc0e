"""Words as search sees them: folded to plain letters, cut down to their stem. See docs/algorithms/search.md."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

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
        "a about all also always am an and any are as at be because been being but by can can't could did do does",
        "doesn't doesnt don't dont for from get got had has have he her him his how i if in into is isn't it it's",
        "its just like many may me more most much must my need no nobody not of off on only or other our out over",
        "put shall she should so some such than that the their them then there these they this those to up us very",
        "was we were what when where whether which while who whom whose why will with would you your define",
        "definition explain mean meaning means",
    )
    for word in line.split()
)
"""English words that say little; they count only if a question has no others."""

DENIALS = frozenset({"no", "nobody", "not"})
"""Fillers that say much about the word beside them."""


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


def pairs_of(words: Iterable[str], language: str) -> set[str]:
    """The words that stand next to each other if fillers are left out, by their stems: `no time`, `learn agreement`."""
    said = [word for word in words if word not in FILLERS or word in DENIALS]
    return {phrase(pair, language) for pair in pairwise(said) if not DENIALS.issuperset(pair)}


def phrase(words: Iterable[str], language: str) -> str:
    """The stems of words in small letters, with a space between them."""
    return " ".join(stem(word, language) for word in words)
