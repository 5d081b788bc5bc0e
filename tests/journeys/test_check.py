"""A shop owner takes the check, on a phone, without JavaScript, with the keyboard."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.site_process import Site

PHONE = {"width": 320, "height": 700}


def _tab_to(page: Page, what: str) -> None:
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", what):
            return
    raise AssertionError(f"the keyboard does not reach {what}")


def _begin(page: Page, size: str = "micro") -> None:
    page.goto("/en/check/")
    page.get_by_role("link", name="Quick check").first.click()
    page.get_by_label("Yes, at least once").check()
    page.get_by_label("How many people work at your firm?").select_option(size)
    page.get_by_role("button", name="To the questions").click()
    page.wait_for_url("**/check/draft/**")


def _answer_all(page: Page, number: int) -> None:
    while page.locator("fieldset.question").count():
        for question in page.locator("fieldset.question").all():
            question.get_by_role("radio").nth(number - 1).check()
        here = page.url
        page.locator("button.button").first.click()
        page.wait_for_url(lambda url, here=here: url != here)
    page.get_by_role("button", name="See my result").click()
    page.wait_for_url("**/check/result/**")


def test_the_whole_way_by_keyboard_without_javascript_on_a_small_phone(browser: Browser, site: Site) -> None:
    with browser.new_context(base_url=site.url, viewport=PHONE, java_script_enabled=True) as context:
        page = context.new_page()
        context.route("**/*.js", lambda route: route.abort())
        page.goto("/en/check/")
        _tab_to(page, "a[href$='/check/employer/quick/']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/check/employer/quick/")
        _tab_to(page, "input[name=experience]")
        page.keyboard.press("Space")
        _tab_to(page, "select[name=size]")
        page.keyboard.type("1")
        _tab_to(page, "button.button")
        page.keyboard.press("Enter")
        page.wait_for_url("**/check/draft/**")
        expect(page.get_by_text("What happens when a school calls?")).to_be_visible()
        while "/check/draft/" in page.url:
            here = page.url
            for _question in range(page.locator("fieldset.question").count()):
                _tab_to(page, "fieldset.question input")
                page.keyboard.press("Space")
                page.keyboard.press("ArrowDown")
            _tab_to(page, "button.button:not(.button-quiet)")
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url, here=here: url != here)
        expect(page.get_by_role("heading", level=1)).to_contain_text("You are in touch.")
        expect(page.locator(".next-steps > li")).to_have_count(3)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert context.cookies() == []


def test_back_loses_nothing_with_the_button_and_with_the_browser(page: Page) -> None:
    _begin(page)
    page.locator("#com-owner").get_by_role("radio").nth(2).check()
    page.get_by_role("button", name="Next").click()
    page.locator("#coo-contact").get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Back").click()
    expect(page.locator("#com-owner").get_by_role("radio").nth(2)).to_be_checked()
    page.get_by_role("button", name="Next").click()
    expect(page.locator("#coo-contact").get_by_role("radio").nth(1)).to_be_checked()
    page.go_back()
    expect(page.locator("#com-owner").get_by_role("radio").nth(2)).to_be_checked()


def test_answers_not_sent_survive_a_closed_window_on_this_device(browser: Browser, site: Site) -> None:
    with browser.new_context(base_url=site.url) as context:
        first = context.new_page()
        _begin(first)
        first.locator("#com-owner").get_by_role("radio").nth(3).check()
        first.close()
        page = context.new_page()
        page.goto("/en/check/")
        page.get_by_role("link", name="Go on with it").click()
        expect(page.locator("#com-owner").get_by_role("radio").nth(3)).to_be_checked()
        page.goto("/en/check/")
        page.locator("#resume").get_by_role("button", name="Start afresh").click()
        page.reload()
        expect(page.locator("#resume")).to_be_hidden()


def test_nothing_stays_on_a_shared_computer_after_the_end_or_starting_afresh(page: Page) -> None:
    _begin(page)
    page.locator("#com-owner").get_by_role("radio").nth(3).check()
    page.get_by_role("button", name="Start afresh").click()
    page.wait_for_url("**/check/")
    assert page.evaluate("Object.keys(localStorage).length") == 0
    _begin(page)
    _answer_all(page, 3)
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_kit_leads_back_to_the_result_and_the_plan_is_kept(page: Page) -> None:
    _begin(page)
    _answer_all(page, 2)
    result = page.url
    page.locator(".next-steps .step-pages a").first.click()
    page.get_by_role("link", name="Back to your result").click()
    assert page.url == result
    page.locator(".plan-lines .tick input").first.check()
    page.get_by_label("Who does it").first.fill("A. B.")
    page.get_by_role("button", name="Save my plan").click()
    expect(page.get_by_label("Who does it").first).to_have_value("A. B.")
    with page.expect_download() as download:
        page.get_by_role("link", name="DOCX").click()
    assert download.value.suggested_filename == "vetatwork-plan.docx"
    page.goto("/en/methods/job-dating/")
    expect(page.locator("#back-to-result")).to_be_visible()
    page.goto(result)
    page.get_by_text("Delete it", exact=True).click()
    page.get_by_role("button", name="Yes, delete it").click()
    expect(page.get_by_role("heading", name="It is deleted.")).to_be_visible()
    page.goto("/en/methods/job-dating/")
    expect(page.locator("#back-to-result")).to_be_hidden()


@pytest.fixture
def other_site(site: Site) -> Iterator[str]:
    """A page of somebody else that frames the short check, and the way in, which nobody may frame."""
    frame = '<iframe src="{}/en/check/{}" width="900" height="900"></iframe>'
    body = (frame.format(site.url, "embed/") + frame.format(site.url, "")).encode()

    class Chamber(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Chamber) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


def test_another_site_may_frame_the_short_check_only(browser: Browser, other_site: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(other_site)
        check = page.frame_locator("iframe").first
        check.get_by_label("No, this would be the first time").check()
        check.locator("#com-owner").get_by_role("radio").nth(2).check()
        with context.expect_page() as opened:
            check.get_by_role("button", name="See my result").click()
        expect(opened.value.get_by_role("heading", level=1)).to_contain_text("First settle this.")
        assert page.frames[2].url.startswith("chrome-error")


@pytest.fixture(scope="module")
def private_addresses(browser: Browser, site: Site) -> dict[str, str]:
    """Pages of one check: questions, overview, result."""
    with browser.new_context(base_url=site.url) as context:
        page = context.new_page()
        _begin(page)
        questions = page.url
        while page.locator("fieldset.question").count():
            page.locator("fieldset.question").first.get_by_role("radio").nth(1).check()
            here = page.url
            page.locator("button.button").first.click()
            page.wait_for_url(lambda url, here=here: url != here)
        overview = page.url
        _begin(page, "large")
        _answer_all(page, 2)
        return {"questions": questions, "overview": overview, "result": page.url}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", ["questions", "overview", "result"])
def test_pages_of_a_check_are_accessible_and_fit_their_window(
    browser: Browser, private_addresses: dict[str, str], kind: str, width: int, scheme: str
) -> None:
    with browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto(private_addresses[kind])
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        for details in page.locator("details").all():
            details.evaluate("each => each.open = true")
        found = Axe().run(page).response["violations"]
        assert found == [], [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]
