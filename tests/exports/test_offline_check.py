"""The pages of the quick check for a folder, and the data their scripts read."""

import json
import re
from datetime import date
from itertools import product

import pytest

from tests.evaluation.conftest import Walker
from vetatwork.core import stamp
from vetatwork.domain.evaluation.instrument import Experience, Form, Side, Size, Unscored
from vetatwork.domain.evaluation.recommendation import Profile, next_steps
from vetatwork.domain.evaluation.scoring import place_of
from vetatwork.evaluation.instruments import current_edition
from vetatwork.evaluation.models import InstrumentVersion
from vetatwork.exports.site.check import check_pages
from vetatwork.ui.offline import OfflineCopy, making

pytestmark = [pytest.mark.django_db, pytest.mark.outputs, pytest.mark.xdist_group("test_offline_check")]

QUESTION = re.compile(r"<legend>.*?</legend>", re.S)
SCRIPTS = ("scorer.js", "check-offline.js")


@pytest.fixture
def walker(client):
    return Walker(client)


@pytest.fixture
def new_stamp():
    yield stamp.change_stamp
    stamp._Known.value, stamp._Known.read_at = "", 0.0


def files(language="en"):
    return {file.path: file.content for file in check_pages(language)}


def page_of(side, found=None):
    return (found or files())[f"en/check/{side}/quick/index.html"].decode()


def data_of(side):
    text = files()[f"en/check/{side}/quick/data.js"].decode()
    return json.loads(re.fullmatch(r"\(window\.vetatwork = .*?\)\.check = (.*);\n", text, re.S)[1])


def words_of(name, page):
    """What a page says in one wording."""
    return page.split(f'<template data-wording="{name}">', 1)[1].split("<template data-wording=", 1)[0]


def test_there_is_a_start_a_page_for_each_side_with_its_data_and_the_paper_form():
    found = files()
    assert set(found) == {
        "en/check/index.html",
        "en/check/table/index.html",
        "en/check/table/paper.pdf",
        "en/check/employer/quick/index.html",
        "en/check/employer/quick/data.js",
        "en/check/provider/quick/index.html",
        "en/check/provider/quick/data.js",
    }
    assert found["en/check/table/paper.pdf"].startswith(b"%PDF")
    for side in Side:
        assert f'href="/en/check/{side}/quick/"' in found["en/check/index.html"].decode()
        assert f'src="/en/check/{side}/quick/data.js"' in page_of(side, found)


def test_without_a_published_version_the_start_says_so(new_stamp):
    InstrumentVersion.objects.update(published=None)
    new_stamp()
    found = files()
    assert set(found) == {"en/check/index.html", "en/check/table/index.html"}
    for page in found.values():
        assert "The check is not open on this site yet." in page.decode() and "paper.pdf" not in page.decode()


@pytest.mark.parametrize(("side", "size"), [("provider", ""), ("employer", ""), ("employer", "micro")])
def test_the_questions_are_those_of_the_site_in_the_same_order(walker, side, size):
    address, online = walker.begin(side=side, size=size), []
    while not address.endswith("/answers/"):
        online += QUESTION.findall(walker.get(address).content.decode())
        address = walker.post(address).url
    assert len(online) == 12
    assert QUESTION.findall(words_of(size or side, page_of(side))) == online


def test_who_answers_is_asked_as_on_the_site(walker):
    for side in Side:
        online = walker.get(f"/en/check/{side}/quick/").content.decode()
        fields = re.findall(r'<div class="field">.*?</div>\n', online, re.S)
        assert len(fields) == 4
        assert all(field in page_of(side) for field in fields)


@pytest.mark.parametrize(("side", "size"), [("provider", None), ("employer", Size.LARGE), ("employer", Size.MICRO)])
def test_every_next_step_that_answers_can_lead_to_has_its_words(side, size):
    used = current_edition()
    name = "micro" if size is Size.MICRO else side
    said = words_of(name, page_of(side))
    keys = set(re.findall(r'<template data-step="([^"]+)">', said))
    needed = set()
    items = used.instrument.items_in(Form.QUICK)
    for item, answer, experience in product(items, [1, 2, 3, 4, 5, *Unscored, None], Experience):
        answers = {} if answer is None else {item.id: answer}
        place = place_of(used.instrument, Form.QUICK, answers)
        profile = Profile(Side(side), experience, size)
        ranked = next_steps(used.instrument, Form.QUICK, answers, place=place, profile=profile, rules=used.rules)
        needed |= {f"{each.item} {answers.get(each.item, '')}".strip() for each in ranked}
    assert len(needed) >= 12 * 5
    assert needed <= keys


def test_the_data_holds_every_statement_and_sentence_the_script_needs():
    used, data = current_edition(), data_of("employer")
    for name, size in (("employer", ""), ("micro", "micro")):
        for item in used.instrument.items_in(Form.QUICK):
            wording = used.words(item.id, "en").wording("employer", size)
            assert data["statements"][name][item.id] == list(wording.statements)
    sentences = data["sentences"]
    assert set(sentences["headlines"]) == {"unknown", "ready", "nearly", "settle", "none", "1", "2", "3", "4", "5"}
    assert len(sentences["weakest"]) == 15
    assert sentences["unknown"]["4 12"].startswith("You answered “I don't know” to 4 of 12 questions.")
    assert "3 12" not in sentences["unknown"]
    assert data["rules"]["version"] == used.version
    assert len(data["rules"]["cases"]) > 10


def test_words_with_marks_stay_words(new_stamp):
    stored = InstrumentVersion.objects.get()
    mark = '<b title="&quot;">&amp;</script>\u2028'
    stored.texts["en"]["com-owner"]["employer"]["statements"][2] = mark
    stored.save()
    new_stamp()
    assert data_of("employer")["statements"]["employer"]["com-owner"][2] == mark
    assert "<b title" not in page_of("employer") and "&lt;b title" in page_of("employer")
    assert b"\xe2\x80\xa8" not in files()["en/check/employer/quick/data.js"]


def test_the_site_on_the_web_is_named_only_where_there_is_one():
    there, nowhere = OfflineCopy(date(2026, 11, 25), "https://example.org"), OfflineCopy(date(2026, 11, 25))
    with making(there):
        found = files()
        assert 'href="https://example.org/en/check/employer/quick/"' in page_of("employer", found)
        assert 'href="https://example.org/en/check/"' in found["en/check/index.html"].decode()
    with making(nowhere):
        for path, content in files().items():
            if path.endswith(".html"):
                assert b"127.0.0.1" not in content and b"On the web" not in content


def test_nothing_in_a_page_needs_a_server_or_a_wide_policy():
    for path, content in files().items():
        if path.endswith(".html"):
            text = content.decode()
            assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=|type=\"module\"", text), path
            assert "<form method" not in text and "check/draft" not in text


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_scripts_are_classic_and_hold_nothing_of_a_version(repository, name):
    text = (repository / "src" / "vetatwork" / "exports" / "static" / "exports" / name).read_text()
    code = re.sub(r"^\s*//.*$", "", text, flags=re.M)
    assert not re.search(r"\b(fetch|eval|import|export|XMLHttpRequest|innerHTML|localStorage)\b", code)
    items = [item.id for item in current_edition().instrument.items]
    assert [item for item in items if item in code] == []
