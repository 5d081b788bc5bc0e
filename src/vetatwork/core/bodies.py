"""Bodies of requests that do not say how long they are: sent in chunks, or over HTTP/2."""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from django.conf import settings

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
WITH_A_BODY = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def with_length(application: Application) -> Application:
    """`application`, told the length of every body. Django takes a body without one for empty, and would say of a form
    that was filled in that all of it is missing.

    One byte more than the site takes is read at most; `RequestLimits` then says that it is too much.
    """

    def asked(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] in WITH_A_BODY and not environ.get("CONTENT_LENGTH"):
            body = environ["wsgi.input"].read(settings.REQUEST_LIMITS["body"] + 1)
            environ = {**environ, "CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body)}
        return application(environ, start_response)

    return asked
