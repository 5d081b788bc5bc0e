"""Searching the manual."""

import logging
from typing import Any
from urllib.parse import urlencode

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.core.rate_limit import TooMany, use_allowance
from vetatwork.manual.pages_of_results import Pages, page_number
from vetatwork.manual.presentation.shelf import card_of_entry, kind_groups
from vetatwork.search.services import count_missed_search
from vetatwork.search.words import LONGEST_QUESTION, answer

log = logging.getLogger(__name__)
PER_PAGE = 10


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What fits the question in `q`, of the kind in `kind` if it is given, ten at a time.

    A question that finds nothing is counted, so that editors see what is missing. That is the one thing a GET changes:
    it is a statistic, nothing a reader sees depends on it, and whoever repeats the address does no harm.
    """
    question = " ".join(request.GET.get("q", "")[:LONGEST_QUESTION].split())
    labels = kind_groups()
    kind = request.GET.get("kind", "")
    kind = kind if kind in labels else ""
    language = get_language() or SOURCE_LANGUAGE
    number = page_number(request)
    found = answer(text=question, language=language, kind=kind, offset=(number - 1) * PER_PAGE, limit=PER_PAGE)
    if question and not found.kinds:
        _count_as_missed(request, question, language)
    kinds = [
        {"label": labels[name], "count": count, "url": _address(q=question, kind=name), "current": name == kind}
        for name, count in sorted(found.kinds.items(), key=lambda pair: -pair[1])
        if name in labels
    ]
    context: dict[str, Any] = {
        "title": (f"{question} · " if question else "") + _("Search") + " · VET@work",
        "question": question,
        "found": found,
        "hits": [{"card": card_of_entry(hit.entry, language), "pieces": hit.pieces} for hit in found.hits],
        "kinds": kinds,
        "everything": {"count": sum(found.kinds.values()), "url": _address(q=question), "current": not kind},
        "suggestion_url": _address(q=found.suggestion) if found.suggestion else "",
        "pages": Pages(number, found.count, PER_PAGE, request),
    }
    return render(request, "manual/search.html", context)


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
