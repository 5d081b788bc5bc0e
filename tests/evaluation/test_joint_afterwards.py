"""What comes after two results were read together: next steps, looking again, papers; and reading at one table."""

import io
import re
from datetime import timedelta

import icalendar
import pypdf
import pytest
from django.utils import timezone

from tests.evaluation.pair import FIRM, SCHOOL, SHARED, invite, words_of, yes
from vetatwork.evaluation.joint.services import forget_invitations
from vetatwork.evaluation.models import JointReading

pytestmark = pytest.mark.django_db


def _steps(walker, address, seen=None, **fields):
    page = walker.get(address).content.decode()
    management = dict(re.findall(r'name="(steps-[A-Z_]+)" value="(\d+)"', page))
    stamp = seen or re.search(r'name="seen" value="(\w+)"', page)[1]
    return management | {"seen": stamp} | {name.replace("_", "-", 2): value for name, value in fields.items()}


def test_our_next_steps_are_edited_by_both_and_say_who_changed_them(walker, pair):
    given = _steps(walker, pair["school_joint"], steps_0_what="Fix Tuesdays 😀", steps_0_when="2027-02-01")
    walker.post(f"{pair['school_joint']}steps/", given)
    page = walker.get(pair["firm_joint"]).content.decode()
    assert "Fix Tuesdays 😀" in page and "last changed by: The school" in page
    given = _steps(walker, pair["firm_joint"], steps_0_what="Fix Tuesdays 😀", steps_0_when="2027-02-01",
                   steps_1_what="Name a deputy", steps_1_who="K.")  # fmt: skip
    walker.post(f"{pair['firm_joint']}steps/", given)
    steps = JointReading.objects.get().steps
    assert [(step["what"], step["by"]) for step in steps] == [
        ("Fix Tuesdays 😀", "provider"),
        ("Name a deputy", "employer"),
    ]
    calendar = icalendar.Calendar.from_ical(walker.get(f"{pair['firm_joint']}steps.ics").content)
    days = sorted(event["dtstart"].dt.isoformat() for event in calendar.walk("VEVENT"))
    assert days[0] == "2027-02-01" and len(days) == 2
    assert "Name a deputy" in words_of(walker.get(f"{pair['firm_joint']}minutes.docx"))
    assert "Name a deputy" in words_of(walker.get(f"{pair['firm_joint']}steps.pdf"))


def test_nobody_overwrites_what_the_other_has_written_meanwhile(walker, pair):
    old = _steps(walker, pair["firm_joint"], steps_0_what="Mine")
    walker.post(f"{pair['school_joint']}steps/", _steps(walker, pair["school_joint"], steps_0_what="Theirs"))
    page = walker.post(f"{pair['firm_joint']}steps/", old, status=409).content.decode()
    assert "has changed the steps meanwhile" in page and "Theirs" in page and 'value="Mine"' in page
    assert [step["what"] for step in JointReading.objects.get().steps] == ["Theirs"]


@pytest.mark.parametrize(
    "wrong",
    [{"steps_0_who": "A."}, {"steps_0_what": "x", "steps_0_when": "soon"}, {"steps_0_what": "x" * 5000}],
)
def test_a_wrong_step_is_said_at_its_field(walker, pair, wrong):
    page = walker.post(f"{pair['firm_joint']}steps/", _steps(walker, pair["firm_joint"], **wrong), status=422)
    assert 'class="wrong"' in page.content.decode()
    assert JointReading.objects.get().steps == []


def test_a_broken_form_is_no_error_of_ours(walker, pair):
    for given in ({}, {"steps-TOTAL_FORMS": "99999999", "steps-INITIAL_FORMS": "x"}, {"steps-TOTAL_FORMS": "-1"}):
        assert (
            walker.client.post(f"{pair['firm_joint']}steps/", given, HTTP_SEC_FETCH_SITE="same-origin").status_code
            == 422
        )


def test_looking_again_compares_then_and_now(walker, pair):
    results = {}
    for who, answers in (("school", {**SCHOOL, "coo-contact": 4}), ("firm", {**FIRM, "coo-contact": 4})):
        first = walker.post(f"{pair[who]}again/").url
        results[who] = walker.post(walker.answer(first, answers)).url
    page = walker.get(walker.post(f"{results['school']}together/", yes(SCHOOL)).url).content.decode()
    invitation = "/en/check/invitation/" + re.search(r"/check/invitation/([\w-]+)/", page)[1] + "/"
    walker.post(invitation, {"result": results["firm"]})
    joint = walker.post(f"{results['firm']}together/", yes({**FIRM, "coo-contact": 4})).url
    page = walker.get(joint).content.decode()
    assert "You did this on" in page and "last time: You see this differently" in page


def test_the_papers_are_for_everybody_and_have_room_to_write(walker, pair):
    paper = pypdf.PdfReader(io.BytesIO(walker.get(f"{pair['school_joint'].rstrip('/')}.pdf").content))
    assert len(paper.pages) == 2 and b"pdfuaid" in paper.trailer["/Root"]["/Metadata"].get_data()
    text = " ".join(page.extract_text() for page in paper.pages)
    for line in ("Contact and deputy", "Whom to call in trouble", "Who does what by when", "Ask a learner beforehand"):
        assert line in text


def test_a_joint_page_asks_the_database_little(walker, pair, django_assert_max_num_queries):
    walker.get(pair["firm_joint"])
    with django_assert_max_num_queries(12):
        walker.get(pair["firm_joint"])


def test_invitations_are_forgotten_some_time_after_their_end(walker):
    invite(walker)
    assert forget_invitations(timezone.now() + timedelta(days=59)) == 0
    assert forget_invitations(timezone.now() + timedelta(days=61)) == 1


# --- At the table -----------------------------------------------------------------------------------------------------


def test_both_sides_answer_on_one_device_and_each_takes_a_link_home(walker):
    school = walker.post("/en/check/table/").url
    assert "/provider/" in school and walker.get(school).content.decode().count('class="question"') == len(SHARED)
    firm = walker.post(school, {item: str(SCHOOL[item]) for item in SHARED}).url
    page = walker.get(firm).content.decode()
    assert "/employer/" in firm and " checked" not in page
    joint = walker.post(firm, {item: str(FIRM[item]) for item in SHARED}).url
    page = walker.get(joint).content.decode()
    links = re.findall(r'readonly value="http://127\.0\.0\.1:8000(/en/check/joint/[\w-]+/)"', page)
    assert len(set(links)) == 2
    for link in links:
        assert "All three sit down and write it together." in walker.get(link).content.decode()
    walker.get(school, status=404)
    walker.post(f"{links[1]}withdraw/")
    walker.get(joint, status=404)


def test_answers_from_paper_are_typed_in(walker):
    paper = words_of(walker.get("/en/check/table/paper.pdf"))
    assert all(item in paper for item in SHARED)
    given = {f"provider-{item}": str(SCHOOL[item]) for item in SHARED} | {
        f"employer-{item}": str(FIRM[item]) for item in SHARED
    }
    joint = walker.post("/en/check/table/typed/", given).url
    assert "You see some things differently." in walker.get(joint).content.decode()
    page = walker.post("/en/check/table/typed/", {"provider-coo-contact": "8"}, status=422).content.decode()
    assert 'href="#coo-contact"' in page


@pytest.mark.parametrize("address", ["/en/check/table/", "/en/check/table/typed/"])
def test_other_sites_cannot_answer_at_our_table(client, address):
    assert client.post(address, {}, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403
    assert JointReading.objects.count() == 0
