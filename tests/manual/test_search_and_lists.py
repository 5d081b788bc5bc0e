"""Searching and choosing, as a reader meets it."""

import re

import pytest
from django.utils.html import escape

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


def test_a_typo_offers_a_way_on(client):
    html = client.get("/en/search/?q=aprentice").content.decode()
    assert "Nothing was found" in html and 'href="/en/search/?q=apprentice"' in html


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


def test_a_list_asks_little_of_the_database(client, django_assert_max_num_queries):
    client.get("/en/cases/")
    with django_assert_max_num_queries(12):
        client.get("/en/cases/")
    with django_assert_max_num_queries(12):
        client.get("/en/methods/?step=2")
