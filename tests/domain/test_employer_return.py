"""Properties of the employer's account: what holds whatever figures are typed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetatwork.domain.employer_return import (
    MOST,
    NAMES,
    EmployerReturn,
    Figures,
    Line,
    Problem,
    employer_return,
    enough_percent,
    in_whole_units,
    problems,
)

pytestmark = pytest.mark.pure

COSTS = (
    "mentor_hours",
    "pay",
    "mentor_cost",
    "staff_hours",
    "equipment",
    "material",
    "fees",
    "mistakes",
    "other_costs",
)
RETURNS = ("useful_hours", "output", "grants", "other_returns", "recruitment", "gap_weeks", "gap_loss", "stay")
MONEY = ("hour_cost", "pay", "mentor_cost", "equipment", "material", "fees", "mistakes", "other_costs", "grants",
         "other_returns", "recruitment", "gap_loss")  # fmt: skip
BY_THE_WEEK = ("mentor_hours", "useful_hours", "material", "mistakes")


def amounts(most):
    """Figures as people type them: two decimals, up to a tenth of the highest, so that a test may add to them."""
    return st.integers(0, int(most * 10)).map(lambda hundredths: Fraction(hundredths, 100))


@st.composite
def complete(draw):
    """Every figure said."""
    return {name: draw(amounts(MOST[name])) for name in NAMES}


def _results(found: EmployerReturn):
    return found.during, found.after or 0, found.together


@given(complete(), st.sampled_from(COSTS), st.fractions(0, 50))
def test_a_higher_cost_never_raises_a_result(figures, name, more):
    more = min(figures[name] + more, MOST[name])
    before, then = (employer_return(Figures(**each)) for each in (figures, {**figures, name: more}))
    assert all(new <= old for new, old in zip(_results(then), _results(before), strict=True))


@given(complete(), st.sampled_from(RETURNS), st.fractions(0, 50))
def test_a_higher_return_never_lowers_a_result(figures, name, more):
    more = min(figures[name] + more, MOST[name])
    before, then = (employer_return(Figures(**each)) for each in (figures, {**figures, name: more}))
    assert all(new >= old for new, old in zip(_results(then), _results(before), strict=True))


@given(complete())
def test_no_weeks_and_no_sums_are_nothing(figures):
    found = employer_return(Figures(**{name: figures[name] for name in (*BY_THE_WEEK, "output", "hour_cost")}, weeks=0))
    assert _results(found) == (0, 0, 0) and found.given == found.back == 0


@given(complete(), st.randoms())
def test_the_order_of_the_figures_does_not_matter(figures, random):
    names = list(figures)
    random.shuffle(names)
    assert employer_return(Figures(**{name: figures[name] for name in names})) == employer_return(Figures(**figures))


@given(complete(), st.fractions(Fraction(1, 1000), 1))
def test_the_currency_does_not_matter(figures, rate):
    before = employer_return(Figures(**figures))
    then = employer_return(
        Figures(**{name: value * rate if name in MONEY else value for name, value in figures.items()})
    )
    assert _results(then) == tuple(result * rate for result in _results(before))
    for percent in ("break_even_stay", "break_even_output", "paid_back"):
        assert getattr(then, percent) == getattr(before, percent)


@given(complete())
def test_the_lines_add_up_to_the_results(figures):
    found = employer_return(Figures(**figures))
    assert found.during == sum(found.returns.values()) - sum(found.costs.values())
    assert found.together == found.during + sum(found.later.values()) * found.stay / 100
    assert {*found.costs, *found.returns, *found.later} == set(Line) and found.left_out == ()


@given(complete())
def test_staying_breaks_even_exactly_where_it_is_said(figures):
    share = employer_return(Figures(**figures)).break_even_stay
    if share is None:
        assert employer_return(Figures(**{**figures, "stay": Fraction(100)})).together < 0
    elif share > 0:
        assert employer_return(Figures(**{**figures, "stay": share})).together == 0
    else:
        assert employer_return(Figures(**{**figures, "stay": Fraction(0)})).together >= 0


@given(complete())
def test_useful_work_breaks_even_exactly_where_it_is_said(figures):
    output = employer_return(Figures(**figures)).break_even_output
    if output is None:
        assert employer_return(Figures(**{**figures, "output": Fraction(100)})).during < 0
    elif output > 0:
        assert employer_return(Figures(**{**figures, "output": output})).during == 0
    else:
        assert employer_return(Figures(**{**figures, "output": Fraction(0)})).during >= 0


@given(complete(), st.sets(st.sampled_from(NAMES)))
def test_an_empty_figure_counts_as_nothing_and_its_line_is_named(figures, empty):
    some = Figures(**{name: value for name, value in figures.items() if name not in empty})
    if problems(some):
        with pytest.raises(ValueError, match="missing"):
            employer_return(some)
        return
    found = employer_return(some)
    zero = employer_return(Figures(**{name: 0 if name in empty and name != "mentor_cost" else value
                                      for name, value in vars(some).items()}))  # fmt: skip
    assert found.together == zero.together
    assert set(found.left_out) == set(Line) - {*found.costs, *found.returns, *found.later}


@given(st.dictionaries(st.sampled_from(NAMES), st.fractions(-10, 2_000_000_000)))
def test_figures_are_refused_or_counted_never_both(figures):
    wrong = problems(Figures(**figures))
    for name, value in figures.items():
        assert (wrong.get(name) is Problem.NEGATIVE) == (value < 0)
        assert (wrong.get(name) is Problem.TOO_MUCH) == (value > MOST[name])
    assert all(problem is not Problem.MISSING or name not in figures for name, problem in wrong.items())
    if not wrong:
        assert isinstance(employer_return(Figures(**figures)).together, Fraction)


def test_nothing_at_all_is_asked_for_both_sides():
    assert problems(Figures()) == {"mentor_hours": Problem.MISSING, "useful_hours": Problem.MISSING}


def test_a_mentor_with_a_price_of_their_own_needs_no_other_price():
    priced = Figures(weeks=Fraction(8), mentor_hours=Fraction(4), mentor_cost=Fraction(30), useful_hours=Fraction(0))
    assert problems(priced) == {}
    assert employer_return(priced).costs == {Line.MENTOR: 960}


@given(st.fractions(-1000, 1000))
def test_what_is_shown_is_the_nearest_whole_unit_and_never_too_little_of_a_share(value):
    assert abs(in_whole_units(value) - abs(value)) <= Fraction(1, 2)
    assert 0 <= enough_percent(value) - value < 1


def test_halves_are_rounded_up():
    assert [in_whole_units(Fraction(each, 2)) for each in (1, 3, -1, 4)] == [1, 2, 1, 2]
