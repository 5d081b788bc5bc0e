"""The table of all combinations as text, for whoever keeps the rules: alike rows and alike columns stand together."""

from collections.abc import Iterator
from itertools import groupby, product

from vetatwork.domain.finder import WHO, Finder, Question, kits_for

Column = tuple[str, str]
"""Who answers, and the size ('' if it is not asked)."""


def table_lines(rules: Finder) -> Iterator[str]:
    """The lines of the table. A kit is named by its slug."""
    by_name = {question.name: question for question in rules.questions}
    columns = list(_columns(by_name[WHO], by_name["size"]))
    rows = list(product(by_name["experience"].answers, by_name["time"].answers))
    for pain, each in rules.pains.items():
        yield f"{pain} ({each.obstacle})"
        cells = {row: tuple(_kit(rules, pain, column, row) for column in columns) for row in rows}
        yield from (f"  {line}".rstrip() for line in _block(columns, rows, cells))
        yield ""


def _columns(who: Question, size: Question) -> Iterator[Column]:
    for person in who.answers:
        yield from ((person, each) for each in (size.answers if size.concerns(person) else ("",)))


def _kit(rules: Finder, pain: str, column: Column, row: tuple[str, str]) -> str:
    answers = {WHO: column[0], "experience": row[0], "pain": pain, "time": row[1]}
    if column[1]:
        answers["size"] = column[1]
    return kits_for(rules, answers)[0].rsplit("/", 1)[-1]


def _block(
    columns: list[Column], rows: list[tuple[str, str]], cells: dict[tuple[str, str], tuple[str, ...]]
) -> Iterator[str]:
    groups: dict[tuple[str, ...], list[int]] = {}
    for number in range(len(columns)):
        groups.setdefault(tuple(cells[row][number] for row in rows), []).append(number)
    shown = [numbers[0] for numbers in groups.values()]
    head = ["", *(_names([columns[number] for number in numbers], columns) for numbers in groups.values())]
    alike = [
        [_names(list(same), rows), *kits] for kits, same in groupby(rows, lambda row: [cells[row][n] for n in shown])
    ]
    widths = [max(len(line[place]) for line in [head, *alike]) for place in range(len(head))]
    for line in [head, *alike]:
        yield "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True))


def _names(some: list[tuple[str, str]], everything: list[tuple[str, str]]) -> str:
    """`employer 1-9, 10-49; mentor` for pairs that say the same: the second is named where it is not each of them."""
    if some == everything:
        return "all"
    by_first: dict[str, list[str]] = {}
    for first, second in some:
        by_first.setdefault(first, []).append(second)
    whole = {first: [other for name, other in everything if name == first] for first in by_first}
    return "; ".join(
        first if seconds == whole[first] else f"{first} {', '.join(seconds)}" for first, seconds in by_first.items()
    )
