"""The outer page cache: same answer for everybody, made once, fresh after every change, not to be poisoned."""

import gzip
import threading
from io import BytesIO

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetatwork.core import page_cache
from vetatwork.core.page_cache import PageCache, Shelf, accepted_encoding

pytestmark = pytest.mark.pure
BODY = "<!doctype html><p>" + "Æsa and Ólafur learn at work. " * 40


class Application:
    """Answers with what it was asked, and remembers it."""

    def __init__(self, status="200 OK", headers=(("Content-Type", "text/html; charset=utf-8"),), body=BODY):
        self.status, self.headers, self.body = status, list(headers), body
        self.asked: list[dict] = []

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        start_response(self.status, self.headers)
        return [f"{environ['PATH_INFO']}?{environ['QUERY_STRING']} {self.body}".encode()]


@pytest.fixture
def stamp(monkeypatch):
    """The content stamp, as a list a test can change."""
    value = ["first"]
    monkeypatch.setattr(page_cache, "current_stamp", lambda: value[0])
    return value


def _cache(application, **options):
    return PageCache(application, paths=r"/(?:en|fi)/(?!search/)", parameters=["step", "page"], **options)


def _ask(cache, path="/en/words/learner/", query="", method="GET", **headers):
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "127.0.0.1:8000",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    got = {}

    def start_response(status, given, exc_info=None):
        got.update(status=status, headers={name.lower(): value for name, value in given})

    got["body"] = b"".join(cache(environ, start_response))
    return got


def test_a_page_is_made_once(stamp):
    application = Application()
    cache = _cache(application)
    first, second = _ask(cache), _ask(cache)
    assert first == second and len(application.asked) == 1
    assert first["status"] == "200 OK" and BODY.encode() in first["body"]


def test_a_change_of_content_is_seen_at_once(stamp):
    application = Application()
    cache = _cache(application)
    old = _ask(cache)
    application.body, stamp[0] = "new", "second"
    new = _ask(cache)
    assert new["body"].endswith(b"new") and new["headers"]["etag"] != old["headers"]["etag"]


def test_without_a_stamp_nothing_is_kept(stamp):
    stamp[0] = ""
    application = Application()
    cache = _cache(application)
    _ask(cache), _ask(cache)
    assert len([environ for environ in application.asked if environ["PATH_INFO"]]) >= 2
    assert cache.shelf.bytes == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"cookie": "theme=evil"},
        {"accept_language": "xx"},
        {"x_forwarded_host": "evil.example"},
        {"x_forwarded_proto": "https"},
        {"x_original_url": "/admin/"},
        {"range": "bytes=0-3"},
        {"if_modified_since": "Sat, 01 Jan 2050 00:00:00 GMT"},
        {"user_agent": "<script>"},
        {"x_http_method_override": "POST"},
    ],
)
def test_no_header_of_one_reader_reaches_what_others_get(stamp, headers):
    application = Application()
    cache = _cache(application)
    answer = _ask(cache, **headers)
    assert answer["status"] == "200 OK"
    assert [name for name in application.asked[0] if name.startswith("HTTP_")] == ["HTTP_HOST"]
    assert _ask(cache) == answer


def test_no_strange_parameter_reaches_what_others_get(stamp):
    application = Application()
    cache = _cache(application)
    poisoned = _ask(cache, query="utm_source=<script>&step=2&x=1")
    assert b"script" not in poisoned["body"] and b"?step=2 " in poisoned["body"]
    assert _ask(cache, query="step=2") == poisoned
    assert len(application.asked) == 1


def test_the_order_of_a_choice_does_not_matter_and_the_choice_does(stamp):
    application = Application()
    cache = _cache(application)
    assert _ask(cache, query="page=2&step=1") == _ask(cache, query="step=1&page=2")
    assert _ask(cache, query="step=1")["body"] != _ask(cache, query="step=2")["body"]


def test_a_name_said_twice_keeps_its_order_for_the_last_one_may_count(stamp):
    application = Application()
    cache = _cache(application)
    _ask(cache, query="page=3&step=1&page=2")
    assert application.asked[0]["QUERY_STRING"] == "page=3&page=2&step=1"
    assert _ask(cache, query="page=2&page=3&step=1") != _ask(cache, query="page=3&page=2&step=1")


def test_letters_that_were_not_escaped_are_the_same_as_escaped_ones(stamp):
    application = Application()
    cache = _cache(application)
    raw = "step=é".encode().decode("latin-1")  # As a server hands bytes over.
    assert _ask(cache, query=raw) == _ask(cache, query="step=%C3%A9")
    assert len(application.asked) == 1


@pytest.mark.parametrize(
    "status", ["404 Not Found", "410 Gone", "500 Internal Server Error", "503 Service Unavailable"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_fails_for_everybody_is_made_once_for_a_request_and_not_kept(stamp, status, method):
    application = Application(status)
    cache = _cache(application)
    for time in (1, 2):
        answer = _ask(cache, method=method, accept_language="fi", cookie="a=b")
        assert answer["status"] == status and bool(answer["body"]) == (method == "GET")
        assert len(application.asked) == time
    assert cache.shelf.bytes == 0


@pytest.mark.parametrize("query", ["q=%00", "step=%ff", "a=1&" * 200, "x" * 5000])
def test_a_query_we_cannot_read_is_left_to_the_site(stamp, query):
    application = Application()
    cache = _cache(application)
    _ask(cache, query=query)
    assert application.asked[0]["QUERY_STRING"] == query
    assert cache.shelf.bytes == 0


@pytest.mark.parametrize(
    "host", ["evil.example", "", "127.0.0.1.evil.example", "127.0.0.1:80@evil", "[::1", "a" * 5000]
)
def test_a_host_that_is_not_ours_is_left_to_the_site(stamp, host):
    application = Application()
    cache = _cache(application)
    _ask(cache, host=host)
    assert cache.shelf.bytes == 0
    assert application.asked[0]["HTTP_HOST"] == host, "Django's own check answers"


@pytest.mark.parametrize(
    ("path", "method", "cookie"),
    [
        ("/", "GET", ""),
        ("/admin/", "GET", ""),
        ("/en/search/", "GET", ""),
        ("/en/words/", "POST", ""),
        ("/en/words/", "DELETE", ""),
        ("/en/words/", "GET", "a=b; sessionid=abc"),
    ],
)
def test_what_is_not_the_same_for_everybody_goes_by(stamp, path, method, cookie):
    application = Application()
    cache = _cache(application)
    headers = {"cookie": cookie} if cookie else {}
    for _time in range(2):
        _ask(cache, path=path, method=method, **headers)
    assert len(application.asked) == 2


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("404 Not Found", ()),
        ("302 Found", (("Location", "/en/"),)),
        ("500 Internal Server Error", ()),
        ("200 OK", (("Set-Cookie", "a=b"),)),
        ("200 OK", (("Vary", "Cookie, Accept-Encoding"),)),
        ("200 OK", (("Cache-Control", "private"),)),
        ("200 OK", (("Cache-Control", "no-store"),)),
    ],
)
def test_what_is_not_a_page_for_everybody_is_never_kept(stamp, status, headers):
    application = Application(status, headers)
    cache = _cache(application)
    answer = _ask(cache)
    assert answer["status"] == status
    assert cache.shelf.bytes == 0
    asked = len(application.asked)
    _ask(cache)
    assert len(application.asked) > asked


def test_each_reader_gets_an_encoding_they_take(stamp):
    application = Application()
    cache = _cache(application)
    plain = _ask(cache)["body"]
    for header, unpack in (("gzip, deflate, br", brotli.decompress), ("gzip", gzip.decompress)):
        answer = _ask(cache, accept_encoding=header)
        assert unpack(answer["body"]) == plain
        assert answer["headers"]["vary"] == "Accept-Encoding"
        assert int(answer["headers"]["content-length"]) == len(answer["body"]) < len(plain)
    assert len(application.asked) == 1


@given(st.text(max_size=300))
def test_any_header_of_encodings_can_be_read(header):
    assert accepted_encoding(header) in ("br", "gzip", "")


def test_an_encoding_that_is_refused_is_not_sent():
    assert accepted_encoding("br;q=0, gzip;q=0.5") == "gzip"
    for nothing in ("br; q=0.0", "br;q=0.", "br;q=0.000", "br;Q = 0"):
        assert accepted_encoding(nothing) == ""
    assert accepted_encoding("br;q=0.001") == "br"


def test_who_has_the_page_already_hears_so(stamp):
    cache = _cache(Application())
    for encoding in ("", "gzip", "br"):
        first = _ask(cache, accept_encoding=encoding)
        again = _ask(cache, accept_encoding=encoding, if_none_match=f'"other", W/{first["headers"]["etag"]}')
        assert again["status"] == "304 Not Modified" and again["body"] == b""
        assert again["headers"]["etag"] == first["headers"]["etag"]
    assert _ask(cache, accept_encoding="br", if_none_match=_ask(cache)["headers"]["etag"])["status"] == "200 OK"
    for strange in ("nonsense", '"' * 3000, ", , ,", "**"):
        assert _ask(cache, if_none_match=strange)["status"] == "200 OK"
    assert _ask(cache, if_none_match="*")["status"] == "304 Not Modified", "any page will do"


def test_head_is_answered_from_the_page(stamp):
    application = Application()
    cache = _cache(application)
    head, full = _ask(cache, method="HEAD"), _ask(cache)
    assert head["body"] == b"" and head["headers"] == full["headers"]
    assert len(application.asked) == 1 and application.asked[0]["REQUEST_METHOD"] == "GET"


def test_a_range_gets_the_whole_page(stamp):
    answer = _ask(_cache(Application()), range="bytes=5-2,abc")
    assert answer["status"] == "200 OK" and BODY.encode() in answer["body"]


def test_it_never_grows_beyond_its_bound_however_many_addresses_are_asked_for(stamp):
    cache = _cache(Application(body="x" * 10_000))
    cache.shelf = Shelf(most=200_000)
    for number in range(500):
        _ask(cache, path=f"/en/{number}/")
        assert cache.shelf.bytes <= 200_000
    assert _ask(cache, path="/en/499/")["body"].startswith(b"/en/499/")


def test_many_threads_get_whole_pages(stamp):
    cache = _cache(Application())
    cache.shelf = Shelf(most=60_000)
    wrong = []

    def read(seed):
        for number in range(200):
            path = f"/en/{(number * seed) % 37}/"
            answer = _ask(cache, path=path, accept_encoding="gzip")
            if not gzip.decompress(answer["body"]).startswith(f"{path}?".encode()):
                wrong.append(path)
            if number % 20 == 0:
                stamp[0] = f"{seed}-{number}"

    threads = [threading.Thread(target=read, args=(seed,)) for seed in (3, 5, 7, 11)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == [] and cache.shelf.bytes <= 60_000


def test_the_same_words_are_answered_at_hand_and_a_change_is_still_seen(stamp):
    application = Application()
    cache = _cache(application)
    first, second = (_ask(cache, accept_encoding="gzip") for _time in range(2))
    assert first == second and len(cache.shelf.at_hand) == 1
    stamp[0] = "second"
    application.body = "New. " * 100
    assert b"New." in gzip.decompress(_ask(cache, accept_encoding="gzip")["body"])
    assert b"New." in gzip.decompress(_ask(cache, accept_encoding="gzip")["body"])


@pytest.mark.parametrize(
    "other",
    [
        {"method": "HEAD"},
        {"method": "POST"},
        {"host": "evil.example"},
        {"accept_encoding": "br"},
        {"query": "step=2"},
        {"path": "/en/words/trainee/"},
        {"cookie": "sessionid=x"},
        {"if_none_match": '"other"'},
    ],
)
def test_what_is_at_hand_is_for_the_same_words_only(stamp, other):
    asked = {"accept_encoding": "gzip"} | other
    alone = _ask(_cache(Application()), **asked)
    cache = _cache(Application())
    _ask(cache, accept_encoding="gzip")
    _ask(cache, accept_encoding="gzip")
    assert _ask(cache, **asked) == alone


def test_what_is_at_hand_keeps_nothing_that_was_thrown_out_and_little_else(stamp, monkeypatch):
    monkeypatch.setattr(page_cache, "MOST_AT_HAND", 5)
    cache = _cache(Application())
    for number in range(20):
        _ask(cache, accept_encoding=f"gzip, odd-{number}")
        assert len(cache.shelf.at_hand) <= 5
    assert any("gzip, odd-19" in asked for asked in cache.shelf.at_hand)
    _ask(cache, path="/en/words/trainee/", accept_encoding="x" * 600)
    assert not cache.shelf.at_hand, (
        "another page was put on the shelf, and what was asked in long words is not remembered"
    )


def test_behind_tls_the_scheme_that_the_proxy_says_is_part_of_the_words(stamp, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    application = Application()
    cache = _cache(application)
    for scheme in ("https", "http", "https", "http"):
        _ask(cache, x_forwarded_proto=scheme)
    assert [asked["wsgi.url_scheme"] for asked in application.asked] == ["https", "http"]
