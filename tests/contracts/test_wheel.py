"""The wheel, alone in an empty environment, is the same site as the checkout."""

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from contextlib import contextmanager
from urllib.parse import urljoin

import pytest

from tests.site_process import START_SECONDS, Site, start_site

pytestmark = pytest.mark.contracts


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def clean_environment(**more):
    """Only what a new user's shell has: nothing that could lead back to the checkout."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ} | more


@pytest.fixture(scope="module")
def wheel(repository, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder), cwd=repository)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel, repository, tmp_path_factory):
    """The folder of an environment that holds the locked packages and the wheel, and nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", str(folder))
    # The settings of pip are the machine's own; without them there may be no way to any package.
    machine = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    lock = str(repository / "requirements.lock")
    run(*pip, "--require-hashes", "--requirement", lock, cwd=folder, env=clean_environment(**machine))
    run(*pip, "--no-deps", "--no-index", str(wheel), cwd=folder, env=clean_environment())
    return folder


@contextmanager
def running(program, folder, port):
    """`vetatwork run` in an empty folder; ends with the test."""
    environment = clean_environment(PORT=str(port), PYTHONUNBUFFERED="1")
    with (folder / "log").open("w+") as log:
        process = subprocess.Popen([program, "run"], cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            until_ready(f"http://127.0.0.1:{port}/readyz", process, folder / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(30)


def until_ready(address, process, log):
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=10).close()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)  # Between two attempts only.
    pytest.fail(f"The site did not start:\n{log.read_text()}")


def fetch(address):
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.read()
    except urllib.error.HTTPError as error:
        raise AssertionError(f"{address} answers {error.code}") from error


def crawl(site):
    """Every page and file of the site that can be reached from the English home page."""
    todo, found = ["/en/"], {}
    while todo:
        path = todo.pop()
        if path in found:
            continue
        body = fetch(site + path)
        found[path] = body.replace(site.encode(), b"")
        if not path.startswith("/static/"):
            links = re.findall(r"""(?:href|src)=["']?([^"'\s>#?]+)""", body.decode())
            paths = (urljoin(path, link) for link in links if "://" not in link and not link.startswith("mailto:"))
            todo += [
                path
                for path in paths
                if path.startswith(("/en/", "/static/")) and not path.endswith((".pdf", ".epub", ".docx", ".xlsx"))
            ]
    return found


def test_the_wheel_holds_all_that_the_site_needs(wheel, repository):
    names = set(zipfile.ZipFile(wheel).namelist())
    source = repository / "src"
    expected = {
        path.relative_to(source).as_posix()
        for path in (source / "vetatwork").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in {".pyc", ".po"}
    } | {
        f"vetatwork/_content/{path.relative_to(repository / 'content').as_posix()}"
        for path in (repository / "content").rglob("*")
        if path.is_file()
    }
    assert expected - names == set()
    assert {name for name in names if name.endswith((".sqlite3", ".pyc", "local-secret-key"))} == set()
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_wheel_runs_the_same_site(installed, repository, tmp_path, loaded_data):
    empty = tmp_path / "somewhere"
    empty.mkdir()
    python = str(installed / "bin" / "python")
    where = run(python, "-c", "import vetatwork; print(vetatwork.__file__)", cwd=empty, env=clean_environment())
    assert where.startswith(str(installed))

    checkout: Site = start_site(tmp_path, repository / "content", template=loaded_data)
    try:
        ours = crawl(checkout.url)
    finally:
        checkout.stop()
    # The same port: pages name their own address.
    with running(str(installed / "bin" / "vetatwork"), empty, checkout.url.rsplit(":", 1)[1]) as site:
        theirs = crawl(site)
    assert len(ours) > 20
    assert any(path.endswith(".css") for path in ours)
    assert theirs.keys() == ours.keys()
    assert [path for path in ours if ours[path] != theirs[path]] == []
    assert (empty / "data" / "vetatwork.sqlite3").exists()
