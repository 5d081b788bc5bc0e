"""How the tests are shared out between processes."""

import subprocess
import sys

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
