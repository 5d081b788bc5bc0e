"""The parts of a template: what may stand in each form of part, and how its text is taken apart."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vetatwork.content.fields import Entries, Scope, is_empty
from vetatwork.content.prose import ItemList, Paragraph, Prose, plain_text

BULLETS_ONLY = {"list", "checklist", "fields", "table", "signatures"}
"""Forms whose text is one bullet list and nothing else."""

NEEDS_TEXT = {"text", *BULLETS_ONLY} - {"table"}
MOST_COLUMNS, MOST_ROWS = 12, 99
BETWEEN_CELLS = re.compile(r"\s*\|\s*")
COLON = re.compile(r"\s*:(?:\s+|$)")


class Parts(Entries):
    """The list of a template's parts; what a part needs depends on its form."""

    def problems(self, value: Any, scope: Scope) -> Iterator[str]:
        """Sentences that say what is wrong with the parts."""
        yield from super().problems(value, scope)
        for entry in value:
            yield from (f"“{entry['id']}” {problem}" for problem in _problems(entry))


def _problems(entry: Mapping[str, Any]) -> Iterator[str]:
    form, text, rows = entry.get("form"), entry.get("text") or (), entry.get("rows") or ""
    if form in NEEDS_TEXT and not text:
        yield f"needs its text: a heading `## {entry['id']}` under `# Parts`."
    if form in BULLETS_ONLY and text and not (len(text) == 1 and isinstance(text[0], ItemList)):
        yield "is one bullet list and nothing else."
    if rows and not (rows.isascii() and rows.isdecimal() and 1 <= int(rows) <= MOST_ROWS):
        yield f"has “rows: {rows}”; it is a number from 1 to {MOST_ROWS}."
    if form == "lines" and not rows:
        yield "needs “rows”: how many empty lines."
    if form == "break" and (text or entry.get("title")):
        yield "is a new page and nothing else: it has no title and no text."
    if form == "table":
        yield from _table_problems(entry, text)
    elif not is_empty(entry.get("columns")) or entry.get("totals"):
        yield "has “columns” or “totals”; only a table has them."


def _table_problems(entry: Mapping[str, Any], text: Prose) -> Iterator[str]:
    columns = len(entry.get("columns") or ())
    if not 1 <= columns <= MOST_COLUMNS:
        yield f"needs “columns”, from 1 to {MOST_COLUMNS}."
    if not text and not entry.get("rows"):
        yield "needs bullets, each a row, or “rows”: how many empty ones."
    for line in lines_of(text):
        if len(cells_of(line)) > columns:
            yield f"has a row with more than its {columns} cells: “{line}”."


@dataclass(frozen=True)
class Part:
    """A part as a page holds it. `lines` are its paragraphs or bullets as plain words."""

    form: str
    title: str = ""
    lines: tuple[str, ...] = ()
    is_listed: tuple[bool, ...] = ()
    columns: tuple[str, ...] = ()
    rows: int = 0
    totals: bool = False


def part_of(entry: Mapping[str, Any], prose: Prose) -> Part:
    """The part with the values of `entry` and the text `prose`."""
    rows = str(entry.get("rows") or "")
    return Part(
        form=str(entry.get("form") or "text"),
        title=str(entry.get("title") or ""),
        lines=tuple(lines_of(prose)),
        is_listed=tuple(listed for listed, _text in _runs(prose)),
        columns=tuple(map(str, entry.get("columns") or ())),
        rows=min(int(rows), MOST_ROWS) if rows.isascii() and rows.isdecimal() else 0,
        totals=bool(entry.get("totals")),
    )


def lines_of(prose: Prose) -> Iterator[str]:
    """The words of each paragraph and bullet."""
    return (text for _listed, text in _runs(prose))


def _runs(prose: Prose) -> Iterator[tuple[bool, str]]:
    """Each paragraph and bullet: whether it stands in a list, and its words."""
    for block in prose:
        for run in (block.children,) if isinstance(block, Paragraph) else block.items:
            yield isinstance(block, ItemList), plain_text((Paragraph(run),))


def cells_of(line: str) -> tuple[str, ...]:
    """The cells of a row: `What | Who | When`."""
    return tuple(BETWEEN_CELLS.split(line.strip()))


def label_and_value(line: str) -> tuple[str, str]:
    """Both halves of `Label: value`; without a value it is empty."""
    label, *value = COLON.split(line.strip(), maxsplit=1)
    return label, value[0] if value else ""
