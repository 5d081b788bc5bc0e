"""What a learner costs an employer and brings in: the figures come in the address, nothing is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as lazy

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.core.methods import reads_only
from vetatwork.documents.pdf import pdf_file
from vetatwork.domain.employer_return import Figures, employer_return
from vetatwork.manual.employer_return.form import EXACTLY, FIVE, QUESTIONS, Question, ReturnForm, is_asked
from vetatwork.manual.employer_return.paper import return_sheet
from vetatwork.manual.employer_return.reading import Reading, Said, not_in_money, reading_of
from vetatwork.manual.models import BasePage
from vetatwork.manual.presentation.cited import cited_sources
from vetatwork.manual.presentation.shelf import Shelf

if TYPE_CHECKING:
    from vetatwork.manual.employer_return.form import Words

EMPLOYERS = "benefits/employers"
"""The page this one belongs to."""

ONWARD = ("start/every-learner", "methods/proud-to-be-a-mentor", "obstacles/time")
WAY = ("sections/benefits", EMPLOYERS)


@dataclass(frozen=True)
class Example:
    """Figures to try. `note` says where they come from; `source` is '' where they are made up."""

    title: Words
    text: Words
    note: Words
    given: dict[str, str]
    source: str = ""

    @property
    def query(self) -> str:
        """The figures as the query of an address."""
        return urlencode(self.given)

    @property
    def figures(self) -> Figures:
        """The figures themselves."""
        return Figures(**{name: Fraction(value) for name, value in self.given.items() if name in QUESTIONS})


MADE_UP = lazy("These are made-up numbers to try. They come from no firm and no study.")

EXAMPLES = (
    Example(
        lazy("A placement of eight weeks in a small salon"),
        lazy("Five figures. Made-up numbers to try."),
        MADE_UP,
        {"weeks": "8", "mentor_hours": "5", "hour_cost": "24", "useful_hours": "12", "output": "30"},
    ),
    Example(
        lazy("An apprentice for three years"),
        lazy("Nearly all lines. Made-up numbers to try."),
        MADE_UP,
        {
            "weeks": "114", "mentor_hours": "4", "hour_cost": "30", "useful_hours": "26", "output": "55",
            "pay": "1100", "pay_months": "36", "staff_hours": "60", "equipment": "600", "material": "10",
            "fees": "900", "mistakes": "15", "grants": "2500", "recruitment": "9000", "gap_weeks": "8",
            "gap_loss": "700", "stay": "60",
        },
    ),
    Example(
        lazy("The German average of 2022/23"),
        lazy("An apprentice for three years, from a survey of more than 3,000 training firms."),
        lazy(
            "German averages of 2022/23: EUR 26,200 a year for an apprentice, work worth EUR 18,100, EUR 13,700 for a "
            "hire from outside. Three years, and a person who stays: this arithmetic is ours."
        ),
        {"other_costs": "78600", "other_returns": "54300", "recruitment": "13700", "stay": "100", "currency": "EUR"},
        "bibb-costs-2022-23",
    ),
)  # fmt: skip


# --- The page ---------------------------------------------------------------------------------------------------------


@reads_only
def calculator(request: HttpRequest) -> HttpResponseBase:
    """The questions and, once they are answered, the account in words, as a table, and what it assumes."""
    form = ReturnForm(request.GET if is_asked(request.GET) else None)
    query = form.query()
    if form.is_bound and query and form.has_ballast():
        return redirect(f"{request.path}?{query}")
    reading = _reading(form) if form.is_bound and form.is_valid() else None
    context = {
        "form": form,
        "chosen_currency": form.cleaned_data["currency"] if reading else "",
        "reading": reading,
        "shown_example": _example_of(form) if reading else None,
        "pdf_url": f"{reverse('employer-return-pdf')}?{query}",
        **_frame(request),
        **_cited(form, reading),
    }
    response = render(request, "manual/employer_return.html", context, status=422 if form.errors else 200)
    return _for_this_reader(response) if form.is_bound else response


def _frame(request: HttpRequest) -> dict[str, Any]:
    shelf = Shelf(get_language() or SOURCE_LANGUAGE)
    shelf.want((*WAY, *ONWARD))
    shelf.fetch()
    return {
        "home_url": f"/{shelf.language}/",
        "here": f"{settings.SITE_URL}{request.path}",
        "crumbs": shelf.by_key(WAY),
        "onward": shelf.by_key(ONWARD),
    }


def _cited(form: ReturnForm, reading: Reading | None) -> dict[str, Any]:
    """Everything on the page that may rest on a source, each with the source's label, and the sources themselves."""
    assumptions, beyond = (reading.assumptions, not_in_money()) if reading else ((), ())
    carried: list[Question | Example | Said] = [*QUESTIONS.values(), *EXAMPLES, *assumptions, *beyond]
    sources = cited_sources({each.source for each in carried} - {""})
    labels = {source["key"]: source["label"] for source in sources}

    def asked(questions: Iterable[Question]) -> list[dict[str, Any]]:
        return [{"field": form[each.name], "question": each, "label": labels.get(each.source)} for each in questions]

    return {
        "five": asked(FIVE),
        "exactly": [{"title": group.title, "asked": asked(group.questions)} for group in EXACTLY],
        "examples": [{"example": each, "label": labels.get(each.source)} for each in EXAMPLES],
        "assumptions": [{"said": each, "label": labels.get(each.source)} for each in assumptions],
        "not_in_money": [{"said": each, "label": labels.get(each.source)} for each in beyond],
        "sources": sources,
    }


def _reading(form: ReturnForm) -> Reading:
    return reading_of(form.figures, employer_return(form.figures), form.cleaned_data["currency"])


def _example_of(form: ReturnForm) -> Example | None:
    return next((example for example in EXAMPLES if example.figures == form.figures), None)


def _for_this_reader(response: HttpResponse) -> HttpResponse:
    """The address holds the figures of a firm: no proxy and no search engine keeps what it answers."""
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


# --- The paper --------------------------------------------------------------------------------------------------------


@reads_only
def paper(request: HttpRequest) -> HttpResponseBase:
    """The business case as PDF. Figures that cannot be counted lead back to the page, which says why."""
    form = ReturnForm(request.GET if is_asked(request.GET) else None)
    if not (form.is_bound and form.is_valid()):
        query = form.query()
        return redirect(reverse("employer-return") + (f"?{query}" if query else ""))
    reading, example = _reading(form), _example_of(form)
    keys = {said.source for said in reading.assumptions} | ({example.source} if example else set())
    sheet = return_sheet(
        reading,
        note=str(example.note) if example else "",
        sources=[_in_one_line(source) for source in cited_sources(keys - {""})],
        day=timezone.localdate(),
        language=get_language() or SOURCE_LANGUAGE,
    )
    response = HttpResponse(pdf_file(sheet), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="vetatwork-employer-return.pdf"'
    return _for_this_reader(response)


def _in_one_line(source: dict[str, Any]) -> str:
    year = f" ({source['year']})" if source["year"] else ""
    return f"{source['author']}{year}: {source['title']}, {source['url']}"


# --- On the page for employers ----------------------------------------------------------------------------------------


def offer_calculator(page: BasePage, language: str) -> SafeString:
    """The way to the calculator, on the page that tells employers what they get."""
    if page.key != EMPLOYERS:
        return SafeString("")
    return render_to_string("manual/parts/return_offer.html", {"url": reverse("employer-return")})
