"""How the tests are shared out between processes."""

import re
import subprocess
import sys
from collections import Counter

import pytest

pytestmark = pytest.mark.contracts

TEST = """
import os
import pathlib
import pytest

@pytest.mark.xdist_group("dear")
@pytest.mark.parametrize("number", range(4))
def test_it(number):
    with pathlib.Path("processes").open("a") as said:
        said.write(os.environ["PYTEST_XDIST_WORKER"] + "\\n")
"""


def test_one_process_runs_all_tests_of_a_group(tmp_path):
    """If it does not, what they share is made over and over; with some versions nothing else would show it."""
    for name in ("test_one.py", "test_other.py"):
        (tmp_path / name).write_text(TEST)
    options = ["-n", "2", "--dist", "loadgroup", "-p", "no:django", "-p", "no:cacheprovider", "-q"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *options], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout
    processes = (tmp_path / "processes").read_text().split()
    assert len(processes) == 8 and len(set(processes)) == 1


def test_every_group_is_of_one_file(repository):
    """Tests with a browser come last: one that shares a group with others would start it before them."""
    mark = re.compile(r"^pytestmark = .*xdist_group\(\"(\w+)\"\)", re.M)
    groups = Counter(
        name for path in (repository / "tests").rglob("test_*.py") for name in mark.findall(path.read_text())
    )
    assert len(groups) >= 5
    assert [name for name, files in groups.items() if files > 1] == []
