"""The route finder: nothing depends on the order of answers, every way leads on, and proofs see what is broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetatwork.domain.finder import (
    Finder,
    Pain,
    Question,
    Way,
    combinations,
    dead_ends,
    idle_ways,
    kits_for,
    next_question,
    reached_kits,
    read_answers,
    with_answer,
    without,
)

pytestmark = pytest.mark.pure

QUESTIONS = (
    Question("who", ("provider", "employer", "mentor")),
    Question("size", ("1-9", "10-49", "250+"), frozenset({"employer", "mentor"})),
    Question("experience", ("never", "regularly", "stuck")),
    Question("pain", ("no-time", "forms")),
    Question("time", ("hour", "build")),
)
VALUES = [*sorted({answer for question in QUESTIONS for answer in question.answers}), "", "martian", "\0", "x" * 500]
CONDITIONS = st.fixed_dictionaries(
    {},
    optional={
        question.name: st.frozensets(st.sampled_from(question.answers), min_size=1)
        for question in QUESTIONS
        if question.name != "pain"
    },
)
WAYS = st.lists(st.builds(Way, st.sampled_from(["a", "b", "c", "d"]), CONDITIONS), max_size=4).map(
    lambda ways: (*ways, Way("for-all"))
)
FINDERS = st.builds(
    lambda no_time, forms: Finder(QUESTIONS, {"no-time": Pain("time", no_time), "forms": Pain("papers", forms)}),
    WAYS,
    WAYS,
)
GIVEN = st.dictionaries(
    st.sampled_from(["who", "size", "experience", "pain", "time", "colour", ""]),
    st.lists(st.sampled_from(VALUES), max_size=4),
)


def _as_given(answers):
    return {name: [value] for name, value in answers.items()}


@given(FINDERS, GIVEN)
def test_anything_in_an_address_leads_to_a_question_or_to_a_kit(rules, address):
    answers = read_answers(rules, address).answers
    question = next_question(rules, answers)
    assert bool(kits_for(rules, answers)) == (question is None)
    assert all(value in {q.name: q.answers for q in QUESTIONS}[name] for name, value in answers.items())


@given(FINDERS, GIVEN)
def test_what_is_kept_and_what_is_left_out_is_everything_that_was_given(rules, address):
    reading = read_answers(rules, address)
    for name, values in address.items():
        if name in {question.name for question in QUESTIONS}:
            assert set(filter(None, values)) <= {reading.answers.get(name), *reading.left_out}
        else:
            assert name in reading.left_out


@given(FINDERS, st.data())
def test_the_order_of_answers_does_not_matter(rules, data):
    answers = data.draw(st.sampled_from(list(combinations(rules))))
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))
    assert read_answers(rules, _as_given(shuffled)).answers == answers
    assert list(read_answers(rules, _as_given(shuffled)).answers) == list(answers)
    assert kits_for(rules, shuffled) == kits_for(rules, answers)


@given(FINDERS, st.data())
def test_an_answer_taken_back_and_given_again_changes_nothing(rules, data):
    answers = data.draw(st.sampled_from(list(combinations(rules))))
    name = data.draw(st.sampled_from(list(answers)))
    fewer = without(rules, answers, name)
    assert name not in fewer and next_question(rules, fewer).name == name
    assert with_answer(rules, fewer, name, answers[name]) == answers


@given(FINDERS, st.data())
def test_five_answers_are_enough_whatever_is_tapped(rules, data):
    answers, taps = {}, 0
    while (question := next_question(rules, answers)) is not None:
        taps += 1
        answers = with_answer(rules, answers, question.name, data.draw(st.sampled_from(question.answers)))
    assert taps == (4 if answers["who"] == "provider" else 5)


@given(FINDERS)
def test_the_first_kit_that_fits_is_the_one_and_the_last_fits_everybody(rules):
    assert not list(dead_ends(rules))
    for answers in combinations(rules):
        ways = rules.pains[answers["pain"]].ways
        kits = kits_for(rules, answers)
        assert kits[0] == next(way.kit for way in ways if way.fits(answers))
        assert "for-all" in kits and len(set(kits)) == len(kits)


@given(FINDERS)
def test_a_line_is_idle_exactly_if_taking_it_out_changes_nothing(rules):
    idle = set(idle_ways(rules))
    for pain, each in rules.pains.items():
        for number in range(len(each.ways) - 1):
            ways = each.ways[:number] + each.ways[number + 1 :]
            fewer = Finder(QUESTIONS, {**rules.pains, pain: Pain(each.obstacle, ways)})
            same = all(kits_for(fewer, a)[:1] == kits_for(rules, a)[:1] for a in combinations(rules))
            assert same or (pain, number) not in idle


def test_who_becomes_a_school_loses_the_size():
    rules = Finder(QUESTIONS, {"no-time": Pain("time", (Way("a"),)), "forms": Pain("papers", (Way("b"),))})
    assert with_answer(rules, {"who": "employer", "size": "1-9"}, "who", "provider") == {"who": "provider"}
    assert reached_kits(rules) == {"a", "b"}
    assert len(list(combinations(rules))) == (1 + 2 * 3) * 3 * 2 * 2


def test_a_dead_end_is_found():
    nobody = Way("a", {"size": frozenset({"1-9"})})
    rules = Finder(QUESTIONS, {"no-time": Pain("time", (nobody,)), "forms": Pain("papers", (Way("b"),))})
    assert {answers["who"] for answers in dead_ends(rules)} == {"provider", "employer", "mentor"}
    assert all(answers.get("size") != "1-9" for answers in dead_ends(rules))
