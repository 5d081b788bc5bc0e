"""The manual as data."""

import pytest
import schemathesis
from django.conf import settings as site
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from vetatwork.config.wsgi import django_application
from vetatwork.manual import queries
from vetatwork.search.models import Entry

pytestmark = pytest.mark.django_db
API = "/api/v1"
PLAIN = {"Host": "127.0.0.1", "Accept-Encoding": "identity"}


def _get(client, address, status=200):
    response = client.get(f"{API}{address}")
    assert response.status_code == status, response.content
    kind = "application/json" if status == 200 else "application/problem+json"
    assert response["Content-Type"].startswith(kind)
    assert not response.cookies
    return response.json()


def test_pages_of_a_kind_and_a_step(client):
    found = _get(client, "/pages?lang=en&kind=method&step=2")
    assert found["count"] == len(found["items"]) >= 2
    item = next(item for item in found["items"] if item["key"] == "methods/job-dating")
    assert set(item) == {"key", "kind", "title", "url", "summary", "steps", "lang", "translated_from_current"}
    assert item["kind"] == "method" and item["steps"] == [1, 2, 3] and item["translated_from_current"] is True
    assert item["url"] == f"{site.SITE_URL}/en/methods/job-dating/"


def test_a_list_can_be_read_in_parts(client):
    whole = _get(client, "/pages?limit=1000")
    assert whole["count"] == len(whole["items"]) == Entry.objects.count()
    parts = [_get(client, f"/pages?limit=7&offset={start}")["items"] for start in range(0, whole["count"], 7)]
    assert [item for part in parts for item in part] == whole["items"]
    assert _get(client, "/pages?limit=0") == {"items": [], "count": whole["count"]}
    assert _get(client, "/pages?offset=1000000")["items"] == []


def test_filters_are_combined(client):
    nl = {item["key"] for item in _get(client, "/pages?kind=case&country=nl")["items"]}
    both = {item["key"] for item in _get(client, "/pages?kind=case&country=nl&step=4")["items"]}
    either = {item["key"] for item in _get(client, "/pages?kind=case&country=nl&country=de")["items"]}
    assert "cases/leerhuis-gouda" in both <= nl < either


def test_a_whole_page_has_its_fields_texts_and_sources(client):
    page = _get(client, "/pages/methods/job-dating")
    assert page["fields"]["slogan"] and page["fields"]["step_from"] == 1
    assert page["texts"]["before_provider"].startswith("- ")
    assert f"({site.SITE_URL}/en/words/learner/)" in page["texts"]["purpose"]
    assert {"key", "author", "title", "year", "url", "quality"} == set(page["sources"][0])
    obstacle = _get(client, "/pages/obstacles/time")
    assert obstacle["fields"]["ways_out"][0]["id"] == "name-the-hours"
    assert obstacle["texts"]["ways_out/name-the-hours"]


def test_a_draft_is_not_given_away(client):
    page = queries.page_with_key("words/learner", "en")
    page.title = "Secret draft"
    page.save_revision()
    assert "Secret draft" not in str(_get(client, "/pages/words/learner"))
    page.unpublish()
    _get(client, "/pages/words/learner", 404)


@pytest.mark.parametrize(
    ("address", "status", "where"),
    [
        ("/pages?limit=-1", 422, "limit"),
        ("/pages?limit=1001", 422, "limit"),
        ("/pages?offset=-5", 422, "offset"),
        ("/pages?offset=many", 422, "offset"),
        ("/pages?offset=99999999999999999999", 422, "offset"),
        ("/pages?kind=unicorn", 422, "kind"),
        ("/pages?" + "&".join(["step=1"] * 500), 422, "step"),
        ("/pages?lang=xx", 404, None),
        ("/pages?lang=" + "x" * 300, 422, "lang"),
        ("/pages/methods/nothing", 404, None),
        ("/pages/%00", 400, None),
        ("/pages/" + "a" * 3000, 404, None),
        ("/nowhere", 404, None),
        ("/pages?step=%ff", 400, None),
    ],
)
def test_what_is_wrong_is_said_as_a_problem(client, address, status, where):
    problem = _get(client, address, status)
    assert problem["status"] == status and problem["title"]
    if where:
        assert where in problem["faults"][0]["where"]


def test_only_reading_is_possible(client):
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(f"{API}/pages", data="{}", content_type="application/json").status_code == 405


def test_the_list_takes_the_same_queries_however_long_it_is(client, django_assert_num_queries):
    _get(client, "/pages")
    with django_assert_num_queries(3):
        _get(client, "/pages?limit=1")
    with django_assert_num_queries(3):
        _get(client, "/pages?limit=1000&kind=word")


@pytest.fixture
def _one_connection():
    """A request through WSGI ends by closing connections: here that would be the one with the test in it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app=django_application)
# What is wrong can also be too long for an address.
schema.config.checks.negative_data_rejection.expected_statuses = ["400", "404", "405", "414", "422"]


@pytest.mark.usefixtures("_one_connection")
@schema.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_request_that_can_be_thought_of_breaks_it(case):
    # It does not know what no schema says: that a page of this name must be there, or that consent must be a yes.
    case.call_and_validate(headers=PLAIN, excluded_checks=[positive_data_acceptance])
