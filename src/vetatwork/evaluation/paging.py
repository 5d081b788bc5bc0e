"""How the questions of a form are laid out on pages, and how long they take to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from vetatwork.domain.evaluation.instrument import Form, Item, Side
from vetatwork.evaluation.examination import WORD
from vetatwork.evaluation.instruments import Edition

MOST_ON_A_PAGE = 4
"""Questions on one page, so that none of them is out of sight for long."""

WORDS_A_MINUTE = 170
"""Reading short sentences and choosing one, without hurry; our own assumption."""


@dataclass(frozen=True)
class QuestionPage:
    """One page of questions, all of one focus area. `number` counts from 1, `first` is the number of its first item."""

    number: int
    first: int
    items: tuple[Item, ...]

    @property
    def last(self) -> int:
        """The number of its last item."""
        return self.first + len(self.items) - 1

    @property
    def area(self) -> str:
        """The focus area its items belong to."""
        return self.items[0].area


def question_pages(used: Edition, form: Form) -> list[QuestionPage]:
    """The pages of a form in their order: at most four questions of one area on each, evenly filled."""
    parts = [
        part
        for _area, items in groupby(used.instrument.items_in(form), key=lambda item: item.area)
        for part in _even(list(items))
    ]
    pages, first = [], 1
    for number, part in enumerate(parts, start=1):
        pages.append(QuestionPage(number, first, tuple(part)))
        first += len(part)
    return pages


def _even(items: list[Item]) -> list[list[Item]]:
    pages = ceil(len(items) / MOST_ON_A_PAGE)
    size = ceil(len(items) / pages)
    return [items[start : start + size] for start in range(0, len(items), size)]


def length_of(used: Edition, side: Side, form: Form, *, size: str = "", language: str) -> dict[str, int]:
    """How many `questions` a form has, and how many `minutes` it takes."""
    items = used.instrument.items_in(form)
    return {"questions": len(items), "minutes": minutes_to_read(used, items, side=side, size=size, language=language)}


def minutes_to_read(used: Edition, items: Sequence[Item], *, side: str, size: str, language: str) -> int:
    """Minutes that reading the questions of `items` takes, at least 1."""
    words = 0
    for item in items:
        wording = used.words(item.id, language).wording(side, size)
        words += len(WORD.findall(" ".join([wording.stem, *wording.statements])))
    return max(1, round(words / WORDS_A_MINUTE))
