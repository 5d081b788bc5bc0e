"""Joint readings for programs."""

import json

import pytest

from tests.api.test_check import API, GOOD, _post
from tests.evaluation.conftest import QUICK
from vetatwork.evaluation.models import Invitation, JointReading

pytestmark = pytest.mark.django_db


def _attempt(client, side, answers):
    return _post(client, {**GOOD, "side": side, "answers": answers}).json()["token"]


def _send(client, address, body, status):
    response = client.post(f"{API}{address}", json.dumps(body), content_type="application/json")
    assert response.status_code == status, response.content[:300]
    return response.json()


@pytest.fixture
def pair(client):
    school = _attempt(client, "provider", {**dict.fromkeys(QUICK, 4), "col-mentoring": 5, "cel-results": "dk"})
    firm = _attempt(client, "employer", {**dict.fromkeys(QUICK, 3), "col-mentoring": 1, "col-goals": "na"})
    invitation = _send(client, f"/attempts/{school}/invitations", {}, 201)
    return school, firm, invitation["invitation"]


def _join(client, pair, status=201, **change):
    _school, firm, invitation = pair
    return _send(
        client, "/joint-readings", {"invitation": invitation, "attempt": firm, "consent": True, **change}, status
    )


def test_two_results_become_one_reading(client, pair):
    school, firm, _invitation = pair
    joint = _join(client, pair)
    readings = {item["id"]: item["reading"] for item in joint["items"]}
    assert readings["col-mentoring"] == "blind-spot" and readings["coo-contact"] == "shared-strength"
    assert readings["cel-results"] == "unknown" and "col-goals" not in readings
    assert {item["kind"] for item in joint["items"]} == {"shared"}
    assert joint["conversations"][0]["item"] == "col-mentoring" and len(joint["conversations"]) <= 3
    assert sum(part["minutes"] for part in joint["agenda"]) == 45
    assert client.get(joint["url"]).status_code == 200
    (mine,) = client.get(f"{API}/attempts/{school}").json()["joint_readings"]
    assert mine["token"] not in (joint["token"], school, firm)
    theirs = client.get(f"{API}/joint-readings/{mine['token']}").json()
    assert theirs["items"] == joint["items"] and theirs["token"] == mine["token"]


def test_either_side_ends_it(client, pair):
    joint = _join(client, pair)
    (mine,) = client.get(f"{API}/attempts/{pair[0]}").json()["joint_readings"]
    assert client.delete(f"{API}/joint-readings/{mine['token']}").status_code == 204
    assert client.get(f"{API}/joint-readings/{joint['token']}").status_code == 404
    assert client.get(f"{API}/attempts/{pair[0]}").json()["joint_readings"] == []


@pytest.mark.parametrize("consent", [False, None, "true", 1, 0, "yes"])
def test_without_a_yes_there_is_nothing(client, pair, consent):
    _join(client, pair, 422, consent=consent)
    assert JointReading.objects.count() == 0 and Invitation.objects.get().used_at is None


def test_consent_left_out_is_no_consent(client, pair):
    _school, firm, invitation = pair
    _send(client, "/joint-readings", {"invitation": invitation, "attempt": firm}, 422)


def test_an_invitation_works_once_and_only_for_the_other_side(client, pair):
    school, _firm, invitation = pair
    _join(client, pair, 409, attempt=school)
    _join(client, pair)
    assert "already" in _join(client, pair, 409)["detail"]
    _join(client, pair, 404, invitation="x" * 43)
    _join(client, pair, 404, attempt="y" * 43)
    assert client.get(f"{API}/attempts/{school}").json()["invitations"] == []
    assert invitation


def test_an_invitation_is_taken_back(client, pair):
    school, firm, invitation = pair
    assert client.delete(f"{API}/attempts/{firm}/invitations/{invitation}").status_code == 404
    assert client.delete(f"{API}/attempts/{school}/invitations/{invitation}").status_code == 204
    assert client.delete(f"{API}/attempts/{school}/invitations/{invitation}").status_code == 404
    _join(client, pair, 410)


def test_own_items_are_shown_only_if_named(client, pair):
    school, firm, _invitation = pair
    named = _send(client, f"/attempts/{school}/invitations", {"own": ["com-owner"], "people": "several"}, 201)
    joint = _join(client, (school, firm, named["invitation"]), own=["com-owner", "com-strategy"])
    own = [item["id"] for item in joint["items"] if item["kind"] == "own"]
    assert own == ["com-owner"]
    _send(client, f"/attempts/{school}/invitations", {"own": ["coo-contact"]}, 422)
    _send(client, f"/attempts/{school}/invitations", {"own": ["nothing"]}, 422)
    _send(client, f"/attempts/{school}/invitations", {"more": 1}, 422)


def test_a_share_link_invites_nobody_and_sees_no_joint_reading(client, pair):
    from vetatwork.core.tokens import token_hash
    from vetatwork.evaluation.models import Attempt
    from vetatwork.evaluation.services import open_share

    school, _firm, _invitation = pair
    shared = open_share(attempt=Attempt.objects.get(token_hash=token_hash(school)), token=school)
    _join(client, pair)
    _send(client, f"/attempts/{shared}/invitations", {}, 404)
    seen = client.get(f"{API}/attempts/{shared}").json()
    assert seen["joint_readings"] == seen["invitations"] == []
    assert (
        "joint"
        not in client.get(f"/en/check/result/{shared}/").content.decode().split("<main")[1].split("</main")[0].lower()
    )
