"""What happens to every request: limits, security headers, the language of the address."""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote_to_bytes

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from vetatwork.core.errors import error_page
from vetatwork.core.languages import depends_on_browser, language_of

Answer = Callable[[HttpRequest], HttpResponseBase]
BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


class RequestLimits:
    """Answers what no page can answer: addresses that are too long or broken, bodies that are too big."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if status := _refusal(request):
            return error_page(request, status)
        response = self.get_response(request)
        return _with_words(request, response) if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED else response


def _with_words(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The bare answer to a method that a page does not know, with a page around it."""
    if getattr(response, "content", b"words"):
        return response
    page = error_page(request, response.status_code)
    page["Allow"] = response["Allow"]
    return page


def _refusal(request: HttpRequest) -> int | None:
    """The status of a request that goes no further."""
    query = request.META.get("QUERY_STRING", "")
    if len(request.get_full_path()) > settings.REQUEST_LIMITS["url"]:
        return 414
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal():
        return 400
    if int(length) > settings.REQUEST_LIMITS["body"]:
        return 413
    return 400 if _is_broken(request.path_info, query) else None


def _is_broken(path: str, query: str) -> bool:
    """Whether an address holds null bytes or bytes that are no text (Django hands those over as U+FFFD or escaped)."""
    if "\x00" in path or "\ufffd" in path or BROKEN_ESCAPE.search(query):
        return True
    try:
        return "\x00" in unquote_to_bytes(query).decode()
    except UnicodeDecodeError:
        return True


class SecurityHeaders(CSPMiddleware):
    """The site's strict content security policy, and the wider one that Wagtail's editor needs."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        """Add the headers to `response`."""
        if request.path_info.startswith("/admin/"):
            # The editor shows a page's preview in a frame; that page comes with the headers it has for readers.
            response["Content-Security-Policy"] = settings.ADMIN_CONTENT_SECURITY_POLICY
            response["X-Frame-Options"] = "SAMEORIGIN"
        else:
            response = super().process_response(request, response)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class SiteLanguage:
    """Says what `language_of` says. No cookie is read or set."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = language_of(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if depends_on_browser(request):
            patch_vary_headers(response, ["Accept-Language"])
        return response
