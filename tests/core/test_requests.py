"""What a request meets before any page: limits, headers, language, error pages, health."""

from io import BytesIO

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from vetatwork.core.bodies import with_length
from vetatwork.core.languages import language_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiet() -> Client:
    """A client that shows an error page instead of raising."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/no-such-page/", 404),
        ("/xx/", 404),
        ("/sv/", 404),
        ("/en/%00/", 400),
        ("/en/%ff/", 404),
        ("/en/?q=%00", 400),
        ("/en/?q=%ff", 400),
        ("/en/?q=%zz", 400),
        ("/en/../../etc/passwd", 404),
        ("/en/..%2f..%2fetc/passwd", 404),
        ("/en/" + "a" * 2000 + "/", 404),
        ("/en/?q=" + "a" * 5000, 414),
        ("/static/../settings.py", 404),
        ("/static/%00.css", 400),
    ],
)
def test_a_bad_address_gets_a_page_that_helps_on(quiet, address, status):
    response = quiet.get(address)
    assert response.status_code == status
    html = response.content.decode()
    assert 'href="/en/"' in html, "there is a way out"
    assert "noindex" in html
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


@pytest.mark.parametrize("length", ["34000000", "99999999999999999999"])
def test_a_huge_body_is_refused_before_it_is_read(quiet, length):
    response = quiet.post("/accounts/login/", data=b"x", content_type="text/plain", CONTENT_LENGTH=length)
    assert response.status_code == 413


@pytest.mark.parametrize("length", ["-1", "many", "1e9"])
def test_a_length_that_is_no_number_is_refused(quiet, length):
    response = quiet.post("/accounts/login/", data=b"x", content_type="text/plain", CONTENT_LENGTH=length)
    assert response.status_code == 400


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options", "trace"])
@pytest.mark.parametrize("address", ["/en/", "/en/methods/job-dating/", "/en/search/", "/sitemap.xml", "/healthz"])
def test_a_page_can_only_be_read_and_says_so(method, address):
    strict = Client(raise_request_exception=False, enforce_csrf_checks=True)
    response = getattr(strict, method)(address)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert "This page can only be read" in response.content.decode()
    assert response["Cache-Control"] == "no-store"


def test_an_address_without_its_slash_keeps_what_was_asked_for(client):
    response = client.get("/en/search?q=first day&kind=word")
    assert response.status_code == 301
    assert response["Location"] == "/en/search/?q=first%20day&kind=word"
    assert client.get("/en/cases?step=2")["Location"] == "/en/cases/?step=2"


def test_gzip_that_is_refused_is_not_sent(client):
    address = "/en/search/?q=learner"
    assert client.get(address, headers={"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"
    for refusal in ("gzip;q=0", "br, gzip; q=0.0"):
        response = client.get(address, headers={"Accept-Encoding": refusal})
        assert "Content-Encoding" not in response
        assert "Accept-Encoding" in response["Vary"]


class Sent:
    """A body as a server hands it over: as many bytes as are asked for."""

    def __init__(self, body: bytes) -> None:
        self.body, self.most = BytesIO(body), 0

    def read(self, size: int = -1) -> bytes:
        self.most = max(self.most, size)
        return self.body.read(size)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_body_that_does_not_say_its_length_is_read(method):
    seen = []
    application = with_length(lambda environ, start_response: seen.append(environ) or [])
    application({"REQUEST_METHOD": method, "wsgi.input": Sent(b"name=Anna")}, None)
    assert seen[0]["CONTENT_LENGTH"] == "9" and seen[0]["wsgi.input"].read() == b"name=Anna"


def test_a_body_without_length_is_read_to_the_bound_and_no_further(settings):
    settings.REQUEST_LIMITS = {**settings.REQUEST_LIMITS, "body": 100}
    seen, sent = [], Sent(b"x" * 10_000)
    with_length(lambda environ, start_response: seen.append(environ) or [])(
        {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": "", "wsgi.input": sent}, None
    )
    assert seen[0]["CONTENT_LENGTH"] == "101" and sent.most == 101, "one more than is taken: it will be refused"


def test_a_body_that_says_its_length_and_a_reader_without_one_are_left_alone():
    seen = []
    application = with_length(lambda environ, start_response: seen.append(environ) or [])
    for environ in ({"REQUEST_METHOD": "POST", "CONTENT_LENGTH": "3"}, {"REQUEST_METHOD": "GET"}):
        application({**environ, "wsgi.input": None}, None)
        assert seen[-1] == {**environ, "wsgi.input": None}


def test_a_page_carries_the_headers_that_keep_readers_safe(client):
    response = client.get("/en/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Content-Language"] == "en"
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


def test_the_editor_has_a_policy_of_its_own_and_may_frame_its_preview(client, admin_user):
    client.force_login(admin_user)
    response = client.get("/admin/")
    assert "'unsafe-inline'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Content-Security-Policy"].count("default-src") == 1


def test_transport_is_secured_where_the_site_has_tls(client, settings):
    settings.SECURE_HSTS_SECONDS = 60
    assert "max-age=60" in client.get("/healthz", secure=True)["Strict-Transport-Security"]


def test_a_database_that_is_away_is_a_break_and_no_fault(quiet, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("could not connect")

    monkeypatch.setattr("vetatwork.manual.queries.home_paths", away)
    response = quiet.get("/en/")
    assert response.status_code == 503
    assert response["Retry-After"]
    assert "short break" in response.content.decode()


def test_a_fault_of_ours_says_so_without_showing_it(quiet, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("vetatwork.manual.views._published", broken)
    response = quiet.get("/en/")
    assert response.status_code == 500
    assert "secret detail" not in response.content.decode()
    assert "not your fault" in response.content.decode()


def test_even_a_broken_error_page_gives_a_page(quiet, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("no templates")

    monkeypatch.setattr("vetatwork.core.errors.render_to_string", broken)
    response = quiet.get("/en/no-such-page/")
    assert response.status_code == 404
    assert response.content.startswith(b"<!doctype html>")


@pytest.mark.parametrize(
    ("path", "accepted", "language"),
    [
        ("/fi/methods/", "sv", "fi"),
        ("/", "fi-FI,fi;q=0.9", "fi"),
        ("/", "no,en;q=0.1", "nb"),
        ("/", "pt-BR", "pt"),
        ("/", "xx, zz;q=0.5", "en"),
        ("/", "", "en"),
        ("/", ";;;q=nonsense," * 300, "en"),
        ("/xx/", "de", "de"),
        ("/", "sv, is;q=0.5, de;q=0.1", "de"),
        ("/sv/", "de", "sv"),
        ("/api/v1/pages", "de", "en"),
        ("/llms.txt", "de", "en"),
        ("/healthz", "de", "en"),
    ],
)
def test_the_language_is_that_of_the_address_else_of_the_browser(rf, monkeypatch, path, accepted, language):
    monkeypatch.setattr("vetatwork.core.languages._open", [lambda request: {"en", "fi", "nb", "pt", "de"}])
    assert language_of(rf.get(path, HTTP_ACCEPT_LANGUAGE=accepted)) == language


@pytest.mark.parametrize("address", ["/nope/", "/de/", "/de/methods/"])
def test_what_went_wrong_is_told_in_a_language_the_site_has_pages_in(quiet, address):
    response = quiet.get(address, headers={"Accept-Language": "de"})
    assert response.status_code == 404
    assert '<html lang="en">' in response.content.decode()


@pytest.mark.parametrize("address", ["/llms.txt", "/robots.txt", "/sitemap.xml", "/api/v1/pages?limit=1"])
def test_what_programs_read_does_not_depend_on_the_language_of_a_browser(client, address):
    plain, german = client.get(address), client.get(address, headers={"Accept-Language": "de"})
    assert plain.content == german.content
    assert german["Content-Language"] == "en"
    assert "Accept-Language" not in german.get("Vary", "")


def test_where_the_browser_decides_the_language_caches_are_told(client):
    assert "Accept-Language" in client.get("/")["Vary"]
    assert "Accept-Language" in client.get("/accounts/login/")["Vary"]
    assert "Accept-Language" not in client.get("/en/").get("Vary", "")


def test_health_does_not_ask_the_database_and_readiness_does(client, monkeypatch, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").content == b"ok\n"
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "database": "current", "cache": "current"}


def test_a_database_of_a_newer_version_is_not_ready(client):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('manual', '9999_future', %s)", [timezone.now()]
        )
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] == "newer"


def test_a_cache_that_forgets_is_not_ready(client, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["cache"] == "unreachable"


def test_robots_keep_out_of_the_working_rooms(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text and "Disallow: /accounts/" in text
    assert "Disallow: /en" not in text
