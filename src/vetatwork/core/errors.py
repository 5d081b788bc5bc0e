"""Pages that say what went wrong, in the reader's language. The templates belong to the room `ui`."""

import logging
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vetatwork.core.languages import API, is_open

log = logging.getLogger(__name__)
DETAILS = {
    400: "The address holds signs that are no text, or the request cannot be read.",
    403: "This address is not open to you.",
    404: "There is nothing at this address.",
    405: "This address does not take this method; the header Allow names those it takes.",
    413: "The body is larger than this site takes.",
    414: "The address is longer than this site takes.",
    429: "Too many requests from this network just now. Try again in a minute.",
    500: "Something went wrong on our side. It is written down.",
    503: "The site takes a short break. Try again in a minute.",
}
"""What a program is told; for people there is a page."""

RETRY_SECONDS = 60
"""When somebody whose request met a break may try again."""


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """The page for `status`. If even that cannot be made (no database, no templates) a few plain words are."""
    if request.path_info.startswith(API):
        return _problem(status)
    spoken = get_language() or settings.LANGUAGE_CODE
    with translation.override(spoken if is_open(request, spoken) else settings.LANGUAGE_CODE):
        html = _page(request, status)
    response = HttpResponse(html, status=status)
    patch_cache_control(response, no_store=True)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _page(request: HttpRequest, status: int) -> str:
    try:
        return str(render_to_string(f"error/{status}.html", {"status": status}, request))
    except Exception:
        # Nothing an error page meets may become a second error.
        log.exception("The error page for %s could not be made.", status)
        return _plain_page(status)


def _problem(status: int) -> HttpResponse:
    """The same for a program: problem details (RFC 9457)."""
    problem = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": DETAILS[status]}
    response = JsonResponse(problem, status=status, content_type="application/problem+json")
    patch_cache_control(response, no_store=True)
    return response


def _plain_page(status: int) -> str:
    return format_html(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>VET@work</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        "</head><body><main><h1>{}</h1><p>{}</p></main></body></html>",
        get_language() or "en",
        _("This did not work") if status < HTTPStatus.INTERNAL_SERVER_ERROR else _("Something went wrong on our side"),
        _("Please try again in a minute. Nothing that was saved is lost."),
    )
