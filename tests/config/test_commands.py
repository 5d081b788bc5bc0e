"""The command `vetatwork`: what a person can mend is said in a sentence, and nothing is half done."""

import re
import socket

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from wagtail.models import Page

from vetatwork.config import commands
from vetatwork.config.cli import main
from vetatwork.manual import queries

pytestmark = pytest.mark.django_db


def test_a_port_in_use_is_said_with_another_one(settings, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings.PORT = taken.getsockname()[1]
        assert main(["run"]) == 1
    said = capsys.readouterr().err
    assert f"Cannot serve on 127.0.0.1:{settings.PORT}" in said
    assert f"PORT={settings.PORT + 1}" in said


def test_a_data_folder_that_cannot_be_used_is_said(settings, tmp_path, capsys):
    (tmp_path / "data").write_text("a file")
    settings.DATA_DIR = tmp_path / "data"
    assert commands._plainly(commands._prepare) == 1
    assert str(tmp_path / "data") in capsys.readouterr().err


def test_a_database_of_a_newer_version_is_left_alone(capsys):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('manual', '9999_future', %s)", [timezone.now()]
        )
    assert main(["migrate"]) == 1
    said = capsys.readouterr().err
    assert "newer version" in said and "manual.9999_future" in said and "Nothing was changed" in said


def test_every_fault_is_printed_with_file_and_line(content_copy, capsys):
    (content_copy / "manual/en/words/learner.md").write_text("---\ntitle: [\n---\n")
    (content_copy / "manual/en/words/mentor.md").write_bytes(b"\xff\xfe")
    for command in (["content", "check"], ["content", "load"]):
        assert main(command) == 1
        said = capsys.readouterr().err
        assert re.search(r"words/learner\.md:\d+: ", said)
        assert re.search(r"words/mentor\.md:\d+: ", said)
        assert re.search(r"\d+ faults\. Nothing was changed", said)


def test_a_disk_that_fills_up_during_a_load_is_said_and_leaves_nothing(content_copy, capsys, monkeypatch):
    path = content_copy / "manual/en/words/learner.md"
    path.write_text(path.read_text().replace("title: Learner", "title: Changed"))

    def full(self, document):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("vetatwork.manual.store.PageStore.write", full)
    assert main(["content", "load"]) == 1
    assert "The disk is full" in capsys.readouterr().err
    assert not Page.objects.filter(title="Changed").exists()


def test_loading_and_dumping_say_what_they_did(content_copy, capsys):
    path = content_copy / "manual/en/words/learner.md"
    path.write_text(path.read_text().replace("title: Learner", "title: The learner"))
    assert main(["content", "load"]) == 0
    assert "1 changed" in capsys.readouterr().out
    page = queries.page_with_key("words/mentor", "en")
    page.title = "A mentor"
    page.save_revision().publish()
    assert main(["content", "dump"]) == 0
    said = capsys.readouterr().out
    assert "words/mentor.md" in said and "1 files changed" in said
    assert "title: A mentor" in (content_copy / "manual/en/words/mentor.md").read_text()


def test_an_editor_gets_a_link_and_a_wrong_address_a_sentence(capsys):
    assert main(["editor", "add", "ed@example.org"]) == 0
    assert re.search(r"http://127\.0\.0\.1:8000/accounts/welcome/[\w-]{40,}/", capsys.readouterr().out)
    assert main(["editor", "add", "nobody"]) == 1
    assert "not an e-mail address" in capsys.readouterr().err


def test_doctor_names_what_is_wrong_and_what_to_do(content_copy, capsys, settings):
    assert main(["doctor"]) == 0
    (content_copy / "manual/en/words/learner.md").write_text("nonsense")
    assert main(["doctor"]) == 1
    assert "vetatwork content check" in capsys.readouterr().out
    settings.CONTENT_DIR = content_copy / "nowhere"
    assert main(["doctor"]) == 1
    assert "is not there" in capsys.readouterr().out


def test_an_unknown_command_is_refused(capsys):
    with pytest.raises(SystemExit) as left:
        main(["dance"])
    assert left.value.code == 2
    assert "invalid choice" in capsys.readouterr().err
