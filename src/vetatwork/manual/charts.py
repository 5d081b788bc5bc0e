"""Small charts in the sections of a page: a table whose rows carry a bar each, so that it reads with eyes and ears."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from vetatwork.content.fields import Entries, Scope
from vetatwork.content.prose import citations

NUMBER = re.compile(r"(?:0|[1-9]\d{0,8})(?:\.\d{1,2})?", re.ASCII)
BETWEEN_CELLS = re.compile(r"\s*\|\s*")
FEWEST, MOST = 2, 40
"""Rows of a chart: one alone compares nothing, more than this nobody reads."""


class Sections(Entries):
    """The sections of a page; one may have a chart: its title with place and year, its unit, source and values."""

    def problems(self, value: Any, scope: Scope) -> Iterator[str]:
        """Sentences that say what is wrong with the sections."""
        yield from super().problems(value, scope)
        for entry in value:
            yield from (f"“{entry['id']}” {problem}" for problem in _problems(entry))


def _problems(entry: Mapping[str, Any]) -> Iterator[str]:
    values = list(entry.get("values") or ())
    if not values:
        if any(entry.get(name) for name in ("chart", "unit", "source")):
            yield "has “chart”, “unit” or “source”, but no “values”."
        return
    if not entry.get("chart"):
        yield "has “values”, and needs “chart”: what they are, where and when."
    if not FEWEST <= len(values) <= MOST:
        yield f"has {len(values)} “values”; a chart has from {FEWEST} to {MOST}."
    if entry.get("source") not in citations(entry.get("text") or ()):
        yield "has a chart, and needs its “source”: the key of one that the text of the section cites."
    for line in values:
        if not is_value(line):
            yield f"has “{line}” among its “values”; write “Label | 12.5” or “Label | 12.5 | note”."


def is_value(line: str) -> bool:
    """Whether `line` is a label, a number from 0 up with at most two decimals, and perhaps a note."""
    label, number, *notes = (*BETWEEN_CELLS.split(line.strip()), "")
    return bool(label and NUMBER.fullmatch(number)) and len(notes) <= 2


@dataclass(frozen=True)
class Bar:
    """A row of a chart. `number` is written as people read it; `share` is its part of the longest bar, 0 to 100."""

    label: str
    number: str
    share: str
    note: str


@dataclass(frozen=True)
class Chart:
    """A chart as a page shows it; `unit` is what the numbers count, such as `%` or `EUR`, `source` the key of one."""

    title: str
    unit: str
    source: str
    bars: tuple[Bar, ...]

    @property
    def has_notes(self) -> bool:
        """Whether a row has a note."""
        return any(bar.note for bar in self.bars)


def chart_of(entry: Mapping[str, Any]) -> Chart | None:
    """The chart of a section; None if it has none. A line that is no value is left out: it cannot be published."""
    rows = [BETWEEN_CELLS.split(line.strip()) for line in map(str, entry.get("values") or ()) if is_value(line)]
    if not rows:
        return None
    unit = str(entry.get("unit") or "")
    longest = Decimal(100) if unit == "%" else max(Decimal(number) for _label, number, *_note in rows)
    bars = [_bar(label, number, note, longest) for label, number, note in ((*row, "")[:3] for row in rows)]
    return Chart(str(entry.get("chart") or ""), unit, str(entry.get("source") or ""), tuple(bars))


def _bar(label: str, number: str, note: str, longest: Decimal) -> Bar:
    share = min(Decimal(number) / longest * 100, Decimal(100)) if longest else Decimal(0)
    return Bar(label, f"{Decimal(number):,}", f"{share:.1f}", note)
