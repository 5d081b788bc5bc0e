"""What a reader gets: every kind of page, in few queries, without cookies, found by its address."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vetatwork.manual.models import PAGE_MODELS

pytestmark = pytest.mark.django_db
PAGES = {
    "home": "/en/",
    "section": "/en/methods/",
    "obstacles": "/en/obstacles/",
    "cases": "/en/cases/",
    "words": "/en/words/",
    "obstacle": "/en/obstacles/time/",
    "method": "/en/methods/proud-to-be-a-mentor/",
    "lesson": "/en/methods/proud-to-be-a-mentor/lessons/1/",
    "case": "/en/cases/leerhuis-gouda/",
    "word": "/en/words/learner/",
    "standard": "/en/standards/young-workers/",
    "template": "/en/templates/expectations-agreement/",
    "plain": "/en/about/",
    "promises": "/en/start/every-learner/",
    "claims": "/en/benefits/employers/",
}


def every_address():
    """Addresses of all published pages."""
    from vetatwork.manual.presentation.shelf import address

    return [address("en", page.url_path) for model in PAGE_MODELS for page in model.objects.live()]


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_every_kind_of_page_is_served_in_few_queries(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(address)
    assert response.status_code == 200
    assert len(queries) <= 12, "\n".join(query["sql"] for query in queries)


def test_the_queries_of_a_list_do_not_grow_with_it(client):
    from vetatwork.manual.models import WordPage

    section = WordPage.objects.first().get_parent()
    with CaptureQueriesContext(connection) as few:
        client.get("/en/words/")
    for number in range(20):
        section.add_child(instance=WordPage(title=f"Word {number}", slug=f"word-{number}", key=f"words/word-{number}"))
    with CaptureQueriesContext(connection) as many:
        page = client.get("/en/words/").content.decode()
    assert "Word 19" in page
    assert len(many) <= len(few)


def test_every_page_has_one_heading_a_title_and_its_address(client):
    for address in every_address():
        page = client.get(address).content.decode()
        assert page.count("<h1") == 1, address
        assert re.search(r"<title>[^<]+</title>", page), address
        assert f'<link rel="canonical" href="http://127.0.0.1:8000{address}">' in page, address
        assert '<meta property="og:title"' in page, address
        assert page.count('name="description"') == 1, address


def test_a_reader_gets_no_cookie_and_no_page_depends_on_one(client):
    for address in ["/", *every_address()]:
        response = client.get(address)
        assert not response.cookies, address
        assert "Cookie" not in response.get("Vary", ""), address


def test_every_citation_leads_to_a_source_of_the_page(client):
    for address in every_address():
        page = client.get(address).content.decode()
        cited = set(re.findall(r'href="#(source-[^"]+)"', page))
        assert cited <= set(re.findall(r'id="(source-[^"]+)"', page)), address


def test_ids_on_a_page_are_unique(client):
    for address in every_address():
        ids = re.findall(r'\sid="([^"]+)"', client.get(address).content.decode())
        assert len(ids) == len(set(ids)), (address, sorted(i for i in ids if ids.count(i) > 1))


def test_the_root_leads_to_the_readers_language_if_it_is_open(client):
    assert client.get("/").headers["Location"] == "/en/"
    assert client.get("/", headers={"accept-language": "fi"}).headers["Location"] == "/en/"


def test_an_address_without_its_slash_leads_to_the_page(client):
    response = client.get("/en/methods/job-dating")
    assert (response.status_code, response.headers["Location"]) == (301, "/en/methods/job-dating/")


def test_an_unpublished_page_is_not_served(client):
    from vetatwork.manual import queries

    queries.page_with_key("words/learner", "en").unpublish()
    assert client.get("/en/words/learner/").status_code == 404
    assert 'href="/en/words/learner/"' not in client.get("/en/methods/job-dating/").content.decode()


# --- Bad input --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "/xx/",
        "/fi/",
        "/en/no-such-page/",
        "/en/methods/no-such-kit/",
        "/en/methods/job-dating/lessons/1/",
        "/en/../etc/passwd",
        "/en/%2e%2e/%2e%2e/etc/passwd",
        "/en/methods/job-dating/..%2f..%2f",
        "/en/%00/",
        "/en/methods/job-dating%00/",
        "/en/%ff%fe/",
        "/en/caf%e9/",
        "/%c0%ae%c0%ae/",
        "/en/" + "a/" * 600,
        "/en/" + "a" * 2000 + "/",
        "/en//methods/",
        "/EN/",
    ],
)
def test_an_unknown_address_is_a_page_with_a_way_out(client, address):
    response = client.get(address)
    assert 400 <= response.status_code < 500
    page = response.content.decode()
    assert 'href="/en/' in page
    assert "<h1" in page


@pytest.mark.parametrize("query", ["?a=%00", "?%ff=%ff", "?" + "a=1&" * 900, "?q=" + "x" * 3500])
def test_a_strange_query_never_breaks_a_page(client, query):
    assert client.get("/en/methods/job-dating/" + query).status_code in (200, 400, 414)


def test_a_huge_address_is_refused(client):
    assert client.get("/en/?" + "q" * 100_000).status_code == 414


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_page_is_only_read(client, method):
    assert getattr(client, method)("/en/methods/job-dating/", data="x=1", content_type="text/plain").status_code in (
        403,
        405,
    )


def test_script_in_a_text_is_words(client):
    from vetatwork.manual import queries

    page = queries.page_with_key("words/learner", "en")
    page.plain_words = "<p>&lt;script&gt;alert(1)&lt;/script&gt;<script>alert(2)</script></p><p onclick='x()'>a</p>"
    page.search_description = "<script>alert(3)</script>"
    page.save_revision().publish()
    for address in ("/en/words/learner/", "/en/methods/job-dating/", "/en/words/"):
        html = client.get(address).content.decode()
        assert "<script>alert" not in html
        assert "onclick" not in html
