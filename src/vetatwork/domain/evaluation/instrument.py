"""What is asked: areas, items and their versions. The words of the questions are no part of this."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any

HIGHEST = 5
"""The last of the five statements of an item."""


class Side(StrEnum):
    """Who answers."""

    PROVIDER = "provider"
    EMPLOYER = "employer"


class Form(StrEnum):
    """How much is asked."""

    QUICK = "quick"
    FULL = "full"


class Size(StrEnum):
    """People who work at the firm: up to 9, 49, 249, or more."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Experience(StrEnum):
    """Whether the answering side has worked with the other one before."""

    NEVER = "never"
    SOME = "some"


class Unscored(StrEnum):
    """Answers that are no statement."""

    NOT_APPLICABLE = "na"
    UNKNOWN = "dk"


class Relation(StrEnum):
    """How an item stands to the one it follows in the version before."""

    SAME = "same"
    REWORDED = "reworded"
    NEW = "new"


Answer = int | Unscored
"""The number of the last statement that is true (1 to 5), or an answer that is no statement."""

Answers = Mapping[str, Answer]
"""By item. An item that is not there was left blank."""


class AnswerError(ValueError):
    """An answer that the form does not take; `item` is what it was given for."""

    def __init__(self, item: str, reason: str) -> None:
        super().__init__(f"{item}: {reason}")
        self.item, self.reason = item, reason


@dataclass(frozen=True)
class Item:
    """One question. `shared` items are about what happens between the two sides, the others about one's own house.

    `relation` and `follows` name the item of the version before.
    """

    id: str
    area: str
    shared: bool
    quick: bool
    weight: Fraction = Fraction(1)
    relation: Relation = Relation.NEW
    follows: str = ""


@dataclass(frozen=True)
class Instrument:
    """A version of the check: areas and items in the order in which they are asked; `previous` is the one before."""

    version: str
    areas: tuple[str, ...]
    items: tuple[Item, ...]
    previous: str = ""
    dropped: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """The items by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def position(self) -> Mapping[str, int]:
        """The place of each item in the instrument's order, from 0: what breaks ties."""
        return {item.id: number for number, item in enumerate(self.items)}

    def items_in(self, form: Form) -> tuple[Item, ...]:
        """The items of a form in their order."""
        return tuple(item for item in self.items if form is Form.FULL or item.quick)


def checked_answers(instrument: Instrument, form: Form, given: Mapping[str, Any]) -> dict[str, Answer]:
    """`given` as answers, in the instrument's order.

    Raises:
        AnswerError: for an item outside the form, and for anything but the whole numbers 1 to 5, "na" and "dk".
    """
    asked = {item.id for item in instrument.items_in(form)}
    for name in given:
        if name not in asked:
            raise AnswerError(str(name), "is not asked in this form")
    return {item.id: _answer(item.id, given[item.id]) for item in instrument.items_in(form) if item.id in given}


def _answer(item: str, value: Any) -> Answer:
    if isinstance(value, str) and value in {unscored.value for unscored in Unscored}:
        return Unscored(value)
    # True is a whole number to Python, but no answer.
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= HIGHEST:
        return value
    raise AnswerError(item, 'must be a whole number from 1 to 5, "na" or "dk"')
