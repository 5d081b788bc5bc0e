"""The quick check in a folder, from a disk, with the network cut: the script says what the domain and the site say."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.site_process import Site, environment_of

pytestmark = pytest.mark.xdist_group("journeys_offline_check")
REPOSITORY = Path(__file__).resolve().parents[2]
PHONE = {"width": 320, "height": 700}
MIXED = ["2", "3", "3", "dk", "2", None, "4", "3", "na", "1", "5", "2"]
"""An answer to each of the twelve questions."""

SCORE_ALL = Path(__file__).with_name("score_all.js").read_text()

TELL_ALL = """(vectors) => {
  const { scorer, check, words } = window.vetatwork;
  const text = (element) => element.textContent.trim().replace(/\\s+/g, " ");
  const key = (link) => link && link.getAttribute("href").match(/[a-z]+\\/[a-z0-9-]+(?=\\/index\\.html$)/)[0];
  return vectors.map(({ who, answers }) => {
    const found = scorer.resultOf(check.rules, who, answers);
    const name = who.side === "employer" && who.size === check.micro ? check.micro : who.side;
    const step = (each) => {
      const template = document.querySelector(`template[data-wording="${name}"]`).content
        .querySelector(`template[data-step="${words.stepKey(each, answers)}"]`);
      const item = template.content.querySelector("li");
      const [kit, obstacle] = ["methods", "obstacles"].map((part) => key(item.querySelector(`a[href*="/${part}/"]`)));
      return {
        item: each.item, action: text(item.querySelector("h3")), why: text(item.querySelector("p")),
        who: text(item.querySelector(".step-foot span")), kit, obstacle, case: each.case,
      };
    };
    return {
      step: found.step, provisional: found.provisional,
      headline: words.headlineOf(found), explanation: words.explanationOf(found, who),
      bridge: document.querySelector(`template[data-bridge="${found.step || 0}"]`).content
        .querySelector("svg").getAttribute("aria-label"),
      gates: found.readiness ? check.rules.gates.map((gate) => !found.closed.includes(gate)) : [],
      planks: found.scores.map((each) => [
        each.step, words.figureOf(each), each.answered, each.of, words.shareOf(each), each.isWeakest,
      ]),
      steps: found.steps.map(step),
    };
  });
}"""


@pytest.fixture(scope="session")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the check as a folder, and answers with what the domain makes of them."""
    made = tmp_path_factory.mktemp("folder of the check")
    command = [sys.executable, "-m", "tests.exports.check_vectors", str(made)]
    subprocess.run(command, env=environment_of(site), cwd=REPOSITORY, check=True, capture_output=True)
    return made


@pytest.fixture(scope="session")
def data(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "vectors.json").read_text())
    return found


def _is_missing(request: Request) -> bool:
    """What is still on its way when a page is left is not missing."""
    return request.failure != "net::ERR_ABORTED"


def _window(context: BrowserContext, troubles: list[str]) -> Page:
    """A window that has no network; whatever it misses or says in the console is noted."""
    context.set_offline(True)
    page = context.new_page()
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda each: None if each.url.startswith(("file:", "data:")) else troubles.append(each.url))
    page.on("requestfailed", lambda each: troubles.append(f"missing: {each.url}") if _is_missing(each) else None)
    return page


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport=PHONE) as context:
        troubles: list[str] = []
        yield _window(context, troubles)
        assert troubles == []
        assert context.cookies() == []


def _address(folder: Path, side: str) -> str:
    return (folder / "en" / "check" / side / "quick" / "index.html").as_uri()


# --- The one scorer beside the domain ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def scored(browser: Browser, folder: Path, data: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    """What the script finds for all answers, in one call: for the version as it is, and for an altered one."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(_address(folder, "employer"))
        as_it_is, altered = page.evaluate(SCORE_ALL, [data["vectors"], data["altered"]])
    return as_it_is, altered


def test_the_script_finds_what_the_domain_finds(scored, data: dict[str, Any]) -> None:
    as_it_is, _altered = scored
    assert len(as_it_is) == len(data["expected"]) >= 1000
    for vector, found, expected in zip(data["vectors"], as_it_is, data["expected"], strict=True):
        assert found == expected, vector


def test_the_answers_it_was_asked_cover_what_can_come_out(data: dict[str, Any]) -> None:
    found = data["expected"]
    assert {each["place"] for each in found} == {None, 1, 2, 3, 4, 5}
    assert {each["readiness"] for each in found} == {None, "ready", "nearly", "settle"}
    assert {len(each["openAreas"]) for each in found} == {0, 1, 2, 3, 4}
    assert {len(each["weakest"]) for each in found} == {0, 1, 2, 3, 4}
    assert {each["findOutFirst"] for each in found} == {True, False}
    assert min(len(each["steps"]) for each in found) == 0
    who = Counter((each["who"]["side"], each["who"]["size"]) for each in data["vectors"])
    assert len(who) == 10 and min(who.values()) >= 50
    assert len({each["who"]["sector"] for each in data["vectors"]}) > 10


def test_an_altered_version_comes_out_otherwise_in_both(scored, data: dict[str, Any]) -> None:
    as_it_is, altered = scored
    assert altered == data["expected_altered"]
    for name in ("scores", "figures", "steps"):
        changed = [one for one, other in zip(as_it_is, altered, strict=True) if one[name] != other[name]]
        assert len(changed) > 100, name
    assert any(one["place"] != other["place"] for one, other in zip(as_it_is, altered, strict=True))


@pytest.mark.parametrize("side", ["provider", "employer"])
def test_the_folder_says_what_the_site_says(page: Page, folder: Path, data: dict[str, Any], side: str) -> None:
    pairs = [
        (vector, told)
        for vector, told in zip(data["vectors"], data["told"], strict=True)
        if vector["who"]["side"] == side
    ]
    page.goto(_address(folder, side))
    found = page.evaluate(TELL_ALL, [vector for vector, _told in pairs])
    for (vector, told), said in zip(pairs, found, strict=True):
        assert said == told, vector


# --- People -----------------------------------------------------------------------------------------------------------


def _begin(page: Page, folder: Path, side: str = "employer", size: str = "micro", experience: str = "some") -> None:
    page.goto(_address(folder, side))
    page.locator(f"[name=experience][value={experience}]").check()
    page.locator("[name=size]").select_option(size)
    page.locator("[name=sector]").select_option(index=2)
    page.get_by_role("button", name="To the questions").click()
    expect(page.locator("fieldset.question").first).to_be_visible()


def _answer(page: Page, answers: list[str | None]) -> None:
    """Give the answers, page by page, up to the overview. On the site and in the folder it is the same."""
    left = iter(answers)
    expect(page.locator("fieldset.question").first).to_be_visible()
    page.wait_for_load_state()
    while page.locator("fieldset.question").count():
        for question in page.locator("fieldset.question").all():
            answer = next(left)
            if answer is not None:
                question.locator(f"[value='{answer}']").check()
        title = page.title()
        page.locator(".check-buttons .button").first.click()
        page.wait_for_function("title => document.title !== title", arg=title)
        page.wait_for_load_state()  # A page has its title before all of its questions.


def _show(page: Page) -> None:
    page.get_by_role("button", name="See my result").click()
    expect(page.locator("article.result")).to_be_visible()


def _read(page: Page) -> dict[str, Any]:
    """What stands in a result."""
    texts = {
        "headline": "h1:visible",
        "explanation": "article > p.text",
        "gates": ".gates li",
        "planks": ".planks li",
        "figures": ".figures tr",
        "answers": ".further > div",
    }
    found: dict[str, Any] = {
        name: [" ".join(text.split()) for text in page.locator(where).all_text_contents()]
        for name, where in texts.items()
    }
    steps = page.locator(".next-steps").first.locator("> li")
    found["steps"] = [" ".join(text.split()) for text in steps.all_text_contents()]
    found["bridge"] = page.locator("svg.bridge-wide").get_attribute("aria-label")
    return found


@pytest.mark.parametrize(
    "who", [("employer", "micro", "some"), ("employer", "large", "never"), ("provider", "small", "some")]
)
def test_a_result_in_the_folder_reads_like_the_one_on_the_site(
    browser: Browser, page: Page, site: Site, folder: Path, who: tuple[str, str, str]
) -> None:
    side, size, experience = who
    _begin(page, folder, side, size, experience)
    _answer(page, MIXED)
    _show(page)
    with browser.new_context(base_url=site.url) as context:
        online = context.new_page()
        online.goto(f"/en/check/{side}/quick/")
        online.locator(f"[name=experience][value={experience}]").check()
        online.locator("[name=size]").select_option(size)
        online.locator("[name=sector]").select_option(index=2)
        online.get_by_role("button", name="To the questions").click()
        _answer(online, MIXED)
        _show(online)
        assert _read(page) == _read(online)
    assert len(_read(page)["steps"]) == 3


def _tab_to(page: Page, what: str) -> None:
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", what):
            return
    raise AssertionError(f"the keyboard does not reach {what}")


def test_the_whole_way_by_keyboard_on_a_small_phone(page: Page, folder: Path) -> None:
    page.goto((folder / "en" / "check" / "index.html").as_uri())
    _tab_to(page, "a[href$='employer/quick/index.html']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/employer/quick/index.html*")
    _tab_to(page, "input[name=experience]")
    page.keyboard.press("Space")
    _tab_to(page, "select[name=size]")
    page.keyboard.type("1")
    _tab_to(page, "form button.button")
    page.keyboard.press("Enter")
    expect(page.get_by_text("What happens when a school calls?")).to_be_visible()
    while page.locator("fieldset.question").count():
        assert page.evaluate("document.activeElement.tagName") == "H1"
        title = page.title()
        for _question in range(page.locator("fieldset.question").count()):
            _tab_to(page, "fieldset.question input")
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
        _tab_to(page, "button.button:not(.button-quiet)")
        page.keyboard.press("Enter")
        page.wait_for_function("title => document.title !== title", arg=title)
    _tab_to(page, "button.button:not(.button-quiet)")
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("You are in touch.")
    expect(heading).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("Your result is shown.")
    assert page.title().startswith("You are in touch.")
    assert page.locator("[data-first-steps] > li").count() == 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_is_missing_is_said_above_and_at_its_field(page: Page, folder: Path) -> None:
    page.goto(_address(folder, "provider"))
    page.locator("[name=size]").select_option("small")
    page.get_by_role("button", name="To the questions").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("group", name="Have you worked with employers before?")).to_have_accessible_description(
        "Choose yes or no: the result depends on it."
    )
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Yes, at least once")).to_be_focused()
    assert page.locator("[name=size]").input_value() == "small"
    page.keyboard.press("Space")
    page.get_by_role("button", name="To the questions").click()
    expect(page.locator("fieldset.question").first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_back_loses_nothing_with_the_button_with_the_browser_and_from_a_kit(page: Page, folder: Path) -> None:
    _begin(page, folder)
    page.locator("#com-owner").get_by_role("radio").nth(2).check()
    page.get_by_role("button", name="Next").click()
    page.locator("#coo-contact").get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Back").click()
    expect(page.locator("#com-owner").get_by_role("radio").nth(2)).to_be_checked()
    page.go_back()
    expect(page.locator("#coo-contact").get_by_role("radio").nth(1)).to_be_checked()
    page.get_by_role("button", name="To the overview").click()
    page.locator("[data-item=coo-contact] a").click()
    expect(page.locator("#coo-contact").get_by_role("radio").nth(1)).to_be_focused()
    page.get_by_role("button", name="To the overview").click()
    _show(page)
    headline = page.locator("h1:visible").text_content()
    page.locator(".step-pages a[href*='/methods/']").first.click()
    page.get_by_role("link", name="Back to your result").click()
    expect(page.locator("h1:visible")).to_have_text(headline or "?")
    page.go_back()
    page.go_back()
    expect(page.locator("h1:visible")).to_have_text(headline or "?")


def test_another_size_gives_other_words_and_keeps_the_answers(page: Page, folder: Path) -> None:
    _begin(page, folder)
    page.locator("#com-owner").get_by_role("radio").nth(2).check()
    expect(page.locator("#com-owner legend")).to_contain_text("What happens when a school calls?")
    page.get_by_role("button", name="Back").click()
    page.locator("[name=size]").select_option("large")
    page.get_by_role("button", name="To the questions").click()
    expect(page.locator("#com-owner legend")).not_to_contain_text("What happens when a school calls?")
    expect(page.locator("#com-owner").get_by_role("radio").nth(2)).to_be_checked()


def test_start_afresh_leaves_nothing_for_the_next_person(page: Page, folder: Path) -> None:
    _begin(page, folder)
    _answer(page, MIXED)
    _show(page)
    page.get_by_role("button", name="Start afresh").click()
    expect(page.get_by_role("heading", name="Before the questions")).to_be_focused()
    assert page.locator("[name=experience]:checked").count() == 0
    assert page.evaluate("[sessionStorage.length, localStorage.length]") == [0, 0]
    page.go_back()
    expect(page.get_by_role("heading", name="Before the questions")).to_be_visible()


def test_a_store_that_is_broken_or_of_another_version_is_passed_over(page: Page, folder: Path) -> None:
    for kept in ("{", "[]", '{"version": "0.9", "who": {"experience": "some"}, "answers": {"com-owner": 9}}', "null"):
        page.goto(_address(folder, "employer"))
        page.evaluate("kept => sessionStorage.setItem('vetatwork.check.employer', kept)", kept)
        page.goto("about:blank")
        page.goto(f"{_address(folder, 'employer')}#result")
        expect(page.get_by_role("heading", name="Before the questions")).to_be_visible()


def test_all_left_out_and_all_at_the_top(page: Page, folder: Path) -> None:
    _begin(page, folder, size="large")
    _answer(page, [None] * 12)
    expect(page.get_by_text("12 of 12 questions are left out.")).to_be_visible()
    _show(page)
    expect(page.locator("h1:visible")).to_contain_text("We cannot place you yet.")
    expect(page.get_by_role("heading", name="Your next step", exact=True)).to_be_visible()
    page.get_by_role("button", name="Change my answers").click()
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="Start afresh").click()
    _begin(page, folder, size="large")
    _answer(page, ["5"] * 12)
    _show(page)
    expect(page.locator("h1:visible")).to_contain_text("You are growing together.")
    expect(page.get_by_text("There is nothing left to build for you here.")).to_be_visible()
    expect(page.locator(".next-steps")).to_have_count(0)


def test_without_javascript_the_page_says_so_and_leads_to_paper(browser: Browser, folder: Path) -> None:
    with browser.new_context(java_script_enabled=False, viewport=PHONE) as context:
        page = context.new_page()
        page.goto(_address(folder, "employer"))
        expect(page.get_by_role("heading", level=1)).to_have_text("This page needs JavaScript")
        expect(page.get_by_role("button")).to_have_count(0)
        href = page.get_by_role("link", name="the form for two sides").get_attribute("href") or ""
        paper = (folder / "en" / "check" / "employer" / "quick" / href).resolve()
        assert paper.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_every_view_is_accessible_and_fits_its_window(browser: Browser, folder: Path, width: int, scheme: str) -> None:
    def judge(page: Page, view: str) -> None:
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{view}: {wide} px too wide"
        found = Axe().run(page).response["violations"]
        assert found == [], [(view, rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]

    with browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}) as context:  # type: ignore[arg-type]
        page = _window(context, [])
        for name in ("check", "check/table"):
            page.goto((folder / "en" / name / "index.html").as_uri())
            judge(page, name)
        page.goto(_address(folder, "employer"))
        page.get_by_role("button", name="To the questions").click()
        judge(page, "what is missing")
        _begin(page, folder, experience="never")
        judge(page, "questions")
        _answer(page, MIXED)
        judge(page, "overview")
        _show(page)
        page.locator("summary").evaluate_all("all => all.forEach((each) => each.click())")
        judge(page, "result")


def test_a_result_prints_as_a_handout(browser: Browser, folder: Path) -> None:
    with browser.new_context() as context:
        page = _window(context, [])
        _begin(page, folder)
        _answer(page, MIXED)
        _show(page)
        page.emulate_media(media="print")
        expect(page.locator("nav:visible, button:visible")).to_have_count(0)
        expect(page.locator("h1:visible")).to_be_visible()
        expect(page.locator(".yours:visible")).to_have_count(0)
        expect(page.locator(".next-steps > li:visible")).to_have_count(3)
        assert page.pdf(format="A4").startswith(b"%PDF")
