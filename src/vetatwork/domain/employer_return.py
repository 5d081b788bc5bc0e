"""What training one learner costs an employer and what it brings, in exact fractions of a currency nobody names.

See docs/algorithms/employer-return.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from fractions import Fraction
from math import floor

HUNDRED = Fraction(100)
NOTHING = Fraction(0)
HALF = Fraction(1, 2)


class Line(StrEnum):
    """A line of the account."""

    PAY = "pay"
    MENTOR = "mentor"
    STAFF = "staff"
    EQUIPMENT = "equipment"
    COURSES = "courses"
    MISTAKES = "mistakes"
    OTHER_COSTS = "other costs"
    WORK = "work"
    GRANTS = "grants"
    OTHER_RETURNS = "other returns"
    RECRUITMENT = "recruitment"
    GAP = "gap"


COST_LINES = (Line.PAY, Line.MENTOR, Line.STAFF, Line.EQUIPMENT, Line.COURSES, Line.MISTAKES, Line.OTHER_COSTS)
RETURN_LINES = (Line.WORK, Line.GRANTS, Line.OTHER_RETURNS)


class Problem(StrEnum):
    """Why a figure cannot be counted."""

    MISSING = "missing"
    NEGATIVE = "negative"
    TOO_MUCH = "too much"


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What an employer says about one learner; None was left empty. Money is of one currency, shares are percent."""

    weeks: Fraction | None = None
    """Weeks the learner is at the workplace."""
    mentor_hours: Fraction | None = None
    """Hours a week that people give the learner."""
    hour_cost: Fraction | None = None
    """Money an hour of a skilled worker costs, contributions included."""
    useful_hours: Fraction | None = None
    """Hours a week the learner does work that somebody would be paid for."""
    output: Fraction | None = None
    """Percent of what a skilled worker gets done in such an hour, the mean of the whole time."""
    pay: Fraction | None = None
    """Money a month for the learner, contributions included."""
    pay_months: Fraction | None = None
    """Months it is paid."""
    mentor_cost: Fraction | None = None
    """Money an hour of the mentor costs; None: as `hour_cost`."""
    staff_hours: Fraction | None = None
    """Other hours in all: choosing, papers, talks with the school, the exam."""
    equipment: Fraction | None = None
    """Money once: tools, clothing, a place to work."""
    material: Fraction | None = None
    """Money a week."""
    fees: Fraction | None = None
    """Money in all: courses, exam, insurance, travel."""
    mistakes: Fraction | None = None
    """Money a week: scrap, slower work of others."""
    other_costs: Fraction | None = None
    """Money in all: costs known as one sum."""
    grants: Fraction | None = None
    """Money in all: grants, refunds, relief of tax or contributions."""
    other_returns: Fraction | None = None
    """Money in all: returns known as one sum."""
    recruitment: Fraction | None = None
    """Money it takes to find and settle in one worker from outside."""
    gap_weeks: Fraction | None = None
    """Weeks the post would stay empty."""
    gap_loss: Fraction | None = None
    """Money such a week costs."""
    stay: Fraction | None = None
    """Percent of learners who stay after training."""


NAMES = tuple(field.name for field in fields(Figures))
"""The figures in the order in which they are asked."""

_MOST_MONEY = Fraction(1_000_000_000)
MOST: Mapping[str, Fraction] = {
    **dict.fromkeys(NAMES, _MOST_MONEY),
    **dict.fromkeys(("weeks", "gap_weeks"), Fraction(260)),
    **dict.fromkeys(("mentor_hours", "useful_hours", "pay_months"), Fraction(60)),
    **dict.fromkeys(("hour_cost", "mentor_cost"), Fraction(1_000_000)),
    **dict.fromkeys(("output", "stay"), HUNDRED),
    "staff_hours": Fraction(10_000),
}
"""The highest value of each figure; the lowest is 0."""

_RESTS_ON: Mapping[str, tuple[str, ...]] = {
    "mentor_hours": ("weeks",),
    "useful_hours": ("weeks", "hour_cost", "output"),
    "output": ("useful_hours",),
    "pay": ("pay_months",),
    "pay_months": ("pay",),
    "mentor_cost": ("mentor_hours",),
    "staff_hours": ("hour_cost",),
    "material": ("weeks",),
    "mistakes": ("weeks",),
    "recruitment": ("stay",),
    "gap_weeks": ("gap_loss", "stay"),
    "gap_loss": ("gap_weeks", "stay"),
}
"""What must be said as soon as a figure is above 0."""


def problems(figures: Figures) -> dict[str, Problem]:
    """What keeps `figures` from being counted, by the figure that must be mended, in the order of asking."""
    needed = _needed(figures)
    found = {}
    for name in NAMES:
        value = _value(figures, name)
        if value is None:
            if name in needed:
                found[name] = Problem.MISSING
        elif value < 0:
            found[name] = Problem.NEGATIVE
        elif value > MOST[name]:
            found[name] = Problem.TOO_MUCH
    return found


def _needed(figures: Figures) -> set[str]:
    needed = {other for name, others in _RESTS_ON.items() if _value(figures, name) for other in others}
    if figures.mentor_hours and figures.mentor_cost is None:
        needed.add("hour_cost")
    if figures.other_costs is None:
        needed.add("mentor_hours")
    if figures.other_returns is None:
        needed.add("useful_hours")
    return needed


def _value(figures: Figures, name: str) -> Fraction | None:
    value: Fraction | None = getattr(figures, name)
    return value


# --- The account ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class EmployerReturn:
    """The account of one learner: money by line, without lines that were left out. `stay` is percent.

    `later` is what one learner saves who stays; `full_work` is what the useful work would be worth at the output of a
    skilled worker.
    """

    costs: Mapping[Line, Fraction]
    returns: Mapping[Line, Fraction]
    later: Mapping[Line, Fraction]
    stay: Fraction = NOTHING
    full_work: Fraction = NOTHING

    @property
    def given(self) -> Fraction:
        """All costs."""
        return sum(self.costs.values(), NOTHING)

    @property
    def back(self) -> Fraction:
        """All that comes back while the learner is there."""
        return sum(self.returns.values(), NOTHING)

    @property
    def saved(self) -> Fraction:
        """What one learner saves who stays."""
        return sum(self.later.values(), NOTHING)

    @property
    def during(self) -> Fraction:
        """The result while the learner is there; below 0 the employer gives more than comes back."""
        return self.back - self.given

    @property
    def after(self) -> Fraction | None:
        """What is saved afterwards, by the share of those who stay; None if nothing was said of it."""
        return self.saved * self.stay / HUNDRED if self.later else None

    @property
    def together(self) -> Fraction:
        """Both results."""
        return self.during + (self.after or NOTHING)

    @property
    def paid_back(self) -> Fraction | None:
        """How many percent of what is missing during training comes back afterwards; None if nothing is missing."""
        if self.during >= 0 or self.after is None:
            return None
        return self.after / -self.during * HUNDRED

    @property
    def break_even_stay(self) -> Fraction | None:
        """The least percent of learners who must stay; 0 if nobody must, None if not even all are enough."""
        return _least_percent(-self.during, self.saved)

    @property
    def break_even_output(self) -> Fraction | None:
        """The least output in percent at which training pays for itself; 0 and None likewise."""
        return _least_percent(self.given - self.back + self.returns.get(Line.WORK, NOTHING), self.full_work)

    @property
    def left_out(self) -> tuple[Line, ...]:
        """The lines of which nothing was said."""
        return tuple(line for line in Line if line not in {*self.costs, *self.returns, *self.later})


def employer_return(figures: Figures) -> EmployerReturn:
    """The account that follows from `figures`.

    Raises:
        ValueError: if there are `problems` with them.
    """
    if wrong := problems(figures):
        raise ValueError(", ".join(f"{name}: {problem}" for name, problem in wrong.items()))
    f = figures
    full_work = _times(f.useful_hours, f.weeks, f.hour_cost)
    costs = {
        Line.PAY: _times(f.pay, f.pay_months),
        Line.MENTOR: _times(f.mentor_hours, f.weeks, f.hour_cost if f.mentor_cost is None else f.mentor_cost),
        Line.STAFF: _times(f.staff_hours, f.hour_cost),
        Line.EQUIPMENT: _plus(f.equipment, _times(f.material, f.weeks)),
        Line.COURSES: f.fees,
        Line.MISTAKES: _times(f.mistakes, f.weeks),
        Line.OTHER_COSTS: f.other_costs,
    }
    returns = {
        Line.WORK: _times(full_work, f.output, 1 / HUNDRED),
        Line.GRANTS: f.grants,
        Line.OTHER_RETURNS: f.other_returns,
    }
    later = {Line.RECRUITMENT: f.recruitment, Line.GAP: _times(f.gap_weeks, f.gap_loss)}
    return EmployerReturn(_said(costs), _said(returns), _said(later), f.stay or NOTHING, full_work or NOTHING)


def _times(first: Fraction | None, *others: Fraction | None) -> Fraction | None:
    """The product; None if the first was left empty. An empty other can only stand beside a first of 0."""
    if first is None:
        return None
    for other in others:
        first *= other or NOTHING
    return first


def _plus(first: Fraction | None, second: Fraction | None) -> Fraction | None:
    return None if first is None and second is None else (first or NOTHING) + (second or NOTHING)


def _said(lines: Mapping[Line, Fraction | None]) -> dict[Line, Fraction]:
    return {line: amount for line, amount in lines.items() if amount is not None}


def _least_percent(missing: Fraction, whole: Fraction) -> Fraction | None:
    """How many percent of `whole` make up for what is `missing`; 0 if nothing is, None if all of it is not enough."""
    if missing <= 0:
        return NOTHING
    return missing / whole * HUNDRED if whole >= missing else None


# --- As people see it -------------------------------------------------------------------------------------------------


def in_whole_units(amount: Fraction) -> int:
    """An amount without its sign as people see it: whole units, rounded half up."""
    return floor(abs(amount) + HALF)


def enough_percent(percent: Fraction) -> int:
    """A percentage that must be reached, rounded up: what is shown is enough."""
    return -floor(-percent)
