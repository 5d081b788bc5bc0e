"""What the documents say about the repository is true."""

import re
import shlex

import pytest

from vetatwork.config.cli import _parser

pytestmark = pytest.mark.contracts

DOCUMENTS = [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/where-things-go.md",
    "docs/configuration.md",
]
NOT_FOLDERS_OF_OURS = {"__pycache__", "node_modules"}


def folders_to_name(repository):
    """The rooms and every folder of code in them, and the first level of everything else."""
    named = set()
    for top in ("src/vetatwork", "tests", "tools", "docs", "content"):
        named |= {path for path in (repository / top).iterdir() if path.is_dir()}
    for path in (repository / "src" / "vetatwork").rglob("*.py"):
        if path.parent.name != "migrations":
            named.add(path.parent)
    named -= {repository / "src" / "vetatwork"}
    return {
        f"{path.relative_to(repository).as_posix()}/"
        for path in named
        if not NOT_FOLDERS_OF_OURS & set(path.parts) and any(file.suffix != ".pyc" for file in path.rglob("*.*"))
    }


def test_the_folder_map_names_every_folder_and_none_that_is_not_there(repository):
    text = (repository / "docs" / "where-things-go.md").read_text()
    named = set(re.findall(r"`((?:[\w.@-]+/)+)`", text))
    assert folders_to_name(repository) - named == set()
    assert {folder for folder in named if not (repository / folder).is_dir()} == set()


def test_every_setting_read_from_the_environment_is_explained(repository):
    settings = (repository / "src" / "vetatwork" / "config" / "settings.py").read_text()
    read = set(re.findall(r"\benv(?:\.\w+)?\(\s*\"([A-Z_]+)\"", settings))
    for path in (repository / "src" / "vetatwork").rglob("*.py"):
        read |= set(re.findall(r"os\.environ(?:\.get\(|\[)\"([A-Z_]+)\"", path.read_text()))
    explained = re.findall(r"^\| `([A-Z_]+)`", (repository / "docs" / "configuration.md").read_text(), re.M)
    assert len(read) > 10
    assert sorted(explained) == sorted(read)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_a_document_names_exists(repository, name):
    text = (repository / name).read_text()
    targets = set(re.findall(r"^([a-z-]+):", (repository / "Makefile").read_text(), re.M))
    blocks = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.S))
    assert set(re.findall(r"\bmake ([a-z][a-z-]*)", blocks)) <= targets
    for command in re.findall(r"\bvetatwork ((?:run|serve|migrate|doctor|content|editor)\b[^`\n#|]*)", blocks):
        _parser().parse_args(shlex.split(command))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_a_document_links_to_exists(repository, name):
    document = repository / name
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text())
    assert [link for link in links if "://" not in link and not (document.parent / link).exists()] == []


def test_the_readme_begins_with_the_two_commands(repository):
    first_screen = "\n".join((repository / "README.md").read_text().splitlines()[:30])
    assert "make run" in first_screen
    assert "make test" in first_screen


def test_the_change_log_says_what_is_not_released_yet(repository):
    assert re.search(r"^## \[?Unreleased\]?$", (repository / "CHANGELOG.md").read_text(), re.M)


def test_every_decision_has_a_number_and_says_when_to_think_again(repository):
    records = sorted((repository / "docs" / "decisions").glob("*.md"))
    assert records
    numbers = [int(path.name[:4]) for path in records]
    assert numbers == list(range(1, len(records) + 1))
    assert [path.name for path in records if "**Think again when**" not in path.read_text()] == []
