"""An editor comes in by the one-time link, changes a kit, and the change goes its way: page, load, dump."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.people import become_editor
from tests.site_process import Site

KIT = "methods/job-dating"


def _open_kit(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/en/{KIT}/")
    page.goto(f"{site.url}/admin/pages/")
    page.goto(f"{site.url}/admin/pages/search/?q=Job+dating")
    kit = page.get_by_role("row").filter(has_text=re.compile("method", re.I))  # There is a word of that name too.
    kit.get_by_role("link", name="Job dating", exact=True).first.click()
    page.wait_for_url("**/edit/")


def _publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name="Publish").last.click()


def test_an_editors_change_is_shown_kept_and_dumped(browser: Browser, own_site: Site) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 1000}) as context:
        page = context.new_page()
        become_editor(page, own_site)
        _open_kit(page, own_site)
        page.locator("#id_slogan").fill("Ten minutes at one table")
        page.get_by_role("button", name="Toggle preview").click()
        preview = page.frame_locator("iframe#w-preview-iframe, iframe[title='Preview']").first
        expect(preview.locator(".lead")).to_contain_text("Ten minutes at one table")
        _publish(page)
        expect(page.locator(".messages")).to_contain_text("published")
        page.goto(f"{own_site.url}/en/{KIT}/")
        expect(page.locator("main")).to_contain_text("Ten minutes at one table")
    assert "0 changed" in own_site.command("content", "load")
    file = own_site.content / f"manual/en/{KIT}.md"
    assert "Ten minutes at one table" not in file.read_text(encoding="utf-8")
    own_site.command("content", "dump")
    assert "slogan: Ten minutes at one table\n" in file.read_text(encoding="utf-8")


def test_an_editor_cannot_publish_what_would_break_the_page(browser: Browser, own_site: Site) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 1000}) as context:
        page = context.new_page()
        become_editor(page, own_site)
        _open_kit(page, own_site)
        page.locator("#id_slogan").fill("")
        page.locator("#id_step_from").fill("9")
        _publish(page)
        expect(page.locator(".messages")).to_contain_text("could not be")
        expect(page.get_by_text("Must be from 1 to 5").first).to_be_visible()
        page.goto(f"{own_site.url}/en/{KIT}/")
        expect(page.locator("main")).to_contain_text("Ten minutes")
