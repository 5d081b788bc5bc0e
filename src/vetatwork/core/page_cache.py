"""The outer page cache: a published page that was asked for before is answered before Django builds a request.

It wraps the WSGI application. Nothing of a request but what stands in the key reaches the application, so that no
header, cookie or query of one reader can change what another one gets. See docs/decisions/0011-own-page-cache.md.
"""

import gzip
import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import Any
from urllib.parse import parse_qsl, urlencode

import brotli
from django.conf import settings
from django.core.cache import caches
from django.http.request import split_domain_port, validate_host

from vetatwork.core.encodings import taken_encodings
from vetatwork.core.stamp import current_stamp

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Key = tuple[str, str, str, str]
"""Scheme, host, path, query: all that a page may depend on."""
Asked = tuple[str, ...]
"""Path, query, host, accepted encodings and scheme, word for word as a request said them."""

MOST_BYTES = 64 * 1024 * 1024
LARGEST_PAGE = 2 * 1024 * 1024
SMALLEST_COMPRESSED = 200
SHARED_SECONDS = 3_600
BROTLI_QUALITY = 5
MOST_AT_HAND = 1_000
LONGEST_AT_HAND = 500
"""Characters of a request that is worth remembering word for word."""
FRESH = "public, max-age=0, s-maxage=1, must-revalidate"
"""Browsers ask each time (and mostly hear 304); a cache in between may keep a page for a second."""

FAILED = ("404", "410", "5")
"""How the statuses of answers begin that are the same whoever asks."""

OF_A_BODY = frozenset({"content-type", "content-length", "content-encoding"})
DROPPED = frozenset({"content-length", "content-encoding", "etag", "vary", "cache-control", "date", "server"})


@dataclass
class Page:
    """A stored answer; what is sent in each encoding is made when it is first asked for."""

    stamp: str
    headers: list[tuple[str, str]]
    body: bytes
    etag: str = ""
    sent: dict[str, "Sent"] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.etag = self.etag or hashlib.sha256(self.body).hexdigest()[:24]

    def in_encoding(self, encoding: str) -> "Sent":
        """The answer in an encoding: `br`, `gzip` or `` as it is."""
        if len(self.body) < SMALLEST_COMPRESSED:
            encoding = ""
        if encoding not in self.sent:
            self.sent[encoding] = self._made(encoding)
        return self.sent[encoding]

    def _made(self, encoding: str) -> "Sent":
        body = _packed(self.body, encoding)
        etag = f'"{self.etag}-{encoding}"' if encoding else f'"{self.etag}"'
        headers = [*self.headers, ("ETag", etag), ("Vary", "Accept-Encoding"), ("Cache-Control", FRESH)]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        return Sent(etag, [*headers, ("Content-Length", str(len(body)))], body)

    @property
    def size(self) -> int:
        """Bytes in memory, about: the body, and room for its two compressed forms."""
        return len(self.body) + len(self.body) // 2 + 4_000


@dataclass(frozen=True)
class Sent:
    """What goes over the wire."""

    etag: str
    headers: list[tuple[str, str]]
    body: bytes


def _packed(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return bytes(brotli.compress(body, quality=BROTLI_QUALITY))
    return gzip.compress(body, compresslevel=6, mtime=0) if encoding == "gzip" else body


@dataclass(frozen=True)
class Failed:
    """An answer that says there is no such page or that it cannot be made. It is not kept, and the application is not
    asked again with all of the request: that would only fail a second time."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes

    def answer(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Send it."""
        start_response(self.status, self.headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else self.body]


class Shelf:
    """Pages by key, the least used thrown out first; never more than `most` bytes. Safe to use from several threads."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self.most = most
        self.bytes = 0
        self.at_hand: dict[Asked, tuple[str, Sent]] = {}
        """Answers by the request word for word, each with its stamp. Emptied with every `put`: so it keeps nothing that
        was thrown out, and what is asked for between two of them is marked as used at least once."""
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> Page | None:
        """The page of `key`."""
        page = self._pages.get(key)
        if page is not None:
            # One step for the interpreter, like the look-up; a page thrown out in between is simply gone.
            try:  # noqa: SIM105  # `suppress` takes as long as all the rest of this function.
                self._pages.move_to_end(key)
            except KeyError:
                pass
        return page

    def put(self, key: Key, page: Page) -> None:
        """Keep `page`, in place of what was there."""
        with self._lock:
            self.at_hand.clear()
            self._drop(key)
            self._pages[key] = page
            self.bytes += page.size
            while self.bytes > self.most and self._pages:
                self._drop(next(iter(self._pages)))

    def keep_at_hand(self, asked: Asked, stamp: str, sent: Sent) -> None:
        """Give `sent` to whoever asks in these very words, until the stamp changes or another page is put here."""
        if sum(map(len, asked)) > LONGEST_AT_HAND:
            return
        if len(self.at_hand) >= MOST_AT_HAND:  # Odd words must not keep out for good what many ask for.
            self.at_hand.clear()
        self.at_hand[asked] = stamp, sent

    def _drop(self, key: Key) -> None:
        old = self._pages.pop(key, None)
        if old is not None:
            self.bytes -= old.size


class PageCache:
    """Wraps `application`. Only paths that match `paths` are kept, by no parameters of a query but `parameters`."""

    def __init__(self, application: Application, *, paths: str, parameters: Iterable[str]) -> None:
        self.application = application
        self.paths = re.compile(paths)
        self.parameters = frozenset(parameters)
        self.shelf = Shelf()
        self.session_cookie = f"{settings.SESSION_COOKIE_NAME}="
        self.tls_header = settings.SECURE_PROXY_SSL_HEADER
        self.scheme_said_in = self.tls_header[0] if self.tls_header else "wsgi.url_scheme"

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        said = environ.get
        asked = None
        # Written out, without a function for each step: this is the way nearly every reader takes.
        if said("HTTP_COOKIE") is None and said("HTTP_IF_NONE_MATCH") is None and environ["REQUEST_METHOD"] == "GET":
            asked = (
                said("PATH_INFO", ""),
                said("QUERY_STRING", ""),
                said("HTTP_HOST", ""),
                said("HTTP_ACCEPT_ENCODING", ""),
                said(self.scheme_said_in, ""),
            )
            found = self.shelf.at_hand.get(asked)
            if found is not None and found[0] == current_stamp():
                sent = found[1]
                # A copy: whoever serves the site may add to it.
                start_response("200 OK", sent.headers[:])
                return [sent.body]
        return self._looked_up(environ, start_response, asked)

    def _looked_up(self, environ: Environ, start_response: StartResponse, asked: Asked | None) -> Iterable[bytes]:
        """The answer by the key of the request; kept at hand if it was `asked` for without cookie or condition."""
        key = self.key_of(environ)
        if key is None:
            return self.application(environ, start_response)
        stamp = current_stamp()
        page = self.shelf.get(key) if stamp else None
        if page is None or page.stamp != stamp:
            made = self._shared(key, stamp) or self._made(environ, key, stamp)
            if made is None:
                return self.application(environ, start_response)
            if not isinstance(made, Page):
                return made.answer(environ, start_response)
            page = made
        sent = page.in_encoding(accepted_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")))
        if asked is not None:
            self.shelf.keep_at_hand(asked, page.stamp, sent)
        return _answer(sent, environ, start_response)

    def key_of(self, environ: Environ) -> Key | None:
        """The key of a request for a page that may be kept, else None."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        cookies = environ.get("HTTP_COOKIE")
        if cookies and self.session_cookie in cookies:
            return None
        path = environ.get("PATH_INFO", "")
        host = environ.get("HTTP_HOST", "")
        if not self.paths.match(path) or not _is_ours(host):
            return None
        query = environ.get("QUERY_STRING", "")
        if query:
            query = self._query(query)
        return (self._scheme(environ), host, path, query) if query is not None else None

    def _scheme(self, environ: Environ) -> str:
        if self.tls_header:
            said = environ.get(self.tls_header[0], "").split(",")[0].strip()
            return "https" if said == self.tls_header[1] else "http"
        return str(environ.get("wsgi.url_scheme", "http"))

    def _query(self, query: str) -> str | None:
        """The query in its one form: what the page may depend on, sorted by name, for of a repeated one the last value
        may count. None if it is not for us to judge."""
        if len(query) > settings.REQUEST_LIMITS["url"] or "%00" in query:
            return None
        try:
            said = query.encode("latin-1").decode()  # WSGI hands bytes over as if they were Latin-1.
            pairs = parse_qsl(said, keep_blank_values=False, strict_parsing=False, errors="strict", max_num_fields=100)
        except ValueError:
            return None
        kept = (pair for pair in dict.fromkeys(pairs) if pair[0] in self.parameters)
        return urlencode(sorted(kept, key=itemgetter(0)))

    def _made(self, environ: Environ, key: Key, stamp: str) -> "Page | Failed | None":
        """The page as the application makes it for everybody; None if it depends on more than the key."""
        asked = _bare(environ, key)
        status, headers, body = _collect(self.application, asked)
        if status.startswith(FAILED):
            return Failed(status, headers, body)
        if not stamp or not _may_be_kept(status, headers, body):
            return None
        page = Page(stamp, [pair for pair in headers if pair[0].lower() not in DROPPED], body)
        self.shelf.put(key, page)
        if shared := _shared_cache():
            shared.set(_shared_name(key, stamp), (page.headers, page.body, page.etag), SHARED_SECONDS)
        return page

    def _shared(self, key: Key, stamp: str) -> Page | None:
        """The page as another worker made it."""
        shared = _shared_cache() if stamp else None
        kept = shared.get(_shared_name(key, stamp)) if shared else None
        if kept is None:
            return None
        page = Page(stamp, *kept)
        self.shelf.put(key, page)
        return page


# --- The request ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _is_ours(host: str) -> bool:
    """Whether the site answers to this host. The cache comes before Django's own check."""
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def _bare(environ: Environ, key: Key) -> Environ:
    """The request with nothing in it but its key: no cookie, no language, no condition, no range, no other header."""
    asked = {name: value for name, value in environ.items() if not name.startswith("HTTP_")}
    asked.update(REQUEST_METHOD="GET", HTTP_HOST=key[1], PATH_INFO=key[2], QUERY_STRING=key[3], CONTENT_LENGTH="0")
    asked["wsgi.url_scheme"] = key[0]
    if settings.SECURE_PROXY_SSL_HEADER and key[0] == "https":
        asked[settings.SECURE_PROXY_SSL_HEADER[0]] = settings.SECURE_PROXY_SSL_HEADER[1]
    return asked


@lru_cache(maxsize=256)
def accepted_encoding(header: str) -> str:
    """The best encoding we have that the header `Accept-Encoding` takes: `br`, `gzip` or ``."""
    taken = taken_encodings(header)
    return next((name for name in ("br", "gzip") if name in taken), "")


# --- The answer -------------------------------------------------------------------------------------------------------


def _collect(application: Application, environ: Environ) -> tuple[str, list[tuple[str, str]], bytes]:
    kept: dict[str, Any] = {}

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        kept.update(status=status, headers=headers)

    answer = application(environ, start_response)
    try:
        body = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return kept["status"], kept["headers"], body


def _may_be_kept(status: str, headers: list[tuple[str, str]], body: bytes) -> bool:
    """Whether an answer is the same for everybody: a whole page that sets no cookie and depends on none."""
    said = {name.lower(): value.lower() for name, value in headers}
    return (
        status.startswith("200 ")
        and "set-cookie" not in said
        and "cookie" not in said.get("vary", "")
        and not any(word in said.get("cache-control", "") for word in ("no-store", "private", "no-cache"))
        and len(body) <= LARGEST_PAGE
    )


def _answer(sent: Sent, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and _is_known(known, sent.etag):
        start_response("304 Not Modified", [pair for pair in sent.headers if pair[0].lower() not in OF_A_BODY])
        return [b""]
    # A copy: whoever serves the site may add to it.
    start_response("200 OK", sent.headers[:])
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else sent.body]


def _is_known(header: str, etag: str) -> bool:
    """Whether the reader has this very page, or any (`*`). What is no list of tags is no condition."""
    return header.strip() == "*" or any(part.strip().removeprefix("W/") == etag for part in header[:2_000].split(","))


# --- Shared with other workers ----------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _shared_cache() -> Any:
    """The cache all workers share, None if each has its own or making a page is as quick."""
    backend = settings.CACHES["default"]["BACKEND"]
    return None if any(name in backend for name in ("locmem", "dummy", "filebased")) else caches["default"]


def _shared_name(key: Key, stamp: str) -> str:
    return "page:" + hashlib.sha256("\n".join((*key, stamp)).encode()).hexdigest()
