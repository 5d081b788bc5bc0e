"""The command `vetatwork export`: a whole file or folder, or a sentence and nothing."""

import errno
import os

import pypdf
import pytest

from vetatwork.config.cli import main
from vetatwork.exports import products
from vetatwork.exports.target import MARKER
from vetatwork.manual.models import HomePage

pytestmark = pytest.mark.django_db


def _fake_site(folder, progress):
    for number in range(3):
        progress(number + 1, 3)
        (folder / f"{number}.html").write_text("page")


@pytest.fixture
def writers(monkeypatch):
    """The writers of folders and the engine of books, by quick ones."""
    monkeypatch.setattr("vetatwork.exports.site.write_site", _fake_site, raising=False)
    monkeypatch.setattr(products, "engine", lambda ending: lambda book: f"{ending} of {book.title}".encode())


def test_some_pages_become_a_pdf(tmp_path, capsys):
    out = tmp_path / "handout.pdf"
    assert main(["export", "pdf", str(out), "--pages", "methods/job-dating", "obstacles/time"]) == 0
    assert len(pypdf.PdfReader(out).pages) > 1
    assert f"written to {out}" in capsys.readouterr().out


def test_a_section_and_the_whole_manual(tmp_path, writers, capsys):
    assert main(["export", "epub", str(tmp_path / "m.epub"), "--section", "methods"]) == 0
    assert main(["export", "pdf", str(tmp_path / "all.pdf")]) == 0
    assert (tmp_path / "m.epub").read_text() == "epub of Methods you can use"
    assert (tmp_path / "all.pdf").read_text().startswith("pdf of ")
    assert "Gathering" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--section", "nothing"], "nothing"),
        (["--pages", "methods/none", "words/mentor"], "methods/none"),
        (["--language", "fi"], "not open in Suomi (fi). It is open in: en."),
        (["--language", "../x"], "It is open in: en."),
    ],
)
def test_what_is_not_there_is_named(tmp_path, writers, capsys, options, said):
    assert main(["export", "pdf", str(tmp_path / "x.pdf"), *options]) == 1
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_too_many_pages_are_refused(tmp_path, writers, capsys):
    from vetatwork.exports.book.published import Published

    keys = [key for key in Published("en").by_key if key.startswith(("words/", "cases/"))]
    assert main(["export", "pdf", str(tmp_path / "x.pdf"), "--pages", *keys]) == 1
    assert "60 pages at most" in capsys.readouterr().err


def test_a_site_that_is_empty_is_said(tmp_path, writers, capsys):
    HomePage.objects.update(live=False)
    for what in ("site", "data", "pdf", "epub"):
        assert main(["export", what, str(tmp_path / "x")]) == 1
        assert "vetatwork content load" in capsys.readouterr().err


def test_a_folder_is_written_with_progress_and_replaced_only_when_asked(tmp_path, writers, capsys):
    out = tmp_path / "site"
    assert main(["export", "site", str(out)]) == 0
    said = capsys.readouterr().out
    assert "Pages" in said and "written to" in said
    assert sorted(path.name for path in out.iterdir()) == [MARKER, "0.html", "1.html", "2.html"]
    assert main(["export", "site", str(out)]) == 1
    assert "Add --replace" in capsys.readouterr().err
    assert main(["export", "site", str(out), "--replace"]) == 0


def test_what_is_in_the_way_stays(tmp_path, writers, capsys):
    (tmp_path / "notes.txt").write_text("mine")
    assert main(["export", "site", str(tmp_path), "--replace"]) == 1
    assert main(["export", "pdf", str(tmp_path / "notes.txt")]) == 1
    assert main(["export", "pdf", str(tmp_path / "none" / "x.pdf")]) == 1
    said = capsys.readouterr().err
    assert "VET@work did not write it" in said and "exists already" in said and "does not exist" in said
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_disk_that_fills_up_leaves_nothing(tmp_path, monkeypatch, capsys):
    def full(folder, _progress):
        (folder / "half.html").write_text("half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("vetatwork.exports.site.write_site", full, raising=False)
    assert main(["export", "site", str(tmp_path / "site")]) == 1
    assert "The disk is full" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_part_and_pages_at_once_are_refused(tmp_path, capsys):
    with pytest.raises(SystemExit) as left:
        main(["export", "pdf", str(tmp_path / "x.pdf"), "--section", "words", "--pages", "words/mentor"])
    assert left.value.code == 2
