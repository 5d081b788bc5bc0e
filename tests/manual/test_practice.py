"""Share your practice: what a stranger writes, sends, and gets back when it is too much or not fit."""

import re

import pytest
from django.core import mail

from tests.manual.teller import BRIDGE, CREDIT, KIND, PAGES, REVIEW, STORY, WHO, practice_of
from vetatwork.config.caching import PATHS
from vetatwork.core.models import AuditEntry
from vetatwork.manual.models import Practice, PracticeState

pytestmark = pytest.mark.django_db


# --- Writing ----------------------------------------------------------------------------------------------------------


def test_the_way_in_says_what_happens_and_is_found(client, teller):
    page = teller.text("/en/practice/")
    for words in ("What happens with it", "CC BY 4.0", "names of learners", "60 days", ">Start<"):
        assert words in page
    assert "noindex" not in page
    assert "/en/practice/</loc>" in client.get("/sitemap.xml").content.decode()
    for address in ("/en/cases/", "/en/cases/appmentor/"):
        assert 'href="/en/practice/"' in teller.text(address)
    assert 'href="/en/practice/"' not in teller.text("/en/methods/")


def test_the_outer_cache_keeps_the_way_in_and_never_a_draft(client):
    assert re.match(PATHS, "/en/practice/")
    assert not re.match(PATHS, "/en/practice/draft/abcdefghijklmnopqrst/who/")
    assert "Disallow: /*/practice/draft/" in client.get("/robots.txt").content.decode()


def test_a_draft_is_private_and_only_its_link_opens_it(teller):
    link = teller.start()
    response = teller.get(f"{link}who/")
    assert response["Cache-Control"] == "no-store, private"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    token = link.rstrip("/").rsplit("/", 1)[-1]
    assert token not in str(Practice.objects.values())
    own = teller.text(link)
    assert link in own and "Link to copy" in own
    for wrong in (token[:-1] + ("a" if token[-1] != "a" else "b"), token.swapcase(), "x" * 43, "short", token + "%00"):
        for page in ("", "who/", "answers/", "credit/"):
            status = teller.client.get(f"/en/practice/draft/{wrong}/{page}").status_code
            assert status in (400, 404)
    teller.get(f"{link}nothing/", 404)


def test_each_page_is_saved_and_comes_back_filled_in(teller):
    link = teller.start()
    assert teller.save("who", WHO).url == f"{link}kind/"
    assert teller.save("kind", {**KIND, "back": "1"}).url == f"{link}who/"
    assert teller.save("bridge", {**BRIDGE, "later": "1"}).url == link
    teller.save("story", {"situation": "short"})
    page = teller.text(f"{link}who/")
    assert WHO["title"] in page and '<option value="fi" selected>' in page
    assert 'value="placement" id="id_forms_3" checked' in teller.text(f"{link}kind/")
    assert ">\nshort</textarea>" in teller.text(f"{link}story/")
    assert practice_of(link).answers["step"] == "3"
    teller.save("who", {**WHO, "years": ""})
    assert "years" not in practice_of(link).answers


def test_looking_changes_nothing(teller):
    link = teller.tell()
    before = Practice.objects.values().get()
    for page in ("", *(f"{name}/" for name in PAGES), "answers/", "credit/"):
        teller.get(f"{link}{page}")
    teller.get(f"{link}withdraw/", 405)
    assert Practice.objects.values().get() == before


def test_the_overview_says_what_is_missing_and_leads_to_its_field(teller):
    link = teller.tell(who={"country": ""}, story={"situation": "Too short"})
    page = teller.text(f"{link}answers/")
    assert "story/?check=1#id_situation" in page and "at least 20 characters" in page
    assert "who/?check=1#id_country" in page
    assert "Go on to credit" not in page
    field = teller.text(f"{link}story/?check=1")
    assert 'href="#id_situation"' in field and "Save, back to the overview" in field
    assert teller.save("story", STORY).url == f"{link}result/"
    assert teller.post(f"{link}story/?check=1", {"version": 2, **STORY}).url == f"{link}answers/"


def test_what_is_missing_is_not_sent(teller):
    link = teller.tell(result={"what_it_took": ""})
    assert teller.save("credit", {**CREDIT, "send": "1"}).url == f"{link}answers/"
    assert practice_of(link).state == PracticeState.DRAFT
    assert practice_of(link).answers["credit"] == "Town School"


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ({"licence": ""}, "Without the licence"),
        ({"agreed": ""}, "Please ask them first"),
        ({"credit_as": ""}, "Please choose"),
        ({"credit": ""}, "Write the name"),
        ({"topic": "casino"}, "A field that nobody sees"),
        ({"credit": "x" * 121}, "Please shorten it to 120"),
    ],
)
def test_licence_consent_and_credit_are_needed_to_send(teller, left_out, said):
    link = teller.tell()
    page = teller.save("credit", {**CREDIT, **left_out, "send": "1"}, 422).content.decode()
    assert said in page and 'class="error-summary"' in page
    assert practice_of(link).state == PracticeState.DRAFT


def test_sending_twice_sends_once(teller, with_mail, django_capture_on_commit_callbacks, reviewer):
    link = teller.tell()
    with django_capture_on_commit_callbacks(execute=True):
        teller.send_again()
        assert teller.save("credit", {**CREDIT, "send": "1"}).url == link
    assert AuditEntry.objects.filter(action="practice.sent").count() == 1
    assert [message.to for message in mail.outbox] == [["ed@example.org"]]
    assert "/admin/submitted-practice/" in mail.outbox[0].body
    assert teller.get(f"{link}story/", 302).url == link
    teller.save("story", {"situation": "Changed after sending, too late."})
    assert practice_of(link).answers["situation"] == STORY["situation"]


def test_without_mail_no_address_is_asked_for(teller, settings):
    link = teller.tell()
    assert 'name="email"' not in teller.text(f"{link}credit/")
    settings.MAIL_CONFIGURED = True
    assert 'name="email"' in teller.text(f"{link}credit/")
    page = teller.save("credit", {**CREDIT, "email": "no address", "send": "1"}, 422).content.decode()
    assert 'value="no address"' in page and "valid email" in page


# --- Bad input --------------------------------------------------------------------------------------------------------


def test_a_megabyte_of_text_is_said_at_its_field_and_nothing_is_lost(teller):
    link = teller.start()
    long = "é" * 1_000_000
    page = teller.save("story", {**STORY, "situation": long}, 422).content.decode()
    assert "This has 1,000,000 characters. Please shorten it to 2,000." in page
    assert long in page and STORY["what_they_did_learner"] in page
    assert practice_of(link).answers == {}


def test_more_than_the_site_reads_is_said_and_what_was_saved_stays(teller):
    link = teller.tell()
    page = teller.save("story", {**STORY, "situation": "x" * 3_000_000}, 413).content.decode()
    assert "This was too much at once" in page and STORY["situation"] in page
    teller.save("credit", {**CREDIT, "credit": "x" * 3_000_000, "send": "1"}, 413)
    assert practice_of(link).answers["situation"] == STORY["situation"]


def test_html_and_script_are_plain_text(teller, reviewer):
    told = '<script>alert("x")</script> and <b>bold</b> words [@oecd-2018] **stars**'
    link = teller.send(story={"situation": told}, who={"title": '<img src=x onerror="x">'})
    for page in (teller.text(link), reviewer.get(f"{REVIEW}{practice_of(link).pk}/").content.decode()):
        assert "<script>alert" not in page and "&lt;script&gt;alert" in page and "<img src=x" not in page
    look = reviewer.get(f"{REVIEW}{practice_of(link).pk}/as-case/").content.decode()
    assert "&lt;script&gt;alert" in look and "<script>alert" not in look and "**stars**" in look


def test_a_link_farm_is_refused_at_the_field_that_makes_it_one(teller):
    link = teller.start()
    teller.save("story", {"situation": "See https://one.example.org and www.two.example.org please."})
    teller.save("result", {"what_it_took": "See https://three.example.org for the hours."})
    page = teller.save(
        "result",
        {"what_it_took": "See https://three.example.org for it.", "what_came_of_it": "Buy at https://four.example.org"},
        422,
    ).content.decode()
    assert "at most three addresses" in page and 'href="#id_what_came_of_it"' in page
    assert "Buy at https://four.example.org" in page
    assert "what_came_of_it" not in practice_of(link).answers


@pytest.mark.parametrize(
    ("page", "data"),
    [
        ("who", {"country": "atlantis"}),
        ("kind", {"sectors": ["hospitality", "spying"]}),
        ("bridge", {"step": "9"}),
        ("result", {"link": "javascript:alert(1)"}),
        ("result", {"link": "ftp://example.org/x"}),
        ("who", {"title": "x" * 71}),
    ],
)
def test_what_no_list_has_and_what_is_no_address_is_said_at_its_field(teller, page, data):
    link = teller.start()
    assert 'class="error-summary"' in teller.save(page, data, 422).content.decode()
    assert practice_of(link).answers == {}


@pytest.mark.parametrize("seen", ["", "x", "-1", "９", "9" * 30])
def test_a_mangled_version_loses_nothing(teller, seen):
    link = teller.start()
    teller.save("who", WHO)
    teller.post(f"{link}who/", {**WHO, "title": "Another name for it", "version": seen}, 409)
    assert practice_of(link).answers["title"] == WHO["title"]


def test_emoji_and_every_script_stay_and_what_nobody_sees_goes(teller):
    link = teller.start()
    teller.save("who", {**WHO, "title": "Brauð 🍞 خبز\u202e\x00 面包"})
    assert practice_of(link).answers["title"] == "Brauð 🍞 خبز 面包"


def test_other_sites_cannot_begin_or_send(teller):
    link = teller.tell()
    for address in ("/en/practice/", f"{link}who/", f"{link}credit/", f"{link}withdraw/"):
        for headers in ({"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_ORIGIN": "https://evil.example"}, {}):
            assert teller.client.post(address, {"send": "1", **CREDIT}, **headers).status_code == 403
    assert Practice.objects.count() == 1


def test_one_network_begins_a_few_at_once(teller, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "practice": (0.5, 5)}
    for _start in range(5):
        teller.post("/en/practice/")
    response = teller.post("/en/practice/", status=429)
    assert 0 < int(response["Retry-After"]) <= 120
    assert Practice.objects.count() == 5


def test_a_robot_begins_nothing(teller):
    assert "A field that nobody sees" in teller.post("/en/practice/", {"topic": "x"}, 422).content.decode()
    assert not Practice.objects.exists()


def test_tokens_never_stand_in_a_log(teller):
    from vetatwork.core.tokens import masked

    link = teller.start()
    assert masked(f"GET {link}who/") == "GET /en/practice/draft/…/who/"


# --- Two windows ------------------------------------------------------------------------------------------------------


def test_two_windows_on_one_page_never_overwrite_each_other_unseen(teller):
    link = teller.start()
    teller.save("story", STORY, seen=0)
    page = teller.save("story", {**STORY, "situation": "What the second window says of it."}, 409, seen=0)
    shown = page.content.decode()
    assert "changed in another window" in shown
    assert STORY["situation"] in shown and "What the second window says of it." in shown
    assert practice_of(link).answers["situation"] == STORY["situation"]
    assert 'name="version" value="1"' in shown
    teller.save("story", {**STORY, "situation": "What the second window says of it."}, seen=1)
    assert practice_of(link).answers["situation"] == "What the second window says of it."


def test_two_windows_on_different_pages_and_the_same_words_twice_are_no_conflict(teller):
    link = teller.start()
    teller.save("who", WHO, seen=0)
    teller.save("story", STORY, seen=0)
    teller.save("who", WHO, seen=0)
    assert practice_of(link).answers == {**WHO, **STORY}


def test_saving_in_a_window_whose_practice_was_deleted_in_another_is_not_found(teller):
    link = teller.tell()
    teller.post(f"{link}withdraw/")
    teller.post(f"{link}who/", {"version": 1, **WHO}, 404)
