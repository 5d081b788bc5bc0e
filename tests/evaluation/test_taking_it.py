"""From the first question to the result."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.evaluation.conftest import QUICK
from vetatwork.evaluation.models import Attempt, Draft
from vetatwork.evaluation.services import delete_expired

pytestmark = pytest.mark.django_db


def test_the_way_in_offers_both_sides_a_short_and_a_long_way(walker):
    page = walker.get("/en/check/").content.decode()
    for side in ("employer", "provider"):
        for form in ("quick", "full"):
            assert f'href="/en/check/{side}/{form}/"' in page


def test_only_the_first_question_before_the_questions_is_needed(walker):
    page = walker.post("/en/check/employer/quick/", {"size": "micro"}, status=422).content.decode()
    assert "Choose yes or no" in page and "selected" in page
    assert Draft.objects.count() == 0
    walker.begin(size="micro", sector="hair-beauty", country="is")
    draft = Draft.objects.get()
    assert (draft.size, draft.sector, draft.country, draft.experience) == ("micro", "hair-beauty", "is", "some")


@pytest.mark.parametrize(
    "wrong", [{"size": "huge"}, {"sector": "x" * 500}, {"country": "atlantis"}, {"experience": ""}]
)
def test_what_no_list_has_is_said_at_its_field(walker, wrong):
    page = walker.post("/en/check/provider/full/", {"experience": "some", **wrong}, status=422)
    assert 'class="error-summary"' in page.content.decode()


def test_a_very_small_firm_gets_its_own_words(walker):
    first = walker.begin(size="micro")
    assert "What happens when a school calls?" in walker.get(first).content.decode()
    assert "Who looks after work with schools?" in walker.get(walker.begin(size="large")).content.decode()
    assert "Who looks after work with employers?" in walker.get(walker.begin(side="provider")).content.decode()


def test_quick_and_full_ask_every_item_once_and_a_few_on_a_page(walker):
    for form, count in (("quick", 12), ("full", 28)):
        address, asked = walker.begin(form=form), []
        while not address.endswith("/answers/"):
            page = walker.get(address).content.decode()
            here = [part.split('"')[0] for part in page.split('<fieldset class="question" id="')[1:]]
            assert 1 <= len(here) <= 4
            asked += here
            address = walker.post(address).url
        assert len(asked) == len(set(asked)) == count


def test_answers_are_kept_going_on_and_going_back(walker):
    first = walker.begin()
    second = walker.post(first, {"com-strategy": "4", "com-owner": "dk"}).url
    assert walker.post(second, {"coo-contact": "2", "back": "1"}).url == first
    page = walker.get(first).content.decode()
    assert 'name="com-strategy" value="4" checked' in page and 'name="com-owner" value="dk" checked' in page
    assert 'name="coo-contact" value="2" checked' in walker.get(second).content.decode()
    walker.post(first, {"com-strategy": "5"})
    assert Draft.objects.get().answers == {"com-strategy": 5, "coo-contact": 2}


def test_the_overview_shows_what_is_left_out_and_leads_back_to_it(walker):
    overview = walker.answer(walker.begin(), {"com-owner": 3})
    page = walker.get(overview).content.decode()
    assert "11 of 12 questions are left out" in page
    assert "A named person and a deputy have working hours for it." in page
    assert "/1/#com-owner" in page


@pytest.mark.parametrize("wrong", ["9", "0", "no", "33", "-1", "１", "a" * 5000])
def test_an_answer_that_is_none_is_said_at_its_question_and_nothing_is_kept(walker, wrong):
    first = walker.begin()
    page = walker.post(first, {"com-strategy": "3", "com-owner": wrong}, status=422).content.decode()
    assert 'href="#com-owner"' in page and 'class="question field-wrong"' in page
    assert Draft.objects.get().answers == {}


def test_sending_it_twice_or_in_two_windows_makes_one_result(walker):
    overview = walker.answer(walker.begin(), dict.fromkeys(QUICK, 3))
    result = walker.post(overview).url
    assert walker.post(overview).url == result
    assert walker.get(overview, status=302).url == result
    first = overview.replace("answers/", "1/")
    assert walker.get(first, status=302).url == result
    walker.post(first, {"com-owner": "1"})
    assert Attempt.objects.count() == 1
    assert Attempt.objects.get().answers["com-owner"] == 3


def test_starting_afresh_leaves_nothing(walker):
    first = walker.begin()
    walker.post(first, {"com-owner": "2"})
    response = walker.post(first.replace("/1/", "/start-afresh/"))
    assert response.url == "/en/check/" and "storage" in response["Clear-Site-Data"]
    assert Draft.objects.count() == 0
    walker.get(first, status=404)


def test_looking_at_an_address_changes_nothing(walker):
    overview = walker.answer(walker.begin(), {})
    for _scan in range(3):
        walker.get(overview)
        walker.client.head(overview)
    walker.get(overview.replace("answers/", "start-afresh/"), status=405)
    assert Attempt.objects.count() == 0 and Draft.objects.count() == 1


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_other_sites_cannot_send_answers(walker, site):
    first = walker.begin()
    response = walker.client.post(first, {"com-owner": "5"}, HTTP_SEC_FETCH_SITE=site)
    assert response.status_code == 403
    assert walker.client.post(first, {"com-owner": "5"}, HTTP_ORIGIN="https://evil.example").status_code == 403
    assert Draft.objects.get().answers == {}


def test_wrong_expired_and_foreign_tokens_are_all_the_same_404(walker):
    first = walker.begin()
    token = first.split("/")[4]
    result = walker.take({"com-owner": 3}).split("/")[4]
    pages = [
        walker.get(address, status=404).content
        for address in (
            f"/en/check/draft/{'x' * 43}/1/",
            f"/en/check/draft/{result}/1/",
            f"/en/check/result/{token}/",
            f"/en/check/draft/{token}/99/",
            f"/en/check/result/{'y' * 43}/",
        )
    ]
    assert len(set(pages)) == 1
    Draft.objects.update(expires_at=timezone.now())
    walker.get(first, status=404)


def test_a_draft_finishes_on_the_version_it_began_with(walker, new_stamp):
    from vetatwork.evaluation.models import InstrumentVersion

    first = walker.begin()
    newer = InstrumentVersion.objects.get(version="1.0")
    newer.pk, newer.version = None, "1.1"
    items = newer.structure["areas"][0]["items"]
    newer.structure = {**newer.structure, "version": "1.1", "previous": "1.0"}
    newer.structure["areas"][0]["items"] = [item for item in items if item["id"] != "com-strategy"]
    newer.save()
    new_stamp()
    result = walker.post(walker.answer(first, {"com-strategy": 2, "com-owner": 2})).url
    assert Attempt.objects.get().version == "1.0"
    assert "Version 1.0 of the check" in walker.get(result).content.decode()
    assert Draft.objects.filter(version="1.1").count() == 0
    walker.begin()
    assert Draft.objects.filter(version="1.1").count() == 1


def test_drafts_and_results_really_go_when_their_time_has_come(walker):
    walker.take({"com-owner": 3})
    walker.begin()
    now = timezone.now()
    assert delete_expired(now) == {"drafts": 0, "results": 0}
    assert delete_expired(now + timedelta(hours=25))["drafts"] == 2
    assert delete_expired(now + timedelta(days=91))["results"] == 1
    assert Attempt.objects.count() == Draft.objects.count() == 0


def test_a_clock_that_goes_back_breaks_nothing(walker):
    result = walker.take({"com-owner": 3})
    Attempt.objects.update(created_at=timezone.now() + timedelta(days=2))
    walker.get(result)
    assert delete_expired(timezone.now() - timedelta(days=400)) == {"drafts": 0, "results": 0}


def test_a_class_behind_one_address_works_and_a_flood_is_told_to_wait(walker, settings):
    for _learner in range(30):
        walker.begin()
    settings.RATE_LIMITS = {"attempts": (60, 2)}
    from_one = {"HTTP_SEC_FETCH_SITE": "same-origin", "REMOTE_ADDR": "192.0.2.7"}
    answers = [walker.client.post("/en/check/employer/quick/", {"experience": "some"}, **from_one) for _try in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 429, 429]
    assert int(answers[-1]["Retry-After"]) >= 1


def test_no_address_of_a_reader_is_stored(walker):
    from vetatwork.core.models import Allowance, AuditEntry

    walker.client.post(
        "/en/check/employer/quick/",
        {"experience": "some"},
        HTTP_SEC_FETCH_SITE="same-origin",
        REMOTE_ADDR="198.51.100.23",
    )
    stored = [str(vars(row)) for model in (Allowance, AuditEntry, Draft) for row in model.objects.all()]
    assert stored and not any("198.51" in row for row in stored)
