"""An editor finds on the desk what waits, follows it to the page, mends it, and the desk says so."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.people import become_editor
from tests.site_process import Site

LONG = "This sentence " + "goes on and " * 14 + "then it ends. "


def _violations(page: Page) -> list[tuple[str, list[str]]]:
    found = Axe().run(page, context="main").response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


def test_a_long_sentence_is_found_and_mended(browser: Browser, own_site: Site) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 1000}) as context:
        page = context.new_page()
        become_editor(page, own_site)
        page.get_by_role("link", name="Editors' desk").click()
        expect(page.get_by_role("heading", name="Pages and sources")).to_be_visible()
        page.goto(f"{own_site.url}/admin/pages/search/?q=Job+dating")
        kit = page.get_by_role("row").filter(has_text=re.compile("method", re.I))
        kit.get_by_role("link", name="Job dating", exact=True).first.click()
        page.wait_for_url("**/edit/")
        page.locator("#id_search_description").fill(LONG)
        page.get_by_role("button", name="Save draft").click()
        expect(page.locator(".messages")).to_contain_text("updated")
        page.goto(f"{own_site.url}/admin/editors-desk/")
        card = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Hard to read"))
        expect(card).to_contain_text("1 long sentence")
        card.get_by_role("link", name="Hard to read").click()
        row = page.get_by_role("row").filter(has_text="Job dating")
        expect(row).to_contain_text("words: “This sentence goes on")
        row.get_by_role("link", name="Job dating").click()
        page.locator("#id_search_description").fill("Learners and firms meet at small tables.")
        page.get_by_role("button", name="Save draft").click()
        expect(page.locator(".messages")).to_contain_text("updated")
        page.goto(f"{own_site.url}/admin/editors-desk/reading/")
        expect(page.get_by_text("Every page reads well.")).to_be_visible()
        page.get_by_label("Show", exact=True).select_option("fine")
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_role("row")).to_have_count(51)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [800, 1280])
def test_the_desk_is_accessible(browser: Browser, own_site: Site, width: int, scheme: str) -> None:
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme) as context:
        page = context.new_page()
        troubles: list[str] = []
        become_editor(page, own_site)
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        for name in ("", "sources/?group=all", "reading/?group=all", "links/?group=all", "unlinked/", "translations/"):
            page.goto(f"{own_site.url}/admin/editors-desk/{name}")
            assert _violations(page) == [], name
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{name}: {wide} px too wide"
        assert troubles == []
