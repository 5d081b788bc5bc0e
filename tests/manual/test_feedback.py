"""Readers' voices: one tap under a page, a text, what is put aside, what is forgotten."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale, Page

from tests.manual.voices import FROM_OUR_PAGE, HERE, KIT, NOW, send, tap, voice_of
from vetatwork.config.caching import PATHS, cached
from vetatwork.core.models import Allowance, AuditEntry
from vetatwork.core.tokens import masked
from vetatwork.domain.typed_text import clean_lines, links_in, same_words
from vetatwork.manual import queries
from vetatwork.manual.feedback import services
from vetatwork.manual.feedback.queries import tallies
from vetatwork.manual.feedback.services import forget_voices, write_text
from vetatwork.manual.models import AsideReason, Feedback, VoiceState
from vetatwork.search.models import Entry
from vetatwork.ui.offline import OfflineCopy, making

# --- The tap ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_every_kind_of_page_asks_and_names_itself(client):
    keys = dict(Entry.objects.filter(language="en").order_by("-key").values_list("kind", "key"))
    paths = {
        key: f"/en/{path}/" for key, path in Entry.objects.filter(key__in=keys.values()).values_list("key", "path")
    }
    home = Page.objects.get(url_path=queries.home_paths()["en"]).specific
    paths |= {home.key: "/en/", "search": "/en/search/?q=mentor"}
    paths |= {"start/finder": "/en/start/finder/", "benefits/employers/return": "/en/benefits/employers/return/"}
    paths |= {"check": "/en/check/", "take-away": "/en/take-away/"}
    assert len(paths) >= 12
    for key, path in paths.items():
        html = client.get(path).content.decode()
        assert html.count('<form class="wrap voice"') == 1, path
        assert f'<input type="hidden" name="page" value="{key}">' in html, path
        response = tap(client, key, "yes")
        assert client.get(response.url).status_code == 200
    assert set(Feedback.objects.values_list("key", flat=True)) == set(paths)


@pytest.mark.django_db
def test_one_tap_counts_and_leads_to_thanks_and_back(client):
    response = tap(client, helpful="yes")
    voice = Feedback.objects.get()
    assert (voice.key, voice.language, voice.is_helpful, voice.text, voice.state) == (KIT, "en", True, "", "new")
    assert re.fullmatch(r"/en/feedback/[A-Za-z0-9_-]{43}/", response.url)
    page = client.get(response.url)
    html = page.content.decode()
    assert "You told us that the page helped" in html and 'href="/en/methods/job-dating/"' in html and "noindex" in html
    assert page["Cache-Control"] == "no-store, private" and page["Referrer-Policy"] == "no-referrer"
    assert not response.cookies and not page.cookies


@pytest.mark.django_db
def test_the_token_is_not_kept_and_no_log_shows_it(client):
    address = tap(client).url
    token = address.split("/")[-2]
    assert token not in str(Feedback.objects.values().get())
    assert masked(address) == "/en/feedback/…/"
    assert not re.match(PATHS, address) and not re.match(PATHS, HERE)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given_", "status"),
    [
        ({"page": "methods/no-such-kit", "helpful": "yes"}, 404),
        ({"page": "\U0001f642" * 50, "helpful": "yes"}, 404),
        ({"page": "../../etc/passwd", "helpful": "no"}, 404),
        ({"page": "x" * 201, "helpful": "no"}, 400),
        ({"page": "a\x00b", "helpful": "no"}, 400),
        ({"page": KIT, "helpful": "perhaps"}, 400),
        ({"page": KIT}, 400),
        ({}, 400),
    ],
)
def test_what_no_page_of_ours_sends_is_refused_and_not_kept(client, given_, status):
    assert client.post(HERE, given_, **FROM_OUR_PAGE).status_code == status
    assert not Feedback.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_ORIGIN": "https://example.org"}, {}])
def test_another_site_cannot_send_it(client, headers):
    assert client.post(HERE, {"page": KIT, "helpful": "yes"}, **headers).status_code == 403
    assert not Feedback.objects.exists()


@pytest.mark.django_db
def test_an_unpublished_or_closed_page_cannot_be_judged(client):
    page = queries.page_with_key(KIT, "en")
    page.unpublish()
    tap(client, status=404)
    assert (
        client.post("/de/feedback/", {"page": "methods/job-dating", "helpful": "yes"}, **FROM_OUR_PAGE).status_code
        == 404
    )
    assert not Feedback.objects.exists()


@pytest.mark.django_db
def test_a_page_read_in_english_elsewhere_is_judged_by_its_key_in_the_readers_language(client):
    home = Page.objects.get(url_path=queries.home_paths()["en"]).specific
    german = home.copy_for_translation(Locale.objects.get_or_create(language_code="de")[0])
    german.save_revision().publish()
    html = client.get("/de/methods/job-dating/").content.decode()
    assert 'action="/de/feedback/"' in html and f'name="page" value="{KIT}"' in html
    response = client.post("/de/feedback/", {"page": KIT, "helpful": "yes"}, **FROM_OUR_PAGE)
    assert Feedback.objects.get().language == "de"
    assert '<a href="/de/methods/job-dating/">' in client.get(response.url).content.decode()


@pytest.mark.django_db
def test_who_opens_the_bare_address_comes_home(client):
    assert client.get(HERE).url == "/en/"
    assert client.put(HERE).status_code == 405


@pytest.mark.django_db
def test_a_class_behind_one_address_can_answer_and_a_flood_is_told_to_wait(client, settings):
    for _learner in range(30):
        tap(client)
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "feedback": (60, 2)}
    answers = [
        client.post(HERE, {"page": KIT, "helpful": "no"}, REMOTE_ADDR="192.0.2.9", **FROM_OUR_PAGE) for _try in range(4)
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 429, 429]
    assert int(answers[-1]["Retry-After"]) >= 1


@pytest.mark.django_db
def test_nothing_about_the_reader_is_kept(client):
    said = {"REMOTE_ADDR": "198.51.100.23", "HTTP_USER_AGENT": "Tell-Tale/1.0", "HTTP_REFERER": "http://testserver/x"}
    response = client.post(HERE, {"page": KIT, "helpful": "no"}, **FROM_OUR_PAGE, **said)
    client.post(response.url, {"text": "More on insurance"}, **FROM_OUR_PAGE, **said)
    stored = [str(vars(row)) for model in (Allowance, AuditEntry, Feedback) for row in model.objects.all()]
    assert stored and not any("198.51" in row or "Tell-Tale" in row or "testserver" in row for row in stored)


@pytest.mark.django_db
def test_a_robot_that_fills_in_the_hidden_field_gets_its_page_but_counts_nowhere(client):
    address = tap(client, topic="Cheap watches").url
    send(client, address, "Cheap watches", topic="Cheap watches")
    voice = Feedback.objects.get()
    assert (voice.state, voice.reason) == (VoiceState.ASIDE, AsideReason.ROBOT)
    send(client, address, "Now as a person")
    assert Feedback.objects.get().reason == AsideReason.ROBOT and tallies() == []


@pytest.mark.django_db
def test_the_hidden_field_is_hidden_from_people_but_not_by_display_none(client, repository):
    html = client.get("/en/about/").content.decode()
    trap = html[html.index('<div class="trap"') :].split("</div>")[0]
    assert 'aria-hidden="true"' in trap and 'tabindex="-1"' in trap and 'autocomplete="off"' in trap
    css = (repository / "src/vetatwork/ui/static/ui/parts.css").read_text()
    rule = re.search(r"\.trap \{([^}]*)\}", css)[1]
    assert "absolute" in rule and "none" not in rule


@pytest.mark.django_db
def test_pages_that_ask_are_still_the_same_for_everybody(client):
    """The outer page cache keeps them: so no cookie, no token, nothing that varies."""
    page = client.get("/en/methods/job-dating/")
    assert not page.cookies and "Cookie" not in page.get("Vary", "") and "csrf" not in page.content.decode()
    assert re.match(PATHS, "/en/methods/job-dating/")
    cache = cached(lambda environ, start: [b""])
    assert cache.key_of({"REQUEST_METHOD": "POST", "PATH_INFO": HERE, "HTTP_HOST": "127.0.0.1"}) is None


@pytest.mark.django_db
def test_a_copy_for_a_folder_does_not_ask(client):
    with making(OfflineCopy(NOW.date())):
        assert 'class="wrap voice"' not in client.get("/en/methods/job-dating/").content.decode()


# --- The text ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_text_can_be_added_and_changed_for_a_day_and_the_last_one_counts(client):
    address = tap(client).url
    send(client, address, "An agenda is missing.")
    html = client.get(address).content.decode()
    assert "Your text has arrived" in html and "An agenda is missing.</textarea>" in html
    send(client, address, "An agenda for two hours is missing.")
    assert Feedback.objects.get().text == "An agenda for two hours is missing."
    send(client, address, "")
    voice = Feedback.objects.get()
    assert (voice.text, voice.written_at, voice.is_helpful) == ("", None, False)


@pytest.mark.django_db
def test_after_a_day_the_address_leads_nowhere(client):
    address = tap(client).url
    Feedback.objects.update(created_at=timezone.now() - timedelta(days=1, seconds=1))
    assert client.get(address).status_code == 404
    send(client, address, "Too late", status=404)
    forget_voices(timezone.now())
    assert Feedback.objects.get().token_hash is None


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["a" * 43, "short", "%F0%9F%99%82" * 10, "a" * 500, "..%2f..%2f" + "a" * 20])
def test_a_wrong_token_is_no_page(client, token):
    assert client.get(f"/en/feedback/{token}/").status_code == 404
    assert client.post(f"/en/feedback/{token}/", {"text": "x"}, **FROM_OUR_PAGE).status_code in (403, 404, 405)


@pytest.mark.django_db
def test_another_site_cannot_send_a_text(client):
    address = tap(client).url
    assert client.post(address, {"text": "x"}, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "   \n\t ", "\u200b\u2060\x07"])
def test_an_empty_text_is_said_at_the_field(client, text):
    html = send(client, tap(client).url, text, status=422).content.decode()
    assert "Write a few words first" in html and 'aria-invalid="true"' in html and 'class="error-summary"' in html


@pytest.mark.django_db
def test_a_megabyte_of_text_is_refused_in_words_and_comes_back_whole(client):
    text = "wörd " * 170_000
    response = send(client, tap(client).url, text, status=422)
    html = response.content.decode()
    assert "characters. Please shorten it to 2,000" in html
    assert text.strip() in html and Feedback.objects.get().text == ""


@pytest.mark.django_db
def test_a_body_above_the_limit_is_told_so(client):
    address = tap(client).url
    assert client.post(address, {"text": "x" * 3_000_000}, **FROM_OUR_PAGE).status_code == 413


@pytest.mark.django_db
def test_two_thousand_characters_fit_however_a_browser_ends_lines(client):
    lines = "\r\n".join(["x" * 99] * 20)
    send(client, tap(client).url, lines)
    assert Feedback.objects.get().text == lines.replace("\r\n", "\n")


@pytest.mark.django_db
def test_too_many_texts_keep_what_was_typed(client, settings):
    address = tap(client).url
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "feedback": (60, 1)}
    client.post(address, {"text": "first"}, REMOTE_ADDR="192.0.2.3", **FROM_OUR_PAGE)
    response = client.post(address, {"text": "second thought"}, REMOTE_ADDR="192.0.2.3", **FROM_OUR_PAGE)
    html = response.content.decode()
    assert response.status_code == 429 and "second thought</textarea>" in html and "Wait a minute" in html
    assert int(response["Retry-After"]) >= 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("👩‍🏫 helps 🇮🇸", "👩‍🏫 helps 🇮🇸"),
        ("שלום עולם", "שלום עולם"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("bell\x07 null\x00 over\u202eride", "bell null override"),
        ("one\r\n\r\n\r\n\r\ntwo", "one\n\ntwo"),
        ("\ufffd?", "\ufffd?"),
    ],
)
def test_every_script_and_sign_can_be_stored(client, typed, kept):
    address = tap(client).url
    send(client, address, typed)
    assert Feedback.objects.get().text == kept
    assert "<script>alert" not in client.get(address).content.decode()


@pytest.mark.pure
@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing_and_leaves_no_control_character(text):
    once = clean_lines(text)
    assert clean_lines(once) == once
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", once)


# --- What looks like advertising --------------------------------------------------------------------------------------


@pytest.mark.pure
@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("See https://europa.eu/youreurope and www.bibb.de for more.", 2),
        ("buy.shop cheap-pills.com WWW.X.ORG HTTP://a.b", 4),
        ("[url=x]one[/url] [link]two", 2),
        ("Use e.g. the form of 2.5 hours. It is fine.And so on", 0),
        ("ask@example.com", 1),
    ],
)
def test_links_are_counted_however_they_are_written(text, number):
    assert links_in(text) == number


@pytest.mark.pure
def test_the_same_words_are_known_again():
    assert same_words("Buy  NOW!\n") == same_words("buy now") != same_words("buy later")


@pytest.mark.django_db
def test_three_links_are_put_aside_and_two_are_not():
    two = voice_of("https://a.example/1 https://b.example/2")
    three = voice_of("https://a.example/1 https://b.example/2 www.c.example")
    assert (two.state, three.state, three.reason) == (VoiceState.NEW, VoiceState.ASIDE, AsideReason.LINKS)
    write_text(voice=three, text="https://a.example/1", is_robot=False, now=NOW)
    assert Feedback.objects.get(pk=three.pk).state == VoiceState.NEW


@pytest.mark.django_db
def test_a_text_sent_again_and_again_is_put_aside_but_not_for_ever():
    first, second = voice_of("Visit my shop!"), voice_of("visit my SHOP", key="obstacles/time")
    third = voice_of("Visit, my shop.")
    assert [each.state for each in (first, second, third)] == ["new", "new", "aside"]
    assert third.reason == AsideReason.REPEATED
    assert voice_of("Visit my shop", now=NOW + timedelta(days=40)).state == VoiceState.NEW
    assert [voice_of("🙂").state for _time in range(4)] == ["new"] * 4


@pytest.mark.django_db
def test_an_editor_is_not_overruled_by_the_reader_but_a_handled_text_that_changes_is_new():
    aside, handled = voice_of("Hm"), voice_of("Ha")
    services.decide(voice=aside, state="aside", actor="user:1", now=NOW)
    services.decide(voice=handled, state="handled", actor="user:1", now=NOW)
    for voice in (aside, handled):
        write_text(voice=voice, text="Something else", is_robot=False, now=NOW)
    assert Feedback.objects.get(pk=aside.pk).state == VoiceState.ASIDE
    assert Feedback.objects.get(pk=handled.pk).state == VoiceState.NEW


@pytest.mark.django_db
def test_a_text_for_a_voice_that_was_just_deleted_breaks_nothing():
    voice = voice_of()
    Feedback.objects.all().delete()
    write_text(voice=voice, text="x", is_robot=False, now=NOW)
    assert not Feedback.objects.exists()


# --- What is forgotten ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_texts_go_a_year_after_they_were_handled_and_after_two_years_in_any_case_and_votes_stay():
    handled, new = voice_of("handled"), voice_of("new")
    services.decide(voice=handled, state="handled", actor="user:1", now=NOW)
    forget_voices(NOW + timedelta(days=364))
    assert set(Feedback.objects.values_list("text", flat=True)) == {"handled", "new"}
    forget_voices(NOW + timedelta(days=366))
    assert set(Feedback.objects.values_list("text", flat=True)) == {"", "new"}
    forget_voices(NOW + timedelta(days=731))
    assert list(Feedback.objects.values_list("text", "text_hash", "written_at")) == [("", "", None)] * 2
    assert [(each.yes, each.not_yet, each.texts) for each in tallies()] == [(0, 2, 0)]
    assert new.pk


@pytest.mark.django_db
def test_what_was_put_aside_goes_as_a_whole():
    services.decide(voice=voice_of("spam"), state="aside", actor="user:1", now=NOW)
    assert forget_voices(NOW + timedelta(days=731))["aside"] == 1 and not Feedback.objects.exists()


@pytest.mark.django_db
def test_the_jobs_are_registered():
    from vetatwork.core.jobs import jobs

    assert {"manual.voices", "manual.voices-mail", "search.missed"} <= {job.name for job in jobs()}
