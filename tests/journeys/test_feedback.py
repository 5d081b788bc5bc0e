"""A reader says what a page lacks, with one tap and a few words; an editor reads it and deals with it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.people import become_editor
from tests.site_process import Site

KIT = "/en/methods/job-dating/"
QUESTION = "What is missing, or what would make it better?"


def _no_faults(page: Page, within: str = "html") -> None:
    found = Axe().run(page, context=within).response["violations"]
    assert found == [], [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{wide} px too wide"


def _trap_is_out_of_sight(page: Page) -> None:
    box = page.locator(".trap").bounding_box()
    assert box and box["x"] + box["width"] < 0


def test_a_reader_without_javascript_is_heard_and_an_editor_deals_with_it(browser: Browser, own_site: Site) -> None:
    with browser.new_context(base_url=own_site.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(KIT)
        page.get_by_role("group", name="Was this page helpful?").get_by_role("button", name="Not yet").click()
        expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("alert")).to_contain_text("Write a few words first")
        page.get_by_label(QUESTION).fill("Say how long it takes to set up. 🙂")
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("status")).to_contain_text("Your text has arrived")
        page.get_by_role("link", name="Job dating").click()
        expect(page).to_have_url(own_site.url + KIT)
        assert context.cookies() == []
    with browser.new_context(base_url=own_site.url, viewport={"width": 1280, "height": 1000}) as context:
        page = context.new_page()
        become_editor(page, own_site)
        page.goto("/admin/voices/")
        line = page.get_by_role("row").filter(has_text="Say how long it takes")
        expect(line).to_contain_text("not yet")
        _no_faults(page, "#main")
        line.get_by_role("button", name="Handled").click()
        expect(page.locator("main")).to_contain_text("There is no new text.")
        page.get_by_role("link", name="All pages by yes and not yet").click()
        row = page.get_by_role("row").filter(has_text="Job dating")
        expect(row.get_by_role("cell")).to_have_text(["0", "1", "0", re.compile("1")])
        _no_faults(page, "#main")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_way_is_accessible_and_fits(browser: Browser, own_site: Site, width: int, scheme: str) -> None:
    size = {"width": width, "height": 800}
    with browser.new_context(base_url=own_site.url, color_scheme=scheme, viewport=size) as context:
        page = context.new_page()
        page.goto(KIT)
        for button in page.locator(".voice button").all():
            box = button.bounding_box()
            assert box and box["width"] >= 44 and box["height"] >= 44
        _trap_is_out_of_sight(page)
        page.get_by_role("button", name="Not yet").click()
        _trap_is_out_of_sight(page)
        _no_faults(page)
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("alert")).to_be_focused()
        _no_faults(page)
        page.get_by_label(QUESTION).fill("شكرا: what does it cost?")
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_label(QUESTION)).to_have_value("شكرا: what does it cost?")
        _no_faults(page)


def test_a_keyboard_never_lands_in_the_hidden_field_and_no_printer_shows_the_question(page: Page) -> None:
    page.goto(KIT)
    yes, not_yet = page.get_by_role("button", name="Yes"), page.get_by_role("button", name="Not yet")
    yes.focus()
    page.keyboard.press("Tab")
    expect(not_yet).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") != "topic"
    page.emulate_media(media="print")
    expect(yes).to_be_hidden()
    expect(page.get_by_text("Was this page helpful?")).to_be_hidden()
