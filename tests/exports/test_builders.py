"""Several processes make files to take away from one database; one of them is killed in the middle."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.contracts

NAMES = ("one", "two", "three", "four")
MAKERS = """
import os, sys, django
django.setup()
from pathlib import Path
from datetime import timedelta
from vetatwork.exports import products
from vetatwork.exports.builds import services, work
from vetatwork.exports.products import Product

def tell(line):
    with open("made.txt", "a") as made:
        made.write(line + "\\n")

def whole(name):
    def make(path, progress):
        tell(name)
        path.write_text("whole " + name)
    return make
"""
ALL = MAKERS + f"products.products = lambda: tuple(Product(name, 'pdf', whole(name), 'en') for name in {NAMES})\n"
OFFER = ALL + "services.offer(products=products.products())"
HANGS = (
    MAKERS
    + """
def half(path, progress):
    progress(1, 2)
    path.write_text("half")
    with open("begun", "w") as begun:
        begun.write("yes")
    open("never").read()

products.products = lambda: (Product("one", "pdf", half, "en"),)
work.main()
"""
)
AFTERWARDS = ALL + "services.SILENCE = timedelta(0)\nwork.main()"


class Place:
    """A folder with a database of its own, in which processes work."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
        self.environment = kept | {
            "DATA_DIR": str(folder / "data"),
            "DJANGO_SETTINGS_MODULE": "vetatwork.config.settings",
            "LOG_LEVEL": "ERROR",
        }

    def start(self, code: str, *files: int) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-c", code]
        return subprocess.Popen(command, cwd=self.folder, env=self.environment, pass_fds=files)

    def run(self, code: str) -> None:
        assert self.start(code).wait(timeout=120) == 0

    def made(self) -> list[str]:
        path = self.folder / "made.txt"
        return path.read_text().split() if path.exists() else []

    def file(self, name: str) -> Path:
        return self.folder / "data" / "exports" / f"vetatwork-{name}-en.pdf"

    def rows(self) -> dict[str, tuple[str, int, int]]:
        with sqlite3.connect(self.folder / "data" / "vetatwork.sqlite3") as database:
            found = database.execute("SELECT product, state, progress, size FROM exports_build").fetchall()
        return {name: (state, progress, size) for name, state, progress, size in found}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path)
    command = [sys.executable, "-m", "vetatwork.config.cli", "migrate"]
    subprocess.run(command, env=place.environment, cwd=tmp_path, check=True, capture_output=True)
    place.run(OFFER)
    return place


def test_four_processes_at_once_make_each_file_once(place: Place) -> None:
    ready, is_ready = os.pipe()
    gate, opened = os.pipe()
    code = f"{ALL}os.write({is_ready}, b'x')\nos.read({gate}, 1)\nwork.main()"
    processes = [place.start(code, gate, is_ready) for _number in range(4)]
    for _process in processes:
        os.read(ready, 1)
    os.close(opened)  # All of them stand at the gate.
    assert [process.wait(timeout=120) for process in processes] == [0, 0, 0, 0]
    for number in (ready, is_ready, gate):
        os.close(number)
    assert sorted(place.made()) == sorted(NAMES)
    for name in NAMES:
        assert place.file(name).read_text() == f"whole {name}"
    assert {state for state, _progress, _size in place.rows().values()} == {"ready"}


def test_a_build_that_is_killed_leaves_the_old_file_and_is_made_by_the_next_process(place: Place) -> None:
    place.file("one").parent.mkdir(parents=True)
    place.file("one").write_text("old")
    os.mkfifo(place.folder / "begun")
    os.mkfifo(place.folder / "never")
    process = place.start(HANGS)
    assert (place.folder / "begun").read_text() == "yes"
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert place.file("one").read_text() == "old"
    assert place.rows()["one"][:2] == ("building", 50)
    place.run(AFTERWARDS)
    assert place.file("one").read_text() == "whole one"
    assert {row[:2] for row in place.rows().values()} == {("ready", 100)}
    assert sorted(path.name for path in place.file("one").parent.iterdir()) == sorted(
        place.file(name).name for name in NAMES
    ), "nothing half done lies about"
