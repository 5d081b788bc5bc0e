"""Readers' pages: found by their path in the reader's language, in English where they are not translated."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import redirect
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.core.methods import reads_only
from vetatwork.manual import queries

MAX_PATH = 1_000
"""Characters; no page of the manual has a longer address."""


@reads_only
def serve(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """The page at `path` of the language in the address. An unknown language or page is a 404 with a way out."""
    page = published_page(request, path)
    if isinstance(page, HttpResponseBase):
        return page
    response: HttpResponseBase = page.serve(request)
    return response


def published_page(request: HttpRequest, path: str) -> Any:
    """The published page at `path`; or the answer of a rule that keeps it from this reader (a password, a sign-in).

    Raises:
        Http404: if there is none.
    """
    language = get_language() or SOURCE_LANGUAGE
    page = _published(path, language, queries.homes_for(request)) if len(path) <= MAX_PATH else None
    if page is None:
        raise Http404
    for hook in hooks.get_hooks("before_serve_page"):
        answer = hook(page, request, [], {})
        if isinstance(answer, HttpResponseBase):
            return answer
    return page


def _published(path: str, language: str, homes: dict[str, str]) -> Page | None:
    if language not in homes:
        return None
    slug = path.strip("/").rsplit("/", 1)[-1]
    for code in dict.fromkeys((language, SOURCE_LANGUAGE)):
        # The slug has an index, the path has none.
        where = {"url_path": homes[code] + path, **({"slug": slug} if slug else {})}
        page = Page.objects.live().filter(**where, alias_of=None).select_related("locale").first()
        if page is not None:
            specific: Page = page.specific
            specific.locale = page.locale
            return specific
    return None


@reads_only
def without_slash(request: HttpRequest, path: str) -> HttpResponsePermanentRedirect:
    """Addresses end with a slash. What was asked for stays."""
    return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))


@reads_only
def start(request: HttpRequest) -> HttpResponseBase:
    """`/` leads to the home page in the reader's language, if that language is open."""
    wanted = get_language()
    language = wanted if wanted in queries.home_paths() else SOURCE_LANGUAGE
    response = redirect(f"/{language}/")
    response["Vary"] = "Accept-Language"
    response["Cache-Control"] = "no-cache"
    return response
