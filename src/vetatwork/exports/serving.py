"""A file as an answer: whole or a part of it, or that the reader has it already."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe

TYPES = {"pdf": "application/pdf", "epub": "application/epub+zip", "zip": "application/zip"}
"""Each format we make, with its media type."""

ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


@dataclass(frozen=True)
class Served:
    """A file to send: where it is, or what is in it; what it is called; what changes whenever it does."""

    name: str
    etag: str
    content: Path | bytes
    modified: float | None = None
    """Seconds since 1970."""

    @property
    def ending(self) -> str:
        """What kind of file it is."""
        return self.name.rsplit(".", 1)[-1]


class FileAnswer(HttpResponse):
    """In one piece: the server takes it and sends it while the worker goes on, however slow the reader's line is.

    What would compress it is told that it is compressed, as all our formats are.
    """

    def has_header(self, header: str) -> bool:
        return header.lower() == "content-encoding" or super().has_header(header)


def file_answer(request: HttpRequest, file: Served) -> HttpResponseBase:
    """Send `file`.

    Raises:
        FileNotFoundError: if it is not there any more.
    """
    known = get_conditional_response(request, etag=file.etag, last_modified=_seconds(file))
    if known is not None:
        return _named(known, file)
    size = len(file.content) if isinstance(file.content, bytes) else file.content.stat().st_size
    wanted = _range(request, file, size)
    if wanted is None:
        answer = FileAnswer(_read(file.content, 0, size), content_type=TYPES[file.ending])
    elif not wanted:
        answer = FileAnswer(status=416)
        answer["Content-Range"] = f"bytes */{size}"
    else:
        first, last = wanted
        part = _read(file.content, first, last - first + 1)
        answer = FileAnswer(part, content_type=TYPES[file.ending], status=206)
        answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    answer["Content-Length"] = str(len(answer.content))
    return _named(answer, file)


def _named(answer: Any, file: Served) -> HttpResponseBase:
    inline = file.ending == "pdf"
    answer["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{file.name}"'
    answer["ETag"] = file.etag
    answer["Accept-Ranges"] = "bytes"
    answer["Cache-Control"] = "public, max-age=0, must-revalidate"
    answer["X-Robots-Tag"] = "noindex"
    if file.modified is not None:
        answer["Last-Modified"] = http_date(file.modified)
    named: HttpResponseBase = answer
    return named


def _seconds(file: Served) -> int | None:
    return None if file.modified is None else int(datetime.fromtimestamp(file.modified, UTC).timestamp())


def _read(content: Path | bytes, start: int, length: int) -> bytes:
    if isinstance(content, bytes):
        return content[start : start + length]
    with content.open("rb") as file:
        file.seek(start)
        return file.read(length)


def _range(request: HttpRequest, file: Served, size: int) -> tuple[int, int] | tuple[()] | None:
    """First and last byte that are asked for; () if the file does not have them, None if it is asked for whole."""
    asked = ONE_RANGE.fullmatch(request.headers.get("Range", "").strip())
    if asked is None or request.method != "GET" or not asked[1] + asked[2] or not _is_still_it(request, file):
        return None
    if not asked[1]:
        first, last = max(0, size - int(asked[2])), size - 1
    else:
        first, last = int(asked[1]), min(int(asked[2] or size), size - 1)
        if asked[2] and int(asked[2]) < first:
            return None
    return (first, last) if first <= last else ()


def _is_still_it(request: HttpRequest, file: Served) -> bool:
    """Whether the part is wanted of this very file, not of one that the reader has begun with."""
    begun = request.headers.get("If-Range")
    if begun is None or begun.strip() == file.etag:
        return True
    return file.modified is not None and parse_http_date_safe(begun) == int(file.modified)
