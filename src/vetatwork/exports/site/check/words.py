"""What a result says in words, made ahead for everything that answers to the quick form can lead to."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Any

from vetatwork.domain.bridge import STEPS
from vetatwork.domain.evaluation.instrument import HIGHEST, Answer, Form, Item, Side, Size, Unscored
from vetatwork.domain.evaluation.readiness import SAFEGUARDS, Readiness
from vetatwork.domain.evaluation.recommendation import NextStep
from vetatwork.domain.evaluation.scoring import FIND_OUT_SHARE, PROVISIONAL_LIMIT
from vetatwork.evaluation.instruments import Edition
from vetatwork.evaluation.labels import label
from vetatwork.evaluation.models import Draft
from vetatwork.evaluation.sentences import GOOD_ENOUGH_FOR_MICRO, UNSCORED, explanation, headline, unknown_sentence
from vetatwork.evaluation.steps import StepReading, read_steps
from vetatwork.manual.guide import guide


def sentences_of(used: Edition, language: str) -> dict[str, Any]:
    """The sentences of a result by what they depend on, ready for JSON. Lists of areas are joined with a space."""
    areas = used.instrument.areas
    return {
        "headlines": {
            "unknown": headline(None, None, find_out_first=True),
            **{each.value: headline(None, each, find_out_first=False) for each in Readiness},
            **{str(step): headline(step, None, find_out_first=False) for step in range(1, STEPS + 1)},
            "none": headline(None, None, find_out_first=False),
        },
        "no_place": _explained(None)[0],
        "weakest": {" ".join(found): _explained(1, weakest=_labels(found, language))[0] for found in _subsets(areas)},
        "provisional": {area: _provisional(area, language) for area in areas},
        "good_enough": _good_enough(),
        "good_enough_from": GOOD_ENOUGH_FOR_MICRO,
        "unknown": _unknown_sentences(len(used.instrument.items_in(Form.QUICK))),
        "unscored": {each.value: str(UNSCORED[each]) for each in Unscored},
    }


def _explained(step: int | None, **said: Any) -> list[str]:
    given = {"provisional": False, "weakest": [], "open_areas": [], "size": "", "side": "", **said}
    return explanation(step, **given)


def _provisional(area: str, language: str) -> str:
    """The last sentence that an open area adds."""
    return _explained(PROVISIONAL_LIMIT, provisional=True, open_areas=_labels((area,), language))[-1]


def _good_enough() -> str:
    return _explained(GOOD_ENOUGH_FOR_MICRO, size=Size.MICRO, side=Side.EMPLOYER)[-1]


def _unknown_sentences(count: int) -> dict[str, str]:
    """Why finding out comes first, for as many unknown answers and items that apply as that can be."""
    return {
        f"{unknown} {of}": unknown_sentence(unknown, of)
        for of in range(1, count + 1)
        for unknown in range(1, of + 1)
        if unknown >= FIND_OUT_SHARE * of
    }


def _subsets(areas: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for size in range(1, len(areas) + 1):
        yield from combinations(areas, size)


def _labels(areas: tuple[str, ...], language: str) -> list[str]:
    return [label("areas", area, language) for area in areas]


# --- Next steps -------------------------------------------------------------------------------------------------------


def every_step(used: Edition, asked: Draft, language: str) -> Iterator[tuple[str, StepReading]]:
    """Each next step that an answer can lead to, by "item answer", without the case, which depends on who answers."""
    for item in used.instrument.items_in(Form.QUICK):
        for answer in _answers_with_a_step(item):
            after = answer if isinstance(answer, int) else None
            found = read_steps(
                (NextStep(item.id, after, Fraction(1)),),
                {} if answer is None else {item.id: answer},
                about=asked,
                used=used,
                pages=guide(language),
                language=language,
            )
            yield f"{item.id} {'' if answer is None else answer}".strip(), replace(found[0], case=None)


def _answers_with_a_step(item: Item) -> list[Answer | None]:
    """Every statement but the last and "I don't know"; the safeguards are settled by nothing else either."""
    answers: list[Answer | None] = [*range(1, HIGHEST), Unscored.UNKNOWN]
    return [*answers, Unscored.NOT_APPLICABLE, None] if item.id == SAFEGUARDS else answers
