"""What a request meets before any page: limits, headers, language, error pages, health."""

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from vetatwork.core.middleware import language_of

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


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_page_can_only_be_read(quiet, method):
    assert getattr(quiet, method)("/en/").status_code in (403, 405)


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
    ],
)
def test_the_language_is_that_of_the_address_else_of_the_browser(rf, path, accepted, language):
    assert language_of(rf.get(path, HTTP_ACCEPT_LANGUAGE=accepted)) == language


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
