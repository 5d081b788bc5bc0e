"""A teacher puts a handout together and takes it home; an old browser without scripts does it too."""

import io

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.site_process import Site


def _is_fit(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{wide} px too wide"
    found = Axe().run(page).response["violations"]
    assert found == [], [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_a_handout_of_two_pages_from_a_kit(browser: Browser, site: Site, width: int, scheme: str) -> None:
    with browser.new_context(
        base_url=site.url,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
        java_script_enabled=width != 320,
    ) as context:
        page = context.new_page()
        page.goto("/en/methods/job-dating/")
        page.get_by_role("link", name="begin a handout with it").click()
        expect(page.get_by_text("You chose 1 page:")).to_be_visible()
        page.locator(".handout summary", has_text="What stands in the way").click()
        page.get_by_label("There is no time").check()
        page.get_by_role("button", name="Put my choice into the address").click()
        page.wait_for_url(lambda url: "page=obstacles/time&page=methods/job-dating" in url)
        expect(page.get_by_text("You chose 2 pages:")).to_be_visible()
        address = page.url.split("?")[1].split("#")[0]
        book = context.request.get(f"/en/take-away/handout.pdf?{address}")
        assert book.status == 200
        assert len(pypdf.PdfReader(io.BytesIO(book.body())).pages) > 2
        page.locator(".chosen").get_by_role("link", name="Job dating").click()
        expect(page.get_by_text("You chose 1 page:")).to_be_visible()
        assert context.cookies() == []


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")])
def test_the_page_is_for_everybody(browser: Browser, site: Site, width: int, scheme: str) -> None:
    with browser.new_context(
        base_url=site.url,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
    ) as context:
        page = context.new_page()
        for address in ("/en/take-away/", "/en/take-away/?page=methods/job-dating&page=none/such"):
            page.goto(address)
            _is_fit(page)
        expect(page.locator(".error-summary")).to_be_focused()
        expect(page.locator("[value='methods/job-dating']")).to_be_checked()


def test_a_mistake_keeps_what_was_ticked(browser: Browser, site: Site) -> None:
    with browser.new_context(base_url=site.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/en/take-away/")
        page.get_by_role("button", name="Make the PDF").click()
        expect(page.get_by_role("alert")).to_contain_text("Choose at least one page.")


def test_a_file_is_made_while_the_reader_waits(browser: Browser, own_site: Site) -> None:
    with browser.new_context(base_url=own_site.url, accept_downloads=True) as context:
        page = context.new_page()
        page.goto("/en/take-away/")
        tips = page.locator(".take-file", has_text="Tips for busy people")
        tips.get_by_role("button").click()
        expect(page).to_have_url(own_site.url + "/en/take-away/#tips")
        link = page.get_by_role("link", name="Tips for busy people, PDF")
        for _look in range(60):
            if link.is_visible():
                break
            page.get_by_role("link", name="Look again").wait_for(timeout=5_000)
            page.wait_for_timeout(1_000)  # The builder is another process: the page is all a reader has to go by.
            page.reload()
        book = context.request.get(link.get_attribute("href") or "")
        assert book.headers["content-type"] == "application/pdf"
        assert len(pypdf.PdfReader(io.BytesIO(book.body())).pages) > 2
        expect(tips.get_by_role("button")).to_have_count(0)
