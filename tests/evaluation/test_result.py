"""What a result says, and what its holder may do with it."""

import io
import json
from datetime import timedelta

import docx
import icalendar
import pypdf
import pytest

from tests.evaluation.conftest import QUICK
from vetatwork.evaluation.models import Attempt

pytestmark = pytest.mark.django_db

MIXED = {
    "com-strategy": 4, "com-owner": 4, "com-safeguards": 4, "coo-partners": 4, "coo-expectations": 4, "coo-contact": 4,
    "col-goals": 3, "col-planning": 3, "col-mentoring": 3, "cel-recognition": 2, "cel-results": 2, "cel-improvement": 2,
}  # fmt: skip


def _text(response):
    return pypdf.PdfReader(io.BytesIO(response.content))


def test_page_paper_and_data_say_the_same_figures_as_the_published_example(walker):
    address = walker.take(MIXED)
    page = walker.get(address).content.decode()
    data = walker.get(f"{address.rstrip('/')}.json").json()
    paper = " ".join(sheet.extract_text() for sheet in _text(walker.get(f"{address.rstrip('/')}.pdf")).pages)
    assert data["step"] == 3 and "Your half has 3 of 5 stones" in page and "You have agreed." in paper
    assert [data["areas"][area]["score"] for area in data["areas"]] == [4.0, 4.0, 3.0, 2.0]
    for figure in ("4.0", "3.0", "2.0"):
        assert f"<td>{figure}</td>" in page and figure in paper
    assert "“We learn and show it”" in page and "“We learn and show it”" in paper.replace("\n", " ")


def test_the_first_next_step_is_beside_the_weakest_answer_with_kit_obstacle_and_case(walker):
    data = json.loads(walker.get(f"{walker.take(MIXED).rstrip('/')}.json").content)
    first = data["next_steps"][0]
    assert first["item"].startswith("cel-") and first["action"] and first["who"] and first["effort"] == "low"
    assert first["kit"]["url"].startswith("/en/methods/") and first["case"]["url"].startswith("/en/cases/")
    for page in (first["kit"], first["obstacle"], first["case"]):
        walker.get(page["url"])


def test_no_case_is_shown_twice_among_the_first_three(walker):
    steps = walker.get(f"{walker.take(MIXED).rstrip('/')}.json").json()["next_steps"]
    assert len({step["case"]["key"] for step in steps[:3]}) == 3


def test_every_answer_stands_beside_the_statement_one_step_further(walker):
    page = walker.get(walker.take({"com-owner": 2})).content.decode()
    assert "One keen person does it beside other work." in page
    assert "A named person and a deputy have working hours for it." in page


def test_who_begins_is_told_what_is_missing_and_gets_no_step(walker):
    ready = walker.take({"com-owner": 3, "com-safeguards": 3, "col-mentoring": 3, "col-goals": 3}, experience="never")
    assert "You are ready to start." in walker.get(ready).content.decode()
    settle = walker.take({"com-owner": 5, "col-mentoring": 5, "col-goals": 5}, experience="never")
    page = walker.get(settle).content.decode()
    assert "First settle this." in page and page.count('<li class="open">') == 3
    data = walker.get(f"{settle.rstrip('/')}.json").json()
    assert data["step"] is None and data["readiness"] == "settle"
    assert data["next_steps"][0]["item"] == "com-safeguards"


@pytest.mark.parametrize(
    ("answer", "said"),
    [("dk", "Find out together first."), ("na", "We cannot place you yet."), (5, "You are growing together.")],
)
def test_all_answers_alike_still_make_a_result(walker, answer, said):
    address = walker.take(dict.fromkeys(QUICK, answer))
    assert said in walker.get(address).content.decode()
    walker.get(f"{address.rstrip('/')}.pdf")
    walker.get(f"{address.rstrip('/')}/plan.pdf")


def test_nothing_answered_is_a_dash_and_not_a_zero(walker):
    address = walker.take({})
    data = walker.get(f"{address.rstrip('/')}.json").json()
    assert data["step"] is None and {area["score"] for area in data["areas"].values()} == {None}
    assert "<td>–</td>" in walker.get(address).content.decode()


def test_a_result_is_never_kept_by_browsers_nor_found_by_search_engines(walker):
    address = walker.take(MIXED)
    for each in (address, f"{address.rstrip('/')}.pdf", f"{address.rstrip('/')}.json"):
        response = walker.get(each)
        assert "no-store" in response["Cache-Control"] and "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "no-referrer"
    assert 'content="noindex"' in walker.get(address).content.decode()


def test_the_paper_is_for_everybody(walker):
    paper = _text(walker.get(f"{walker.take(MIXED).rstrip('/')}.pdf"))
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en" and paper.metadata.title
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert "Next: plan it together." in paper.pages[0].extract_text().replace("\n", " ")


# --- My plan ----------------------------------------------------------------------------------------------------------


def test_my_plan_survives_any_text_and_comes_as_papers_and_days(walker, attempt_of):
    address = walker.take(MIXED)
    who = "Ása Þ. 😀 \u202e Ольга\x07 Ωμέγα 山"
    walker.post(f"{address}plan/", {"cel-results-tick": "on", "cel-results-who": who, "cel-results-when": "2027-03-15"})
    assert attempt_of(address).plan == {"cel-results": {"who": "Ása Þ. 😀 Ольга Ωμέγα 山", "when": "2027-03-15"}}
    assert "Ása Þ. 😀" in walker.get(address).content.decode()
    paper = " ".join(p.extract_text() for p in _text(walker.get(f"{address}plan.pdf")).pages)
    assert "Ása Þ." in paper and "Ольга" in paper and "Ωμέγα" in paper and "15 March 2027" in paper
    document = docx.Document(io.BytesIO(walker.get(f"{address}plan.docx").content))
    assert any("😀" in cell.text for table in document.tables for row in table.rows for cell in row.cells)
    (event,) = icalendar.Calendar.from_ical(walker.get(f"{address}plan.ics").content).walk("VEVENT")
    assert event["dtstart"].dt.isoformat() == "2027-03-15" and "http" in event["url"]


def test_a_wrong_day_is_said_at_its_field_and_what_was_typed_stays(walker, attempt_of):
    address = walker.take(MIXED)
    given = {"cel-results-who": "Anna", "cel-results-when": "soon", "cel-improvement-when": "0001-01-01"}
    page = walker.post(f"{address}plan/", given, status=422).content.decode()
    assert 'href="#id_cel-results-when"' in page and 'href="#id_cel-improvement-when"' in page
    assert 'value="Anna"' in page and 'value="soon"' in page
    assert attempt_of(address).plan == {}


def test_a_step_that_is_unticked_leaves_the_plan(walker, attempt_of):
    address = walker.take(MIXED)
    walker.post(f"{address}plan/", {"cel-results-tick": "on"})
    assert attempt_of(address).plan == {"cel-results": {"who": "", "when": ""}}
    walker.post(f"{address}plan/", {})
    assert attempt_of(address).plan == {}
    walker.get(f"{address}plan.docx")


# --- Whose it is ------------------------------------------------------------------------------------------------------


def test_a_link_to_share_only_shows_and_can_be_closed(walker, attempt_of):
    address = walker.take(MIXED)
    walker.post(f"{address}share/")
    page = walker.get(address).content.decode()
    shared = "/en/check/result/" + page.split('readonly value="')[1].split("/en/check/result/")[1].split('"')[0]
    assert shared != address
    seen = walker.get(shared).content.decode()
    assert "You have agreed." in seen and "delete it" not in seen and address not in seen
    for action in ("plan", "keep", "share", "unshare", "delete", "again"):
        walker.post(f"{shared}{action}/", status=404)
    walker.get(f"{shared.rstrip('/')}.pdf")
    assert walker.get(f"{shared.rstrip('/')}.json").json()["token"] in shared
    walker.post(f"{address}unshare/")
    walker.get(shared, status=404)
    walker.post(f"{address}share/")
    assert shared.split("/")[4] not in walker.get(address).content.decode()
    assert attempt_of(address)


def test_deleting_is_for_good_for_every_address(walker):
    address = walker.take(MIXED)
    walker.post(f"{address}again/")
    assert walker.post(f"{address}delete/").url == "/en/check/result/deleted/"
    walker.get("/en/check/result/deleted/")
    for each in (address, f"{address.rstrip('/')}.pdf", f"{address.rstrip('/')}.json", f"{address}plan.docx"):
        walker.get(each, status=404)
    assert Attempt.objects.count() == 0


def test_it_is_kept_for_ninety_days_or_thirteen_months(walker, attempt_of):
    address = walker.take(MIXED)
    attempt = attempt_of(address)
    assert attempt.expires_at - attempt.created_at == timedelta(days=90)
    walker.post(f"{address}keep/")
    attempt = attempt_of(address)
    assert attempt.expires_at - attempt.created_at == timedelta(days=396)
    assert "Keep it for 13 months" not in walker.get(address).content.decode()


def test_taking_it_again_starts_with_the_old_answers_and_compares(walker):
    address = walker.take(MIXED)
    first = walker.post(f"{address}again/").url
    assert "Your answers from the last time are filled in." in walker.get(first).content.decode()
    later = walker.post(walker.answer(first, {**MIXED, "cel-results": 4, "com-owner": 3})).url
    page = walker.get(later).content.decode()
    assert "1 higher than the last time and 1 lower" in page and "you were on step 3" in page
    assert "Last time:" in page


def test_a_result_asks_the_database_little(walker, django_assert_max_num_queries):
    address = walker.take(MIXED)
    walker.get(address)
    with django_assert_max_num_queries(10):
        walker.get(address)


def test_a_result_in_a_language_that_is_not_translated_is_there_all_the_same(walker):
    address = walker.take(MIXED)
    page = walker.get(address.replace("/en/", "/fi/")).content.decode()
    assert '<html lang="fi"' in page and 'lang="en"' in page
