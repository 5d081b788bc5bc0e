"""`content check --complete`: what a complete manual has, and that a small folder need not have it."""

import shutil

import pytest

from vetatwork.config.cli import main
from vetatwork.content.library import format_library, read_library
from vetatwork.content.quality.completeness import counts, coverage, incompleteness
from vetatwork.content.services import site_languages

pytestmark = pytest.mark.pure

HOME = """---
title: A small manual
summary: Made by a school for its own firms.
doors:
  - {id: provider, title: Words, text: The words we use., page: words/learner}
---

# Steps

Begin with a word.

# Promise

You will be understood.
"""


@pytest.fixture
def small_folder(repository, tmp_path, settings):
    """A folder somebody made for a few words of their own."""
    folder = tmp_path / "content"
    for name in ("home", "sections", "words"):
        (folder / "manual" / "en" / name).mkdir(parents=True)
    shutil.copy(repository / "content" / "vocabulary.yaml", folder)
    (folder / "sources.yaml").write_text("")
    (folder / "manual/en/home/home.md").write_text(HOME)
    section = "---\ntitle: Words\nsummary: Our words.\nmenu: Words\norder: 1\n---\n"
    (folder / "manual/en/sections/words.md").write_text(section)
    texts = "".join(f"\n# {name}\n\nYou learn.\n" for name in ("Plain words", "The school says", "The employer hears"))
    word = f"---\ntitle: Learner\nsummary: Somebody who is here to become good at a job.\n---\n{texts}"
    (folder / "manual/en/words/learner.md").write_text(word)
    format_library(read_library(folder, site_languages()))
    settings.CONTENT_DIR = folder
    return folder


def test_a_small_folder_is_clean_and_only_incomplete_if_asked(small_folder, capsys):
    assert main(["content", "check"]) == 0
    said = capsys.readouterr()
    assert "no faults" in said.out and said.err == ""
    assert main(["content", "check", "--complete"]) == 1
    said = capsys.readouterr().err
    assert f"{small_folder}/manual/en/words: 1 of the 130 words that a complete manual has. Write 129 more." in said
    assert "0 of the 15 obstacles" in said


def test_the_shipped_content_is_complete(repository):
    library = read_library(repository / "content", site_languages())
    assert incompleteness(library) == []
    head, *rows = counts(library)
    assert head == ("", "here", "bar")
    assert all(int(here) >= int(bar) for _, here, bar in rows)
    assert {what for what, _, _ in rows} >= {
        "obstacles with 2 or more kits",
        "obstacles with 2 or more cases",
        "kits with 1 or more cases",
        "kits with 1 or more sources",
        "cases with 1 or more sources",
    }


def test_the_table_counts_kits_and_cases_for_each_step_area_and_party(repository):
    library = read_library(repository / "content", site_languages())
    head, *rows = coverage(library)
    assert head == ("", "kits", "cases")
    assert len(rows) == 5 + 4 + 3
    kits = [d.values for d in library.documents.values() if d.kind.name == "method"]
    at_three = sum(values["step_from"] <= 3 <= values["step_to"] for values in kits)
    assert {what: number for what, number, _ in rows}["steps: Agreed"] == str(at_three)


def test_an_obstacle_with_one_kit_is_named_and_planned_kits_do_not_count(content_copy):
    path = content_copy / "manual/en/obstacles/time.md"
    lines = path.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("methods:"))
    end = next(number for number, line in enumerate(lines) if line.startswith("cases:"))
    lines[start:end] = ["methods: [proud-to-be-a-mentor, not-written-yet]"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    planned = content_copy / "planned.yaml"
    planned.write_text(planned.read_text() + "- methods/not-written-yet\n")
    [fault] = incompleteness(read_library(content_copy, site_languages()))
    assert (fault.path, fault.line) == (path, start + 1)
    assert fault.message == "1 of the 2 kits it needs. Name more under “methods”."
