"""An export is in its place whole, or the place is as it was."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from vetatwork.exports import target
from vetatwork.exports.target import MARKER, TargetError, fresh_file, fresh_folder

pytestmark = pytest.mark.pure


def _write(out: Path, text: str = "new", **options: bool) -> None:
    with fresh_folder(out, **options) as folder:
        (folder / "en").mkdir()
        (folder / "en" / "index.html").write_text(text)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_is_there_when_the_block_ends_and_not_before(tmp_path):
    out = tmp_path / "site"
    with fresh_folder(out) as folder:
        assert folder.is_dir() and not out.exists()
        (folder / "index.html").write_text("whole")
    assert _names(out) == [MARKER, "index.html"]
    assert _names(tmp_path) == ["site"]


def test_an_empty_folder_is_used(tmp_path):
    (tmp_path / "site").mkdir()
    _write(tmp_path / "site")
    assert _names(tmp_path / "site") == [MARKER, "en"]


@pytest.mark.parametrize("replace", [False, True])
def test_a_folder_with_something_of_others_in_it_is_never_touched(tmp_path, replace):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_text("dear")
    with pytest.raises(TargetError, match="not empty, and VET@work did not write it"):
        _write(tmp_path / "photos", replace=replace)
    assert _names(tmp_path / "photos") == ["a.jpg"]
    assert _names(tmp_path) == ["photos"]


def test_a_folder_of_ours_is_replaced_only_when_asked(tmp_path):
    _write(tmp_path / "site", "old")
    (tmp_path / "site" / "extra.html").write_text("of the old one")
    with pytest.raises(TargetError, match="Add --replace"):
        _write(tmp_path / "site")
    _write(tmp_path / "site", replace=True)
    assert (tmp_path / "site" / "en" / "index.html").read_text() == "new"
    assert _names(tmp_path / "site") == [MARKER, "en"]
    assert _names(tmp_path) == ["site"]


def test_what_cannot_be_a_target_is_said(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x")
    for out, said in (
        (tmp_path / "file", "is a file"),
        (tmp_path / "none" / "site", "does not exist"),
        (tmp_path / "file" / "site", "does not exist"),
        (Path("/"), "root of the disk"),
        (Path("a\0b"), "cannot be the name"),
        (tmp_path / ("x" * 300), "too long"),
    ):
        with pytest.raises(TargetError, match=said):
            _write(out)
        with pytest.raises(TargetError), fresh_file(out) as path:
            path.write_text("x")
    monkeypatch.setattr(target.os, "access", lambda _path, _mode: False)
    with pytest.raises(TargetError, match="cannot be written to"):
        _write(tmp_path / "site")
    assert _names(tmp_path) == ["file"]


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "The disk is full"), (errno.EROFS, "cannot be written to"), (errno.EIO, "could not be written")],
)
def test_a_disk_that_gives_up_leaves_what_was_there(tmp_path, number, said):
    _write(tmp_path / "site", "old")
    with pytest.raises(TargetError, match=said), fresh_folder(tmp_path / "site", replace=True) as folder:
        (folder / "half.html").write_text("half")
        raise OSError(number, os.strerror(number))
    (tmp_path / "book.pdf").write_text("old")
    with pytest.raises(TargetError, match=said), fresh_file(tmp_path / "book.pdf", replace=True) as path:
        path.write_text("half")
        raise OSError(number, os.strerror(number))
    assert (tmp_path / "site" / "en" / "index.html").read_text() == "old"
    assert (tmp_path / "book.pdf").read_text() == "old"
    assert _names(tmp_path) == ["book.pdf", "site"]


def test_a_fault_of_ours_leaves_nothing_either(tmp_path):
    with pytest.raises(ZeroDivisionError), fresh_folder(tmp_path / "site") as folder:
        (folder / "half.html").write_text("half")
        raise ZeroDivisionError
    assert _names(tmp_path) == []


def test_the_old_folder_comes_back_if_the_new_one_cannot_take_its_place(tmp_path, monkeypatch):
    _write(tmp_path / "site", "old")
    rename = Path.rename

    def refuse(path, goal):
        if "unfinished" in path.name:
            raise OSError(errno.EBUSY, "busy")
        return rename(path, goal)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(TargetError, match="in use"):
        _write(tmp_path / "site", replace=True)
    assert (tmp_path / "site" / "en" / "index.html").read_text() == "old"
    assert _names(tmp_path) == ["site"]


def _killed(tmp_path: Path, code: str) -> None:
    """Run `code`, which kills itself in the middle of an export."""
    script = f"import os, signal\nfrom pathlib import Path\nfrom vetatwork.exports import target\n{code}"
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=False)
    assert done.returncode == -signal.SIGKILL


def test_an_export_that_is_killed_leaves_nothing_in_the_way(tmp_path):
    _killed(
        tmp_path,
        "with target.fresh_folder(Path('site')) as folder:\n"
        "    (folder / 'half.html').write_text('half')\n    os.kill(os.getpid(), signal.SIGKILL)",
    )
    assert not (tmp_path / "site").exists()
    _write(tmp_path / "site")
    assert _names(tmp_path) == ["site"]


def test_an_export_that_is_killed_between_the_old_and_the_new_gives_the_old_back(tmp_path):
    _write(tmp_path / "site", "old")
    _killed(
        tmp_path,
        "target._put_folder.__globals__['Path'].rename_ = Path.rename\n"
        "def rename(path, goal):\n"
        "    if 'unfinished' in path.name: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return path.rename_(goal)\n"
        "Path.rename = rename\n"
        "with target.fresh_folder(Path('site'), replace=True) as folder: pass",
    )
    assert not (tmp_path / "site").exists()
    with pytest.raises(TargetError, match="Add --replace"):
        _write(tmp_path / "site")
    assert (tmp_path / "site" / "en" / "index.html").read_text() == "old"
    assert _names(tmp_path) == ["site"]


def test_a_file_is_not_overwritten_unasked(tmp_path):
    with fresh_file(tmp_path / "book.pdf") as path:
        path.write_text("first")
    with pytest.raises(TargetError, match="exists already"), fresh_file(tmp_path / "book.pdf"):
        pass
    with fresh_file(tmp_path / "book.pdf", replace=True) as path:
        path.write_text("second")
    assert (tmp_path / "book.pdf").read_text() == "second"
    with pytest.raises(TargetError, match="is a folder"), fresh_file(tmp_path):
        pass
