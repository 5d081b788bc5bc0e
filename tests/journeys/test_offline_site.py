"""The manual from a disk, with the network cut: read, search, filter, find a method, change the language, print."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.site_process import Site, environment_of
from vetatwork.manual.presentation.lists import PER_PAGE

pytestmark = pytest.mark.xdist_group("journeys_offline_site")
BUILD = """
import django, pathlib, sys
django.setup()
from vetatwork.exports.site import write_site
write_site(pathlib.Path(sys.argv[1]))
"""
PAGES = {
    "start": "index.html",
    "home": "en/index.html",
    "list": "en/cases/index.html",
    "filtered": "en/cases/index.html?country=nl&step=4&sector=nonsense",
    "empty": "en/cases/index.html?country=us&sector=hair-beauty",
    "kit": "en/methods/job-dating/index.html",
    "template": "en/templates/learning-agreement/index.html",
    "return": "en/benefits/employers/return/index.html",
    "example": "en/benefits/employers/return/example-2/index.html",
    "search": "en/search/index.html?q=time+for+mentors",
    "search-typo": "en/search/index.html?q=aprentice",
    "finder": "en/start/finder/index.html",
    "finder-asks": "en/start/finder/index.html?who=mentor&size=250%2B&experience=stuck&colour=red",
    "finder-found": "en/start/finder/index.html?who=employer&size=1-9&experience=never&pain=no-partners&time=hour",
}
QUESTIONS = [
    "learner",
    "learners",
    "mentor",
    "first day",
    "what to do when the company has no time",
    "find a company",
    "insurance",
    "insuranc",
    "job dat",
    "dating ",
    "trainee",
    "hairdresser netherlands",
    "aprentice",
    "Überstunden",
    "the",
    "apprentices' pay",
    "zebra crossing time",
    "zzzzqq",
    "kitchen safety under 18",
    "what does learning outcome mean",
    "there is no time",
    "nobody has time",
    "how to start cooperation school and company",
    "my boss only makes me clean",
    "safty rules garage",
    "students do not want to learn anything at work any more",
]
"""Whole words, words half typed, other forms, other words for the same, mistyped ones, and such as no page has."""

LISTS = [
    "methods/",
    "methods/?step=1",
    "methods/?step=1&step=3&area=cooperation",
    "methods/?effort_employer=low&evidence=nonsense",
    "cases/",
    "cases/?country=nl",
    "cases/?country=de&country=nl&size=1-9&step=4",
    "cases/?country=us&sector=hair-beauty",
]
ROUTES = [
    "",
    "experience=stuck",
    "who=mentor&size=250%2B&experience=stuck&colour=red",
    "who=provider&size=1-9",
    "who=provider&experience=never&pain=no-time&time=hour",
    "who=employer&size=1-9&experience=never&pain=no-partners&time=hour",
    "who=employer&size=250%2B&experience=regularly&pain=no-time&time=build",
    "who=mentor&size=10-49&experience=some&pain=no-time&time=half-day",
]


@pytest.fixture(scope="session")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the site of these tests is written into, in a process of its own."""
    made = tmp_path_factory.mktemp("offline")
    environment = {**environment_of(site), "DJANGO_SETTINGS_MODULE": "vetatwork.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(made)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture
def cut_off(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without a network: whatever is no file is refused, and fails the test."""
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    with browser.new_context(viewport={"width": 1280, "height": 900}, offline=True) as context:
        context.route(lambda url: not url.startswith(("file:", "data:")), refuse)
        yield context
        assert asked == []


@pytest.fixture
def disk(cut_off: BrowserContext) -> Iterator[Page]:
    """A window of that browser; what its console reports fails the test."""
    window = cut_off.new_page()
    troubles: list[str] = []
    window.on(
        "console", lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None
    )
    window.on("pageerror", lambda error: troubles.append(str(error)))
    yield window
    assert troubles == []


def opened(disk: Page, folder: Path, address: str) -> Page:
    disk.goto(f"{folder.as_uri()}/{address}")
    return disk


# --- Walking through --------------------------------------------------------------------------------------------------


def test_a_double_click_leads_to_the_manual_and_through_it(disk: Page, folder: Path) -> None:
    opened(disk, folder, "index.html")
    disk.get_by_role("link", name="Open the manual").click()
    disk.get_by_role("navigation", name="Main menu").get_by_role("link", name="Methods").click()
    disk.get_by_role("link", name="Job dating", exact=True).click()
    expect(disk.get_by_role("heading", level=1)).to_have_text("Job dating")
    expect(disk).to_have_url(f"{folder.as_uri()}/en/methods/job-dating/index.html")
    assert disk.evaluate("[...document.fonts].filter((font) => font.status === 'loaded').length") == 2
    assert disk.evaluate("getComputedStyle(document.body).display") == "flex", "the style sheet is there"


def test_searching_finds_whole_words_half_words_and_says_when_there_is_nothing(disk: Page, folder: Path) -> None:
    opened(disk, folder, "en/index.html")
    disk.get_by_role("searchbox").fill("job dati")
    disk.get_by_role("searchbox").press("Enter")
    first = disk.locator(".hits li").first
    expect(first.get_by_role("link")).to_have_text("Job dating")
    expect(disk.locator(".hits mark").first).to_be_visible()
    expect(disk.get_by_text("needs JavaScript")).to_have_count(0)
    first.get_by_role("link").click()
    expect(disk.get_by_role("heading", level=1)).to_have_text("Job dating")
    disk.go_back()
    disk.get_by_role("searchbox").fill("zzzzqq")
    disk.get_by_role("button", name="Search").click()
    expect(disk.get_by_role("status")).to_have_text("Nothing was found.")


def test_a_mistyped_word_is_mended(disk: Page, folder: Path) -> None:
    opened(disk, folder, "en/search/index.html?q=aprentice")
    disk.get_by_role("link", name="apprentice", exact=True).click()
    expect(disk.locator(".hits li").first).to_be_visible()


def test_more_hits_than_fit_are_turned_over(disk: Page, folder: Path) -> None:
    opened(disk, folder, "en/search/index.html?q=learner")
    first = disk.locator(".hits li").first.inner_text()
    disk.get_by_role("link", name="Next page").click()
    expect(disk.locator(".hits li")).to_have_count(10)
    assert disk.locator(".hits li").first.inner_text() != first
    disk.get_by_role("link", name="Previous page").click()
    assert disk.locator(".hits li").first.inner_text() == first


def test_choosing_from_a_list_and_taking_it_back(disk: Page, folder: Path) -> None:
    opened(disk, folder, "en/cases/index.html")
    everything = disk.locator(".cards > li").count()
    disk.locator(".filters summary", has_text="Country").click()
    disk.locator(".filters a", has_text="Netherlands").click()
    expect(disk.locator(".chosen")).to_contain_text("Country: Netherlands")
    some = disk.locator(".cards > li").count()
    assert 0 < some < everything
    expect(disk.locator("#found")).to_have_text(f"{some} pages")
    disk.get_by_role("link", name="Clear all").click()
    expect(disk.locator(".cards > li")).to_have_count(everything)


def test_five_taps_lead_to_a_method(disk: Page, folder: Path) -> None:
    opened(disk, folder, "en/start/index.html")
    disk.locator(".panel-finder").get_by_role("link", name="Employer").click()
    for answer in ("1–9 people", "Never", "We cannot find partners", "This week an hour"):
        disk.locator(".answers").get_by_role("link", name=answer).click()
    expect(disk.locator("#ask-title")).to_be_visible()
    disk.get_by_role("link", name="Open the kit").click()
    expect(disk.locator(".kind-method")).to_be_visible()
    disk.go_back()
    disk.locator(".chosen").get_by_role("link", name="This week an hour").click()
    expect(disk.locator("#ask-title")).to_have_text("How much time do you have for it?")


def test_a_template_is_there_as_a_file(disk: Page, folder: Path) -> None:
    opened(disk, folder, "en/templates/learning-agreement/index.html")
    for name in ("Word file, empty", "PDF file, empty"):
        href = disk.get_by_role("link", name=name).evaluate("(link) => link.href")
        assert Path(href.removeprefix("file://")).stat().st_size > 1_000


def test_a_page_prints_as_a_handout(disk: Page, folder: Path) -> None:
    opened(disk, folder, "en/methods/job-dating/index.html")
    disk.emulate_media(media="print")
    expect(disk.locator("nav:visible")).to_have_count(0)
    assert disk.locator("h1").is_visible()
    assert disk.pdf(format="A4").startswith(b"%PDF")


def test_without_scripts_everything_can_be_read_and_says_what_is_missing(browser: Browser, folder: Path) -> None:
    with browser.new_context(java_script_enabled=False, offline=True) as context:
        page = context.new_page()
        page.goto(f"{folder.as_uri()}/en/methods/index.html")
        assert page.get_by_role("link", name="Job dating", exact=True).is_visible()
        assert page.get_by_text("needs JavaScript").is_visible()
        assert not page.locator(".filters").is_visible(), "choosing needs the script"
        for address in ("en/search/index.html", "en/start/finder/index.html"):
            page.goto(f"{folder.as_uri()}/{address}")
            assert page.get_by_text("needs JavaScript").is_visible(), address


@pytest.fixture
def web_server(folder: Path) -> Iterator[str]:
    """Any web server that knows nothing of the manual."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_any_web_server_can_serve_the_folder(browser: Browser, web_server: str) -> None:
    with browser.new_context(base_url=web_server) as context:
        page = context.new_page()
        troubles: list[str] = []
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        page.goto("/en/search/")
        page.get_by_role("searchbox").fill("job dating")
        page.get_by_role("searchbox").press("Enter")
        expect(page.locator(".hits li").first.get_by_role("link")).to_have_text("Job dating")
        page.goto("/en/cases/?country=nl")
        expect(page.locator(".chosen")).to_contain_text("Country: Netherlands")
        page.goto("/en/start/finder/?who=employer")
        page.locator(".answers").get_by_role("link", name="1–9 people").click()
        expect(page.locator(".chosen")).to_contain_text("Size: 1–9 people")
        page.goto("/404.html")
        page.get_by_role("link", name="VET@work", exact=True).click()
        expect(page).to_have_url(f"{web_server}/en/index.html")
        assert troubles == []


# --- The same as on the server ----------------------------------------------------------------------------------------

READ_HITS = """() => ({
  status: document.querySelector("[role=status]")?.textContent.trim(),
  hits: [...document.querySelectorAll(".hits li")].map((hit) =>
    [hit.querySelector("h2").textContent, hit.querySelector(".excerpt").innerHTML,
     hit.querySelector(".eyebrow").textContent.trim()]),
  kinds: [...document.querySelectorAll("main .on-page a")].map((kind) => kind.textContent).sort(),
  meant: document.querySelector(".notice a")?.textContent,
})"""
READ_LIST = """() => ({
  count: document.querySelector("#found").textContent,
  cards: [...document.querySelectorAll("#found ~ .cards > li h3")].map((title) => title.textContent),
  filters: [...document.querySelectorAll(".filters details")].map((filter) =>
    [...filter.querySelectorAll("summary, a")].map((each) => [each.textContent, each.getAttribute("aria-current")])),
  queries: [...document.querySelectorAll(".filters a, .chosen a")].map((link) => new URL(link.href).search),
  chosen: [...document.querySelectorAll(".chosen li")].map((chip) => chip.textContent),
  notice: document.querySelector("main .notice")?.textContent,
})"""
READ_FINDER = """() => ({
  text: document.querySelector("#ask").innerText.replace(/\\s+/g, " "),
  links: [...document.querySelectorAll("#ask a")].map((link) => new URL(link.href).search + new URL(link.href).hash),
  lists: [...document.querySelectorAll("#ask ul")].map((list) => list.className),
  title: document.title,
  notice: document.querySelector(".finder .notice")?.textContent,
})"""


@pytest.mark.parametrize("question", QUESTIONS)
def test_searching_finds_what_the_server_finds(browser: Browser, site: Site, folder: Path, question: str) -> None:
    address = f"?q={question.replace(' ', '+')}"
    assert _read(browser, f"{folder.as_uri()}/en/search/index.html{address}", READ_HITS) == _read(
        browser, f"{site.url}/en/search/{address}", READ_HITS
    )


@pytest.mark.parametrize("address", LISTS)
def test_a_list_shows_what_the_server_shows(browser: Browser, site: Site, folder: Path, address: str) -> None:
    path, _mark, query = address.partition("?")
    ours = _read(browser, f"{folder.as_uri()}/en/{path}index.html?{query}", READ_LIST)
    theirs = _read(browser, f"{site.url}/en/{address}", READ_LIST)
    assert ours.pop("cards")[:PER_PAGE] == theirs.pop("cards"), "the folder has no second page"
    assert ours == theirs


@pytest.mark.parametrize("query", ROUTES)
def test_the_finder_says_what_the_server_says(browser: Browser, site: Site, folder: Path, query: str) -> None:
    mark = f"?{query}" if query else ""
    assert _read(browser, f"{folder.as_uri()}/en/start/finder/index.html{mark}", READ_FINDER) == _read(
        browser, f"{site.url}/en/start/finder/{mark}", READ_FINDER
    )


def _read(browser: Browser, address: str, script: str) -> dict[str, object]:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        read: dict[str, object] = page.evaluate(script)
        return read


# --- How it looks -----------------------------------------------------------------------------------------------------


# The same pages are looked at in all four ways where a server shows them (test_look.py).
@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_a_page_of_the_folder_is_accessible_and_fits_its_window(
    browser: Browser, folder: Path, address: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    with browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}, offline=True) as context:
        page = context.new_page()
        page.goto(f"{folder.as_uri()}/{address}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{wide} px too wide"
        found = Axe().run(page).response["violations"]
        assert found == [], [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]
