"""What readers take away: files as they stand, and a handout of the pages they choose."""

import errno
import io
import logging
import os
import re

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vetatwork.config.caching import PATHS
from vetatwork.core.stamp import change_stamp, current_stamp
from vetatwork.exports import products, shown, views
from vetatwork.exports.book import MOST_PICKED
from vetatwork.exports.book.published import Published
from vetatwork.exports.builds import handouts
from vetatwork.exports.builds.folder import exports_folder, finished
from vetatwork.exports.builds.mark import content_mark
from vetatwork.exports.builds.services import offer
from vetatwork.exports.models import Build, Reason, State
from vetatwork.exports.products import Product

pytestmark = pytest.mark.django_db
HERE = "/en/take-away/"
MANUAL = "vetatwork-manual-en.pdf"
SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def site(monkeypatch, settings, tmp_path):
    """A site with nothing made yet, whose builder is not started; the list of when it would have been."""
    settings.DATA_DIR = tmp_path
    started = []
    monkeypatch.setattr(views, "begin_building", lambda: started.append(1))
    return started


@pytest.fixture
def made(site):
    """The manual as a file of 1 000 known bytes."""
    content = bytes(number % 251 for number in range(1000))
    exports_folder()
    finished(MANUAL).write_bytes(content)
    day = timezone.now().replace(year=2026, month=3, day=5)
    Build.objects.create(
        name=MANUAL,
        product="manual",
        language="en",
        state=State.READY,
        stamp=current_stamp(),
        file_stamp=current_stamp(),
        mark=content_mark(),
        size=1000,
        pages=343,
        content_at=day,
    )
    return content


def _keys(number):
    pages = [key for key in Published("en").by_key if key.split("/")[0] not in ("home", "sections")]
    return pages[:number]


def _text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


# --- The page ---------------------------------------------------------------------------------------------------------


def test_on_a_first_start_nothing_is_made_and_the_page_says_so(client, site):
    answer = client.get(HERE)
    assert answer.status_code == 200
    assert "Not made yet." in _text(answer)
    assert f'value="{MANUAL}"' in answer.content.decode()
    assert f'href="/en/take-away/{MANUAL}"' not in answer.content.decode()
    assert not answer.cookies


def test_a_file_is_shown_with_size_pages_and_the_day_of_its_content(client, made):
    text = _text(client.get(HERE))
    assert "343 pages · 1000\xa0bytes" in text or "343 pages · 1000 bytes" in text
    assert "content of 5 March 2026" in text
    assert "Make a new one now" not in text


def test_a_file_of_older_content_says_so_and_a_restart_is_no_new_content(client, made):
    change_stamp()
    assert "A new one follows by itself" not in _text(client.get(HERE))
    Build.objects.update(mark="of something else")
    assert "A new one follows by itself" in _text(client.get(HERE))


def test_what_is_being_done_is_said(client, made):
    Build.objects.update(state=State.BUILDING, progress=40)
    text = _text(client.get(HERE))
    assert "Being made: 40 %" in text and "Look again" in text
    Build.objects.update(
        state=State.FAILED, reason=Reason.FULL, error="OSError: /srv/secret", finished_at=timezone.now()
    )
    text = _text(client.get(HERE))
    assert "A newer one could not be made. This one is of the older content." in text
    assert "The disk of this site is full." in text and "Try again" in text
    assert "secret" not in text


def test_asking_for_a_file_starts_the_making_and_leads_back(client, site):
    answer = client.post(f"{HERE}make/", {"name": MANUAL}, **SAME_ORIGIN)
    assert (answer.status_code, answer["Location"]) == (302, "/en/take-away/#manual")
    assert Build.objects.get().state == State.WAITING and site == [1]
    assert "Waits to be made." in _text(client.get(HERE))


def test_another_site_cannot_ask_and_nobody_can_ask_for_what_is_not_offered(client, site):
    assert client.post(f"{HERE}make/", {"name": MANUAL}).status_code == 403
    assert client.post(f"{HERE}make/", {"name": "../../etc/passwd"}, **SAME_ORIGIN).status_code == 404
    assert client.post(f"{HERE}make/", **SAME_ORIGIN).status_code == 404
    assert client.get(f"{HERE}make/").status_code == 405
    assert not Build.objects.exists() and site == []


def test_a_network_cannot_keep_the_machine_busy(client, site, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "builds": (1, 2)}
    codes = [client.post(f"{HERE}make/", {"name": MANUAL}, **SAME_ORIGIN).status_code for _act in range(3)]
    assert codes == [302, 302, 429]
    answer = client.post(f"{HERE}make/", {"name": MANUAL}, **SAME_ORIGIN)
    assert "Wait a minute and try again" in _text(answer) and int(answer["Retry-After"]) > 0


def test_the_page_asks_the_database_a_few_times_whatever_there_is(client, site, monkeypatch):
    monkeypatch.setattr(shown, "current_stamp", lambda: "the same")  # It is read anew each second.
    client.get(HERE)
    with CaptureQueriesContext(connection) as few:
        client.get(HERE)
    offer(products=products.products())
    with CaptureQueriesContext(connection) as more:
        client.get(HERE)
    assert len(more) == len(few) <= 14


def test_a_language_that_is_not_open_has_no_such_page(client, site):
    assert client.get("/fi/take-away/").status_code == 404
    assert client.get("/fi/take-away/handout.pdf?page=methods/job-dating").status_code == 404


@pytest.mark.parametrize("path", ["/en/take-away/", f"/en/take-away/{MANUAL}", "/en/take-away/handout.pdf"])
def test_the_page_cache_keeps_nothing_of_it(path):
    assert not re.match(PATHS, path)
    assert re.match(PATHS, "/en/methods/")


def test_pages_of_the_manual_and_the_map_of_the_site_lead_there(client, site):
    for path, key in (("methods/job-dating", "methods/job-dating"), ("words/mentor", "words/mentor")):
        html = client.get(f"/en/{path}/").content.decode()
        assert f'href="/en/take-away/handout.pdf?page={key}"' in html
        assert f'href="/en/take-away/?page={key}#handout"' in html
    assert "/take-away/handout" not in client.get("/en/methods/").content.decode()
    assert "/en/take-away/" in client.get("/en/").content.decode()
    assert "/en/take-away/</loc>" in client.get("/sitemap.xml").content.decode()


# --- Files ------------------------------------------------------------------------------------------------------------


def test_a_file_comes_whole_under_a_decent_name(client, made):
    answer = client.get(f"{HERE}{MANUAL}", HTTP_ACCEPT_ENCODING="gzip")
    assert answer.status_code == 200 and answer.content == made
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'inline; filename="{MANUAL}"'
    assert answer["Content-Length"] == "1000"
    assert not {"Content-Encoding", "Set-Cookie"} & {name.title() for name, _value in answer.items()}


def test_a_reader_who_has_it_is_sent_nothing(client, made):
    first = client.get(f"{HERE}{MANUAL}")
    assert client.get(f"{HERE}{MANUAL}", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    assert client.get(f"{HERE}{MANUAL}", HTTP_IF_MODIFIED_SINCE=first["Last-Modified"]).status_code == 304
    finished(MANUAL).write_bytes(b"new and longer than before" * 100)
    assert client.get(f"{HERE}{MANUAL}", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("bytes=0-9", (206, slice(0, 10), "bytes 0-9/1000")),
        ("bytes=990-", (206, slice(990, 1000), "bytes 990-999/1000")),
        ("bytes=-5", (206, slice(995, 1000), "bytes 995-999/1000")),
        ("bytes=900-99999", (206, slice(900, 1000), "bytes 900-999/1000")),
        ("bytes=1000-", (416, slice(0, 0), "bytes */1000")),
        ("bytes=-0", (416, slice(0, 0), "bytes */1000")),
        ("bytes=9-3", (200, slice(0, 1000), None)),
        ("bytes=0-1,5-6", (200, slice(0, 1000), None)),
        ("bytes=-", (200, slice(0, 1000), None)),
        ("lines=1-2", (200, slice(0, 1000), None)),
        ("bytes=²-3", (200, slice(0, 1000), None)),
        ("bytes=" + "9" * 4000 + "-", (200, slice(0, 1000), None)),
    ],
)
def test_a_download_that_broke_off_goes_on(client, made, asked, expected):
    status, part, said = expected
    answer = client.get(f"{HERE}{MANUAL}", HTTP_RANGE=asked)
    assert (answer.status_code, answer.content, answer.get("Content-Range")) == (status, made[part], said)


def test_a_part_of_a_file_that_was_made_anew_since_is_not_sent(client, made):
    first = client.get(f"{HERE}{MANUAL}")
    part = {"HTTP_RANGE": "bytes=500-"}
    assert client.get(f"{HERE}{MANUAL}", HTTP_IF_RANGE=first["ETag"], **part).status_code == 206
    assert client.get(f"{HERE}{MANUAL}", HTTP_IF_RANGE=first["Last-Modified"], **part).status_code == 206
    assert client.get(f"{HERE}{MANUAL}", HTTP_IF_RANGE='"another"', **part).status_code == 200
    assert client.get(f"{HERE}{MANUAL}", HTTP_IF_RANGE="nonsense", **part).status_code == 200


def test_what_is_offered_but_not_made_leads_to_the_page_and_the_rest_is_not_there(client, site):
    answer = client.get(f"{HERE}{MANUAL}")
    assert (answer.status_code, answer["Location"]) == (302, "/en/take-away/#manual")
    exports_folder()
    finished("vetatwork-secret.pdf").write_bytes(b"not offered")
    for name in ("vetatwork-secret.pdf", "vetatwork-manual-xx.pdf", "..%2Fvetatwork.sqlite3", "handouts/x.pdf"):
        assert client.get(f"{HERE}{name}", follow=True).status_code == 404


# --- A handout --------------------------------------------------------------------------------------------------------


@pytest.fixture
def printed(monkeypatch, site):
    """What the engine was asked for, without asking it."""
    asked = []

    def make(language, keys, ending):
        asked.append((language, tuple(keys), ending))
        return b"%PDF-1.7 " + ",".join(keys).encode()

    monkeypatch.setattr(handouts, "make_handout", make)
    return asked


def test_the_chosen_pages_become_a_book(client, site):
    answer = client.get(f"{HERE}handout.pdf?page=obstacles/time&page=methods/job-dating")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'inline; filename="vetatwork-handout.pdf"'
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    assert "There is no time" in text and "Job dating" in text


def test_a_single_page_is_called_by_its_name(client, printed):
    answer = client.get(f"{HERE}handout.pdf?page=methods/job-dating")
    assert 'filename="vetatwork-job-dating.pdf"' in answer["Content-Disposition"]
    answer = client.get(f"{HERE}handout.epub?page=methods/job-dating")
    assert answer["Content-Type"] == "application/epub+zip"
    assert printed == [("en", ("methods/job-dating",), "pdf"), ("en", ("methods/job-dating",), "epub")]


def test_a_handout_is_made_once_until_the_content_changes(client, printed):
    address = f"{HERE}handout.pdf?page=methods/job-dating&page=obstacles/time"
    first = client.get(address)
    assert client.get(address).content == first.content
    assert client.get(f"{address}&page=obstacles/time").content == first.content
    assert client.get(address, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    assert len(printed) == 1
    assert client.get(f"{HERE}handout.pdf?page=obstacles/time&page=methods/job-dating").status_code == 200
    change_stamp()
    client.get(address)
    assert len(printed) == 3


def test_the_form_leads_to_an_address_that_can_be_shared(client, printed):
    chosen = {"page": ["methods/job-dating", "obstacles/time"]}
    query = "page=methods/job-dating&page=obstacles/time"
    for what, address in (
        ("pdf", f"/en/take-away/handout.pdf?{query}"),
        ("epub", f"/en/take-away/handout.epub?{query}"),
        ("address", f"/en/take-away/?{query}#handout"),
        ("nonsense", f"/en/take-away/?{query}#handout"),
    ):
        answer = client.post(HERE, {**chosen, "as": what}, **SAME_ORIGIN)
        assert (answer.status_code, answer["Location"]) == (302, address)
    html = client.get(f"/en/take-away/?{query}").content.decode()
    assert 'value="methods/job-dating" checked' in html and html.count(" checked") == 2
    assert "You chose 2 pages:" in html and "noindex" in html
    assert 'href="/en/take-away/?page=obstacles/time#handout"' in html, "each can be taken back"


@pytest.mark.parametrize("method", ["get", "post"])
def test_none_is_said_at_the_form(client, printed, method):
    answer = client.get(f"{HERE}handout.pdf") if method == "get" else client.post(HERE, {"as": "pdf"}, **SAME_ORIGIN)
    assert answer.status_code == 422
    assert "Choose at least one page." in _text(answer)
    assert printed == []


def test_unknown_pages_are_named_and_the_others_stay_chosen(client, printed):
    odd = [
        "methods/none",
        "sections/methods",
        "<script>alert(1)</script>",
        "\u202e",
        "x" * 300,
        "home/home",
        "a/b",
        "c",
    ]
    answer = client.post(HERE, {"page": [*odd, "methods/job-dating"], "as": "pdf"}, **SAME_ORIGIN)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "“methods/none”" in html and "<script>alert" not in html and "x" * 100 not in html
    assert 'value="methods/job-dating" checked' in html
    assert client.get(f"{HERE}handout.pdf?page=methods/none").status_code == 422
    assert printed == []


@pytest.mark.parametrize("number", [MOST_PICKED + 1, 500])
def test_too_many_pages_are_said_and_stay_chosen(client, printed, number):
    keys = _keys(number)
    chosen = keys + [f"words/unknown-{index}" for index in range(number - len(keys))]
    answer = client.post(HERE, {"page": chosen, "as": "pdf"}, **SAME_ORIGIN)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert html.count(" checked") == len(keys)
    if len(keys) == number:
        assert f"You chose {number} pages. A handout holds {MOST_PICKED} at most" in html
    assert printed == []


def test_a_full_handout_fits_into_an_address(client, printed):
    longest = sorted(_keys(1000), key=len)[-MOST_PICKED:]
    answer = client.post(HERE, {"page": longest, "as": "pdf"}, **SAME_ORIGIN)
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200
    assert len(printed[0][1]) == MOST_PICKED


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=" + "x" * 5000, 414),
        ("&".join(["page=a"] * 900), 414),
        ("page=%00", 400),
        ("page=%ff", 400),
        ("page=%zz", 400),
        ("page=", 422),
        ("page[]=methods/job-dating", 422),
        ("page=../../etc/passwd", 422),
        ("page=methods/job-dating%0d%0aX-Bad:1", 422),
        ("page=" + "%F0%9F%92%A9" * 20, 422),
    ],
)
def test_odd_addresses_are_answered(client, printed, query, status):
    answer = client.get(f"{HERE}handout.pdf?{query}")
    assert answer.status_code == status
    assert "X-Bad" not in answer
    assert client.get(f"{HERE}?{query}").status_code in (200, 400, 414)


def test_a_page_that_cannot_be_printed_is_said_and_logged(client, site, monkeypatch, caplog):
    def fail(*_arguments):
        raise ValueError("a sign no font has")

    monkeypatch.setattr(handouts, "make_handout", fail)
    with caplog.at_level(logging.ERROR, logger="vetatwork.exports.views"):
        answer = client.get(f"{HERE}handout.pdf?page=methods/job-dating")
    assert answer.status_code == 422
    assert "We could not make this file." in _text(answer) and "sign no font" not in _text(answer)
    assert 'value="methods/job-dating" checked' in answer.content.decode()
    assert "methods/job-dating" in caplog.text
    assert not list((exports_folder()).rglob("*.pdf"))


def test_making_is_limited_and_what_was_made_is_not(client, printed, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "handouts": (1, 1)}
    first = f"{HERE}handout.pdf?page=methods/job-dating"
    assert [client.get(first).status_code for _time in range(3)] == [200, 200, 200]
    answer = client.get(f"{HERE}handout.pdf?page=obstacles/time")
    assert answer.status_code == 429 and int(answer["Retry-After"]) > 0
    assert 'value="obstacles/time" checked' in answer.content.decode()


def test_a_full_disk_keeps_nobody_from_a_handout(client, printed, monkeypatch, caplog):
    def full(_path, _content):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with caplog.at_level(logging.CRITICAL, logger="vetatwork.exports.builds.handouts"):
        answer = client.get(f"{HERE}handout.pdf?page=methods/job-dating")
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")


def test_kept_handouts_are_bounded_and_the_one_not_asked_for_longest_goes_first(site, monkeypatch):
    monkeypatch.setattr(handouts, "MOST_BYTES", 250)
    now = timezone.now().timestamp()
    for age, name in ((30, "a.pdf"), (20, "b.pdf")):
        handouts.keep_handout(name, bytes(100))
        os.utime(exports_folder() / "handouts" / name, (now - age, now - age))
    assert handouts.kept_handout("a.pdf"), "asked for just now"
    handouts.keep_handout("c.pdf", bytes(100))
    handouts.keep_handout("huge.pdf", bytes(1000))
    assert sorted(path.name for path in (exports_folder() / "handouts").iterdir()) == ["a.pdf", "c.pdf"]


# --- For editors ------------------------------------------------------------------------------------------------------


def test_editors_see_what_exactly_went_wrong_and_others_do_not(client, admin_user, made):
    Build.objects.update(state=State.FAILED, reason=Reason.FAULT, error="ValueError: in book.py, line 3")
    assert client.get("/admin/reports/take-away/").status_code == 302
    client.force_login(admin_user)
    html = client.get("/admin/reports/take-away/").content.decode()
    assert MANUAL in html and "in book.py, line 3" in html and "The fault is ours" in html
    assert client.get("/admin/reports/take-away/?export=csv").status_code == 200


def test_the_product_of_a_language_is_named_by_it():
    assert Product("words", "pdf", lambda _path, _progress: None, "el").file == "vetatwork-words-el.pdf"
