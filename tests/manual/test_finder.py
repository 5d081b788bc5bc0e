"""The route finder on the real content: every tap a link, every address safe, one kit at the end."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.conf import settings as site
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page

from vetatwork.config.caching import cached
from vetatwork.config.cli import main
from vetatwork.content.library import read_library
from vetatwork.content.services import site_languages
from vetatwork.domain.finder import combinations, kits_for, reached_kits
from vetatwork.manual.finder.files import guidebook
from vetatwork.manual.finder.part import FinderPart
from vetatwork.manual.guide import _guide, guide
from vetatwork.manual.mapping import translation_key
from vetatwork.manual.models import MethodPage
from vetatwork.search.models import Entry

pytestmark = pytest.mark.django_db

HERE = "/en/start/finder/"
SALON = {"who": "employer", "size": "1-9", "experience": "never", "pain": "no-partners", "time": "hour"}
MOST_QUERIES = 12


def _page(client, address=HERE, given=None):
    response = client.get(address, given or {})
    assert response.status_code == 200
    return response.content.decode()


def _main(html):
    return html[html.index("<main") : html.index("</main>")]


def _text(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", _main(html))).split())


def _links(html, within):
    """Links in the list with this class: label → address."""
    found = re.search(rf'<ul class="{within}[^"]*".*?</ul>', _main(html), re.S)
    pairs = re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', found.group(0), re.S) if found else []
    return {" ".join(unescape(re.sub(r"<[^>]+>", " ", label)).split()): unescape(url) for url, label in pairs}


def _tap(client, html, label, within="answers"):
    links = _links(html, within)
    return _page(client, next(url for name, url in links.items() if label in name))


@pytest.fixture
def forget_guide():
    """Forgets which pages are published; so does whoever comes next."""
    yield _guide.cache_clear
    _guide.cache_clear()


# --- Tapping ----------------------------------------------------------------------------------------------------------


def test_five_taps_lead_an_employer_to_one_kit_its_obstacle_a_case_and_words(client):
    page = _page(client)
    for label in ("Employer", "1–9 people", "Never", "We cannot find partners", "This week an hour"):
        page = _tap(client, page, label)
    text = _text(page)
    assert re.search(r'<h2 id="ask-title"><a href="/en/methods/job-shadowing/">Job shadowing</a>', page)
    assert 'href="/en/obstacles/finding-companies/"' in page and 'href="/en/cases/' in page
    assert "We can take one person, for one week, in the quiet season." in text
    assert "All I ask for is one person and one ordinary day." in text
    assert 'href="/en/methods/job-shadowing/#small"' in page and 'href="/en/methods/job-shadowing/#monday"' in page


def test_a_school_is_not_asked_for_its_size(client):
    page = _tap(client, _page(client), "VET provider")
    assert "Question 2 of 4" in page and "How often" in _text(page)
    for label in ("Once or twice", "Nobody has time", "Half a day a month"):
        page = _tap(client, page, label)
    assert 'href="/en/methods/mentoring-at-a-distance/">Mentoring at a distance' in page
    assert "We will come three times." in _text(page) or "I need 20 minutes a month" in _text(page)


def test_ours_is_stuck_is_a_way_in(client):
    page = _page(client)
    (stuck,) = re.findall(r'href="(/en/start/finder/\?experience=stuck[^"]*)"', page)
    page = _page(client, stuck)
    assert "Experience: Ours is stuck" in page and "Who are you?" in page
    for label in ("Mentor", "50–249 people", "Nobody sticks to what was agreed", "Half a day a month"):
        page = _tap(client, page, label)
    assert 'href="/en/methods/quality-round/"' in page


def test_an_answer_is_taken_back_and_the_others_stay(client):
    page = _page(client, given=SALON)
    assert len(_links(page, "chosen")) == len(SALON) + 1
    page = _tap(client, page, "What hurts", within="chosen")
    assert "What hurts most?" in page and "Question 5 of 5" in page
    kept = [name for name in _links(page, "chosen") if name.startswith("Take back:")]
    assert len(kept) == len(SALON) - 1 and not any("What hurts" in name for name in kept)
    page = _tap(client, page, "There is trouble with a learner")
    assert 'href="/en/methods/when-there-is-trouble/"' in page


def test_who_turns_into_a_school_is_not_held_to_a_size(client):
    page = _tap(client, _page(client, given=SALON), "You are", within="chosen")
    page = _tap(client, page, "VET provider")
    assert not any("Size" in name for name in _links(page, "chosen")) and "It was left out" not in page
    assert 'href="/en/methods/job-shadowing/"' in page


def test_every_link_holds_all_answers_in_one_order_so_it_can_be_shared(client):
    shuffled = dict(reversed(list(SALON.items())))
    assert _main(_page(client, given=shuffled)) == _main(_page(client, given=SALON))
    page = _page(client, given={"time": "hour", "who": "employer"})
    for url in _links(page, "answers").values():
        names = [name for name, _value in parse_qsl(urlsplit(url).query)]
        assert names == ["who", "size", "time"] and urlsplit(url).fragment == "ask"


# --- Addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "left_out"),
    [
        ("who=martian", "martian"),
        ("who=provider&size=1-9", "1-9"),
        ("who=provider&who=employer", "employer"),
        ("colour=red&who=provider", "colour"),
        ("who=%3Cscript%3E", "&lt;script&gt;"),
        ("pain=" + "x" * 3000, "x" * 40),
    ],
)
def test_what_the_finder_does_not_know_is_left_out_and_said(client, query, left_out):
    page = _page(client, f"{HERE}?{query}")
    assert f"does not know “{left_out}”. It was left out." in page


@pytest.mark.parametrize("query", ["who=", "who[]=mentor", "=", "&&&", "%F0%9F%92%A5=1", "pain=__class__", "a=1&" * 60])
def test_an_odd_address_is_never_an_error(client, query):
    assert 'id="ask"' in _page(client, f"{HERE}?{query}")


@pytest.mark.parametrize("query", ["who=%00", "who=%FF%FE", "%00=1"])
def test_what_is_no_text_is_refused(client, query):
    assert client.get(f"{HERE}?{query}").status_code == 400


@given(
    st.dictionaries(
        st.sampled_from(["who", "size", "experience", "pain", "time", "q"]),
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
    )
)
def test_no_value_breaks_it(values):
    assert Client().get(HERE, values).status_code == 200


def test_a_name_that_is_asked_for_is_found_behind_any_number_of_others(client):
    query = "&".join(f"junk{number}=1" for number in range(40)) + "&who=provider"
    assert "You are: VET provider" in _page(client, f"{HERE}?{query}")


def test_only_the_bare_address_is_for_search_engines(client):
    bare, asked, found = _page(client), _page(client, given={"who": "mentor"}), _page(client, given=SALON)
    for page in (bare, asked, found):
        assert f'<link rel="canonical" href="{site.SITE_URL}{HERE}">' in page
    assert "noindex" not in bare and "noindex" in asked and "noindex" in found
    assert f"<loc>{site.SITE_URL}{HERE}</loc>" in client.get("/sitemap.xml").content.decode()


def test_nothing_of_it_is_kept_by_the_page_cache_or_in_a_cookie(client):
    assert (
        cached(lambda environ, start: []).key_of(
            {"REQUEST_METHOD": "GET", "PATH_INFO": HERE, "HTTP_HOST": "localhost", "QUERY_STRING": "who=employer"}
        )
        is None
    )
    assert not client.get(HERE, SALON).cookies


@pytest.mark.parametrize("answers", [{}, {"who": "employer", "size": "1-9", "experience": "never"}, SALON])
def test_it_asks_the_database_a_dozen_times_at_most_however_many_pages_there_are(
    client, forget_guide, stamp_at_rest, answers
):
    client.get(HERE, answers)
    numbers = []
    for more in (0, 150):
        Entry.objects.bulk_create(
            Entry(key=f"words/more-{n}", language="en", kind="word", title="More", path=f"words/more-{n}", order="z")
            for n in range(more)
        )
        forget_guide()
        with CaptureQueriesContext(connection) as asked:
            client.get(HERE, answers)
        numbers.append(len(asked))
    assert numbers[0] == numbers[1] <= MOST_QUERIES


# --- The offer --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/en/", "/en/start/"])
def test_the_first_question_is_asked_on_the_home_page_and_where_one_starts(client, address):
    page = _page(client, address)
    assert set(_links(page, "answers")) == {"VET provider", "Employer", "Mentor"}
    assert f'href="{HERE}?experience=stuck#ask"' in page
    assert "Question 2 of 5" in _tap(client, page, "Employer")


def test_other_parts_do_not_offer_it(client):
    assert "finder-panel" not in _page(client, "/en/methods/")


# --- What is not there ------------------------------------------------------------------------------------------------


def _withdraw(key):
    MethodPage.objects.get(key=key).unpublish()
    Entry.objects.filter(key=key).delete()


def test_a_kit_that_is_not_published_is_stood_in_for_by_the_next_that_fits(client, forget_guide):
    _withdraw("methods/workplace-tour")
    forget_guide()
    page = _page(client, given={**SALON, "time": "half-day"})
    assert 'href="/en/methods/job-shadowing/">Job shadowing' in page


def test_where_no_kit_is_published_the_obstacle_and_all_methods_are_shown(client, forget_guide):
    _withdraw("methods/job-shadowing")
    forget_guide()
    page = _page(client, given=SALON)
    assert "The method for this is not published yet" in page
    assert 'href="/en/obstacles/finding-companies/"' in page and 'href="/en/methods/"' in page


@pytest.mark.parametrize("text", ["questions: [", "questions: []\npains: {}\n", None])
def test_rules_that_cannot_be_used_leave_the_rest_of_the_site_as_it_is(client, content_copy, text):
    path = content_copy / "finder.yaml"
    if text is None:
        path.unlink()
    else:
        path.write_text(text)
    page = _page(client, given=SALON)
    assert "being repaired" in page and 'href="/en/methods/"' in page
    assert "finder-panel" not in _page(client, "/en/")


# --- The rules --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def library():
    """Everything in the shipped content folder."""
    return read_library(Path(site.CONTENT_DIR), site_languages())


def test_every_combination_leads_to_a_published_kit_and_obstacle_and_case(client):
    rules, pages = guidebook().rules, guide("en")
    every = list(combinations(rules))
    assert len(every) == 9 * 4 * 3 * len(rules.pains)
    for answers in every:
        assert pages.page(kits_for(rules, answers)[0]) and pages.page(rules.pains[answers["pain"]].obstacle)
    kits = {page.key for page in MethodPage.objects.live()}
    assert reached_kits(rules) == kits and len(kits) >= 27


@pytest.mark.parametrize("pain", sorted(guidebook().rules.pains))
def test_every_pain_shows_its_way_with_words(client, pain):
    page = _page(client, given={"who": "provider", "experience": "regularly", "pain": pain, "time": "build"})
    assert "Words to say" in page and "Open the kit" in page
    assert 'href="/en/cases/' in _main(page) and 'href="/en/obstacles/' in _main(page)


def test_the_first_template_of_a_kit_is_named_as_soon_as_its_page_is_published(client):
    for kit in MethodPage.objects.live():
        answers = next(a for a in combinations(guidebook().rules) if kits_for(guidebook().rules, a)[0] == kit.key)
        template = f"templates/{kit.templates[0]}"
        is_published = Page.objects.live().filter(translation_key=translation_key(template)).exists()
        assert (f'href="/en/{template}/"' in _main(_page(client, given=answers))) == is_published


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("methods/hackathon", "methods/no-such-kit", "no page methods/no-such-kit"),
        ("obstacle: obstacles/time\n", "obstacle: obstacles/tyme\n", "no page obstacles/tyme"),
        ("      - kit: methods/when-there-is-trouble\n", "      - kit: methods/hackathon\n", "do not name each other"),
        ("      - kit: methods/when-there-is-trouble\n", "      - kit: methods/keep-talking\n", "No answers lead to"),
        ("      - kit: methods/job-shadowing\n  other-words", "  other-words", "has no `when`"),
        ("experience: [never]", "experience: [newer]", "“newer” is no answer"),
        ("      - kit: methods/plan-to-learn\n", "      - kit: methods/plan-to-learn\n" * 2, "No answers lead here"),
        ("name: time", "name: weather", "weather"),
        ("asked_of: [employer, mentor]", "asked_of: [employer, martian]", "“martian” is no answer"),
        ("      250+: {", "      300+: {", "“250+” is no answer"),
        ("experience: [some], time: [build]", "experience: [never, some], time: [build]", "too far for a first time"),
        ("methods/job-shadowing\n  other-words", "methods/learning-factory\n  other-words", "that is no hour"),
        ("label: {en: Never}, step: 1", "label: {en: Never}", "has a step"),
        ("label: {en: Mentor}", "label: {de: Mentor}", "'en' is a required property"),
    ],
)
def test_what_is_wrong_with_the_rules_is_said_with_file_and_line(tmp_path, library, old, new, said):
    text = (library.folder / "finder.yaml").read_text()
    assert old in text
    (tmp_path / "finder.yaml").write_text(text.replace(old, new, 1))
    faults = []
    faults += FinderPart().problems(FinderPart().read(tmp_path, faults), library)
    assert any(said in str(fault) and fault.path.name == "finder.yaml" and fault.line for fault in faults), faults


def test_content_check_looks_at_the_shipped_rules_and_finds_no_fault(library):
    assert library.faults == []
    (line,) = FinderPart().summary(library.parts["finder"])
    assert line == f"Route finder: {9 * 4 * 3 * len(guidebook().rules.pains)} combinations of answers lead to 27 kits."


def test_the_table_of_combinations_is_printed_for_editors(capsys):
    assert main(["content", "finder"]) == 0
    table = capsys.readouterr().out
    assert "no-partners (obstacles/finding-companies)" in table
    assert re.search(r"^ +regularly build +hackathon +training-alliance +live-project$", table, re.M)
    assert all(kit.rsplit("/", 1)[1] in table for kit in reached_kits(guidebook().rules))
    assert max(map(len, table.splitlines())) <= 140
