"""The readiness check for programs."""

import json

import pytest

from tests.evaluation.conftest import QUICK
from vetatwork.evaluation.models import Attempt

pytestmark = pytest.mark.django_db
API = "/api/v1"
GOOD = {"experience": "some", "side": "employer", "form": "quick", "size": "micro", "sector": "hair-beauty",
        "country": "is", "lang": "en", "answers": dict.fromkeys(QUICK, 3)}  # fmt: skip


def _post(client, body, status=201, **headers):
    text = body if isinstance(body, (str, bytes)) else json.dumps(body)
    response = client.post(f"{API}/attempts", text, content_type="application/json", **headers)
    assert response.status_code == status, response.content[:300]
    assert not response.cookies
    return response


def test_the_instrument_is_there_with_both_sides(client):
    found = client.get(f"{API}/instruments/current?lang=en").json()
    assert found["version"] == "1.0"
    assert [area["id"] for area in found["areas"]] == ["commitment", "cooperation", "collaboration", "celebration"]
    assert [len(area["items"]) for area in found["areas"]] == [7, 8, 8, 5]
    items = [item for area in found["areas"] for item in area["items"]]
    assert sum(item["quick"] for item in items) == 12
    for item in items:
        assert item["kind"] in ("own", "shared")
        for side in ("provider", "employer"):
            assert item[side]["stem"] and len(item[side]["statements"]) == 5
    assert client.get(f"{API}/instruments/current?lang=xx").status_code == 404


def test_a_check_is_taken_read_and_deleted(client):
    response = _post(client, GOOD)
    taken = response.json()
    assert response["Location"] == f"{API}/attempts/{taken['token']}" and "no-store" in response["Cache-Control"]
    assert taken["url"] == f"/en/check/result/{taken['token']}/"
    assert (taken["version"], taken["step"], taken["provisional"], taken["readiness"]) == ("1.0", 3, False, None)
    assert taken["areas"]["commitment"] == {"score": 3.0, "answered": 3, "of": 3, "unknown": 0}
    step = taken["next_steps"][0]
    assert {"item", "why", "action", "who", "effort", "kit", "obstacle", "case"} == set(step)
    assert {"key", "title", "url"} == set(step["kit"]) and step["kit"]["url"].startswith("/en/")
    assert client.get(taken["url"]).status_code == 200
    assert client.get(f"{API}/attempts/{taken['token']}").json() == taken
    assert client.delete(f"{API}/attempts/{taken['token']}").status_code == 204
    assert client.get(f"{API}/attempts/{taken['token']}").status_code == 404
    assert client.get(taken["url"]).status_code == 404


def test_the_api_and_the_page_say_the_same(client):
    answers = {**dict.fromkeys(QUICK, 5), "cel-recognition": 1, "cel-results": 1, "cel-improvement": 1}
    taken = _post(client, {**GOOD, "answers": answers}).json()
    assert taken["step"] == 2
    page = client.get(taken["url"]).content.decode()
    assert "Your half has 2 of 5 stones" in page and taken["headline"].split(".")[0] in page
    assert client.get(f"/en/check/result/{taken['token']}.json").json() == taken


def test_who_begins_gets_a_readiness(client):
    taken = _post(client, {**GOOD, "experience": "never"}).json()
    assert (taken["step"], taken["readiness"]) == (None, "ready")


@pytest.mark.parametrize(
    "wrong",
    [0, 6, -1, True, False, 2.5, "3", "text", None, [], {}, "NA", 10**400, "\x00"],
)
def test_an_answer_that_is_none_is_refused(client, wrong):
    problem = _post(client, {**GOOD, "answers": {"com-owner": wrong}}, 422).json()
    assert problem["status"] == 422 and "com-owner" in str(problem["faults"])
    assert Attempt.objects.count() == 0


@pytest.mark.parametrize(
    "change",
    [
        {"answers": {"com-resources": 3}},
        {"answers": {"no-such-item": 3}},
        {"answers": {f"item-{n}": 1 for n in range(500)}},
        {"answers": []},
        {"side": "learner"},
        {"form": "long"},
        {"size": "giant"},
        {"sector": "magic"},
        {"country": "atlantis"},
        {"lang": "xx"},
        {"experience": ""},
        {"name": "Anna"},
    ],
)
def test_what_the_check_does_not_ask_is_refused(client, change):
    _post(client, {**GOOD, **change}, 422)
    assert Attempt.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 422),
        ("no json", 400),
        (b"\xff\xfe", 400),
        ("[" * 100_000, 400),
        ('{"a":' * 50_000, 400),
        ("NaN", 400),
        ('{"experience": "some", "experience": "never"}', 422),
        ("[]", 422),
        ("null", 422),
        (json.dumps({**GOOD, "lang": "e" * 3_000_000}), 413),
    ],
)
def test_a_body_that_says_nothing_is_refused_with_a_sentence(client, body, status):
    assert _post(client, body, status).json()["title"]


def test_an_item_that_stands_twice_is_named(client):
    body = json.dumps({**GOOD, "answers": {}}).replace('"answers": {}', '"answers": {"com-owner": 1, "com-owner": 5}')
    assert "com-owner" in _post(client, body, 422).json()["detail"]


@pytest.mark.parametrize("token", ["x", "y" * 43, "a/b", "%00", "é", "x" * 3000])
def test_a_token_that_opens_nothing_is_not_found(client, token):
    for method in (client.get, client.delete):
        assert method(f"{API}/attempts/{token}").status_code in (400, 404, 422)


def test_the_link_to_share_shows_and_does_not_delete(client):
    from vetatwork.core.tokens import token_hash
    from vetatwork.evaluation.services import open_share

    token = _post(client, GOOD).json()["token"]
    shared = open_share(attempt=Attempt.objects.get(token_hash=token_hash(token)), token=token)
    assert client.get(f"{API}/attempts/{shared}").json()["token"] == shared
    assert client.delete(f"{API}/attempts/{shared}").status_code == 404
    assert Attempt.objects.count() == 1


def test_too_many_are_told_when_to_come_again(client, settings):
    settings.RATE_LIMITS = {"attempts": (30, 1)}
    _post(client, GOOD, REMOTE_ADDR="203.0.113.9")
    response = _post(client, GOOD, 429, REMOTE_ADDR="203.0.113.9")
    assert int(response["Retry-After"]) >= 1
    _post(client, GOOD, REMOTE_ADDR="203.0.113.10")


def test_tokens_stay_out_of_logs():
    from vetatwork.core.tokens import masked

    assert masked("GET /api/v1/attempts/abcdefgh12345678 404") == "GET /api/v1/attempts/… 404"
    assert masked("/fi/check/result/abcdefgh12345678.pdf") == "/fi/check/result/….pdf"
