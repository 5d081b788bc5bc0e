"""Which encodings of a body a reader takes."""

import re

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

LONGEST = 200
"""Characters of the header that are read."""

REFUSED = re.compile(r"\s*q\s*=\s*0*(\.0*)?\s*")


def taken_encodings(header: str) -> frozenset[str]:
    """The names in a header `Accept-Encoding`, without those of weight 0, which are refused (RFC 9110, 12.5.3)."""
    parts = (part.partition(";") for part in header[:LONGEST].lower().split(","))
    return frozenset(name.strip() for name, _sign, weight in parts if not REFUSED.fullmatch(weight))


class Compression(GZipMiddleware):
    """Django's own, but it also hears when a reader refuses gzip."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """`response`, packed if it is worth it and may be."""
        if "gzip" not in taken_encodings(request.headers.get("Accept-Encoding", "")):
            patch_vary_headers(response, ["Accept-Encoding"])
            return response
        return super().process_response(request, response)
