"""What search engines and programs find."""

import json
import re
import xml.etree.ElementTree as ET

import pytest
from django.conf import settings

from tests.manual.test_loading import _finnish_home, _finnish_word
from vetatwork.content.services import load_content
from vetatwork.manual import queries

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def _map(client):
    response = client.get("/sitemap.xml")
    assert response.status_code == 200 and response["Content-Type"].startswith("application/xml")
    return {url.find(f"{MAP}loc").text: url for url in ET.fromstring(response.content)}


NO_PAGES = {
    "/en/check/",
    "/en/benefits/employers/return/",
    "/en/start/finder/",
    "/en/take-away/",
    "/en/practice/",
}
"""Addresses of the map that are no page of the manual."""


def test_the_site_map_names_every_page_and_nothing_else(client, repository):
    addresses = _map(client)
    files = list((repository / "content/manual/en").rglob("*.md"))
    assert len(addresses) == len(files) + len(NO_PAGES)
    for address in addresses:
        page = client.get(address.removeprefix(settings.SITE_URL)).content.decode()
        assert f'<link rel="canonical" href="{address}">' in page


def test_the_site_map_joins_the_languages_of_a_page(client, content_copy):
    _finnish_home(content_copy)
    _finnish_word(content_copy)
    load_content(folder=content_copy)
    addresses = _map(client)
    word = addresses[f"{settings.SITE_URL}/fi/words/learner/"]
    assert {link.get("hreflang") for link in word.iter(LINK)} == {"en", "fi"}
    assert f"{settings.SITE_URL}/fi/methods/job-dating/" not in addresses, "what is not translated is not listed"


def test_robots_are_told_of_the_map(client):
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in client.get("/robots.txt").content.decode()


@pytest.mark.parametrize(
    "address", ["/en/", "/en/methods/job-dating/", "/en/benefits/employers/", "/en/words/learner/"]
)
def test_a_page_says_what_it_is(client, address):
    html = client.get(address).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert data["@type"] == ("WebSite" if address == "/en/" else "LearningResource")
    assert data["license"].startswith("https://creativecommons.org/") and data["url"].endswith(address)
    if address != "/en/":
        assert data["audience"]["educationalRole"] and data["educationalLevel"]


def test_no_title_can_break_out_of_the_data(client):
    page = queries.page_with_key("words/learner", "en")
    page.title = "</script><script>alert(1)</script>"
    page.save_revision().publish()
    html = client.get("/en/words/learner/").content.decode()
    assert "<script>alert" not in html


def test_every_page_can_be_had_as_markdown(client):
    for address in _map(client):
        path = address.removeprefix(settings.SITE_URL)
        if path in NO_PAGES:
            continue
        response = client.get(f"{path}index.md")
        assert response.status_code == 200, path
        assert response["Content-Type"] == "text/markdown; charset=utf-8"
        text = response.content.decode()
        assert text.startswith("# ") and text.rstrip().endswith("CC BY 4.0, VET@work")
        assert "[@" not in text and "](words/" not in text
        assert response["Link"] == f'<{address}>; rel="canonical"'


def test_markdown_of_a_missing_page_is_not_found(client):
    assert client.get("/en/nothing/index.md").status_code == 404
    assert client.get("/xx/index.md").status_code == 404


def test_the_summary_for_models_leads_to_markdown_that_is_there(client):
    text = client.get("/llms.txt").content.decode()
    addresses = re.findall(r"\]\((http[^)]+)\)", text)
    assert len(addresses) > 10
    for address in addresses:
        assert client.get(address.removeprefix(settings.SITE_URL)).status_code == 200


def test_the_summary_for_models_names_what_one_can_do_here(client):
    text = client.get("/llms.txt").content.decode()
    headings = re.findall(r"^## (.+)$", text, flags=re.MULTILINE)
    assert headings == ["Parts of the manual", "Pages", "Methods", "Obstacles", "Standards", "Templates", "Tools"]
    tools = text.partition("## Tools")[2]
    for path in ("check/", "start/finder/", "benefits/employers/return/", "practice/", "take-away/"):
        assert f"]({settings.SITE_URL}/en/{path}): " in tools
