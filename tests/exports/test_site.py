"""The whole site as a folder: everything is in it, every link leads somewhere in it, nothing in it needs a server."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from wagtail.models import PageViewRestriction

from tests.manual.test_loading import _finnish_home
from vetatwork.content.services import load_content
from vetatwork.domain.finder import combinations, kits_for
from vetatwork.exports.site import SiteFile, contents, finding, static, write_site, writing
from vetatwork.exports.site.contents import Contents
from vetatwork.exports.site.request import SiteError, answer_to
from vetatwork.manual import queries
from vetatwork.manual.finder.files import guidebook
from vetatwork.search.models import Entry
from vetatwork.ui.frame import Link, register_link, site_frame
from vetatwork.ui.offline import offline_copy

pytestmark = [pytest.mark.outputs, pytest.mark.xdist_group("test_site")]
NOT_LINKS = {"", "mailto", "tel"}


class _Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


def tags_of(path: Path) -> list[tuple[str, dict[str, str]]]:
    return _Tags(path.read_text(encoding="utf-8")).tags


def addresses_of(path: Path) -> list[tuple[str, str]]:
    names = ("href", "src", "action", "formaction")
    return [(tag, given[name]) for tag, given in tags_of(path) for name in names if name in given]


@pytest.fixture(scope="module")
def progress() -> list[tuple[int, int]]:
    return []


@pytest.fixture(scope="module")
def folder(tmp_path_factory, django_db_setup, django_db_blocker, progress) -> Path:
    made = tmp_path_factory.mktemp("offline")
    with django_db_blocker.unblock():
        write_site(made, lambda done, of: progress.append((done, of)))
    return made


@pytest.fixture
def pages(folder) -> list[Path]:
    """Every page but that which only a web server shows."""
    found = [path for path in folder.rglob("*.html") if path.name != "404.html"]
    assert len(found) > 300
    return found


def small(monkeypatch, *wanted: str) -> None:
    """Let the folder hold only some pages, given by their path below the language."""
    whole = contents.contents()

    def few() -> Contents:
        pages = {a: p for a, p in whole.pages.items() if a.split("/", 2)[2] in wanted}
        return Contents(whole.languages, pages, {})

    monkeypatch.setattr(writing, "contents", few)
    monkeypatch.setattr(writing, "_check_pages", lambda language: [])


# --- What is in it ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_every_published_page_is_a_file(folder):
    for path in Entry.objects.filter(language="en").values_list("path", flat=True):
        assert (folder / "en" / path / "index.html").is_file(), path
    for name in ("index.html", "404.html", "README.txt", "en/index.html", "en/search/index.html"):
        assert (folder / name).is_file(), name


@pytest.mark.django_db
def test_every_template_is_there_as_its_files(folder):
    for path in Entry.objects.filter(language="en", kind="template").values_list("path", flat=True):
        pdf = folder / "en" / f"{path}.pdf"
        assert pdf.read_bytes().startswith(b"%PDF"), path
        others = [folder / "en" / f"{path}.{ending}" for ending in ("docx", "xlsx")]
        assert any(other.is_file() and other.read_bytes().startswith(b"PK") for other in others), path


def test_it_says_what_it_is_how_to_open_it_and_of_which_day(folder):
    text = (folder / "README.txt").read_text(encoding="utf-8")
    assert "index.html" in text and "CC BY 4.0" in text
    assert re.search(r"Made on \d+ \w+ \d{4}\.", text)


def test_progress_ends_with_everything_done(folder, progress):
    done, of = progress[-1]
    assert done == of > 300
    assert progress == sorted(progress)


# --- Links ------------------------------------------------------------------------------------------------------------


def test_every_link_leads_to_a_file_of_the_folder(folder, pages):
    for page in pages:
        for _tag, address in addresses_of(page):
            target = urlsplit(address)
            if target.scheme or target.netloc or not target.path:
                continue
            assert not target.path.startswith("/"), (page, address)
            file = (page.parent / unquote(target.path)).resolve()
            assert file.is_file() and file.is_relative_to(folder), (page, address)


def test_every_fragment_is_an_id_of_the_page_it_leads_to(folder, pages):
    ids = {page.resolve(): {given["id"] for _tag, given in tags_of(page) if "id" in given} for page in pages}
    for page in pages:
        for tag, address in addresses_of(page):
            target = urlsplit(address)
            if tag == "a" and target.fragment and not target.netloc:
                there = (page.parent / unquote(target.path)).resolve() if target.path else page.resolve()
                assert unquote(target.fragment) in ids[there], (page, address)


def test_nothing_is_loaded_from_elsewhere_and_nothing_stands_inline(pages):
    for page in pages:
        for tag, given in tags_of(page):
            loaded = given.get("src") or (given.get("href") if tag in ("link", "use") else None) or ""
            assert urlsplit(loaded).scheme == "" and urlsplit(loaded).netloc == "", (page, loaded)
            assert tag != "style" and "style" not in given, page
            assert not any(name.startswith("on") for name in given), page
            assert tag != "script" or (given["src"] and given.get("type") != "module"), page


def test_no_page_names_the_machine_it_was_made_on(pages):
    for page in pages:
        assert "127.0.0.1" not in page.read_text(encoding="utf-8"), page


def test_style_sheets_need_no_other_file(folder):
    sheets = list(folder.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        assert all(way.startswith('"data:') for way in re.findall(r"url\(([^)]+)\)", sheet.read_text())), sheet


def test_scripts_neither_fetch_nor_evaluate(folder):
    scripts = list((folder / "static").rglob("*.js"))
    assert len(scripts) >= 3
    for script in scripts:
        assert not re.search(r"\b(fetch|XMLHttpRequest|eval|import|serviceWorker)\s*[(.]", script.read_text()), script


def test_every_page_forbids_itself_what_it_does_not_need(pages):
    for page in pages:
        policy = next(
            given["content"] for _tag, given in tags_of(page) if given.get("http-equiv") == "Content-Security-Policy"
        )
        assert "default-src 'none'" in policy and "unsafe" not in policy


# --- What needs a server ----------------------------------------------------------------------------------------------


def test_no_form_posts(pages):
    for page in pages:
        for tag, given in tags_of(page):
            assert tag != "form" or given.get("method", "get").lower() == "get", page
            assert "formaction" not in given, page


def test_what_needs_a_server_is_gone_and_the_page_says_so(folder):
    template = (folder / "en/templates/learning-agreement/index.html").read_text()
    assert "<form" not in template and "you can fill this in first" in template
    count = (folder / "en/benefits/employers/return/index.html").read_text()
    assert "<form" not in count and "example-1/index.html" in count
    kit = (folder / "en/methods/job-dating/index.html").read_text()
    assert "take-away" not in kit and "ld+json" not in kit and "og:" not in kit


def test_the_examples_of_the_calculator_are_counted(folder):
    for number in (1, 2, 3):
        page = folder / f"en/benefits/employers/return/example-{number}/index.html"
        assert "Line by line" in page.read_text()
        assert f'href="../example-{number}.pdf"' in page.read_text()
        assert (page.parent.parent / f"example-{number}.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.django_db
def test_a_site_on_the_web_is_linked_to(tmp_path, settings, monkeypatch):
    settings.SITE_URL, settings.LOCAL, settings.ALLOWED_HOSTS = "https://vet.example", False, ["vet.example"]
    small(monkeypatch, "", "obstacles/", "obstacles/time/", "templates/", "search/")
    write_site(tmp_path)
    page = (tmp_path / "en/obstacles/time/index.html").read_text()
    assert '<link rel="canonical" href="https://vet.example/en/obstacles/time/">' in page
    assert '<a href="https://vet.example/en/obstacles/time/">This page on the web</a>' in page
    assert re.search(
        r'href="https://vet.example/en/methods/[\w-]+/"[^>]*>[^<]+ <small>\(on the web\)</small></a>', page
    )
    assert "https://vet.example/" in (tmp_path / "README.txt").read_text()


@pytest.mark.django_db
def test_a_page_that_cannot_be_made_is_named(client):
    with pytest.raises(SiteError, match="/en/no-such-page/"):
        answer_to("/en/no-such-page/")
    with pytest.raises(SiteError, match="/nowhere"):
        answer_to("/nowhere")


@pytest.mark.django_db
def test_a_page_kept_for_some_is_not_in_it():
    page = queries.page_with_key("methods/job-dating", "en")
    assert "/en/methods/job-dating/" in contents.contents().pages
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert "/en/methods/job-dating/" not in contents.contents().pages


@pytest.mark.django_db
def test_the_menu_leaves_out_what_needs_a_server(folder, monkeypatch):
    monkeypatch.setattr("vetatwork.ui.frame._links", [])
    register_link(lambda request: Link("Desk", "/en/desk/"), needs_server=True)
    register_link(lambda request: Link("Check", "/en/check/"))
    assert [link.title for link in site_frame(None).menu][-2:] == ["Desk", "Check"]
    with writing.making(writing.OfflineCopy(writing.timezone.localdate())):
        assert [link.title for link in site_frame(None).menu][-1] == "Check"
        assert "Desk" not in [link.title for link in site_frame(None).menu]
    assert offline_copy() is None


# --- Languages --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_every_open_language_has_every_page_and_a_way_to_the_others(tmp_path, content_copy, monkeypatch):
    _finnish_home(content_copy)
    load_content(folder=content_copy)
    small(monkeypatch, "", "methods/", "methods/job-dating/", "search/", "start/finder/")
    write_site(tmp_path)
    english = (tmp_path / "en/methods/job-dating/index.html").read_text()
    finnish = (tmp_path / "fi/methods/job-dating/index.html").read_text()
    assert 'href="../../../fi/methods/job-dating/index.html"' in english
    assert 'href="../../../en/methods/job-dating/index.html"' in finnish
    assert '<html lang="fi"' in finnish and "not translated yet" in finnish
    start = (tmp_path / "index.html").read_text()
    assert 'href="en/index.html"' in start and 'href="fi/index.html"' in start
    assert (tmp_path / "fi/search/search.js").is_file() and (tmp_path / "fi/start/finder/finder.js").is_file()


# --- Data -------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_table_of_the_finder_names_the_kit_that_the_rule_finds():
    data = finding.finder_data("en", lambda html: html)
    book = guidebook()
    everything = list(combinations(book.rules))
    assert len(data["table"]) == 3 * len(everything) > 1_000
    for number, answers in enumerate(everything):
        kit = next(key for key in kits_for(book.rules, answers) if queries.page_with_key(key, "en"))
        assert f"/en/{kit}/" in data["pieces"][data["table"][3 * number]], answers


@pytest.mark.django_db
def test_without_rules_there_is_no_table(monkeypatch):
    monkeypatch.setattr(finding, "guidebook", lambda: None)
    assert finding.finder_data("en", lambda html: html) is None


def test_a_static_file_that_is_not_there_is_named():
    with pytest.raises(SiteError, match="ui/no-such"):
        static.static_file("ui/no-such.css")


def test_a_font_stands_in_its_style_sheet():
    file = static.static_file("ui/site.css")
    assert isinstance(file, SiteFile) and file.path == "static/ui/site.css"
    assert file.content.count(b"data:font/woff2;base64,") == 6
