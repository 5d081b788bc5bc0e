"""The account of one learner in words: what a reader sees on the page and on the paper."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vetatwork.domain.employer_return import (
    COST_LINES,
    RETURN_LINES,
    EmployerReturn,
    Figures,
    Line,
    enough_percent,
    in_whole_units,
)

MINUS = "−"
NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Said:
    """A sentence and the key of the source that carries it; '' where it is ours."""

    text: str
    source: str = ""


@dataclass(frozen=True)
class Row:
    """A line of the table: its name, how it was counted, its amount. `kind` is '', `sum` or `result`."""

    name: str
    how: str
    amount: str
    kind: str = ""


@dataclass(frozen=True)
class Part:
    """Rows under one heading."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Bar:
    """An amount to be drawn: `share` is percent of the longest bar."""

    name: str
    amount: str
    share: int
    kind: str


@dataclass(frozen=True)
class Reading:
    """Everything that is said of an account, in the order of reading."""

    answer: str
    sentences: tuple[str, ...]
    bars: tuple[Bar, ...]
    break_even: tuple[str, ...]
    parts: tuple[Part, ...]
    left_out: str
    assumptions: tuple[Said, ...]
    unit: str


@dataclass(frozen=True)
class Money:
    """How amounts are written: whole units behind the label of the currency, if the reader chose one."""

    label: str = ""

    def __call__(self, amount: Fraction) -> str:
        """The amount without its sign."""
        return f"{self.label}{NO_BREAK}{self.bare(abs(amount))}".strip(NO_BREAK)

    def bare(self, amount: Fraction) -> str:
        """The amount with its sign and no label."""
        units = in_whole_units(amount)
        return (MINUS if amount < 0 and units else "") + number_format(units, force_grouping=True)


def reading_of(figures: Figures, account: EmployerReturn, currency: str) -> Reading:
    """The account of `figures` in the active language."""
    money = Money(currency)
    return Reading(
        answer=_answer(account, money),
        sentences=_sentences(account, money),
        bars=_bars(account, money),
        break_even=tuple(break_even(figures, account, money)),
        parts=_parts(figures, account, money),
        left_out=left_out(account),
        assumptions=tuple(_assumptions(account)),
        unit=_("Amount in %(currency)s") % {"currency": currency} if currency else _("Amount"),
    )


# --- In words ---------------------------------------------------------------------------------------------------------


def _answer(account: EmployerReturn, money: Money) -> str:
    sum_of = {"sum": money(account.during)}
    if in_whole_units(account.during) == 0:
        return _("During the training as much comes back as you give.")
    if account.during < 0:
        return _("During the training you give about %(sum)s more than comes back.") % sum_of
    return _("During the training about %(sum)s more comes back than you give.") % sum_of


def _sentences(account: EmployerReturn, money: Money) -> tuple[str, ...]:
    if account.after is None:
        return (_("Afterwards is not counted: you said nothing about it."),)
    afterwards = _("Afterwards you save about %(sum)s, if %(stay)s of learners stay.") % {
        "sum": money(account.after),
        "stay": in_percent(account.stay),
    }
    if account.paid_back is not None and in_whole_units(account.during):
        afterwards += " " + _("That is about %(percent)s of what was missing.") % {
            "percent": in_percent(Fraction(in_whole_units(account.paid_back)))
        }
    return afterwards, _together(account.together, money)


def _together(together: Fraction, money: Money) -> str:
    if in_whole_units(together) == 0:
        return _("Together it comes out even.")
    if together > 0:
        return _("Together you gain about %(sum)s.") % {"sum": money(together)}
    return _("Together about %(sum)s stays with you.") % {"sum": money(together)}


def break_even(figures: Figures, account: EmployerReturn, money: Money) -> list[str]:
    """When giving and getting are even: by those who stay, by useful work. Nothing is said of what was not counted."""
    said = []
    if account.during >= 0:
        said.append(_("The training pays for itself while it lasts."))
    else:
        said.append(_by_staying(account, money))
    if account.full_work:
        said.append(_by_work(figures, account, money))
    return said


def _by_staying(account: EmployerReturn, money: Money) -> str:
    if not account.saved:
        return _("To be even, a learner who stays would have to save you about %(sum)s afterwards.") % {
            "sum": money(account.during)
        }
    if account.break_even_stay is None:
        return _("Even if every learner stayed, about %(sum)s would be missing.") % {
            "sum": money(account.during + account.saved)
        }
    return _("With what you save afterwards it is even from %(percent)s of learners who stay. You said %(said)s.") % {
        "percent": in_percent(Fraction(enough_percent(account.break_even_stay))),
        "said": in_percent(account.stay),
    }


def _by_work(figures: Figures, account: EmployerReturn, money: Money) -> str:
    if account.break_even_output is None:
        missing = account.given - account.back + account.returns[Line.WORK] - account.full_work
        alone = _("Useful work alone cannot pay for it: even at a skilled worker's pace %(sum)s would be missing.")
        return alone % {"sum": money(missing)}
    if account.break_even_output == 0:
        return _("It would do so without any useful work, too.")
    even = _("The training itself is even from %(percent)s of a skilled worker's work in an hour. You said %(said)s.")
    percent = in_percent(Fraction(enough_percent(account.break_even_output)))
    return even % {"percent": percent, "said": in_percent(figures.output)}


# --- The table --------------------------------------------------------------------------------------------------------


def _parts(figures: Figures, account: EmployerReturn, money: Money) -> tuple[Part, ...]:
    names, hows = line_names(), _ways_of_counting(figures, money)

    def rows(lines: Mapping[Line, Fraction]) -> list[Row]:
        return [Row(names[line], hows[line]() if line in hows else "", money.bare(a)) for line, a in lines.items()]

    give = [*rows(account.costs), Row(_("What you give"), "", money.bare(account.given), "sum")]
    during = _("Comes back, less what you give")
    back = [
        *rows(account.returns),
        Row(_("What comes back"), "", money.bare(account.back), "sum"),
        Row(_("Result during the training"), during, money.bare(account.during), "result"),
    ]
    parts = [Part(_("You give"), tuple(give)), Part(_("Comes back during the training"), tuple(back))]
    if account.after is not None:
        stay = _("times %(stay)s who stay") % {"stay": in_percent(account.stay)}
        later = [
            *rows(account.later),
            Row(_("What you save afterwards"), stay, money.bare(account.after), "sum"),
            Row(_("Result of both together"), "", money.bare(account.together), "result"),
        ]
        parts.append(Part(_("Afterwards, for one who stays"), tuple(later)))
    return tuple(parts)


def line_names() -> dict[Line, str]:
    """What a reader calls each line."""
    return {
        Line.PAY: _("Pay of the learner"),
        Line.MENTOR: _("Mentor's time"),
        Line.STAFF: _("Other staff time"),
        Line.EQUIPMENT: _("Equipment and material"),
        Line.COURSES: _("Courses, fees, insurance, travel"),
        Line.MISTAKES: _("Lost time and mistakes"),
        Line.OTHER_COSTS: _("Other costs, as one sum"),
        Line.WORK: _("Useful work"),
        Line.GRANTS: _("Grants, refunds, reliefs"),
        Line.OTHER_RETURNS: _("Other returns, as one sum"),
        Line.RECRUITMENT: _("A hire from outside you save"),
        Line.GAP: _("Weeks the post does not stay empty"),
    }


def _ways_of_counting(figures: Figures, money: Money) -> dict[Line, Callable[[], str]]:
    """How each line that has more than one figure was counted. Called only where the line was counted."""
    f = figures
    hour = f.hour_cost if f.mentor_cost is None else f.mentor_cost
    return {
        Line.PAY: lambda: _product(_a_month(f.pay), _months(f.pay_months)),
        Line.MENTOR: lambda: _product(_hours_a_week(f.mentor_hours), _weeks(f.weeks), _an_hour(hour)),
        Line.STAFF: lambda: _product(_hours(f.staff_hours), _an_hour(f.hour_cost)),
        Line.EQUIPMENT: lambda: _once_and_weekly(f),
        Line.MISTAKES: lambda: _product(_a_week(f.mistakes), _weeks(f.weeks)),
        Line.WORK: lambda: _product(
            _hours_a_week(f.useful_hours), _weeks(f.weeks), _an_hour(f.hour_cost), in_percent(f.output)
        ),
        Line.GAP: lambda: _product(_weeks(f.gap_weeks), _a_week(f.gap_loss)),
    }


def _product(*factors: str) -> str:
    return " × ".join(factor for factor in factors if factor)


def _once_and_weekly(f: Figures) -> str:
    if not f.material:
        return ""
    weekly = _product(_a_week(f.material), _weeks(f.weeks))
    return (
        _("%(once)s once + %(weekly)s") % {"once": plain_number(f.equipment), "weekly": weekly}
        if f.equipment
        else weekly
    )


def plain_number(value: Fraction | None) -> str:
    """A figure as it was typed, with two decimals at most; 0 where there is none."""
    value = value or Fraction(0)
    decimals = next((places for places in (0, 1) if (value * 10**places).denominator == 1), 2)
    return number_format(f"{float(value):.{decimals}f}", decimal_pos=decimals, force_grouping=True)


def in_percent(value: Fraction | None) -> str:
    """A percentage; the sign never stands alone on the next line."""
    return f"{plain_number(value)}{NO_BREAK}%"


def _hours(value: Fraction | None) -> str:
    return ngettext("%(number)s hour", "%(number)s hours", _count(value)) % {"number": plain_number(value)}


def _hours_a_week(value: Fraction | None) -> str:
    text = ngettext("%(number)s hour a week", "%(number)s hours a week", _count(value))
    return text % {"number": plain_number(value)}


def _weeks(value: Fraction | None) -> str:
    return ngettext("%(number)s week", "%(number)s weeks", _count(value)) % {"number": plain_number(value)}


def _months(value: Fraction | None) -> str:
    return ngettext("%(number)s month", "%(number)s months", _count(value)) % {"number": plain_number(value)}


def _an_hour(value: Fraction | None) -> str:
    return _("%(sum)s an hour") % {"sum": plain_number(value)}


def _a_week(value: Fraction | None) -> str:
    return _("%(sum)s a week") % {"sum": plain_number(value)}


def _a_month(value: Fraction | None) -> str:
    return _("%(sum)s a month") % {"sum": plain_number(value)}


def _count(value: Fraction | None) -> int:
    """The number that chooses between one and many."""
    return ceil(value or 0)


def _bars(account: EmployerReturn, money: Money) -> tuple[Bar, ...]:
    named = [(_("You give"), account.given, "give"), (_("Comes back during the training"), account.back, "back")]
    if account.after is not None:
        named.append((_("You save afterwards"), account.after, "later"))
    longest = max(amount for _name, amount, _kind in named) or Fraction(1)
    return tuple(Bar(name, money(amount), round(amount / longest * 100), kind) for name, amount, kind in named)


# --- What it rests on -------------------------------------------------------------------------------------------------


def _assumptions(account: EmployerReturn) -> list[Said]:
    said = [Said(_("It is for one learner, with the figures that stand here and no others."))]
    if Line.WORK in account.returns:
        said.append(
            Said(_("Useful work is worth what you would have paid for it: an estimate, no money in your till."))
        )
        said.append(Said(_("All weeks are alike here. In life the work begins low and grows."), "ilo-cost-over-time"))
    if Line.MENTOR in account.costs:
        dutch = _("Each hour with the learner counts in full, as the Dutch statistics office counted it for 2006.")
        said.append(Said(dutch, "cbs-mentor-cost-2008"))
    if Line.GRANTS in account.returns:
        said.append(Said(_("Rules about grants change every year. Check what holds today.")))
    if account.later:
        said.append(Said(_("What you save afterwards counts once, for the share of learners who stay.")))
    said.append(
        Said(_("Interest, rising prices and tax are not counted. Amounts are rounded only where you see them."))
    )
    return said


def left_out(account: EmployerReturn) -> str:
    """The lines of which nothing was said, '' if there is none. What may be in a sum is not missed."""
    names = line_names()
    missed = [names[line] for line in account.left_out if line not in _in_a_sum(account)]
    return _("You left this out, so it counts as nothing: %(lines)s.") % {"lines": "; ".join(missed)} if missed else ""


def _in_a_sum(account: EmployerReturn) -> tuple[Line, ...]:
    return (
        *(COST_LINES if Line.OTHER_COSTS in account.costs else (Line.OTHER_COSTS,)),
        *(RETURN_LINES if Line.OTHER_RETURNS in account.returns else (Line.OTHER_RETURNS,)),
    )


def not_in_money() -> tuple[Said, ...]:
    """What a learner brings that no line counts."""
    motives = _(
        "Your name with customers, fresh ideas, fewer empty posts in your trade: Swiss firms train for these too."
    )
    return (
        Said(motives, "bibb-switzerland-financing"),
        Said(
            _("Your people learn to coach, says the official guide for hosts in England."), "t-levels-more-placements"
        ),
        Said(_("You see somebody work before you hire. How many wrong hires that saves, nobody can tell you.")),
        Said(_("A younger team, and somebody who asks why you do it this way. This one is our view.")),
    )
