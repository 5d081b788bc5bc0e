"""The route finder: a question a page, every answer a plain link, and then one kit with what goes with it."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.core.methods import reads_only
from vetatwork.domain.finder import Answers, Question, next_question, read_answers, with_answer, without
from vetatwork.manual import queries
from vetatwork.manual.finder.files import Guidebook, guidebook
from vetatwork.manual.finder.route import goal, route
from vetatwork.manual.presentation.shelf import Shelf

MOST_VALUES = 10
"""Values of one name, and names, that are read from an address."""

LONGEST_SHOWN = 40
START = "sections/start"
INSTEAD = ("sections/methods", "sections/obstacles", "sections/cases")
FOR_LEARNERS = "sections/learners"
STUCK = {"experience": "stuck"}


@reads_only
def finder(request: HttpRequest) -> HttpResponse:
    """The next question; when nothing is left to ask, the way that the answers lead to."""
    language = get_language() or SOURCE_LANGUAGE
    book = guidebook()
    shelf = Shelf(language)
    shelf.want((START, FOR_LEARNERS, *INSTEAD))
    context: dict[str, Any] = {
        "home_url": f"/{language}/",
        "here": f"{settings.SITE_URL}{request.path}",
        "alternates": [
            {"code": code, "url": f"{settings.SITE_URL}/{code}/start/finder/"} for code in queries.homes_for(request)
        ],
    }
    context |= _answered(request, book, shelf) if book else {}
    shelf.fetch()
    found = context.pop("route", None)
    context |= {
        "crumbs": shelf.by_key([START]),
        "learners": next(iter(shelf.by_key([FOR_LEARNERS])), None),
        "instead": shelf.by_key(INSTEAD),
        "found": found.shown(shelf) if found else None,
    }
    return render(request, "manual/finder.html", context)


def _answered(request: HttpRequest, book: Guidebook, shelf: Shelf) -> dict[str, Any]:
    reading = read_answers(book.rules, _given(request, book))
    answers = reading.answers
    question = next_question(book.rules, answers)
    asked = book.rules.asked(answers)
    found = None if question else route(goal(book, answers, shelf.language), shelf)
    return {
        "chips": _chips(book, answers, shelf.language),
        "left_out": _printable(reading.left_out),
        "question": _question(book, question, answers, shelf.language) if question else None,
        "number": len(answers) + 1,
        "of": len(asked),
        "stuck_url": address(STUCK) if not answers else "",
        "noindex": bool(request.GET),
        "finished": question is None,
        "route": found,
    }


def _given(request: HttpRequest, book: Guidebook) -> dict[str, list[str]]:
    """What the address gives: the names that are asked for, and a few that are not."""
    asked = [question.name for question in book.rules.questions]
    names = [name for name in asked if name in request.GET]
    names += [name for name in request.GET if name not in asked][:MOST_VALUES]
    return {name: request.GET.getlist(name)[:MOST_VALUES] for name in names}


def _printable(values: Iterable[str]) -> list[str]:
    shown = ("".join(sign for sign in value[:LONGEST_SHOWN] if sign.isprintable()) for value in values)
    return list(dict.fromkeys(filter(None, shown)))[:MOST_VALUES]


def _question(book: Guidebook, question: Question, answers: Answers, language: str) -> dict[str, Any]:
    return {
        "name": question.name,
        "label": book.words(question.name, "label", language),
        "answers": [
            {
                "label": book.answer(question.name, answer, language),
                "text": book.answer(question.name, answer, language, "text"),
                "url": address(with_answer(book.rules, answers, question.name, answer)),
            }
            for answer in question.answers
        ],
    }


def _chips(book: Guidebook, answers: Answers, language: str) -> list[dict[str, str]]:
    return [
        {
            "label": f"{book.words(name, 'chip', language)}: {book.answer(name, answer, language)}",
            "url": address(without(book.rules, answers, name)),
        }
        for name, answer in answers.items()
    ]


def address(answers: Mapping[str, str]) -> str:
    """The address that holds these answers: the same answers always have the same one."""
    path = reverse("finder")
    return f"{path}?{urlencode(answers)}#ask" if answers else path
