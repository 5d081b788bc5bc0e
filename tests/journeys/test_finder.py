"""A shop owner with a phone and no mouse: from the home page to one kit in five taps."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.site_process import Site

TAPS = ("Employer", "1–9 people", "Never", "We cannot find partners", "This week an hour")


def _press(page: Page, label: str) -> None:
    """Walk to the link by keyboard and follow it."""
    link = page.locator(".answers").get_by_role("link", name=label)
    expect(link).to_be_visible()
    for _number in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    expect(link).to_be_focused()
    here = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != here)


def _is_fit(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{wide} px too wide"
    found = Axe().run(page).response["violations"]
    assert found == [], [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_five_taps_by_keyboard_lead_from_the_home_page_to_a_kit(browser: Browser, site: Site, scheme: str) -> None:
    with browser.new_context(
        base_url=site.url,
        viewport={"width": 320, "height": 640},
        color_scheme=scheme,  # type: ignore[arg-type]
    ) as context:
        page = context.new_page()
        page.goto("/en/")
        for label in TAPS:
            _press(page, label)
            _is_fit(page)
        expect(page.locator("#ask-title")).to_have_text("Job shadowing")
        assert context.cookies() == []
        page.go_back()
        expect(page.locator("#ask-title")).to_have_text("How much time do you have for it?")
        page.go_forward()
        page.locator(".chosen").get_by_role("link", name="Experience").click()
        expect(page.locator("#ask-title")).to_contain_text("How often")


def test_it_works_without_scripts(browser: Browser, site: Site) -> None:
    with browser.new_context(base_url=site.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/en/start/")
        page.get_by_role("link", name="Begin with “Ours is stuck”").click()
        for label in ("VET provider", "Nobody sticks to what was agreed", "Half a day a month"):
            page.locator(".answers").get_by_role("link", name=label).click()
        page.get_by_role("link", name="Open the kit").click()
        expect(page.locator("h1")).to_have_text("A round of quality")
