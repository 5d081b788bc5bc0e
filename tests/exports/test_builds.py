"""Files to take away are made once, in the background, and what was whole stays whole."""

import errno
import logging
import subprocess
from datetime import timedelta

import pytest
from django.utils import timezone

from vetatwork.core.models import AuditEntry
from vetatwork.core.stamp import change_stamp, current_stamp
from vetatwork.exports import products
from vetatwork.exports.builds import job, work
from vetatwork.exports.builds.folder import exports_folder, finished
from vetatwork.exports.builds.services import (
    MOST_TRIES,
    SILENCE,
    ask_for,
    beat,
    claim_build,
    finish_build,
    offer,
    renew,
    see_content,
)
from vetatwork.exports.models import Build, Reason, SeenContent, State
from vetatwork.exports.products import Product, pack
from vetatwork.manual import queries

pytestmark = pytest.mark.django_db
NOW = timezone.now()


class Made:
    """Products that count how often they are made."""

    def __init__(self):
        self.names = []
        self.fault = None
        self.products = tuple(
            Product(name, "pdf", lambda path, progress, name=name: self.make(name, path, progress), "en")
            for name in ("manual", "methods", "cases")
        )

    def make(self, name, path, progress):
        self.names.append(name)
        progress(1, 2)
        path.write_bytes(b"half")
        if self.fault:
            raise self.fault
        path.write_bytes(f"{name} of {current_stamp()}".encode())


@pytest.fixture
def made(monkeypatch, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    exports_folder()
    made = Made()
    monkeypatch.setattr(products, "products", lambda: made.products)
    return made


@pytest.fixture
def started(monkeypatch):
    """The processes that were started, without starting one."""
    commands = []

    class Process:
        ended = None

        def __init__(self, command, **_options):
            commands.append(command)

        def poll(self):
            return Process.ended

    monkeypatch.setattr(job.subprocess, "Popen", Process)
    monkeypatch.setattr(job._Builder, "process", None)
    commands_and_process = (commands, Process)
    return commands_and_process


def _state(name="vetatwork-manual-en.pdf"):
    return Build.objects.get(name=name)


def _work():
    while work.build_next():
        pass


# --- Who makes what ---------------------------------------------------------------------------------------------------


def test_what_was_asked_for_comes_first_and_one_at_a_time(made):
    offer(products=made.products)
    ask_for(product=made.products[2], stamp="a", now=NOW)
    first = claim_build(stamp="a", now=NOW)
    assert first.name == "vetatwork-cases-en.pdf"
    assert claim_build(stamp="a", now=NOW) is None, "one is being made"
    finished(first.name).write_bytes(b"x")
    assert finish_build(build=first, now=NOW, pages=None, mark="", content_at=None)
    assert claim_build(stamp="a", now=NOW).name == "vetatwork-manual-en.pdf"


def test_a_build_whose_process_died_is_taken_up_and_the_dead_cannot_speak(made):
    offer(products=made.products[:1])
    dead = claim_build(stamp="a", now=NOW)
    assert claim_build(stamp="a", now=NOW + SILENCE - timedelta(seconds=1)) is None
    later = NOW + SILENCE
    alive = claim_build(stamp="a", now=later)
    assert alive.name == dead.name and alive.claim != dead.claim
    finished(dead.name).write_bytes(b"x")
    assert not beat(build=dead, now=later)
    assert not finish_build(build=dead, now=later, pages=None, mark="", content_at=None)
    assert _state().state == State.BUILDING
    assert finish_build(build=alive, now=later, pages=3, mark="m", content_at=NOW)
    assert (_state().state, _state().pages, _state().tries) == (State.READY, 3, 0)


def test_signs_of_life_keep_a_build(made):
    offer(products=made.products[:1])
    build = claim_build(stamp="a", now=NOW)
    assert beat(build=build, now=NOW + SILENCE, progress=40)
    assert claim_build(stamp="a", now=NOW + SILENCE) is None
    assert _state().progress == 40


def test_a_build_that_dies_again_and_again_is_given_up_and_does_not_hold_up_the_others(made):
    offer(products=made.products[:2])
    now = NOW
    for _try in range(MOST_TRIES):
        assert claim_build(stamp="a", now=now).name == "vetatwork-manual-en.pdf"
        now += SILENCE
    assert claim_build(stamp="a", now=now).name == "vetatwork-methods-en.pdf"
    assert (_state().state, _state().reason) == (State.FAILED, Reason.STOPPED)


# --- Making -----------------------------------------------------------------------------------------------------------


def test_everything_that_waits_is_made_whole(made):
    offer(products=made.products)
    _work()
    assert made.names == ["manual", "methods", "cases"]
    for product in made.products:
        build = _state(product.file)
        assert (build.state, build.progress, build.file_stamp) == (State.READY, 100, current_stamp())
        assert build.size == finished(product.file).stat().st_size > 10
        assert build.content_at is not None
    assert sorted(path.name for path in exports_folder().iterdir()) == sorted(p.file for p in made.products)
    assert AuditEntry.objects.filter(action="exports.made").count() == 3


def test_a_build_that_fails_says_why_and_leaves_the_old_file(made, caplog):
    offer(products=made.products[:1])
    _work()
    old = finished("vetatwork-manual-en.pdf").read_bytes()
    before = _state()
    made.fault = OSError(errno.ENOSPC, "No space left on device", "/secret/place")
    Build.objects.update(state=State.WAITING, mark="")
    with caplog.at_level(logging.CRITICAL, logger="vetatwork.exports"):
        _work()
    after = _state()
    assert (after.state, after.reason) == (State.FAILED, Reason.FULL)
    assert "ENOSPC" not in str(after.get_reason_display()) and "/secret/place" in after.error
    assert (after.size, after.file_stamp, after.made_at) == (before.size, before.file_stamp, before.made_at)
    assert finished("vetatwork-manual-en.pdf").read_bytes() == old
    assert [path.name for path in exports_folder().iterdir()] == ["vetatwork-manual-en.pdf"]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (MemoryError(), Reason.MEMORY),
        (PermissionError(errno.EACCES, "no"), Reason.FOLDER),
        (ImportError("no part"), Reason.PART),
        (subprocess.TimeoutExpired("typst", 180), Reason.SLOW),
        (ValueError("a character"), Reason.FAULT),
        (OSError("without a number"), Reason.FAULT),
    ],
)
def test_one_that_fails_does_not_stop_the_others(made, fault, reason, caplog):
    offer(products=made.products[:2])
    made.fault = fault
    with caplog.at_level(logging.CRITICAL, logger="vetatwork.exports"):
        _work()
    assert made.names == ["manual", "methods"]
    assert {build.reason for build in Build.objects.all()} == {reason}
    assert all(build.error for build in Build.objects.all())


def test_a_new_stamp_with_the_same_content_makes_no_new_file(made):
    offer(products=made.products[:1])
    _work()
    first = finished("vetatwork-manual-en.pdf").stat().st_mtime_ns
    change_stamp()
    assert renew(stamp=current_stamp()) == 1
    _work()
    assert made.names == ["manual"]
    assert _state().file_stamp == current_stamp() and _state().state == State.READY
    assert finished("vetatwork-manual-en.pdf").stat().st_mtime_ns == first


def test_a_page_that_changes_makes_a_new_file(made):
    offer(products=made.products[:1])
    _work()
    page = queries.page_with_key("words/mentor", "en")
    page.title = "A mentor"
    page.save_revision().publish()
    change_stamp()
    renew(stamp=current_stamp())
    _work()
    assert made.names == ["manual", "manual"]


def test_a_file_that_was_lost_is_made_again(made):
    offer(products=made.products[:1])
    _work()
    finished("vetatwork-manual-en.pdf").unlink()
    assert renew(stamp=current_stamp()) == 1
    _work()
    assert made.names == ["manual", "manual"]


def test_a_file_that_is_not_offered_any_more_goes(made):
    offer(products=made.products)
    _work()
    offer(products=made.products[:1])
    assert [path.name for path in exports_folder().iterdir()] == ["vetatwork-manual-en.pdf"]
    assert Build.objects.count() == 1


def test_asking_twice_or_for_what_is_ready_changes_nothing(made):
    stamp = current_stamp()
    assert ask_for(product=made.products[0], stamp=stamp, now=NOW)
    assert not ask_for(product=made.products[0], stamp=stamp, now=NOW)
    _work()
    assert not ask_for(product=made.products[0], stamp=stamp, now=NOW)
    change_stamp()
    assert ask_for(product=made.products[0], stamp=current_stamp(), now=NOW)


# --- When -------------------------------------------------------------------------------------------------------------


def test_the_content_must_be_left_alone_for_a_while(made, started, settings):
    settings.EXPORT_QUIET_MINUTES = 10
    commands, _process = started
    SeenContent.objects.all().delete()
    assert job.look_for_stale_files(NOW) == 0
    assert job.look_for_stale_files(NOW + timedelta(minutes=9)) == 0
    change_stamp()
    assert job.look_for_stale_files(NOW + timedelta(minutes=10)) == 0
    assert commands == []
    assert job.look_for_stale_files(NOW + timedelta(minutes=20)) == 3
    assert len(commands) == 1


def test_what_was_asked_for_does_not_wait_for_quiet(made, started):
    commands, _process = started
    ask_for(product=made.products[0], stamp="a", now=NOW)
    see_content(stamp=current_stamp(), now=NOW)
    assert job.look_for_stale_files(NOW) == 1
    assert len(commands) == 1


def test_a_worker_starts_no_second_process_while_its_first_one_runs(made, started):
    commands, process = started
    offer(products=made.products)
    job.begin_building()
    job.begin_building()
    assert len(commands) == 1
    process.ended = 0
    job.begin_building()
    assert len(commands) == 2


def test_no_worker_starts_a_process_while_another_ones_runs(made, started):
    commands, _process = started
    offer(products=made.products)
    claim_build(stamp="a", now=timezone.now())
    job.begin_building()
    assert commands == []


def test_a_process_that_is_told_to_end_leaves_its_build_to_the_next(made):
    offer(products=made.products[:1])
    made.fault = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        _work()
    assert (_state().state, _state().tries) == (State.WAITING, 0)
    assert list(exports_folder().iterdir()) == []
    made.fault = None
    _work()
    assert _state().state == State.READY


def test_a_process_that_cannot_be_started_is_tried_again(made, monkeypatch, caplog):
    def refuse(*_arguments, **_options):
        raise OSError(errno.ENOMEM, "no memory")

    monkeypatch.setattr(job.subprocess, "Popen", refuse)
    monkeypatch.setattr(job._Builder, "process", None)
    offer(products=made.products)
    with caplog.at_level(logging.CRITICAL, logger="vetatwork.exports.builds.job"):
        job.begin_building()
    assert set(Build.objects.values_list("state", flat=True)) == {State.WAITING}


# --- Products ---------------------------------------------------------------------------------------------------------


def test_there_is_a_book_of_the_manual_and_of_each_part_in_each_open_language():
    names = [product.file for product in products.products()]
    assert names[:2] == ["vetatwork-manual-en.pdf", "vetatwork-manual-en.epub"]
    assert {"vetatwork-site.zip", "vetatwork-data.zip", "vetatwork-methods-en.pdf", "vetatwork-words-en.pdf"} < set(
        names
    )
    assert len(names) == len(set(names))


@pytest.mark.pure
def test_the_same_folder_packs_to_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        folder = tmp_path / name
        (folder / "en").mkdir(parents=True)
        (folder / "en" / "Æ.html").write_text("text")
        (folder / "index.html").write_text(name[:0] + "start")
        pack(folder, tmp_path / f"{name}.zip", "site")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
