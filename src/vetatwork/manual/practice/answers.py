"""What stands in a practice: page by page, in words, and what is missing before it can be sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from vetatwork.domain.typed_text import links_in
from vetatwork.manual import queries
from vetatwork.manual.practice.fields import TypedField
from vetatwork.manual.practice.forms import CREDIT_NAMED, OTHER_COUNTRY, PAGES, PracticePage

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """One question with its answer, each line of it, and what is missing, '' if nothing is. `at` is its id."""

    page: str
    at: str
    label: str
    lines: list[str]
    missing: str


@dataclass(frozen=True)
class Part:
    """The rows of a page."""

    page: str
    heading: str
    rows: list[Row]


def page_form(name: str, answers: Answers, posted: Any = None) -> PracticePage:
    """The page `name`, filled in with what is stored, or with what was posted."""
    return PAGES[name](posted, initial=dict(answers), links_elsewhere=_links_beside(name, answers))


def _links_beside(name: str, answers: Answers) -> int:
    here = PAGES[name].base_fields
    return sum(links_in(text) for field, text in answers.items() if field not in here and isinstance(text, str))


def parts_of(answers: Answers) -> list[Part]:
    """Everything that was asked, with the answers in words."""
    return [Part(name, str(PAGES[name].heading), _rows(name, page_form(name, answers))) for name in PAGES]


def _rows(name: str, form: PracticePage) -> list[Row]:
    missing = form.shortages()
    return [
        Row(
            name,
            anchor(form, field_name),
            str(field.label),
            in_words(field, form.initial.get(field_name)),
            missing.get(field_name, ""),
        )
        for field_name, field in form.fields.items()
    ]


def anchor(form: forms.Form, name: str) -> str:
    """The id to which a link to the field leads: for boxes and radio buttons that of the first."""
    group = isinstance(form.fields[name].widget, forms.RadioSelect)
    return f"id_{name}_0" if group else f"id_{name}"


def in_words(field: forms.Field, value: Any) -> list[str]:
    """An answer as lines a person reads."""
    if isinstance(field, TypedField):
        return [text for text in str(value or "").split("\n") if text]
    keys = value if isinstance(value, list) else [value]
    labels = dict(getattr(field, "choices", ()))
    return [str(labels.get(key, key)) for key in keys if key]


def missing_in(answers: Answers) -> list[Row]:
    """What keeps the practice from being sent."""
    return [row for part in parts_of(answers) for row in part.rows if row.missing]


def first_open_page(answers: Answers) -> str:
    """The first page on which something is missing, '' if nothing is."""
    return next((row.page for row in missing_in(answers)), "")


# --- Credit -----------------------------------------------------------------------------------------------------------


def countries_of(answers: Answers) -> list[str]:
    """Keys of its countries, without one that no list has."""
    keys = (answers.get("country"), answers.get("country_2"))
    return list(dict.fromkeys(key for key in keys if key and key != OTHER_COUNTRY))


def credit_of(answers: Answers, language: str) -> str:
    """Whom to name: who wants to be named, else where it comes from."""
    if answers.get("credit_as") == CREDIT_NAMED and answers.get("credit"):
        return str(answers["credit"])
    return anonymous_credit(answers, language)


def anonymous_credit(answers: Answers, language: str | None = None) -> str:
    """“A school and a firm in Finland”, in `language` or in the reader's."""
    language = language or get_language() or "en"
    terms = queries.vocabulary()["countries"]
    with override(language):
        names = [terms[key].label(language) for key in countries_of(answers) if key in terms]
        if not names:
            return _("a school and a firm")
        return _("a school and a firm in %s") % _(" and ").join(names)
