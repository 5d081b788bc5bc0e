"""The editors' desk: what it finds in the pages as edited now, who may see it, that it stays quick."""

import csv
import datetime
import io

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.text import slugify

from tests.people import sign_in
from vetatwork.content.library import read_library
from vetatwork.content.quality.corpus import page_of
from vetatwork.content.services import site_languages
from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.domain.reading import measure
from vetatwork.manual import queries
from vetatwork.manual.editorial import facts as facts_module
from vetatwork.manual.editorial.facts import facts_of_pages
from vetatwork.manual.editorial.lists import LISTINGS
from vetatwork.manual.editorial.now import ManualNow
from vetatwork.manual.models import LinkCheck, LinkState, Source, StandardPage, WordPage
from vetatwork.search.models import MissedSearch

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 25)
OVERVIEW = "/admin/editors-desk/"


def _lines(name: str, **now):
    return LISTINGS[name].lines(ManualNow(TODAY, **now))


def _titles(name: str, group: str = "") -> list[str]:
    return [line.title for line in _lines(name) if group in ("", line.group)]


def _draft(key: str, **changes):
    """Save a draft of a page, as an editor does who does not publish."""
    page = queries.page_with_key(key, "en").get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision()
    return page


def _new_word(title: str, language: str = "en", **fields) -> WordPage:
    """A word that nobody has published."""
    slug = slugify(title)
    parent = queries.page_with_key("sections/words", "en")
    key = f"words/{slug}"
    page = WordPage(
        title=title, slug=f"{slug}-{language}", key=key, live=False, locale=queries.locale_of(language),
        translation_key=queries.translation_key(key), **fields,
    )  # fmt: skip
    parent.add_child(instance=page)
    page.save_revision()
    return page


# --- Who --------------------------------------------------------------------------------------------------------------


def test_the_overview_leads_to_every_list(client, editor):
    html = client.get(OVERVIEW).content.decode()
    for name, listing in LISTINGS.items():
        address = reverse("editors_desk:list", args=[name])
        assert f'href="{address}"' in html
        answer = client.get(address)
        assert answer.status_code == 200
        assert str(listing.text)[:40] in answer.content.decode()


def test_the_menu_names_it_to_editors(client, editor):
    assert "editors-desk" in client.get("/admin/").content.decode()


@pytest.mark.parametrize("address", [OVERVIEW, f"{OVERVIEW}reading/", f"{OVERVIEW}sources/?export=csv"])
def test_nobody_else_sees_it(client, address):
    assert client.get(address).status_code == 302
    sign_in(client)
    assert client.get(address).status_code in (302, 403)


def test_who_is_signed_in_without_the_right_decides_nothing(client):
    check = _check("https://gone.example/")
    sign_in(client)
    client.post(reverse("editors_desk:link", args=[check.pk, "ignore"]))
    check.refresh_from_db()
    assert not check.is_ignored


# --- Links ------------------------------------------------------------------------------------------------------------


def test_a_page_is_nobodys_goal_until_another_one_names_it():
    _new_word("Lonely word")
    assert "Lonely word" in _titles("unlinked")
    _draft("words/learner", words=["lonely-word"])
    assert "Lonely word" not in _titles("unlinked")


def test_a_link_in_a_text_counts_too():
    lonely = _new_word("Lonely word")
    _draft("words/learner", plain_words=f'<p>See <a linktype="page" id="{lonely.pk}">this</a>.</p>')
    assert "Lonely word" not in _titles("unlinked")


def test_what_the_menu_the_check_or_the_finder_leads_to_is_not_lonely():
    found = {line.url for line in _lines("unlinked")}
    for key in ("sections/benefits", "home/home", "pages/privacy", "start/every-learner"):
        assert reverse("wagtailadmin_pages:edit", args=[queries.page_with_key(key, "en").pk]) not in found


def test_a_page_without_a_link_is_a_dead_end_until_it_has_one():
    page = _new_word("Dead end")
    assert _titles("dead-ends") == ["Dead end"]
    page.words = ["learner"]
    page.save_revision()
    assert _titles("dead-ends") == []


# --- Sources and standards --------------------------------------------------------------------------------------------


def _source(key: str, **fields) -> Source:
    return Source.objects.create(
        **{"key": key, "author": key, "title": "T", "year": 2026, "url": "https://x.example/", "quality": "A", **fields}
    )


def test_sources_are_old_undated_without_an_address_or_unused():
    for key, fields in {
        "aged": {"year": 2017}, "just-young-enough": {"year": 2018}, "timeless": {"year": None}, "nowhere": {"url": ""},
    }.items():  # fmt: skip
        _source(key, **fields)
    _source("unused")
    page = queries.page_with_key("words/learner", "en")
    _draft("words/learner", sources=[*page.sources, "aged", "just-young-enough", "timeless", "nowhere"])
    groups = {line.cells[0]: line.group for line in _lines("sources")}
    assert groups["aged"] == "old"
    assert "just-young-enough" not in groups
    assert groups["timeless"] == "undated"
    assert groups["nowhere"] == "no-address"
    assert groups["unused"] == "unused"
    aged = next(line for line in _lines("sources") if line.cells[0] == "aged")
    assert [page.key for page in aged.users] == ["words/learner"]
    assert "just-young-enough" in {line.cells[0] for line in _lines("sources", years=7) if line.group == "old"}


@pytest.mark.parametrize("years", ["0", "-3", "abc", "١٢", "9" * 500, "1e3", ""])
def test_a_number_of_years_that_makes_no_sense_does_no_harm(client, editor, years):
    assert client.get(f"{OVERVIEW}sources/", {"years": years}).status_code == 200


def test_a_standard_asks_to_be_checked_after_a_year():
    page = StandardPage.objects.get(key="standards/young-workers")
    for days, listed in ((365, False), (366, True)):
        _draft(page.key, checked_on=TODAY - datetime.timedelta(days=days))
        assert (page.title in _titles("standards")) is listed


# --- Texts ------------------------------------------------------------------------------------------------------------


def test_the_measure_is_that_of_the_check_of_files(repository):
    """The desk and `content check` must never say two things of one page."""
    library = read_library(repository / "content", site_languages())
    by_key = {page.key: page for page in ManualNow(TODAY).english}
    documents = [document for document in library.documents.values() if document.language == SOURCE_LANGUAGE]
    assert len(documents) > 300
    for document in documents:
        text = page_of(document)
        facts = by_key[document.key].facts
        assert facts.measured == measure(passage.text for passage in text.passages), document.key
        assert facts.problems == () and facts.remarks == (), document.key


def test_a_draft_is_measured_before_it_is_published():
    long = "and this goes on " * 9
    hard = "Institutional interdependencies necessitate comprehensive organisational restructuring procedures. " * 12
    _draft("words/learner", plain_words=f"<p>Here it begins {long}until it ends.</p>")
    _draft("words/mentor", plain_words=f"<p>{hard}</p>")
    lines = {line.title: line for line in _lines("reading")}
    assert lines["Learner"].group == "long"
    assert lines["Learner"].cells[3] == 1 and "“Here it begins" in lines["Learner"].cells[4]
    assert _lines("reading")[0].title == queries.page_with_key("words/mentor", "en").title, "the hardest stands first"
    assert _lines("reading")[0].cells[0] in ("B2", "C1", "C2")


def test_what_the_check_of_texts_would_say_of_a_draft_is_said():
    _draft("words/learner", plain_words="<p>Nearly 80 % of them stay with the firm that trained them, we hear.</p>")
    (line,) = _lines("texts")
    assert line.title == "Learner" and "80 %" in line.cells[1] and "source" in line.cells[1]


def test_a_draft_that_cannot_be_published_is_named_with_the_reason():
    _draft("words/learner", plain_words="", words=["no-such-word"])
    (line,) = _lines("problems")
    assert (line.title, line.group, line.cells[0]) == ("Learner", "live", 2)
    assert "no-such-word" in line.cells[1]


def test_a_page_that_comes_or_goes_changes_what_others_lack():
    """Facts are kept by revision; whether a link leads somewhere is not up to the page alone."""
    _draft("words/learner", words=["lonely-word"])
    assert _titles("problems") == ["Learner"]
    page = _new_word(
        "Lonely word", plain_words="<p>A.</p>", the_school_says="<p>A.</p>", the_employer_hears="<p>B.</p>"
    )
    assert "Learner" not in _titles("problems")
    page.delete()
    assert _titles("problems") == ["Learner"]


# --- Translations and drafts ------------------------------------------------------------------------------------------


def test_a_translation_is_missing_behind_unread_or_nothing_of_this():
    assert _lines("translations") == [], "no language was begun"
    english = queries.page_with_key("words/learner", "en")
    finnish = _new_word("learner", "fi", translated_from=english.content_hash, reviewed=True)
    type(finnish).objects.filter(pk=finnish.pk).update(live=True)
    lines = _lines("translations")
    assert {line.group for line in lines} == {"missing"}
    assert len(lines) == sum(page.is_live for page in ManualNow(TODAY).english) - 1
    type(finnish).objects.filter(pk=finnish.pk).update(translated_from="sha256:" + "0" * 64, reviewed=False, live=False)
    assert {line.group for line in _lines("translations")} == {"missing", "behind", "unread", "unpublished"}
    assert next(line for line in _lines("translations") if line.group == "behind").cells[0] == "Suomi"


def test_drafts_are_told_apart():
    _draft("words/learner", title="Changed")
    _new_word("Never published")
    _draft("words/mentor", expire_at=datetime.datetime(2026, 12, 24, tzinfo=datetime.UTC))
    groups = {line.title: line.group for line in _lines("drafts")}
    assert groups["Changed"] == "changed" and groups["Never published"] == "new"
    page = queries.page_with_key("words/mentor", "en")
    type(page).objects.filter(pk=page.pk).update(expire_at=datetime.datetime(2026, 12, 24, tzinfo=datetime.UTC))
    assert {line.title: line.group for line in _lines("drafts")}[page.title] == "scheduled"


# --- What readers looked for ------------------------------------------------------------------------------------------


def test_searches_in_vain_are_listed(client, editor):
    MissedSearch.objects.create(words="sick leave", language="en", day=TODAY, count=4)
    MissedSearch.objects.create(words="asked once", language="en", day=TODAY, count=1)
    html = client.get(f"{OVERVIEW}searches/").content.decode()
    assert "/en/search/?q=sick+leave" in html and "asked once" not in html


# --- Addresses of other sites -----------------------------------------------------------------------------------------


def _check(address: str, **fields) -> LinkCheck:
    due = datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC)
    return LinkCheck.objects.create(**{"fingerprint": address[:64], "address": address, "due_at": due, **fields})


def test_broken_addresses_are_listed_with_since_when_and_who_uses_them(client, editor):
    source = Source.objects.get(key="eu-94-33")
    _check(source.url, state=LinkState.BROKEN, status=404, failed_on=["2026-10-02", "2026-10-09", "2026-10-16"])
    _check("https://fine.example/", state=LinkState.GOOD)
    html = client.get(f"{OVERVIEW}links/").content.decode()
    assert source.url in html and "2 October 2026" in html and "answers with 404" in html
    assert queries.page_with_key("standards/young-workers", "en").title in html
    assert "https://fine.example/" not in html
    assert "https://fine.example/" in client.get(f"{OVERVIEW}links/?group=all").content.decode()


def test_an_editor_asks_again_or_ignores(client, editor):
    check = _check("https://gone.example/", state=LinkState.BROKEN, failed_on=["2026-10-02"])
    here = f"{OVERVIEW}links/?group=broken"
    answer = client.post(reverse("editors_desk:link", args=[check.pk, "ignore"]), {"next": here})
    assert answer.url == here
    check.refresh_from_db()
    assert check.is_ignored
    client.get(OVERVIEW)  # It shows the message about what was done, which names the address.
    assert "gone.example" not in client.get(f"{OVERVIEW}links/").content.decode()
    answer = client.post(reverse("editors_desk:link", args=[check.pk, "again"]), {"next": "https://evil.example/"})
    assert answer.url == f"{OVERVIEW}links/", "nobody is sent to another site"
    check.refresh_from_db()
    assert not check.is_ignored and check.due_at.year <= 2026
    assert client.get(reverse("editors_desk:link", args=[check.pk, "again"])).status_code == 405
    assert client.post(f"{OVERVIEW}links/{check.pk}/delete/").status_code == 404
    assert client.post(f"{OVERVIEW}links/999999/again/").status_code == 404


# --- Narrowing and taking away ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query", ["group=nonsense&kind=x&language=xx&p=abc", "p=999999", "export=exe", "group=all&group=fine"]
)
def test_a_choice_that_makes_no_sense_does_no_harm(client, editor, query):
    for name in LISTINGS:
        assert client.get(f"{OVERVIEW}{name}/?{query}").status_code == 200, name


def test_a_list_that_is_not_there_is_not_found(client, editor):
    assert client.get(f"{OVERVIEW}no-such-list/").status_code == 404


def test_a_list_is_narrowed_by_kind(client, editor):
    _new_word("Lonely word")
    both = client.get(f"{OVERVIEW}unlinked/?export=csv").getvalue().decode()
    words = client.get(f"{OVERVIEW}unlinked/?kind=word&export=csv").getvalue().decode()
    assert "Lonely word" in words and len(words.splitlines()) < len(both.splitlines())
    assert "Lonely word" not in client.get(f"{OVERVIEW}unlinked/?kind=case&export=csv").getvalue().decode()


def test_a_list_is_taken_away_whole_as_a_table(client, editor):
    answer = client.get(f"{OVERVIEW}reading/?group=all&export=csv")
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode())))
    assert rows[0] == [
        "Page",
        "Language",
        "Level",
        "Index",
        "Words a sentence",
        "Long sentences",
        "The longest",
        "To edit it",
    ]
    assert len(rows) == 1 + len(list(ManualNow(TODAY).english))
    assert client.get(f"{OVERVIEW}sources/?export=xlsx").getvalue()[:2] == b"PK"


def test_a_title_never_becomes_a_formula(client, editor):
    _new_word("=1+1")
    rows = list(csv.reader(io.StringIO(client.get(f"{OVERVIEW}drafts/?export=csv").getvalue().decode())))
    assert [row[0] for row in rows[1:]] == ["'=1+1"]


# --- Quick ------------------------------------------------------------------------------------------------------------


def _queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_more_pages_and_drafts_need_no_more_queries(client, editor, stamp_at_rest):
    addresses = [OVERVIEW, *(f"{OVERVIEW}{name}/" for name in LISTINGS)]
    _check("https://another.example/", state=LinkState.BROKEN, failed_on=["2026-10-02"])
    client.get(OVERVIEW)
    cache.clear()
    cold = _queries(client, OVERVIEW)
    warm = {address: _queries(client, address) for address in addresses}
    for number in range(6):
        _new_word(f"Another {number}")
        _source(f"another-{number}", year=2001)
        _check(f"https://another.example/{number}", state=LinkState.BROKEN, failed_on=["2026-10-02"])
        _draft("lessons/difficult-days" if number == 0 else "words/learner", title=f"Draft {number}")
    assert _queries(client, OVERVIEW) <= cold, "six pages were read"
    assert {address for address in addresses if _queries(client, address) > warm[address]} == set()


def test_only_what_was_edited_is_read_again(monkeypatch):
    facts_of_pages()
    read: list[int] = []
    real = facts_module._read
    monkeypatch.setattr(facts_module, "_read", lambda ids, *rest: read.extend(ids) or real(ids, *rest))
    facts_of_pages()
    assert read == []
    page = _draft("words/learner", title="Edited")
    assert facts_of_pages()[page.pk].title == "Edited"
    assert read == [page.pk]
