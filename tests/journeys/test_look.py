"""Every kind of page: axe finds nothing in light and dark, no sideways scrolling, little weight, no foreign request."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.site_process import Site

KINDS = {
    "home": "/en/",
    "section": "/en/methods/",
    "obstacles": "/en/obstacles/",
    "cases": "/en/cases/",
    "words": "/en/words/",
    "obstacle": "/en/obstacles/time/",
    "method": "/en/methods/job-dating/",
    "kit-with-lessons": "/en/methods/proud-to-be-a-mentor/",
    "lesson": "/en/methods/proud-to-be-a-mentor/lessons/1/",
    "case": "/en/cases/leerhuis-gouda/",
    "word": "/en/words/learner/",
    "standard": "/en/standards/young-workers/",
    "template": "/en/templates/expectations-agreement/",
    "plain": "/en/about/",
    "promises": "/en/start/every-learner/",
    "claims": "/en/benefits/employers/",
    "employer-return": "/en/benefits/employers/return/",
    "finder": "/en/start/finder/",
    "finder-asks": "/en/start/finder/?who=mentor&size=250%2B&experience=stuck&colour=red",
    "finder-found": "/en/start/finder/?who=employer&size=1-9&experience=never&pain=no-partners&time=hour",
    "check": "/en/check/",
    "check-about": "/en/check/employer/quick/",
    "check-embedded": "/en/check/embed/",
    "check-deleted": "/en/check/result/deleted/",
    "search": "/en/search/?q=what+to+do+when+the+company+has+no+time",
    "search-typo": "/en/search/?q=aprentice",
    "filtered-list": "/en/cases/?country=nl&step=4&sector=nonsense",
    "empty-list": "/en/cases/?country=us&sector=hair-beauty",
    "not-found": "/en/no-such-page/",
    "login": "/accounts/login/",
}
MAX_WEIGHT = 120 * 1024
MAX_SCRIPT = 30 * 1024


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS.keys())
def test_a_page_is_accessible_and_fits_its_window(
    browser: Browser, site: Site, address: str, width: int, scheme: str
) -> None:
    with browser.new_context(
        base_url=site.url, color_scheme=scheme, viewport={"width": width, "height": 800}
    ) as context:
        page = context.new_page()
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{wide} px too wide"
        found = Axe().run(page).response["violations"]
        assert found == [], [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS.keys())
def test_a_page_is_light_and_asks_nobody_else(browser: Browser, site: Site, address: str) -> None:
    with browser.new_context(base_url=site.url, viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        sizes: list[tuple[str, str, int]] = []
        page.on("requestfinished", lambda r: sizes.append((r.url, r.resource_type, r.sizes()["responseBodySize"])))
        page.goto(address, wait_until="networkidle")
        assert all(url.startswith(site.url) for url, _kind, _size in sizes)
        counted = [size for _url, kind, size in sizes if kind in ("document", "stylesheet", "script", "font")]
        assert sum(counted) <= MAX_WEIGHT, sizes
        assert sum(size for _url, kind, size in sizes if kind == "script") <= MAX_SCRIPT
        assert len([kind for _url, kind, _size in sizes if kind == "font"]) <= 2
        assert context.cookies() == [] or address.startswith("/accounts/")


@pytest.mark.parametrize("address", ["/en/", "/en/methods/job-dating/", "/en/obstacles/time/"])
def test_a_page_prints_as_a_handout(browser: Browser, site: Site, address: str) -> None:
    with browser.new_context(base_url=site.url) as context:
        page = context.new_page()
        page.goto(address)
        page.emulate_media(media="print")
        expect(page.locator("nav:visible")).to_have_count(0)
        assert page.locator("h1").is_visible()
        assert page.pdf(format="A4").startswith(b"%PDF")
