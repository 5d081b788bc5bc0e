"""Readers' voices at the editors': mails, lists, decisions."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from django.urls import reverse

from tests.manual.voices import KIT, NOW, TEXTS, tap, voice_of
from tests.people import sign_in
from vetatwork.accounts.models import User
from vetatwork.core.models import AuditEntry
from vetatwork.manual import queries
from vetatwork.manual.editorial import mail as editors_mail
from vetatwork.manual.feedback import services
from vetatwork.manual.feedback.desk import _as_text
from vetatwork.manual.feedback.mails import tell_editors
from vetatwork.manual.feedback.queries import tallies
from vetatwork.manual.feedback.subjects import BESIDE
from vetatwork.manual.models import Feedback, VoiceState

# --- Mails ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def with_mail(settings):
    """A site that can send mail."""
    settings.MAIL_CONFIGURED = True
    settings.EDITORS_MAIL = ["desk@example.org", "chamber@example.org"]


@pytest.mark.django_db
def test_editors_get_one_mail_with_what_is_new_and_then_none(with_mail):
    voice_of("An agenda is missing.")
    voice_of("http://a.example http://b.example http://c.example")
    voice_of(is_helpful=True)
    assert tell_editors(NOW) == 1 and tell_editors(NOW) == 0
    assert [each.to for each in mail.outbox] == [["desk@example.org"], ["chamber@example.org"]]
    body = mail.outbox[0].body
    assert "> An agenda is missing." in body and "Job dating (not yet helpful)" in body and "a.example" not in body
    assert f"http://127.0.0.1:8000{TEXTS}" in body
    assert mail.outbox[0].subject == "[VET@work] 1 new text from readers"


@pytest.mark.django_db
def test_a_mail_that_fails_is_sent_another_day_and_nobody_notices(with_mail, monkeypatch, caplog):
    def no_server(**_said):
        raise OSError("no route to host")

    voice_of("An agenda is missing.")
    with monkeypatch.context() as broken:
        broken.setattr(editors_mail, "get_connection", no_server)
        assert tell_editors(NOW) == 0
    assert "could not be sent" in caplog.text
    assert tell_editors(NOW) == 1 and len(mail.outbox) == 2


@pytest.mark.django_db
def test_without_mail_nothing_is_sent_and_nothing_is_marked(settings):
    settings.MAIL_CONFIGURED = False
    voice_of("An agenda is missing.")
    assert tell_editors(NOW) == 0 and editors_mail.mail_editors("s", "t") == 0
    assert mail.outbox == [] and not Feedback.objects.get().is_told


@pytest.mark.django_db
def test_without_addresses_of_its_own_the_mail_goes_to_those_who_may_edit(client, settings):
    settings.MAIL_CONFIGURED, settings.EDITORS_MAIL = True, []
    assert editors_mail.mail_editors("Nobody", "there") == 0
    sign_in(client, "Editors", "Moderators")
    User.objects.create_user("reader@example.org")
    assert editors_mail.mail_editors("Two\nlines: bcc@example.org", "text") == 1
    assert mail.outbox[0].to == ["ed@example.org"] and "\n" not in mail.outbox[0].subject


@pytest.mark.django_db
def test_a_long_post_bag_is_cut(with_mail):
    for number in range(25):
        voice_of(f"Text {number} " + "long " * 100)
    tell_editors(NOW)
    body = mail.outbox[0].body
    assert "And 5 more." in body and body.count(" …") == 20 and len(body) < 10_000


# --- Editors ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_only_those_who_may_change_pages_see_and_decide(client):
    voice = voice_of("An agenda is missing.")
    decide = reverse("voices:decide", args=[voice.pk, "handled"])
    assert client.get(TEXTS).status_code == 302 and client.post(decide).status_code == 302
    sign_in(client)
    for response in (client.get(TEXTS), client.get(f"{TEXTS}pages/"), client.post(decide)):
        assert response.status_code in (302, 403)
    assert Feedback.objects.get().state == VoiceState.NEW


@pytest.mark.django_db
def test_new_texts_come_first_and_can_be_chosen_by_page_and_state(client, editor):
    voice_of("Older", now=NOW - timedelta(days=2))
    voice_of("Newer")
    voice_of("Elsewhere", key="obstacles/time")
    services.decide(voice=voice_of("Done"), state="handled", actor="user:1", now=NOW)
    html = client.get(TEXTS).content.decode()
    assert html.index("Newer") < html.index("Older") and "Elsewhere" in html and "Done" not in html
    html = client.get(TEXTS, {"page": KIT, "state": "all"}).content.decode()
    assert "Done" in html and "Elsewhere" not in html and "helpful: 0 yes, 3 not yet" in html
    assert "Done" in client.get(TEXTS, {"state": "handled"}).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["page=nonsense", "state=nonsense", "p=99999", "p=x", "page=%F0%9F%99%82&state=all"])
def test_no_query_breaks_the_list(client, editor, query):
    voice_of("An agenda is missing.")
    assert client.get(f"{TEXTS}?{query}").status_code in (200, 404)
    assert client.get(f"{TEXTS}pages/?{query}").status_code in (200, 404)


@pytest.mark.django_db
def test_what_a_reader_wrote_is_never_run_in_the_admin(client, editor):
    voice_of("<script>alert(1)</script>\n\n{{ 7|add:7 }}")
    html = client.get(TEXTS).content.decode()
    assert "<script>alert(1)" not in html and "&lt;script&gt;alert(1)" in html and "{{ 7|add:7 }}" in unescape(html)


@pytest.mark.django_db
def test_decisions_are_made_by_post_leave_a_trace_and_lead_back(client, editor):
    voice = voice_of("An agenda is missing.")
    for decision in ("handled", "aside", "new"):
        address = reverse("voices:decide", args=[voice.pk, decision])
        assert client.get(address).status_code == 405
        response = client.post(address, {"next": f"{TEXTS}?state=all"})
        assert response.url == f"{TEXTS}?state=all"
        assert Feedback.objects.get().state == decision
    assert (
        client.post(reverse("voices:decide", args=[voice.pk, "delete"]), {"next": "https://evil.example/"}).url == TEXTS
    )
    assert not Feedback.objects.exists()
    trace = AuditEntry.objects.filter(actor=f"user:{editor.pk}", subject=f"voice:{voice.pk}").order_by("pk")
    assert [entry.action for entry in trace] == ["voice.handled", "voice.aside", "voice.new", "voice.deleted"]
    assert not any("agenda" in str(entry.details) for entry in trace)


@pytest.mark.django_db
def test_a_decision_about_what_is_gone_is_a_404(client, editor):
    assert client.post(reverse("voices:decide", args=[10**17, "handled"])).status_code == 404
    assert client.post(f"{TEXTS}1/burn/").status_code == 404


@pytest.mark.django_db
def test_pages_are_counted_and_what_is_put_aside_is_not(client, editor):
    voice_of(is_helpful=True)
    voice_of("Missing")
    services.decide(voice=voice_of("spam"), state="aside", actor="user:1", now=NOW)
    assert [(each.key, each.yes, each.not_yet, each.new, each.texts) for each in tallies()] == [(KIT, 1, 1, 1, 1)]
    html = client.get(f"{TEXTS}pages/").content.decode()
    assert "Job dating" in html and f"page={KIT.replace('/', '%2F')}" in html


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_both_lists_can_be_taken_away(client, editor, form):
    voice_of("=HYPERLINK(1)")
    for address in (TEXTS, f"{TEXTS}pages/"):
        response = client.get(address, {"export": form})
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert response.status_code == 200 and body
        if form == "csv":
            assert "Job dating" in body.decode()


@pytest.mark.pure
@pytest.mark.parametrize(("cell", "safe"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("plain", "plain"), (7, 7)])
def test_no_text_becomes_a_formula(cell, safe):
    assert _as_text(cell) == safe


@pytest.mark.django_db
def test_the_list_asks_as_often_for_many_as_for_one(client, editor, django_assert_max_num_queries):
    for number in range(30):
        voice_of(f"Text {number}", key="obstacles/time" if number % 2 else KIT)
    client.get(TEXTS)
    with django_assert_max_num_queries(25):
        client.get(TEXTS)


@pytest.mark.django_db
def test_the_menu_and_the_editor_lead_there(client, editor):
    assert f"{TEXTS}" in client.get("/admin/").content.decode()
    page = queries.page_with_key(KIT, "en")
    html = unescape(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode())
    assert f"{TEXTS}?state=all&page=methods%2Fjob-dating" in html


@pytest.mark.django_db
def test_what_stands_beside_the_pages_has_an_address(client):
    for key in BESIDE:
        response = tap(client, key, "yes")
        back = re.search(r'<a href="(/en/[^"]+)">Back to the page', client.get(response.url).content.decode())[1]
        assert client.get(back).status_code == 200
