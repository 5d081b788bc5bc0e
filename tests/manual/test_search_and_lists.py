"""Searching and choosing, as a reader meets it."""

import re
from types import SimpleNamespace

import pytest
from django.utils.html import escape

from vetatwork.manual.models import CasePage
from vetatwork.manual.presentation.neighbours import Group
from vetatwork.manual.presentation.shelf import Card
from vetatwork.manual.queries import vocabulary
from vetatwork.search.models import MissedSearch
from vetatwork.search.queries import listing

pytestmark = pytest.mark.django_db


def test_search_shows_hits_with_the_words_marked(client):
    html = client.get("/en/search/?q=bell").content.decode()
    assert "<mark>bell</mark>" in html and 'href="/en/methods/job-dating/"' in html
    assert '<meta name="robots" content="noindex">' in html


def test_what_was_typed_stays_and_is_never_run(client):
    asked = '"><script>alert(1)</script>'
    html = client.get("/en/search/", {"q": asked}).content.decode()
    assert "<script>alert" not in html and f'value="{escape(asked)}"' in html


def test_a_typo_is_said_and_answered(client):
    html = client.get("/en/search/?q=aprentice").content.decode()
    assert "Nothing was found for “aprentice”. These are the pages for" in html
    assert 'href="/en/search/?q=apprentice"' in html and 'href="/en/words/apprentice/"' in html
    assert 'href="/en/search/?q=apprentice&amp;kind=case"' in html, "the way on is without the mistake"


def test_a_word_that_only_some_pages_lack_is_asked_about(client):
    html = client.get("/en/search/?q=aprentice+learner+mentor+firm").content.decode()
    assert "Did you mean" in html and 'href="/en/search/?q=apprentice+learner+mentor+firm"' in html


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("handout", "take-away/"),
        ("download pdf", "take-away/"),
        ("calculator", "benefits/employers/return/"),
        ("quick checks", "check/"),
        ("self-evaluation", "check/"),
        ("method finder", "start/finder/"),
        ("share our practice", "practice/"),
    ],
)
def test_tools_are_found_by_what_readers_call_them(client, question, path):
    html = client.get("/en/search/", {"q": question}).content.decode()
    first = re.search(r'<h2><a href="([^"]+)"', html)
    assert first and first[1] == f"/en/{path}"
    assert "Nothing was found" not in html and "Did you mean" not in html
    assert not MissedSearch.objects.exists()


def test_a_question_about_something_else_is_not_answered_with_a_tool(client):
    for question in ("learner", "check the brakes", "first day", "the", ""):
        assert '<ul class="hits tools">' not in client.get("/en/search/", {"q": question}).content.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=learner&kind=poem", "There are no pages of the kind “poem”. You see all kinds."),
        ("q=learner&page=999", "This list has no page “999”. You see page 29."),
        ("q=learner&page=abc", "This list has no page “abc”. You see page 1."),
        ("q=learner&page=00000199999999999999999999", "This list has no page “00000199999999999999”. You see page 1."),
        ("q=one+two+three+four+five+six+seven+eight+nine+mentors", "It was looked for by its first words."),
        ("q=mentor+" + "a" * 200, "It was looked for by its first words."),
    ],
)
def test_what_a_search_leaves_out_is_said(client, query, said):
    html = client.get(f"/en/search/?{query}").content.decode()
    assert re.sub(r"page 2\d", "page 29", said) in re.sub(r"see page \d\d", "see page 29", html)
    assert '<ol class="hits">' in html, "and the rest is shown"


def test_nothing_is_said_where_nothing_was_left_out(client):
    for query in (
        "q=learner",
        "q=learner&kind=case",
        "q=learner&page=2",
        "q=what+to+do+when+the+company+has+no+time",
        "",
    ):
        html = client.get(f"/en/search/?{query}").content.decode()
        assert 'class="notice"' not in html


def test_signs_that_cannot_be_seen_are_left_out_of_a_question(client):
    html = client.get("/en/search/?q=mentor%07%0Cho%C2%ADurs").content.decode()
    assert '<input type="search" id="question" name="q" value="mentor ho urs"' in html


def test_who_comes_to_search_can_type_at_once_and_who_reads_hits_is_left_where_they_are(client):
    assert " autofocus" in client.get("/en/search/").content.decode()
    for address in ("/en/search/?q=learner", "/en/"):
        assert " autofocus" not in client.get(address).content.decode()


def test_kinds_are_named_as_many_with_how_many_there_are(client):
    html = client.get("/en/search/?q=learner").content.decode()
    named = re.findall(r">([A-Z][a-z ]+) <small>(\d+)</small></a>", html)
    assert {"Words", "Cases", "Methods", "Obstacles", "Parts of the manual"} <= {name for name, _count in named}
    counts = [int(count) for _name, count in named]
    assert counts[0] == sum(counts[1:])


def test_kinds_narrow_the_hits_and_can_be_shared(client):
    html = client.get("/en/search/?q=gouda&kind=case").content.decode()
    assert re.search(r'href="/en/search/\?q=gouda&amp;kind=case" aria-current="true"', html)
    assert 'href="/en/cases/leerhuis-gouda/"' in html and 'href="/en/methods/job-dating/">Job' not in html


@pytest.mark.parametrize(
    "query",
    ["", "q=", "q=learner&kind=nonsense", "q=learner&page=-1", "q=learner&page=99999999999",
     "q=learner&page=%F0%9F%99%82", "q=" + "a" * 3000, "q=learner&q=mentor", "kind=case",
     "q=%25%27%22", "q=learner&page=2&page=x"],
)  # fmt: skip
def test_no_query_breaks_the_search(client, query):
    assert client.get(f"/en/search/?{query}").status_code == 200


def test_search_asks_little_of_the_database(client, django_assert_max_num_queries):
    client.get("/en/search/?q=mentor")
    with django_assert_max_num_queries(12):
        client.get("/en/search/?q=what to do when the company has no time")


def test_cases_can_be_chosen_by_step_and_country_together(client):
    html = client.get("/en/cases/?country=nl&step=4").content.decode()
    assert 'href="/en/cases/leerhuis-gouda/"' in html and 'href="/en/cases/azubi-speed-dating/"' not in html
    assert "noindex" in html and 'rel="canonical" href="http://127.0.0.1:8000/en/cases/"' in html


def test_every_choice_offered_leaves_what_it_says(client):
    html = client.get("/en/cases/").content.decode()
    filters = html[html.index('class="filters"') : html.index("</nav>", html.index('class="filters"'))]
    links = re.findall(r'<a href="(\?[^"]+)"[^>]*>[^<]*<small>(\d+)</small>', filters)
    assert len(links) > 10
    for query, number in links:
        found = client.get(f"/en/cases/{query.replace('&amp;', '&')}").content.decode()
        assert re.search(rf"\b{number} pages?\b", found), (query, number)


def test_an_empty_list_says_so_and_leads_back(client):
    counts = listing(language="en", kind="case", chosen={"step": ["5"]}, names=["country"]).counts["country"]
    countries = listing(language="en", kind="case", chosen={}, names=["country"]).counts["country"]
    without = next(country for country in countries if country not in counts)
    html = client.get(f"/en/cases/?country={without}&step=5").content.decode()
    assert "Nothing fits all of this" in html and "see everything" in html


def test_an_unknown_choice_is_left_out_and_said(client):
    html = client.get("/en/methods/?step=99&effort_employer=<b>").content.decode()
    assert "cannot be chosen by" in html and "<b>”" not in html and 'href="/en/methods/job-dating/"' in html


@pytest.mark.parametrize(
    "query",
    [
        "&".join(["step=1"] * 500),
        "sector=" + "a" * 2000,
        "step=&country=",
        "page=0",
        "page=77",
    ],
)
def test_no_choice_breaks_a_list(client, query):
    assert client.get(f"/en/cases/?{query}").status_code == 200


@pytest.mark.parametrize("page", ["99", "0", "-1", "abc", "1e1", "٣", "00000199999999999999999999", "9" * 4000])
def test_a_page_that_a_list_does_not_have_is_said_and_the_nearest_is_shown(client, page):
    html = client.get("/en/cases/", {"page": page}).content.decode()
    assert re.search(rf"This list has no page “{page[:20]}”. You see page [123]\.", html)
    assert html.count('<li class="card') or html.count('class="card"')


def test_every_value_of_a_choice_counts_however_many_there_are(client):
    countries = [str(key) for key in vocabulary()["countries"]]
    assert len(countries) > 12
    html = client.get("/en/cases/", {"country": countries}).content.decode()
    has_cases = listing(language="en", kind="case", chosen={"country": countries}).count
    assert f"{has_cases} pages</h2>" in html
    assert html.count("Country: ") >= len(countries), "each can be taken back"


def test_many_unknown_values_are_cut_short_and_it_shows(client):
    html = client.get("/en/cases/", {"sector": [f"x{number}" for number in range(12)]}).content.decode()
    assert "“x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, …”" in html


def test_a_starter_case_of_a_sector_is_found_by_choosing(client):
    html = client.get("/en/cases/?level=starter&sector=health").content.decode()
    assert "Level: Starter" in html and 'class="card' in html
    keys = {entry.key for entry in listing(language="en", kind="case", chosen={"level": ["starter"]}).entries}
    assert keys and keys == set(CasePage.objects.live().filter(step__lte=2).values_list("key", flat=True))


def test_a_choice_leads_past_the_head_of_the_page_to_what_it_leaves(client):
    html = client.get("/en/cases/?sector=health").content.decode()
    assert 'id="chosen"' in html
    links = re.findall(r'href="(\?[^"]+)" rel="nofollow"', html)
    assert links and all(link.endswith("#chosen") for link in links)


def test_a_list_asks_little_of_the_database(client, django_assert_max_num_queries):
    client.get("/en/cases/")
    with django_assert_max_num_queries(12):
        client.get("/en/cases/")
    with django_assert_max_num_queries(12):
        client.get("/en/methods/?step=2")


def test_the_words_stand_under_their_letters_and_each_letter_can_be_gone_to(client):
    html = client.get("/en/words/").content.decode()
    letters = re.findall(r'<h2 id="(letter-.)">(.)</h2>', html)
    assert [letter for _id, letter in letters] == sorted({letter for _id, letter in letters}) and len(letters) > 15
    assert re.findall(r'<li><a href="#(letter-.)">', html) == [name for name, _letter in letters]
    for part in html.split('<h2 id="letter-')[1:]:
        names = re.findall(r"<h3><a [^>]+>(.)", part)
        assert names and set(names) == {part[0]}


def test_words_of_another_language_stand_under_the_letters_of_that_language():
    shelf = SimpleNamespace(by_id={1: _card("Zoo"), 2: _card("Élève"), 3: _card("école"), 4: _card("Álag")}.get)
    shown = Group([1, 2, 3, 4], by_letter=True).shown(shelf)
    assert [(group["title"], [card.title for card in group["items"]]) for group in shown] == [
        ("A", ["Álag"]),
        ("E", ["école", "Élève"]),
        ("Z", ["Zoo"]),
    ]


def _card(title):
    return Card(title=title, url="", summary="", kind="word", kind_label="", lang="fr")
