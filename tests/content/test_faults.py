"""`content check`: every fault is named with its file and line, and none stops the others from being found."""

import pytest

from vetatwork.content.library import canonical_files, format_library, read_library
from vetatwork.content.services import site_languages

KIT = "manual/en/methods/job-dating.md"
WORD = "manual/en/words/learner.md"
CASE = "manual/en/cases/leerhuis-gouda.md"


def _faults(folder):
    return [
        (fault.path.relative_to(folder).as_posix(), fault.line, fault.message)
        for fault in read_library(folder, site_languages()).faults
    ]


def _change(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_shipped_content_has_no_fault_and_is_canonical(content_copy):
    library = read_library(content_copy, site_languages())
    assert library.faults == []
    assert format_library(library, check_only=True) == []


def test_formatting_brings_any_layout_into_the_one_form(content_copy):
    path = content_copy / WORD
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\n\n", "\n\n\n").replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert format_library(read_library(content_copy, site_languages())) == [path]
    assert path.read_bytes() == text.encode()


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (KIT, "slogan:", "slogun:", "Unknown field “slogun”"),
        (KIT, "effort: {provider:", "effort: {teacher:", "Unknown part “teacher” of “effort”"),
        (KIT, "step: {from: 1", "step: {from: one", "is a whole number"),
        (KIT, "step: {from: 1", "step: {from: 9", "Must be from 1 to 5"),
        (KIT, "evidence: ", "evidence: very-", "is not in the list “evidence”"),
        (KIT, "# On Monday", "# On Tuesday", "Unknown heading “On Tuesday”"),
        (KIT, "# Checklist", "# Purpose", "stands here twice"),
        (KIT, "# Checklist", "### Checklist", "no headings of its own"),
        (CASE, "countries: [nl]\n", "", "“countries” is missing"),
        (CASE, "countries: [nl]\n", "countries: []\n", "“countries” is missing"),
        (CASE, "countries: [nl]\n", "countries: [atlantis]\n", "is not in the list “countries”"),
        (WORD, "# Plain words\n\n", "# Plain words\n\n[x](words/no-such-word) ", "leads nowhere"),
        (WORD, "# Plain words\n\n", "# Plain words\n\n[@no-such-source] ", "There is no source “no-such-source”"),
        (WORD, "# Plain words\n\n", "# Plain words\n\n![x](a.png) ", "Images cannot stand in a text"),
        (WORD, "# Plain words\n\n", "# Plain words\n\n[x](javascript:alert) ", "is not a link"),
        (
            WORD,
            "# Plain words\n\n",
            "Words before a heading\n\n# Plain words\n\n",
            "Text stands before the first heading",
        ),
        (WORD, "title: ", "title: [", "This is not valid YAML"),
        (WORD, "title: ", "title: &a ", ""),
    ],
)
def test_a_fault_is_named_where_it_is(content_copy, name, old, new, message):
    _change(content_copy, name, old, new)
    faults = _faults(content_copy)
    if message:
        assert any(file == name and message in text for file, _line, text in faults), faults
    assert all(file != name or line >= 0 for file, line, _text in faults)


def test_the_line_of_a_fault_is_the_line_in_the_file(content_copy):
    line = _change(content_copy, KIT, "slogan:", "slogun:")
    assert any(file == KIT and at == line and "slogun" in text for file, at, text in _faults(content_copy))


def test_a_missing_cell_is_named(content_copy):
    text = (content_copy / KIT).read_text(encoding="utf-8")
    start = text.index("# During\n")
    cut = text.index("## Learner", start)
    (content_copy / KIT).write_text(text[:cut] + text[text.index("# After") :], encoding="utf-8")
    assert [text for file, _line, text in _faults(content_copy) if file == KIT] == [
        "“# During / ## Learner” is missing."
    ]


def test_a_heading_out_of_order_is_named(content_copy):
    text = (content_copy / WORD).read_text(encoding="utf-8")
    head, school = text.split("# The school says")
    school, employer = school.split("# The employer hears")
    (content_copy / WORD).write_text(
        f"{head}# The employer hears{employer}\n# The school says{school}", encoding="utf-8"
    )
    assert any("out of order" in text for file, _line, text in _faults(content_copy) if file == WORD)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("manual/en/words/latin.md", "---\ntitle: caf\xe9\n---\n".encode("latin-1"), "not UTF-8"),
        ("manual/en/words/null.md", b"---\ntitle: a\x00b\n---\n", "null byte"),
        ("manual/en/words/huge.md", b"x" * 1_100_000, "too large"),
        ("manual/en/words/no-front.md", b"just words", "must begin with `---`"),
        ("manual/en/words/open.md", b"---\ntitle: a\n", "not closed"),
        ("manual/en/words/Bad Name.md", b"---\n---\n", "name of the file is the address"),
        ("manual/en/nonsense/a.md", b"---\n---\n", "is not a collection"),
        ("manual/xx/words/learner.md", b"---\n---\n", "is not a language of this site"),
        ("manual/en/loose.md", b"---\n---\n", "manual/<language>/<collection>/<slug>.md"),
        ("manual/fi/words/only-here.md", b"---\ntitle: a\n---\n", "English is the source"),
        ("planned.yaml", b"- words/learner\n", "is written now"),
        ("planned.yaml", b"nonsense\n", "Expected a page key"),
    ],
)
def test_a_file_that_is_no_page_is_a_fault_and_no_crash(content_copy, name, data, message):
    path = content_copy / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    assert any(file == name and message in text for file, _line, text in _faults(content_copy))


def test_two_lessons_cannot_share_an_address(content_copy):
    lessons = sorted((content_copy / "manual/en/lessons").glob("*.md"))
    first, second = lessons[0], lessons[1]
    number = next(line for line in first.read_text(encoding="utf-8").splitlines() if line.startswith("number:"))
    lines = [number if line.startswith("number:") else line for line in second.read_text(encoding="utf-8").splitlines()]
    second.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert any("is taken by" in text for _file, _line, text in _faults(content_copy))


def test_pages_of_two_collections_cannot_share_an_address(content_copy):
    text = (content_copy / "manual/en/pages/privacy.md").read_text(encoding="utf-8")
    (content_copy / "manual/en/pages/methods.md").write_text(text, encoding="utf-8")
    assert any("The address “methods” is taken by" in text for _file, _line, text in _faults(content_copy))


def test_a_case_says_where_it_was(content_copy):
    name = "manual/en/cases/leerhuis-gouda.md"
    _change(content_copy, name, "countries: [nl]\n", "")
    assert (name, "“countries” is missing.") in [(file, text) for file, _line, text in _faults(content_copy)]


def test_canonical_text_of_every_file_is_the_file(content_copy):
    for path, text in canonical_files(read_library(content_copy, site_languages())).items():
        assert path.read_text(encoding="utf-8") == text
