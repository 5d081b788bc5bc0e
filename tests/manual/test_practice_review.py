"""Submitted practice: what editors decide, and how it becomes a case."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.manual.teller import BRIDGE, KIND, RESULT, REVIEW, STORY, WHO, practice_of
from vetatwork.accounts.models import User
from vetatwork.content import markdown
from vetatwork.content.document import read_document, write_document
from vetatwork.content.prose import CITATION
from vetatwork.core.models import AuditEntry
from vetatwork.manual import queries
from vetatwork.manual.kinds import CASE
from vetatwork.manual.models import CasePage, Practice, PracticeState, Source
from vetatwork.manual.practice.cases import case_document
from vetatwork.manual.practice.services import forget_practices

pytestmark = pytest.mark.django_db


def test_only_whoever_may_add_cases_sees_the_queue(teller, reviewer, client):
    pk = practice_of(teller.send()).pk
    addresses = (REVIEW, f"{REVIEW}{pk}/", f"{REVIEW}{pk}/as-case/")
    stranger = Client()
    user = User.objects.create_user("no@example.org", "correct horse battery staple")
    stranger.force_login(user)
    for address in addresses:
        assert client.get(address).status_code == 302
        assert stranger.get(address).status_code in (302, 403)
        assert reviewer.get(address).status_code == 200
    for decision in ("make-case", "ask", "decline"):
        assert stranger.post(f"{REVIEW}{pk}/{decision}/", {"text": "No right to."}).status_code in (302, 403)
    assert practice_of(teller.link).state == PracticeState.WAITING


def test_what_is_being_written_is_nobody_elses(teller, reviewer):
    link = teller.tell()
    assert WHO["title"] not in reviewer.get(REVIEW).content.decode()
    assert reviewer.get(f"{REVIEW}{practice_of(link).pk}/").status_code == 404
    assert reviewer.get(f"{REVIEW}{2**63}/").status_code == 404


def test_a_question_sends_it_back_and_an_answer_brings_it_back(
    teller, reviewer, with_mail, django_capture_on_commit_callbacks
):
    link = teller.send({"email": "teller@example.org"})
    pk = practice_of(link).pk
    with django_capture_on_commit_callbacks(execute=True):
        assert reviewer.post(f"{REVIEW}{pk}/ask/", {"text": "How many learners\nwere there?"}).status_code == 302
    assert "How many learners" in teller.text(link)
    assert "How many learners" in teller.text(f"{link}story/")
    [message] = [each for each in mail.outbox if each.to == ["teller@example.org"]]
    assert "How many learners\nwere there?" in message.body
    mailed = message.body.split("Answer it here: ")[1].strip()
    assert practice_of(mailed).pk == pk
    assert reviewer.post(f"{REVIEW}{pk}/make-case/").url == f"{REVIEW}{pk}/"
    teller.link = "/en/practice/draft/" + mailed.split("/practice/draft/")[1]
    teller.save("story", {**STORY, "what_they_did_learner": "Nine learners chose three tasks each."})
    teller.send_again({"email": "teller@example.org"})
    assert practice_of(link).state == PracticeState.WAITING
    assert "Nine learners" in reviewer.get(f"{REVIEW}{pk}/").content.decode()


def test_a_no_says_why_and_ends_after_ninety_days(teller, reviewer):
    link = teller.send()
    pk = practice_of(link).pk
    page = reviewer.post(f"{REVIEW}{pk}/decline/", {"text": "  "})
    assert page.status_code == 422 and "error-message" in page.content.decode()
    reviewer.post(f"{REVIEW}{pk}/decline/", {"text": "We have <b>three</b> like it."})
    assert "We have &lt;b&gt;three&lt;/b&gt; like it." in teller.text(link)
    assert AuditEntry.objects.filter(action="practice.declined", subject=f"practice:{pk}").exists()
    now = timezone.now()
    forget_practices(now + timedelta(days=89))
    teller.get(link)
    forget_practices(now + timedelta(days=91))
    teller.get(link, 404)


def test_a_practice_becomes_a_case_with_its_source(teller, reviewer):
    link = teller.send()
    pk = practice_of(link).pk
    response = reviewer.post(f"{REVIEW}{pk}/make-case/")
    page = CasePage.objects.get(key="cases/apprentices-cook-for-the-school")
    assert response.url == f"/admin/pages/{page.pk}/edit/"
    assert not page.live and page.credit == "Town School" and page.step == 3 and page.countries == ["fi"]
    source = Source.objects.get(key="practice-apprentices-cook-for-the-school")
    assert (source.author, source.title, source.year) == ("Town School", WHO["title"], timezone.localdate().year)
    assert page.what_they_did_provider.count("<li>") == 2
    assert page.copy_tomorrow.count("<li>") == 2 and "[@" not in page.copy_tomorrow
    assert "[@practice-apprentices-cook-for-the-school]" in page.situation
    assert queries.problems_of(page) == []
    assert teller.client.get("/en/cases/apprentices-cook-for-the-school/").status_code == 404
    assert "making a case" in teller.text(link)
    assert reviewer.post(f"{REVIEW}{pk}/make-case/").url == f"{REVIEW}{pk}/"
    assert CasePage.objects.filter(title=WHO["title"]).count() == 1


def test_publishing_tells_the_holder_and_names_the_teller(
    teller, reviewer, with_mail, django_capture_on_commit_callbacks
):
    link = teller.send({"email": "teller@example.org"})
    reviewer.post(f"{REVIEW}{practice_of(link).pk}/make-case/")
    page = CasePage.objects.get(credit="Town School")
    with django_capture_on_commit_callbacks(execute=True):
        page.get_latest_revision().publish()
    case = teller.text("/en/cases/apprentices-cook-for-the-school/")
    assert "Told by" in case and "Town School, <a" in case and "CC BY 4.0" in case
    own = teller.text(link)
    assert 'href="/en/cases/apprentices-cook-for-the-school/"' in own and "Withdraw" not in own
    [message] = [each for each in mail.outbox if each.to == ["teller@example.org"]]
    assert "/en/cases/apprentices-cook-for-the-school/" in message.body
    teller.post(f"{link}withdraw/")
    assert practice_of(link).state == PracticeState.PUBLISHED
    found = teller.client.get("/en/search/?q=apprentices+cook+school").content.decode()
    assert "/en/cases/apprentices-cook-for-the-school/" in found
    forget_practices(timezone.now() + timedelta(days=91))
    assert practice_of(link).email == ""
    page.refresh_from_db()
    page.unpublish()
    assert "not shown at the moment" in teller.text(link)


def test_whoever_wants_no_name_gets_none(teller, reviewer):
    link = teller.send({"credit_as": "anonymous", "credit": "Secret School"}, who={"country_2": "ee"})
    reviewer.post(f"{REVIEW}{practice_of(link).pk}/make-case/")
    page = CasePage.objects.get(key__startswith="cases/apprentices-cook")
    assert page.credit == "a school and a firm in Finland and Estonia"
    assert (
        Source.objects.get(key="practice-apprentices-cook-for-the-school").author
        == "A school and a firm in Finland and Estonia"
    )


def test_two_practices_of_one_name_become_two_cases(teller, reviewer):
    for _time in range(2):
        reviewer.post(f"{REVIEW}{practice_of(teller.send()).pk}/make-case/")
    keys = CasePage.objects.filter(title=WHO["title"]).values_list("key", flat=True)
    assert set(keys) == {"cases/apprentices-cook-for-the-school", "cases/apprentices-cook-for-the-school-2"}


@pytest.mark.parametrize("title", ["🍞", "面包店和学校", "…", "x" * 70, "-", "İstanbul’da ekmek", "Appmentor"])
def test_every_title_makes_an_address(teller, reviewer, title):
    link = teller.send(who={"title": title})
    response = reviewer.post(f"{REVIEW}{practice_of(link).pk}/make-case/")
    assert "/admin/pages/" in response.url
    assert reviewer.get(response.url).status_code == 200


def test_the_case_survives_the_way_to_a_file_and_back():
    told = "1. First *this* [@not-a-source]\n2) Then <b>that</b> for 40 %\n\n# No heading\n> no quote\n![no](picture)"
    answers = {**WHO, **KIND, **BRIDGE, **STORY, **RESULT, "situation": told, "credit_as": "named", "credit": "T"}
    document = case_document(answers, "a-case")
    document.values = {name: value for name, value in document.values.items() if value not in ("", [], (), None)}
    text = write_document(document)
    again, faults = read_document(text, CASE, "cases/a-case", "en", document.path)
    assert faults == []
    assert write_document(again) == text
    assert again.values["situation"] == document.values["situation"]
    written = markdown.write(document.values["situation"])
    assert set(CITATION.findall(written)) == {"practice-a-case"}


def test_a_case_deleted_before_it_was_published_puts_the_practice_back(teller, reviewer):
    link = teller.send()
    reviewer.post(f"{REVIEW}{practice_of(link).pk}/make-case/")
    CasePage.objects.get(title=WHO["title"]).delete()
    assert practice_of(link).state == PracticeState.WAITING
    assert "/admin/pages/" in reviewer.post(f"{REVIEW}{practice_of(link).pk}/make-case/").url


def test_withdrawing_takes_the_unpublished_case_along(teller, reviewer):
    link = teller.send()
    reviewer.post(f"{REVIEW}{practice_of(link).pk}/make-case/")
    assert teller.post(f"{link}withdraw/").url == "/en/practice/withdrawn/"
    teller.get(link, 404)
    teller.get("/en/practice/withdrawn/")
    assert not CasePage.objects.filter(title=WHO["title"]).exists()
    assert not Source.objects.filter(key__startswith="practice-").exists()
    assert AuditEntry.objects.filter(action="practice.withdrawn").exists()


def test_drafts_that_nobody_uses_are_deleted_and_others_stay(teller):
    unused, sent = teller.tell(), teller.send()
    forget_practices(timezone.now() + timedelta(days=59))
    assert Practice.objects.count() == 2
    forget_practices(timezone.now() + timedelta(days=61))
    teller.get(unused, 404)
    teller.get(sent)


def test_a_mail_server_that_is_away_stops_nobody(
    teller, reviewer, with_mail, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "no.such.Backend"
    with django_capture_on_commit_callbacks(execute=True):
        link = teller.send({"email": "teller@example.org"})
        reviewer.post(f"{REVIEW}{practice_of(link).pk}/ask/", {"text": "How many learners?"})
    assert practice_of(link).state == PracticeState.ASKED
