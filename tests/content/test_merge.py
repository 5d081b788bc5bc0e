"""The three-way rule of docs/algorithms/content-load.md."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetatwork.content.merge import Action, Sides, decide

VERSIONS = st.sampled_from([None, "A", "B", "C"])


@pytest.mark.parametrize(
    ("base", "file", "page", "action"),
    [
        (None, "A", None, Action.CREATE),
        ("A", "A", "A", Action.KEEP),
        ("A", "B", "A", Action.UPDATE),
        ("A", "A", "B", Action.KEEP),
        ("A", "B", "C", Action.CONFLICT),
        ("A", "B", None, Action.CONFLICT),
        ("A", None, "A", Action.DELETE),
        ("A", None, "B", Action.CONFLICT),
        (None, None, "B", Action.KEEP),
        ("A", "A", None, Action.KEEP),
        ("A", "B", "B", Action.KEEP),
    ],
)
def test_worked_examples(base, file, page, action):
    assert decide(Sides(base, file, page)) is action


@given(VERSIONS, VERSIONS, VERSIONS)
def test_what_an_editor_changed_is_never_written_over(base, file, page):
    if page != base:
        assert decide(Sides(base, file, page)) in (Action.KEEP, Action.CONFLICT)


@given(VERSIONS, VERSIONS, VERSIONS)
def test_files_win_when_told_so_but_pages_of_the_browser_stay(base, file, page):
    action = decide(Sides(base, file, page), take_files=True)
    assert action is not Action.CONFLICT
    if base is None and file is None:
        assert action is Action.KEEP
    elif file != page:
        assert action is (Action.DELETE if file is None else Action.CREATE if page is None else Action.UPDATE)
