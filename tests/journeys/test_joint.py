"""A school and an employer, two browsers without JavaScript, from the check to the joint page and back."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.site_process import Site


def _answer(page: Page, number: int) -> None:
    """Choose the statement `number` everywhere, up to the result."""
    page.wait_for_url("**/check/draft/**")
    while page.locator("fieldset.question").count():
        for question in page.locator("fieldset.question").all():
            question.get_by_role("radio").nth(number - 1).check()
        here = page.url
        page.locator("button.button").first.click()
        page.wait_for_url(lambda url, here=here: url != here)
    page.get_by_role("button", name="See my result").click()


def _say_yes(page: Page, button: str) -> None:
    page.get_by_label("One person", exact=True).check()
    page.get_by_label("Yes, the other side may see this").check()
    page.get_by_role("button", name=button).click()


def test_two_sides_from_the_check_to_the_end(browser: Browser, site: Site) -> None:
    with (
        browser.new_context(base_url=site.url, java_script_enabled=False) as here,
        browser.new_context(
            base_url=site.url, java_script_enabled=False, viewport={"width": 320, "height": 700}
        ) as there,
    ):
        school, firm = here.new_page(), there.new_page()
        school.goto("/en/check/provider/quick/")
        school.get_by_label("Yes, at least once").check()
        school.get_by_role("button", name="To the questions").click()
        _answer(school, 4)
        result = school.url
        school.get_by_role("link", name="See what would be shown").click()
        _say_yes(school, "Yes, make an invitation")
        link = school.get_by_label("The link", exact=True).input_value()

        firm.goto(link)
        expect(firm.get_by_role("heading", level=1)).to_contain_text("A school would like to look at it with you")
        firm.get_by_label("Yes, at least once").check()
        firm.get_by_role("button", name="To the questions").click()
        _answer(firm, 2)
        firm.get_by_role("link", name="Go on with the invitation").click()
        _say_yes(firm, "Yes, read both together")
        expect(firm.get_by_role("heading", level=1)).to_contain_text("The school's half reaches further.")
        expect(firm.locator(".next-steps > li")).to_have_count(3)
        assert firm.evaluate("document.documentElement.scrollWidth") <= 320
        answer = here.request.get(f"{firm.url.rstrip('/')}.pdf")
        assert answer.ok and answer.body().startswith(b"%PDF")

        firm.get_by_label("What").first.fill("Ring every second Tuesday")
        firm.get_by_role("button", name="Save our next steps").click()
        school.goto(result)
        school.get_by_role("link", name="Joint reading of").click()
        expect(school.get_by_text("last changed by: The employer")).to_be_visible()
        expect(school.get_by_label("What").first).to_have_value("Ring every second Tuesday")
        school.get_by_text("Take it back", exact=True).click()
        school.get_by_role("button", name="Yes, take it back").click()
        expect(school.get_by_role("heading", name="It is taken back.")).to_be_visible()
        assert firm.reload().status == 404
        assert here.cookies() == there.cookies() == []


@pytest.fixture(scope="module")
def addresses(browser: Browser, site: Site) -> dict[str, str]:
    """Pages of a joint reading made at a table, and of an invitation."""
    with browser.new_context(base_url=site.url) as context:
        page = context.new_page()
        page.goto("/en/check/provider/quick/")
        page.get_by_label("Yes, at least once").check()
        page.get_by_role("button", name="To the questions").click()
        _answer(page, 3)
        together = f"{page.url}together/"
        page.goto(together)
        _say_yes(page, "Yes, make an invitation")
        found = {"together": together, "invitations": page.url}
        found["invitation"] = page.get_by_label("The link", exact=True).input_value()
        page.goto("/en/check/table/")
        page.get_by_role("button", name="The school begins").click()
        found["table-side"] = page.url
        for number in (3, 0):
            for question in page.locator("fieldset.question").all():
                question.get_by_role("radio").nth(number).check()
            page.locator("button.button").first.click()
        return {**found, "joint": page.url, "table": "/en/check/table/", "typed": "/en/check/table/typed/"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", ["together", "invitations", "invitation", "table", "typed", "joint"])
def test_pages_of_a_joint_reading_are_accessible_and_fit_their_window(
    browser: Browser, site: Site, addresses: dict[str, str], *, kind: str, width: int, scheme: str
) -> None:
    with browser.new_context(
        base_url=site.url, color_scheme=scheme, viewport={"width": width, "height": 800}
    ) as context:
        page = context.new_page()
        page.goto(addresses[kind])
        for details in page.locator("details").all():
            details.evaluate("each => each.open = true")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        found = Axe().run(page).response["violations"]
        assert found == [], [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]
