"""The rules of the readiness check, for any answers."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetatwork.domain.evaluation.instrument import (
    HIGHEST,
    AnswerError,
    Experience,
    Form,
    Instrument,
    Item,
    Side,
    Size,
    Unscored,
    checked_answers,
)
from vetatwork.domain.evaluation.readiness import GATES, SAFEGUARDS, Readiness, readiness_of
from vetatwork.domain.evaluation.recommendation import CaseFacts, Profile, Rule, Wanted, nearest_case, next_steps
from vetatwork.domain.evaluation.scoring import area_score, place_of, step_of

pytestmark = pytest.mark.pure

AREAS = ("commitment", "cooperation", "collaboration", "celebration")
IDS = {
    "commitment": ("com-strategy", "com-owner", "com-safeguards", "com-will"),
    "cooperation": ("coo-partners", "coo-contact", "coo-language"),
    "collaboration": ("col-goals", "col-mentoring", "col-review", "col-planning"),
    "celebration": ("cel-results", "cel-recognition"),
}
INSTRUMENT = Instrument(
    "t", AREAS, tuple(Item(name, area, False, number < 3) for area in AREAS for number, name in enumerate(IDS[area]))
)
ALL = [item.id for item in INSTRUMENT.items]
ANSWER = st.one_of(st.integers(1, HIGHEST), st.sampled_from(list(Unscored)))
ANSWERS = st.dictionaries(st.sampled_from(ALL), ANSWER)
ORDER = {Readiness.SETTLE: 0, Readiness.NEARLY: 1, Readiness.READY: 2}


def _place(answers):
    return place_of(INSTRUMENT, Form.FULL, answers)


def _steps(answers, **profile):
    who = Profile(**{"side": Side.EMPLOYER, **profile})
    return next_steps(INSTRUMENT, Form.FULL, answers, place=_place(answers), profile=who)


@given(ANSWERS, st.sampled_from(ALL))
def test_a_higher_answer_never_lowers_a_score_or_the_step(answers, item):
    answer = answers.get(item)
    if not isinstance(answer, int) or answer == HIGHEST:
        return
    before, after = _place(answers), _place({**answers, item: answer + 1})
    assert all(
        (before.scores[area].score or 0) <= (after.scores[area].score or 0)
        and (before.scores[area].score is None) == (after.scores[area].score is None)
        for area in AREAS
    )
    assert (before.step or 0) <= (after.step or 0)


@given(ANSWERS, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(answers, shuffler: random.Random):
    pairs = list(answers.items())
    shuffler.shuffle(pairs)
    assert _place(dict(pairs)) == _place(answers)
    assert _steps(dict(pairs)) == _steps(answers)


@given(ANSWERS, st.sampled_from(ALL))
def test_what_does_not_apply_counts_as_if_it_were_not_asked(answers, item):
    area = INSTRUMENT.by_id[item].area
    items = [each for each in INSTRUMENT.items if each.area == area]
    with_it = area_score(items, {**answers, item: Unscored.NOT_APPLICABLE})
    without = area_score([each for each in items if each.id != item], answers)
    assert with_it == without


@given(ANSWERS, st.sampled_from(ALL))
def test_i_do_not_know_never_helps_against_saying_that_it_does_not_apply(answers, item):
    unknown = _place({**answers, item: Unscored.UNKNOWN})
    apart = _place({**answers, item: Unscored.NOT_APPLICABLE})
    area = INSTRUMENT.by_id[item].area
    assert unknown.scores[area].score in (None, apart.scores[area].score)


@given(ANSWERS, st.sampled_from(ALL))
def test_i_do_not_know_counts_like_a_blank(answers, item):
    blank = {name: answer for name, answer in answers.items() if name != item}
    unknown = _place({**blank, item: Unscored.UNKNOWN})
    assert [each.score for each in unknown.scores.values()] == [each.score for each in _place(blank).scores.values()]


@given(st.lists(st.fractions(1, 5), min_size=1, max_size=4))
def test_nobody_is_more_than_one_step_past_the_weakest_plank(scores):
    step, provisional = step_of(scores, 4)
    if len(scores) < 3:
        assert (step, provisional) == (None, False)
        return
    assert step <= min(scores) + 1 + Fraction(1, 2)
    assert 1 <= step <= 5
    assert not provisional or step <= 3


@pytest.mark.parametrize(
    ("scores", "expected"), [((4, 4, 3, 2), 3), ((5, 5, 5, 1), 2), ((3, 3, 2, 2), 2), ((5, 5, 5, 4), 5)]
)
def test_the_published_examples(scores, expected):
    assert step_of([Fraction(score) for score in scores], 4) == (expected, False)


def test_one_open_area_makes_the_place_provisional_and_two_leave_none():
    full = {item.id: 5 for item in INSTRUMENT.items}
    open_one = {name: answer for name, answer in full.items() if not name.startswith("cel-")}
    place = _place(open_one)
    assert (place.step, place.provisional, place.open_areas) == (3, True, ("celebration",))
    assert _place({name: answer for name, answer in open_one.items() if not name.startswith("coo-")}).step is None


def test_a_third_of_unknown_answers_asks_to_find_out_first():
    answers = {item.id: 3 for item in INSTRUMENT.items}
    for name in ALL[:4]:
        answers[name] = Unscored.UNKNOWN
    assert not _place(answers).find_out_first
    answers[ALL[4]] = Unscored.UNKNOWN
    assert _place(answers).find_out_first


@given(ANSWERS, st.sampled_from(GATES))
def test_a_higher_answer_never_makes_less_ready(answers, gate):
    answer = answers.get(gate)
    if isinstance(answer, int) and answer < HIGHEST:
        assert ORDER[readiness_of(answers)] <= ORDER[readiness_of({**answers, gate: answer + 1})]


@given(ANSWERS)
def test_every_answer_below_the_last_statement_has_a_next_step_and_it_is_one_step(answers):
    found = {step.item: step.after for step in _steps(answers)}
    for item, answer in answers.items():
        if isinstance(answer, int):
            assert (item in found) == (answer < HIGHEST)
            assert found.get(item) in (None, answer)
        elif answer is Unscored.UNKNOWN:
            assert found[item] is None
    assert len(found) == len(_steps(answers))


@given(ANSWERS)
def test_open_safeguards_come_first(answers):
    answer = answers.get(SAFEGUARDS)
    if not isinstance(answer, int) or answer < 3:
        assert _steps(answers)[0].item == SAFEGUARDS


@given(ANSWERS)
def test_who_begins_gets_the_closed_gates_before_anything_else(answers):
    steps = [step.item for step in _steps(answers, experience=Experience.NEVER)]
    closed = [
        gate for gate in GATES if gate in steps and not (isinstance(answers.get(gate), int) and answers[gate] > 2)
    ]
    assert set(steps[: len(closed)]) == set(closed)


def test_a_very_small_firm_is_not_asked_for_more_than_enough():
    answers = {item.id: 3 for item in INSTRUMENT.items} | {"coo-contact": 2, "coo-language": 4}
    assert _steps(answers, size=Size.MICRO)[0].item == "coo-contact"


def test_weights_and_fit_change_the_order():
    answers = {item.id: 3 for item in INSTRUMENT.items}
    rule = Rule({"sector": {"health": Fraction(3)}})
    who = Profile(Side.EMPLOYER, sector="health")
    steps = next_steps(
        INSTRUMENT, Form.FULL, answers, place=_place(answers), profile=who, rules={"cel-recognition": rule}
    )
    assert steps[0].item == "cel-recognition"


@pytest.mark.parametrize("wrong", [0, 6, True, False, 2.5, "3", "text", None, [], {}, "NA"])
def test_answers_that_are_none_are_refused(wrong):
    with pytest.raises(AnswerError) as refused:
        checked_answers(INSTRUMENT, Form.FULL, {"com-owner": wrong})
    assert refused.value.item == "com-owner"


def test_an_item_outside_the_form_is_refused():
    with pytest.raises(AnswerError):
        checked_answers(INSTRUMENT, Form.QUICK, {"com-will": 3})
    assert checked_answers(INSTRUMENT, Form.FULL, {"com-will": 3, "com-owner": 2}) == {"com-owner": 2, "com-will": 3}


def test_the_nearest_case_is_about_the_kit_before_it_is_like_the_firm():
    near = CaseFacts("a", 2, methods=frozenset({"job-dating"}))
    alike = CaseFacts("b", 3, sizes=frozenset({"1-9"}), areas=frozenset({"cooperation"}))
    wanted = Wanted("cooperation", 3, methods=frozenset({"job-dating"}), size="1-9")
    assert nearest_case([alike, near], wanted) is near
    assert nearest_case([alike], wanted) is alike
    assert nearest_case([CaseFacts("c", 3)], wanted) is None
