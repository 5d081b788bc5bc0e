"""Small charts: what a section may say, and how its page shows it."""

import pytest

from vetatwork.content.fields import Scope
from vetatwork.content.prose import Cite, Paragraph, Text
from vetatwork.manual.charts import chart_of
from vetatwork.manual.kinds import PLAIN

pytestmark = pytest.mark.pure

GOOD = {
    "id": "work",
    "title": "Work",
    "chart": "In work (EU, 2020)",
    "unit": "%",
    "source": "eurostat",
    "values": ["Germany | 91", "Greece | 43.7 | uncertain"],
    "text": (Paragraph((Text("Many. "), Cite("eurostat"))),),
}


def problems(**changes):
    scope = Scope(frozenset(), frozenset(), frozenset({"eurostat"}), {})
    return list(PLAIN.entry("sections").problems([{**GOOD, **changes}], scope))


def test_a_chart_with_title_unit_source_and_values_is_right():
    assert problems() == []


def test_a_section_without_a_chart_is_right():
    assert problems(chart="", unit="", source="", values=[]) == []


@pytest.mark.parametrize(
    "changes, word",
    [
        ({"values": []}, "no “values”"),
        ({"chart": ""}, "needs “chart”"),
        ({"values": ["Germany | 91"]}, "from 2 to 40"),
        ({"values": [f"Row {n} | {n}" for n in range(41)]}, "from 2 to 40"),
        ({"source": ""}, "needs its “source”"),
        ({"source": "other"}, "needs its “source”"),
        ({"values": ["Germany | 91", "Greece"]}, "write “Label | 12.5”"),
        ({"values": ["Germany | 91", "Greece | many"]}, "write “Label | 12.5”"),
        ({"values": ["Germany | 91", "Greece | -3"]}, "write “Label | 12.5”"),
        ({"values": ["Germany | 91", "Greece | 1 | a | b"]}, "write “Label | 12.5”"),
        ({"values": ["Germany | 91", "| 12"]}, "write “Label | 12.5”"),
    ],
)
def test_each_fault_of_a_chart_is_named(changes, word):
    assert [problem for problem in problems(**changes) if word in problem]


def test_shares_are_of_a_hundred_and_amounts_of_the_largest():
    shares = chart_of(GOOD)
    amounts = chart_of({**GOOD, "unit": "CHF", "values": ["Two years | 9630", "Four years | 19260"]})
    assert [bar.share for bar in shares.bars] == ["91.0", "43.7"]
    assert [(bar.number, bar.share) for bar in amounts.bars] == [("9,630", "50.0"), ("19,260", "100.0")]
    assert shares.has_notes
    assert not amounts.has_notes


def test_nothing_but_zeros_makes_no_bar():
    assert [bar.share for bar in chart_of({**GOOD, "unit": "EUR", "values": ["A | 0", "B | 0"]}).bars] == ["0.0", "0.0"]


def test_a_section_without_values_has_no_chart():
    assert chart_of({"id": "a", "title": "A"}) is None
