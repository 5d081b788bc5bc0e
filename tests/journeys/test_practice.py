"""A practice goes its whole way in the browser: a stranger tells it, an editor makes it a case, readers find it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.people import become_editor
from tests.site_process import Site

TITLE = "Apprentices cook for the school"
CASE = "/en/cases/apprentices-cook-for-the-school/"
STORY = {
    "How was it before?": "Every May we phoned forty firms for places. Most of them said no.",
    "What did the VET provider do?": "Two teachers visited each firm and brought the list of tasks.",
    "What did the employer do?": "One mentor had two hours a week for the learner.",
    "What did the learners do?": "They chose three tasks and showed them at the end.",
}
RESULT = {
    "What did it take?": "Two afternoons of two teachers. We did not count more.",
    "What came of it, and how do you know?": "Seven of nine stayed after the trial. We asked them in June.",
    "What can others copy tomorrow?": "Ask the firm which weeks it can spare somebody.\nBring the tasks on one page.",
}


def _go_on(page: Page) -> None:
    page.get_by_role("button", name="Save and go on").click()


def _tell_first_pages(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/en/cases/")
    page.get_by_role("link", name="Share your practice").click()
    page.get_by_role("button", name="Start").click()
    page.get_by_label("A name for your practice").fill(TITLE)
    page.get_by_label("Who worked together?").fill("A school and a bakery with six people")
    page.get_by_label("Country", exact=True).select_option("fi")
    _go_on(page)
    page.get_by_label("Placement").check()
    page.get_by_label("Hotels and kitchens").check()
    _go_on(page)
    page.get_by_label("3. Agreed").check()
    page.get_by_label("We arrange it").check()
    _go_on(page)
    for label, text in STORY.items():
        page.get_by_label(label).fill(text)
    page.get_by_role("button", name="Save and come back later").click()


def _finish_and_send(page: Page) -> None:
    page.get_by_role("link", name="Go on writing").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What came of it?")
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.get_by_label("What did the learners do?")).to_have_value(STORY["What did the learners do?"])
    _go_on(page)
    for label, text in RESULT.items():
        page.get_by_label(label).fill(text)
    _go_on(page)
    page.get_by_role("link", name="Go on to credit and consent").click()
    page.get_by_role("button", name="Send it to the editors").click()
    expect(page.locator(".error-summary")).to_contain_text("Without the licence")
    page.get_by_label("With a name").check()
    page.get_by_label("Name of the organisation").fill("Town School")
    page.get_by_label("I wrote this").check()
    page.get_by_label("Our partner and everybody").check()
    page.get_by_role("button", name="Send it to the editors").click()
    expect(page.locator("main")).to_contain_text("It has been with the editors since")


def _make_case(page: Page, site: Site) -> None:
    become_editor(page, site)
    page.goto(f"{site.url}/admin/")
    page.get_by_role("link", name="Submitted practice").first.click()
    page.get_by_role("link", name=TITLE).click()
    look = page.frame_locator("iframe.review-look")
    expect(look.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.get_by_role("button", name="Make it a case").click()
    page.wait_for_url("**/edit/")
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name="Publish").last.click()
    expect(page.locator(".messages")).to_contain_text("published")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_practice_goes_from_a_strangers_form_to_a_published_case(
    browser: Browser, own_site: Site, scripts: bool
) -> None:
    with browser.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        _tell_first_pages(page, own_site)
        link = page.get_by_label("Link to copy").input_value()
        assert link.startswith(own_site.url)
    with browser.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(link)
        _finish_and_send(page)
        assert context.cookies() == []
    with browser.new_context(viewport={"width": 1280, "height": 1000}) as context:
        _make_case(context.new_page(), own_site)
    with browser.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(f"{own_site.url}/en/search/?q=apprentices+cook+school")
        page.get_by_role("link", name=TITLE).first.click()
        assert page.url == own_site.url + CASE
        expect(page.locator("article")).to_contain_text("Told by")
        expect(page.locator("article")).to_contain_text("Town School, CC BY 4.0")
        page.goto(link)
        page.get_by_role("link", name="Read the case").click()
        assert page.url == own_site.url + CASE


def test_the_pages_are_accessible_and_never_scroll_sideways(browser: Browser, own_site: Site) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        _tell_first_pages(page, own_site)
        link = page.url
        for address in ("", "who/", "kind/", "bridge/", "story/?check=1", "result/?check=1", "answers/", "credit/"):
            _looks_right(page, link + address)
        _looks_right(page, f"{own_site.url}/en/practice/")
        page.goto(f"{link}credit/")
        page.get_by_role("button", name="Send it to the editors").click()
        expect(page.locator(".error-summary")).to_be_focused()
        page.goto(link)
        page.get_by_text("Withdraw and delete").click()
        page.get_by_role("button", name="Yes, delete it").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("It is deleted.")
        page.goto(link)
        expect(page.get_by_role("heading", level=1)).not_to_have_text(TITLE)


def _looks_right(page: Page, address: str) -> None:
    for width in (320, 1280):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            page.goto(address)
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), (address, width)
            found = Axe().run(page)
            assert found.violations_count == 0, (address, width, scheme, found.generate_report())
