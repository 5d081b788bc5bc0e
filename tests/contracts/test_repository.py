"""The rules of the repository that no linter knows."""

import re
import subprocess
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

pytestmark = pytest.mark.contracts

LONGEST_FILE = 420
COUNTED = {".py", ".html", ".css", ".js", ".sh"}
# Brackets keep these patterns from finding themselves.
REGISTRY_OR_MACHINE = re.compile(
    r"(?<!emit)-index-ur[l][ =]\S|index-ur[l]\s*=|/simpl[e]/?[\"' ]|\"resolve[d]\"\s*:"
    r"|pypi[.]org|npmjs[.]or[g]|pythonhosted[.]or[g]"
    r"|(?<![\w.\-/}])/wor[k]/|/far[m]/|/roo[t]/|/hom[e]/[a-z]+/"
)
FOREIGN_LOAD = re.compile(
    r"""(?:src|srcset|poster|data)\s*=\s*["']?(?:https?:)?//|<link[^>]+href\s*=\s*["']?(?:https?:)?//"""
    r"""|url\(\s*["']?(?:https?:)?//|@import|(?:fetch|import)\(\s*["'](?:https?:)?//""",
    re.I,
)


def tracked(repository):
    """Every text file git knows or would take, with its text."""
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, names.split("\0")):
        path = repository / name
        if path.is_file():
            try:
                yield path, path.read_text()
            except UnicodeDecodeError:
                continue


def test_no_file_is_too_long_to_read(repository):
    long = [
        f"{path.relative_to(repository)}: {text.count(chr(10))} lines"
        for path, text in tracked(repository)
        if path.suffix in COUNTED and "migrations" not in path.parts and text.count("\n") > LONGEST_FILE
    ]
    assert not long


def test_no_registry_host_and_no_path_of_a_machine_is_written_down(repository):
    found = [
        f"{path.relative_to(repository)}:{number}: {line.strip()[:100]}"
        for path, text in tracked(repository)
        if "LICENSE" not in path.name
        for number, line in enumerate(text.splitlines(), start=1)
        if REGISTRY_OR_MACHINE.search(line)
    ]
    assert not found


def test_pages_load_nothing_from_another_host(repository):
    found = [
        f"{path.relative_to(repository)}: {match[0]}"
        for path, text in tracked(repository)
        if path.is_relative_to(repository / "src") and path.suffix in {".html", ".css", ".js", ".svg", ".txt"}
        for match in FOREIGN_LOAD.finditer(text)
    ]
    assert not found


def test_every_room_says_what_it_is_for(repository):
    rooms = [path for path in (repository / "src" / "vetatwork").iterdir() if any(path.glob("*.py"))]
    silent = []
    for room in rooms:
        first = (room / "__init__.py").read_text() if (room / "__init__.py").exists() else ""
        words = re.match(r'\s*"""(.*?)"""', first, re.S)
        if words is None or len(words[1].split()) < 10:
            silent.append(room.name)
    assert rooms
    assert not silent, "Their __init__.py needs a paragraph: what the room is for and what it is not."


# --- Lock files -------------------------------------------------------------------------------------------------------

PACKAGE = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")


def locked(text):
    """Name → locked versions; a package may have one per version of Python."""
    versions = {}
    for line in text.splitlines():
        if match := PACKAGE.match(line):
            versions.setdefault(canonicalize_name(match[1]), []).append(Version(match[2]))
    return versions


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_holds_versions_and_hashes_and_nothing_else(repository, name):
    strange = [
        line
        for line in (repository / name).read_text().splitlines()
        if not re.fullmatch(r"[a-z0-9._-]+==\S+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?", line)
    ]
    assert not strange


def test_the_lock_files_meet_what_the_project_asks_for(repository):
    project = tomllib.loads((repository / "pyproject.toml").read_text())
    builds = (repository / "tools" / "build-requirements.in").read_text().splitlines()
    asked = {
        "requirements.lock": [*project["project"]["dependencies"], *(line for line in builds if line[:1].isalpha())],
        "requirements-dev.lock": [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]],
    }
    missing = []
    for name, requirements in asked.items():
        versions = locked((repository / name).read_text())
        for requirement in map(Requirement, requirements):
            found = versions.get(canonicalize_name(requirement.name), [])
            if not found or not all(requirement.specifier.contains(version) for version in found):
                missing.append(f"{name}: {requirement}")
    assert not missing, "pyproject.toml changed: run `make lock`."


def test_what_is_tested_is_what_is_installed(repository):
    site = locked((repository / "requirements.lock").read_text())
    tests = locked((repository / "requirements-dev.lock").read_text())
    assert {name: tests.get(name) for name in site} == site


def test_nothing_of_the_product_is_hidden_from_git(repository):
    """A pattern of .gitignore that matches a folder of the product would leave it out of the wheel without a word."""
    files = [
        str(path.relative_to(repository))
        for path in (repository / "src").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    ]
    asked = subprocess.run(
        ["git", "check-ignore", "--no-index", "--stdin"],
        cwd=repository,
        input="\n".join(files),
        capture_output=True,
        text=True,
        check=False,
    )
    assert not asked.stdout
