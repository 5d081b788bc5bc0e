"""Asks the site's own views for a page, as a reader without an account would."""

from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import resolve
from django.utils import translation

from vetatwork.core.languages import language_of


class SiteError(Exception):
    """A page of the folder could not be made; the message names it."""


def reader_request(address: str) -> WSGIRequest:
    """A reader's request for `address`, a path with or without a query."""
    site, asked = urlsplit(settings.SITE_URL), urlsplit(address)
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": asked.path.encode().decode("latin-1"),
            "QUERY_STRING": asked.query,
            "SERVER_NAME": site.hostname or "localhost",
            "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": site.netloc,
            "wsgi.url_scheme": site.scheme,
            "wsgi.input": BytesIO(),
        }
    )
    request.LANGUAGE_CODE = language_of(request)
    request.offline = True  # type: ignore[attr-defined]
    return request


def answer_to(address: str) -> bytes:
    """What the site answers to a reader who asks for `address`.

    Raises:
        SiteError: if that is no whole page or file.
    """
    request = reader_request(address)
    with translation.override(language_of(request)):
        try:
            match = resolve(request.path_info)
            request.resolver_match = match
            response = match.func(request, *match.args, **match.kwargs)
        except Http404 as error:
            raise SiteError(f"{address} is not there.") from error
        if isinstance(response, SimpleTemplateResponse):
            response.render()
    if not isinstance(response, HttpResponse) or response.status_code != 200:
        raise SiteError(f"{address} answers {response.status_code}.")
    return bytes(response.content)
