"""A school and an employer read their results together: consent first, nothing leaks, either side can end it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.evaluation.pair import FIRM, SCHOOL, SHARED, invite, join, words_of, yes
from vetatwork.evaluation.models import Attempt, Invitation, JointReading

pytestmark = pytest.mark.django_db


def test_the_whole_way_ends_with_one_page_for_both(walker, pair):
    assert pair["school_joint"] != pair["firm_joint"]
    for side in ("school_joint", "firm_joint"):
        page = walker.get(pair[side]).content.decode()
        assert "You see some things differently." in page
        assert "All three sit down and write it together." in page
        assert "You hear something" in page or "We hear something when there is trouble." in page
        assert page.count('<li lang="en">') == 0 and page.count('class="next-steps"') == 1
        for word in ("Roles and expectations of all three are agreed and written", "5 min", "20 min", "10 min"):
            assert word in page


def test_only_what_both_have_said_yes_to_is_anywhere(walker, pair):
    """The school's own answers are all 5, the firm's all 1: none of their statements may be seen by the other."""
    stored = JointReading.objects.get()
    assert set(stored.provider_answers) | set(stored.employer_answers) <= set(SHARED)
    secrets = {
        "school": [
            "Every year we check the hours and prepare a successor.",
            "com-owner",
            "com-strategy",
            "coo-partners",
        ],
        "firm": ["Nobody in particular; whoever picks up the phone.", "com-owner", "com-safeguards", "com-strategy"],
    }
    for side, words in secrets.items():
        other = "firm" if side == "school" else "school"
        address = pair[f"{other}_joint"]
        for each in (address, f"{address}steps.docx", f"{address.rstrip('/')}.pdf", f"{address}minutes.docx"):
            seen = words_of(walker.get(each))
            for word in words:
                assert word not in seen, (each, word)


def test_one_sides_links_open_nothing_of_the_other_side(walker, client, pair):
    """Every address there is, tried with every token the firm knows: never the school's result."""
    tokens = {part for address in (pair["firm"], pair["firm_joint"], pair["invitation"]) for part in address.split("/")}
    tokens = {token for token in tokens if len(token) > 30}
    school = Attempt.objects.get(side="provider")
    shapes = [
        "/en/check/result/{}/", "/en/check/result/{}.pdf", "/en/check/result/{}.json", "/en/check/result/{}/plan.docx",
        "/en/check/result/{}/plan.ics", "/en/check/result/{}/together/", "/en/check/result/{}/invitations/",
        "/en/check/joint/{}/", "/en/check/joint/{}.pdf", "/en/check/joint/{}/steps.ics",
        "/en/check/joint/{}/minutes.docx",
        "/en/check/invitation/{}/", "/en/check/draft/{}/1/", "/en/check/draft/{}/answers/", "/api/v1/attempts/{}",
        "/api/v1/joint-readings/{}", "/en/check/table/{}/provider/",
    ]  # fmt: skip
    private = ["Every year we check the hours and prepare a successor.", '"com-owner": 5', '"com-strategy": 5']
    for token in tokens:
        for shape in shapes:
            response = client.get(shape.format(token))
            assert response.status_code in (200, 302, 404, 405, 410)
            if response.status_code == 200:
                seen = words_of(response)
                assert not any(word in seen for word in private), shape
    assert Attempt.objects.filter(pk=school.pk).exists()


def test_own_items_are_shown_only_if_ticked_and_read_only_if_both_do(walker):
    _school, invitation = invite(walker, own=["com-owner", "com-safeguards"])
    _firm, joint = join(walker, invitation, own=["com-owner"])
    page = walker.get(joint).content.decode()
    assert "Every year we check the hours and prepare a successor." in page
    assert "Further on one side" in page
    stored = JointReading.objects.get()
    assert "com-strategy" not in {**stored.provider_answers, **stored.employer_answers}
    assert "com-safeguards" in stored.provider_answers and "com-safeguards" not in stored.employer_answers


def test_open_safeguards_that_a_side_shows_come_first(walker):
    _school, invitation = invite(walker)
    _firm, joint = join(walker, invitation, own=["com-safeguards"])
    page = walker.get(joint).content.decode()
    first = page.split('class="next-steps"')[1].split("</li>")[0]
    assert "The legal must-haves are in place before day one" in first and "not shown" in first
    assert "First settle what the law wants." in page


def test_answers_can_be_others_with_this_partner_and_the_own_result_stays(walker):
    result = walker.take(SCHOOL, side="provider")
    page = walker.get(f"{result}together/").content.decode()
    assert 'name="coo-contact" value="4" checked' in page
    walker.post(f"{result}together/", yes({**SCHOOL, "coo-contact": 1}))
    assert Invitation.objects.get().answers["coo-contact"] == 1
    assert Attempt.objects.get().answers["coo-contact"] == 4


@pytest.mark.parametrize("missing", ["people", "consent"])
def test_without_a_yes_nothing_is_made(walker, missing):
    result = walker.take(SCHOOL, side="provider")
    given = yes({**SCHOOL, "coo-contact": 1})
    del given[missing]
    page = walker.post(f"{result}together/", given, status=422).content.decode()
    assert 'class="error-summary"' in page and 'name="coo-contact" value="1" checked' in page
    assert Invitation.objects.count() == 0
    given = yes({**SCHOOL, "coo-contact": 9})
    assert 'href="#coo-contact"' in walker.post(f"{result}together/", given, status=422).content.decode()


def test_looking_at_an_invitation_changes_nothing(walker):
    _school, invitation = invite(walker)
    for _scanner in range(5):
        page = walker.get(invitation).content.decode()
        walker.client.head(invitation)
    assert "A school would like to look at it with you" in page
    assert Invitation.objects.get().used_at is None and JointReading.objects.count() == 0
    assert "All three sit down" not in page, "nothing is shown before both have said yes"


def test_an_invitation_works_once(walker, pair):
    page = walker.get(pair["invitation"], status=410).content.decode()
    assert "has been accepted already" in page
    other = walker.take(FIRM)
    walker.post(pair["invitation"], {"result": f"https://x.example{other}"}, status=410)
    assert JointReading.objects.count() == 1


def test_two_devices_at_once_make_one_reading(walker):
    _school, invitation = invite(walker)
    results = []
    for _device in range(2):
        first = walker.post(invitation, {"experience": "some"}).url
        results.append(walker.post(walker.answer(first, FIRM)).url)
    walker.post(f"{results[0]}together/", yes(FIRM))
    walker.post(f"{results[1]}together/", yes(FIRM), status=410)
    assert JointReading.objects.count() == 1


def test_an_expired_a_revoked_and_an_invitation_of_ones_own_side_say_so(walker):
    school, invitation = invite(walker)
    own_side = walker.take(SCHOOL, side="provider")
    page = walker.post(invitation, {"result": f"http://127.0.0.1:8000{own_side}"}, status=409).content.decode()
    assert "comes from your own side" in page
    token = invitation.split("/")[4]
    walker.post(f"{school}invitations/{token}/revoke/")
    assert "was taken back" in walker.get(invitation, status=410).content.decode()
    Invitation.objects.update(revoked_at=None, expires_at=timezone.now())
    assert "30 days" in walker.get(invitation, status=410).content.decode()
    walker.get(f"/en/check/invitation/{'x' * 43}/", status=404)


def test_somebody_with_a_result_joins_with_it(walker):
    _school, invitation = invite(walker)
    result = walker.take(FIRM)
    assert walker.post(invitation, {"result": f"http://127.0.0.1:8000{result}"}).url == f"{result}together/".replace(
        "/en", "/en"
    )
    joint = walker.post(f"{result}together/", yes(FIRM)).url
    assert "/check/joint/" in joint
    for wrong in ("nonsense", "http://x/check/result/short/", "x" * 900, "http://x/check/result/" + "y" * 43 + "/"):
        page = walker.post(invite(walker)[1], {"result": wrong}, status=422).content.decode()
        assert 'class="wrong"' in page


def test_the_other_sides_link_to_revoke_is_not_mine(walker, pair):
    token = pair["invitation"].split("/")[4]
    walker.post(f"{pair['firm']}invitations/{token}/revoke/", status=404)
    walker.get(f"{pair['firm']}invitations/{token}/qr.svg", status=404)


def test_an_invitation_has_a_picture_to_scan(walker):
    school, invitation = invite(walker)
    picture = walker.get(f"{school}invitations/{invitation.split('/')[4]}/qr.svg")
    assert picture["Content-Type"] == "image/svg+xml" and picture.content.count(b"<svg") == 1


@pytest.mark.parametrize("who", ["school", "firm"])
def test_either_side_takes_it_back_for_both(walker, pair, who):
    walker.post(f"{pair[f'{who}_joint']}withdraw/")
    for side in ("school_joint", "firm_joint"):
        walker.get(pair[side], status=404)
        walker.get(f"{pair[side].rstrip('/')}.pdf", status=404)
    walker.get(pair["school"])
    walker.get(pair["firm"])
    assert JointReading.objects.count() == 0


@pytest.mark.parametrize("who", ["school", "firm"])
def test_deleting_or_expiring_either_result_ends_it(walker, pair, who):
    joint = JointReading.objects.get()
    attempt = joint.provider if who == "school" else joint.employer
    Attempt.objects.filter(pk=attempt.pk).update(expires_at=timezone.now())
    for side in ("school_joint", "firm_joint"):
        walker.get(pair[side], status=404)
    Attempt.objects.filter(pk=attempt.pk).update(expires_at=timezone.now() + timedelta(days=1))
    walker.post(f"{pair[who]}delete/")
    assert JointReading.objects.count() == 0
    walker.get(pair["school_joint"], status=404)


def test_a_result_deleted_before_the_other_said_yes_leaves_no_invitation(walker):
    school, invitation = invite(walker)
    first = walker.post(invitation, {"experience": "some"}).url
    walker.post(f"{school}delete/")
    result = walker.post(walker.answer(first, FIRM)).url
    walker.get(invitation, status=404)
    assert "make an invitation" in walker.get(f"{result}together/").content.decode()
    assert JointReading.objects.count() == 0


def test_quick_and_full_are_read_by_what_both_were_asked(walker):
    school = walker.take({**SCHOOL, "col-review": 5, "coo-language": 2}, side="provider", form="full")
    given = yes({**SCHOOL}) | {"col-review": "5"}
    page = walker.get(walker.post(f"{school}together/", given).url).content.decode()
    invitation = "/en/check/invitation/" + re.search(r"/check/invitation/([\w-]+)/", page)[1] + "/"
    firm = walker.take(FIRM)
    walker.post(invitation, {"result": firm})
    joint = walker.post(f"{firm}together/", yes(FIRM)).url
    assert "Feedback in daily work and fixed three-way talks" not in walker.get(joint).content.decode()


def test_nothing_in_common_and_all_unknown_are_said_plainly(walker):
    school = walker.take({"coo-contact": 3}, side="provider")
    page = walker.get(walker.post(f"{school}together/", yes({"coo-contact": 3})).url).content.decode()
    invitation = "/en/check/invitation/" + re.search(r"/check/invitation/([\w-]+)/", page)[1] + "/"
    _firm, joint = join(walker, invitation, {"col-goals": 3})
    seen = walker.get(joint).content.decode()
    assert "You have no questions in common yet" in seen and "All answers side by side" not in seen
    walker.get(f"{joint.rstrip('/')}.pdf")
    unknown = dict.fromkeys(SCHOOL, "dk")
    school = walker.take(unknown, side="provider")
    page = walker.get(walker.post(f"{school}together/", yes(unknown)).url).content.decode()
    invitation = "/en/check/invitation/" + re.search(r"/check/invitation/([\w-]+)/", page)[1] + "/"
    _firm, joint = join(walker, invitation, unknown)
    assert "Some things neither can say." in walker.get(joint).content.decode()
