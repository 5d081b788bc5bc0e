"""The worked examples in docs/algorithms are true."""

import doctest

import pytest

pytestmark = pytest.mark.pure

WITH_EXAMPLES = (
    "scoring",
    "position",
    "readiness",
    "recommendations",
    "instrument-versions",
    "joint-reading",
    "employer-return",
    "reading-level",
    "route-finder",
)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_five_worked_examples_give_what_the_page_says(repository, name):
    path = repository / "docs" / "algorithms" / f"{name}.md"
    done = doctest.testfile(str(path), module_relative=False, optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
    assert done.failed == 0
    assert path.read_text().count("\n1. ") >= 1 and all(f"\n{number}. " in path.read_text() for number in range(1, 6))
    assert done.attempted >= 5
