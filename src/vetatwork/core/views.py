"""Health, robots, and the handlers of Django's errors."""

import sys

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from vetatwork.core.database import DatabaseCondition, database_state
from vetatwork.core.errors import error_page
from vetatwork.core.methods import reads_only

NOT_FOR_ROBOTS = (
    "/admin/",
    "/accounts/",
    "/documents/",
    "/*/check/draft/",
    "/*/check/result/",
    "/*/check/round/",
    "/*/feedback/",
    "/*/practice/draft/",
    "/*/take-away/handout.",
    "/*/desk/",
)


@reads_only
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@reads_only
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """The process can do its work: its database is there and fits the code, its cache keeps what it is given."""
    database = database_state().condition
    parts = {"database": database.value, "cache": "current" if _cache_keeps() else "unreachable"}
    ready = database is DatabaseCondition.CURRENT and parts["cache"] == "current"
    return JsonResponse({"ready": ready, **parts}, status=200 if ready else 503)


def _cache_keeps() -> bool:
    try:
        cache.set("core.readyz", "yes", 10)
        return bool(cache.get("core.readyz") == "yes")
    except Exception:
        # Every cache fails in its own way; whichever it is, it does not keep.
        return False


@reads_only
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: everything but the rooms of those who work here."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS)]
    lines += [f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; or 413 for a form that is larger than Django reads."""
    return error_page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return error_page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403, for a form that was sent without its proof of origin."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; or 503 when the database is away, locked or full, which is a break and no fault."""
    fault = sys.exc_info()[1]
    return error_page(request, 503 if isinstance(fault, (OperationalError, InterfaceError)) else 500)
