"""What an employer types to count the return of one learner: numbers as people write them, judged by the rule."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vetatwork.domain.employer_return import MOST, NAMES, Figures, Problem, problems

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

LONGEST = 24
"""Characters of a number."""

CURRENCIES = ("ALL", "BAM", "CHF", "CZK", "DKK", "EUR", "GBP", "HUF", "ISK", "MDL", "MKD", "NOK", "PLN", "RON", "RSD",
              "SEK", "TRY", "UAH", "USD")  # fmt: skip
"""Labels a reader may set beside amounts (ISO 4217). Nothing is converted, so the list is only a convenience."""


# --- The questions ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Question:
    """One figure: how it is asked, the unit beside its field, and a figure from a source that may be looked at."""

    name: str
    label: Words
    unit: Words
    help: Words
    is_money: bool = False
    example: Words = ""
    source: str = ""


FIVE = (
    Question(
        "weeks",
        lazy("How many weeks is the learner with you?"),
        lazy("weeks"),
        lazy("Only weeks at your workplace, no school weeks."),
    ),
    Question(
        "mentor_hours",
        lazy("How many hours a week do your people give the learner?"),
        lazy("hours a week"),
        lazy("Showing, explaining, checking. There is no reliable average: ask whoever will do it."),
    ),
    Question(
        "hour_cost",
        lazy("What does an hour of a skilled worker cost you?"),
        lazy("an hour"),
        lazy("Pay and your contributions."),
        is_money=True,
    ),
    Question(
        "useful_hours",
        lazy("How many hours a week does the learner do useful work?"),
        lazy("hours a week"),
        lazy("Work you would otherwise pay somebody for. The rest of the week is for learning."),
    ),
    Question(
        "output",
        lazy("How much of a skilled worker's work gets done in such an hour?"),
        lazy("%"),
        lazy("50 means half as much. Take the mean of the whole time: it begins low and grows."),
    ),
)

PAY = (
    Question(
        "pay",
        lazy("What do you pay the learner a month?"),
        lazy("a month"),
        lazy("With your contributions. In many placements it is nothing."),
        is_money=True,
        example=lazy("As in Germany: at least EUR 724 in the first year, before contributions (contracts from 2026)."),
        source="hwk-ff-minimum-2026",
    ),
    Question("pay_months", lazy("For how many months?"), lazy("months"), lazy("School weeks count if you pay them.")),
)

TIME_AND_MATERIAL = (
    Question(
        "mentor_cost",
        lazy("What does an hour of the mentor cost you?"),
        lazy("an hour"),
        lazy("Only if it is not the same as an hour of a skilled worker."),
        is_money=True,
    ),
    Question(
        "staff_hours",
        lazy("How many other hours does it take in all?"),
        lazy("hours in all"),
        lazy("Choosing, papers, talks with the school, the exam."),
    ),
    Question(
        "equipment",
        lazy("What do you buy once?"),
        lazy("in all"),
        lazy("Tools, clothing, a place to work."),
        is_money=True,
    ),
    Question(
        "material",
        lazy("What does material cost a week?"),
        lazy("a week"),
        lazy("What the learner uses up, practice pieces too."),
        is_money=True,
    ),
    Question(
        "fees",
        lazy("Courses, fees, insurance, travel?"),
        lazy("in all"),
        lazy("Chamber or exam fee, a course for the mentor, travel of the learner."),
        is_money=True,
    ),
    Question(
        "mistakes",
        lazy("What do lost time and mistakes cost a week?"),
        lazy("a week"),
        lazy("Scrap, slower work of others, work done again."),
        is_money=True,
    ),
    Question(
        "other_costs",
        lazy("Which other costs do you know as one sum?"),
        lazy("in all"),
        lazy("They are added to the lines above, so leave out there what is in here."),
        is_money=True,
        example=lazy("As in Germany: an apprentice cost about EUR 26,200 a year, everything counted (2022/23)."),
        source="bibb-costs-2022-23",
    ),
)

BACK = (
    Question(
        "grants",
        lazy("Which grants, refunds or reliefs do you get?"),
        lazy("in all"),
        lazy("For the whole time. Ask your school, chamber or employment service what holds today."),
        is_money=True,
        example=lazy("As in Norway: NOK 183,093 for an apprentice and one year of training (2025)."),
        source="mno-grants-2025",
    ),
    Question(
        "other_returns",
        lazy("Which other returns do you know as one sum?"),
        lazy("in all"),
        lazy("They are added to the useful work above."),
        is_money=True,
        example=lazy("As in Germany: an apprentice's work was worth about EUR 18,100 a year (2022/23)."),
        source="bibb-costs-2022-23",
    ),
)

AFTERWARDS = (
    Question(
        "recruitment",
        lazy("What does it cost to find one worker from outside?"),
        lazy("in all"),
        lazy("Adverts, interviews, an agency, the weeks of settling in."),
        is_money=True,
        example=lazy("As in Germany: about EUR 13,700 for one skilled worker (2022/23)."),
        source="bibb-costs-2022-23",
    ),
    Question(
        "gap_weeks",
        lazy("How many weeks would the post stay empty?"),
        lazy("weeks"),
        lazy("Until somebody from outside begins."),
        example=lazy("As in Germany: about 19 weeks in the smallest firms, ten in large ones (2022/23)."),
        source="bibb-costs-2022-23",
    ),
    Question(
        "gap_loss",
        lazy("What does such a week cost you?"),
        lazy("a week"),
        lazy("Orders you turn down, overtime; less the pay you save."),
        is_money=True,
    ),
    Question(
        "stay",
        lazy("Of 100 learners, how many stay with you?"),
        lazy("%"),
        lazy("The saving counts only for those."),
        example=lazy("As in England: about 73 still worked for the firm that trained them (2013)."),
        source="bis-123-2013",
    ),
)


@dataclass(frozen=True)
class Group:
    """Questions under one heading; the first group is asked of everybody, the others of those who want it exact."""

    title: Words
    questions: tuple[Question, ...]


EXACTLY = (
    Group(lazy("If you pay the learner"), PAY),
    Group(lazy("Time and material"), TIME_AND_MATERIAL),
    Group(lazy("Money you get back"), BACK),
    Group(lazy("Afterwards, if the learner stays"), AFTERWARDS),
)
QUESTIONS: Mapping[str, Question] = {
    question.name: question for question in (*FIVE, *(each for group in EXACTLY for each in group.questions))
}

MISSING: Mapping[str, Words] = {
    "weeks": lazy("Write the number of weeks: what you count by the week rests on it."),
    "mentor_hours": lazy("Write the hours your people give; 0 is an answer."),
    "hour_cost": lazy("Write what an hour costs: without it, hours cannot be counted."),
    "useful_hours": lazy("Write the hours of useful work; 0 is an answer."),
    "output": lazy("Write a number from 0 to 100: without it, useful work has no value."),
    "pay": lazy("Write the pay a month, or leave the months empty."),
    "pay_months": lazy("Write for how many months you pay, or leave the pay empty."),
    "gap_weeks": lazy("Write for how many weeks, or leave the cost of a week empty."),
    "gap_loss": lazy("Write what such a week costs, or leave the weeks empty."),
    "stay": lazy("Write a number from 0 to 100: what you save afterwards depends on it."),
}


# --- Numbers ----------------------------------------------------------------------------------------------------------

UNCLEAR = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
SIMPLE = re.compile(r"[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+")
GROUPED = re.compile(r"[0-9]{1,3}([ '’.,])[0-9]{3}(?:\1[0-9]{3})*(?:(?!\1)[.,][0-9]+)?")


def number_in(typed: str) -> Fraction:
    """The number that was typed: 1250, 1 250.5, 1.250,50, 40 %.

    Raises:
        ValidationError: for anything else, and for 1,250, which is two numbers depending on who reads it.
    """
    text = " ".join(unicodedata.normalize("NFKC", typed).split()).removesuffix("%").rstrip()
    sign = -1 if text[:1] in ("-", "−", "–") else 1
    if text[:1] in ("+", "-", "−", "–"):
        text = text[1:].lstrip()
    if len(text) <= LONGEST and UNCLEAR.fullmatch(text):
        raise forms.ValidationError(_unclear(text), code="unclear")
    if len(text) <= LONGEST and SIMPLE.fullmatch(text):
        return sign * Fraction(text.replace(",", "."))
    if len(text) <= LONGEST and (grouped := GROUPED.fullmatch(text)):
        return sign * Fraction(text.replace(grouped[1], "").replace(",", "."))
    raise forms.ValidationError(_("Write a number, such as 12 or 12.5."), code="invalid")


def _unclear(text: str) -> str:
    whole, part = re.split("[.,]", text)
    shorter = part.rstrip("0")
    fraction = f"{whole}.{part}0" if len(shorter) == len(part) else f"{whole}.{shorter}".rstrip(".")
    return _("Write %(thousands)s or %(fraction)s: “%(typed)s” can be read as either.") % {
        "thousands": whole + part,
        "fraction": fraction,
        "typed": text,
    }


class NumberField(forms.CharField):
    """A number from a text field: those for numbers hide from us what was typed if a browser cannot read it."""

    def __init__(self, question: Question) -> None:
        attributes = {"inputmode": "decimal", "autocomplete": "off", "size": "10"}
        super().__init__(
            label=question.label,
            help_text=question.help,
            required=False,
            strip=True,
            widget=forms.TextInput(attrs=attributes),
        )
        self.question = question

    def to_python(self, value: Any) -> Any:
        """The number as an exact fraction, None if nothing was typed."""
        typed = super().to_python(value)
        return number_in(typed) if typed else None


# --- The form ---------------------------------------------------------------------------------------------------------


class ReturnForm(forms.Form):
    """The figures of one learner. It is sent in the address, so that a count can be kept and passed on."""

    currency = forms.ChoiceField(
        label=lazy("Which currency do you count in?"),
        help_text=lazy("It only stands beside the amounts. Nothing is converted."),
        required=False,
        choices=[("", lazy("none")), *((code, code) for code in CURRENCIES)],
        error_messages={"invalid_choice": lazy("Choose a currency from the list, or none.")},
    )

    def __init__(self, given: QueryDict | None = None) -> None:
        super().__init__(given)
        self.fields.update({name: NumberField(question) for name, question in QUESTIONS.items()})
        self.order_fields([*(question.name for question in FIVE), "currency"])

    def clean(self) -> dict[str, Any]:
        """Add what the rule says of the figures to the fields concerned."""
        cleaned = super().clean() or self.cleaned_data
        for name, problem in problems(self.figures).items():
            if name not in self.errors:
                self.add_error(name, _sentence(name, problem))
        return cleaned

    @property
    def figures(self) -> Figures:
        """The figures; what could not be read counts as empty."""
        return Figures(**{name: self.cleaned_data.get(name) for name in NAMES})

    def query(self) -> str:
        """The figures as they were typed, in the order of asking: the shortest address that gives the same page."""
        typed = [(name, str(self.data.get(name, "")).strip()) for name in ("currency", *QUESTIONS)]
        return urlencode([(name, value) for name, value in typed if value])

    def has_ballast(self) -> bool:
        """Whether the address holds fields that were left empty, or anything that is none of ours."""
        known = {"currency", *QUESTIONS}
        return any(name not in known or not value.strip() for name, value in self.data.items())

    def wants_it_exact(self) -> bool:
        """Whether a question of the folded part was answered, or must be."""
        names = {each.name for group in EXACTLY for each in group.questions}
        return any(self.data.get(name) or name in self.errors for name in names) if self.is_bound else False


def is_asked(given: QueryDict) -> bool:
    """Whether an address holds an answer to one of the questions, be it empty."""
    return any(name in given for name in ("currency", *QUESTIONS))


def _sentence(name: str, problem: Problem) -> str:
    if problem is Problem.MISSING:
        return str(MISSING[name])
    if problem is Problem.NEGATIVE:
        return _("Write 0 or more: what you give and what you get are asked for apart.")
    return _("Write %(most)s at most.") % {"most": number_format(int(MOST[name]), force_grouping=True)}
