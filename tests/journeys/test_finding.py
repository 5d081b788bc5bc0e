"""A reader who never saw the site finds what she needs, by search and by clicks, with and without JavaScript."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site_process import Site

SEARCHES = [
    ("what to do when the company has no time", "/en/obstacles/time/"),
    ("expectations", "/en/obstacles/expectations/"),
    ("mentor course", "/en/methods/proud-to-be-a-mentor/"),
    ("trainee", "/en/words/learner/"),
    ("learning outcome", "/en/words/learning-outcome/"),
]


@pytest.mark.parametrize(("question", "address"), SEARCHES)
def test_by_search_from_the_home_page(page: Page, question: str, address: str) -> None:
    page.goto("/en/")
    page.get_by_label("What are you looking for?").fill(question)
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search/**")
    page.locator(f'.hits a[href="{address}"]').click()
    page.wait_for_url(f"**{address}")


@pytest.mark.parametrize("script", [True, False])
def test_cases_of_a_sector_by_clicks(browser: Browser, site: Site, script: bool) -> None:
    with browser.new_context(
        base_url=site.url, java_script_enabled=script, viewport={"width": 320, "height": 700}
    ) as context:
        page = context.new_page()
        page.goto("/en/cases/")
        page.locator(".filters summary", has_text="Sector").click()
        page.locator(".filters a", has_text="Health and care").click()
        page.wait_for_url("**sector=health**")
        expect(page.locator('.card a[href="/en/cases/azubi-speed-dating/"]')).to_have_count(0)
        expect(page.locator('.card a[href="/en/cases/leerhuis-gouda/"]')).to_be_visible()
        page.get_by_role("link", name="Clear all").click()
        page.wait_for_url("**/en/cases/")


def test_a_starter_case_in_health_care_by_clicks(page: Page) -> None:
    page.goto("/en/")
    page.locator('header a[href="/en/cases/"]:visible').click()
    for group, value in (("Sector", "Health and care"), ("Step", "2. In touch")):
        page.locator(".filters summary", has_text=group).click()
        page.locator(".filters a", has_text=value).click()
    page.locator('.card a[href="/en/cases/usp-college-nhs-workshop/"]').click()
    expect(page.locator(".page-head")).to_contain_text("Starter")


def test_a_typo_leads_on(page: Page) -> None:
    page.goto("/en/search/?q=aprentice")
    page.get_by_role("link", name="apprentice", exact=True).click()
    expect(page.locator("mark").first).to_be_visible()
