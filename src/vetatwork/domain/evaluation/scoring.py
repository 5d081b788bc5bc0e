"""What answers say about each area and about the place on the Bridge, in exact fractions.

See docs/algorithms/scoring.md and docs/algorithms/position.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from vetatwork.domain.evaluation.instrument import Answers, Form, Instrument, Item, Unscored

LEAST_ANSWERED = 2
"""Statements chosen in an area before it has a score."""

PROVISIONAL_LIMIT = 3
"""The highest step that can be said while one area is open."""

FIND_OUT_SHARE = Fraction(1, 3)
"""From this share of "I don't know" on, finding out comes first."""

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class AreaScore:
    """An area: its mean (None: a dash), statements chosen, items that count, and how often the answer was unknown."""

    score: Fraction | None
    answered: int
    of: int
    unknown: int = 0


@dataclass(frozen=True)
class Place:
    """Where a side stands. `step` is 1 to 5 or None; `weakest` and `open_areas` are in the instrument's order."""

    scores: Mapping[str, AreaScore]
    step: int | None
    provisional: bool
    weakest: tuple[str, ...]
    open_areas: tuple[str, ...]
    find_out_first: bool


def place_of(instrument: Instrument, form: Form, answers: Answers) -> Place:
    """The place that checked `answers` to a form lead to."""
    items = instrument.items_in(form)
    scores = {area: area_score([item for item in items if item.area == area], answers) for area in instrument.areas}
    known = {area: each.score for area, each in scores.items() if each.score is not None}
    lowest = min(known.values(), default=None)
    step, provisional = step_of(list(known.values()), len(instrument.areas))
    return Place(
        scores=scores,
        step=step,
        provisional=provisional,
        weakest=tuple(area for area, score in known.items() if score == lowest),
        open_areas=tuple(area for area in instrument.areas if area not in known),
        find_out_first=_must_find_out(scores),
    )


def area_score(items: list[Item], answers: Answers) -> AreaScore:
    """The score of the items of one area: their weighted mean, if at least two and at least half of them have one."""
    counting = [item for item in items if answers.get(item.id) is not Unscored.NOT_APPLICABLE]
    unknown = sum(answers.get(item.id) is Unscored.UNKNOWN for item in counting)
    chosen = [(item.weight, number) for item in counting if isinstance(number := answers.get(item.id), int)]
    enough = len(chosen) >= LEAST_ANSWERED and 2 * len(chosen) >= len(counting)
    weights = sum((weight for weight, _number in chosen), Fraction(0))
    score = sum((weight * number for weight, number in chosen), Fraction(0)) / weights if enough else None
    return AreaScore(score, len(chosen), len(counting), unknown)


def step_of(scores: list[Fraction], areas: int) -> tuple[int | None, bool]:
    """The step that the scored ones of so many `areas` lead to, and whether it is provisional.

    At most one step past the weakest; halves are rounded down; one open area: at most step 3, provisional; more: None.
    """
    missing = areas - len(scores)
    if missing > 1 or not scores:
        return None, False
    reached = min(sum(scores, Fraction(0)) / len(scores), min(scores) + 1)
    step = ceil(reached - HALF)
    return (min(step, PROVISIONAL_LIMIT), True) if missing else (step, False)


def _must_find_out(scores: Mapping[str, AreaScore]) -> bool:
    counting = sum(each.of for each in scores.values())
    unknown = sum(each.unknown for each in scores.values())
    return bool(unknown) and unknown >= FIND_OUT_SHARE * counting
