"""How hard a text is to read: sentences, words, and a level. See docs/algorithms/reading-level.md."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+(?:[-'’.,:/][^\W_]+)*")
"""A word as a reader counts it: `school-based`, `it's`, `1,500` and `2022/23` are one each."""

LONG = 6
"""A word with more letters is long."""

TOO_LITTLE = 50
"""A text with fewer words has no level: one long name would decide it."""

LEVELS = (("A1", 18.0), ("A2", 27.0), ("B1", 34.0), ("B2", 39.0), ("C1", 45.0))
"""Each level of the Common European Framework and the index at which it ends; what is above is C2."""

TARGET = "B1"
"""The level our pages are written for."""

_END = re.compile(r"[.!?…][\"”’)\]]*\s+(?=[\"“‘(\[]*(\w))")
_NO_END = re.compile(r"(?:^|[\s(])(?:Dr|Mr|Mrs|Ms|St|No|Nr|Art|approx|vs|e\.g|i\.e|[A-Z])\.$")


@dataclass(frozen=True)
class Measure:
    """What was counted in a text."""

    sentences: int
    words: int
    long_words: int

    @property
    def words_a_sentence(self) -> float:
        """The mean length of a sentence; 0 for no text."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def long_in_hundred(self) -> float:
        """Long words in a hundred; 0 for no text."""
        return 100 * self.long_words / self.words if self.words else 0.0

    @property
    def index(self) -> float:
        """The two together: the higher, the harder."""
        return self.words_a_sentence + self.long_in_hundred

    @property
    def level(self) -> str | None:
        """The level whose texts are most like this one; None if there is too little to tell."""
        if self.words < TOO_LITTLE:
            return None
        return next((level for level, end in LEVELS if self.index <= end), "C2")


def sentences_of(text: str) -> list[str]:
    """The sentences of a text in their order. A line always ends one; what holds no word is none."""
    found = []
    for line in text.splitlines():
        start = 0
        for match in _END.finditer(line):
            begins = match[1].isupper() or match[1].isdigit()
            if begins and not _NO_END.search(line[start : match.start() + 1]):
                found.append(line[start : match.end()].strip())
                start = match.end()
        found.append(line[start:].strip())
    return [sentence for sentence in found if WORD.search(sentence)]


def words_in(sentence: str) -> int:
    """How many words a reader counts."""
    return len(WORD.findall(sentence))


def measure(passages: Iterable[str]) -> Measure:
    """Sentences, words and long words of paragraphs and bullets together."""
    sentences = [WORD.findall(sentence) for passage in passages for sentence in sentences_of(passage)]
    long_words = sum(_is_long(word, place) for words in sentences for place, word in enumerate(words))
    return Measure(len(sentences), sum(map(len, sentences)), long_words)


def is_readable(measured: Measure) -> bool:
    """Whether a text is at most of the level we write for."""
    return measured.level is None or measured.index <= dict(LEVELS)[TARGET]


def _is_long(word: str, place: int) -> bool:
    """Figures and names are not; of a compound with hyphens the longest part counts."""
    is_name = word[0].isupper() and place > 0
    is_figure = any(char.isdigit() for char in word)
    return not is_name and not is_figure and max(map(len, re.split(r"[-'’.,:/]", word))) > LONG
