"""The language of a request, and which languages the site has pages in."""

from collections.abc import Callable, Container

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

API = "/api/"
FOR_PROGRAMS = (API, "/static/", "/healthz", "/readyz")
"""Where addresses begin that programs ask for; files at the top, such as `/sitemap.xml`, are for programs too."""

OpenLanguages = Callable[[HttpRequest], Container[str]]
_open: list[OpenLanguages] = []


def register_open_languages(say: OpenLanguages) -> None:
    """Let `say` tell for a request in which languages the site has pages. The newest registration counts."""
    _open[:] = [say]


def language_of(request: HttpRequest) -> str:
    """The code of the language in the address if the site knows it; else English for programs, and for people the best
    language that their browser asks for and the site has pages in."""
    first = _first_part(request)
    if first in dict(settings.LANGUAGES):
        return first
    return _browser_language(request) if depends_on_browser(request) else settings.LANGUAGE_CODE


def depends_on_browser(request: HttpRequest) -> bool:
    """Whether nothing but the browser tells in which language to answer."""
    first = _first_part(request)
    if first in dict(settings.LANGUAGES) or request.path_info.startswith(FOR_PROGRAMS):
        return False
    return "." not in first


def is_open(request: HttpRequest, language: str) -> bool:
    """Whether the site has pages in `language`. While the database is away every language may be one."""
    if language == settings.LANGUAGE_CODE or not _open:
        return True
    try:
        return language in _open[0](request)
    except DatabaseError:
        return True


def _first_part(request: HttpRequest) -> str:
    return request.path_info.split("/", 2)[1] if "/" in request.path_info else ""


def _browser_language(request: HttpRequest) -> str:
    known = dict(settings.LANGUAGES)
    accepted = request.META.get("HTTP_ACCEPT_LANGUAGE", "")[:200]
    for code, _weight in parse_accept_lang_header(accepted):
        short = code.split("-")[0]
        for candidate in (code, {"no": "nb", "nn": "nb"}.get(short, short)):
            if candidate in known and is_open(request, candidate):
                return str(candidate)
    return str(settings.LANGUAGE_CODE)
