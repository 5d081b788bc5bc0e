"""Searching the manual."""

import logging
from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.core.methods import reads_only
from vetatwork.core.rate_limit import TooMany, use_allowance
from vetatwork.manual.pages_of_results import turned_to
from vetatwork.manual.presentation.shelf import card_of_entry, kind_groups
from vetatwork.manual.tools import tools_called
from vetatwork.search.services import count_missed_search
from vetatwork.search.words import LONGEST_QUESTION, Answer, answer

log = logging.getLogger(__name__)
PER_PAGE = 10


@reads_only
def search(request: HttpRequest) -> HttpResponse:
    """What fits the question in `q`, of the kind in `kind` if it is given, ten at a time.

    A question that finds nothing is counted, so that editors see what is missing. That is the one thing a GET changes:
    it is a statistic, nothing a reader sees depends on it, and whoever repeats the address does no harm.
    """
    question = _question(request)
    labels = kind_groups()
    wanted = request.GET.get("kind", "")
    kind = wanted if wanted in labels else ""
    language = get_language() or SOURCE_LANGUAGE
    tools = tools_called(question, language)
    ask = partial(answer, text=question, language=language, kind=kind, limit=PER_PAGE, mend=not tools)
    found, pages = turned_to(request, PER_PAGE, lambda offset: ask(offset=offset))
    if question and not tools and (found.instead or not found.kinds):
        _count_as_missed(request, question, language)
    answered = found.suggestion if found.instead else question
    context: dict[str, Any] = {
        "title": (f"{question} · " if question else "") + _("Search") + " · VET@work",
        "question": question,
        "found": found,
        "hits": [{"card": card_of_entry(hit.entry, language), "pieces": hit.pieces} for hit in found.hits],
        "kinds": _kinds(found, answered, kind, labels),
        "everything": {"count": sum(found.kinds.values()), "url": _address(q=answered), "current": not kind},
        "tools": tools if pages.number == 1 and not kind else [],
        "not_asked": not question,
        "unknown_kind": wanted[:40] if wanted != kind else "",
        "suggestion_url": _address(q=found.suggestion) if found.suggestion else "",
        "pages": pages,
    }
    return render(request, "manual/search.html", context)


def _kinds(found: Answer, question: str, kind: str, labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """The kinds of what was found as links, the most frequent first."""
    return [
        {"label": labels[name], "count": count, "url": _address(q=question, kind=name), "current": name == kind}
        for name, count in sorted(found.kinds.items(), key=lambda pair: -pair[1])
        if name in labels
    ]


def _question(request: HttpRequest) -> str:
    """The words in `q`, with spaces for signs that cannot be seen. One sign more than is read tells that it is long."""
    given = request.GET.get("q", "")[: LONGEST_QUESTION + 1]
    return " ".join("".join(sign if sign.isprintable() else " " for sign in given).split())


def _count_as_missed(request: HttpRequest, question: str, language: str) -> None:
    """Count a search in vain. Whatever keeps it from being counted does not keep the reader from the page."""
    if request.method != "GET":
        return
    try:
        use_allowance(request, "missed-searches")
        count_missed_search(text=question, language=language, today=timezone.localdate())
    except TooMany:
        pass
    except DatabaseError:
        log.warning("A search in vain could not be counted.", exc_info=True)


def _address(**values: str) -> str:
    return f"{reverse('search')}?{urlencode({name: value for name, value in values.items() if value})}"
