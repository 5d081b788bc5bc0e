"""Forms of people who are not signed in: no cookie, so what a browser says about the origin of a POST decides."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from vetatwork.core.errors import error_page

View = Callable[..., HttpResponseBase]


def same_origin_posts(view: View) -> View:
    """Let `view` take POSTs only from pages of this site, by `Sec-Fetch-Site` or, where a browser has none, `Origin`.

    Such a view must not act on a session: the authority is the token in the address.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not is_same_origin(request):
            return error_page(request, 403)
        return view(request, *args, **kwargs)

    return guarded


def is_same_origin(request: HttpRequest) -> bool:
    """Whether a browser says that a page of this site sent the request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    scheme = "https" if request.is_secure() else "http"
    return request.headers.get("Origin") in {f"{scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
