"""The types a field of a page can have: how each is read from YAML, written back, and what makes its value wrong.

The same rules judge a file and a form in the browser's editor: `problems` speaks of values, never of lines.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vetatwork.content.plain_yaml import Node, Plain
from vetatwork.content.prose import EXTERNAL, KEY, ItemList, Link, Prose, citations, inlines_of
from vetatwork.content.vocabulary import Vocabulary

Report = Callable[[int, str], None]
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Scope:
    """What a page may refer to: keys of pages that exist and that are planned, keys of sources, the closed lists."""

    pages: frozenset[str]
    planned: frozenset[str]
    sources: frozenset[str]
    vocabulary: Vocabulary


@dataclass(frozen=True)
class Field:
    """One line of text; the other types build on it. `name` is the flat name, as in the page model."""

    name: str
    required: bool = False
    max_length: int = 500

    empty: Any = ""

    def read(self, node: Node, report: Report) -> Any:
        """The value of `node`, or the empty value after reporting why it cannot be one."""
        if not isinstance(node.value, str):
            report(node.line, f"“{self.name}” is one line of text.")
            return self.empty
        return " ".join(node.value.split())

    def plain(self, value: Any) -> Plain:
        """The value as YAML writes it."""
        return str(value)

    def problems(self, value: Any, scope: Scope) -> Iterator[str]:
        """Sentences that say what is wrong with a value that is not empty."""
        if len(value) > self.max_length:
            yield f"Too long: {len(value)} characters, {self.max_length} at most."
        if any(ord(char) < 32 for char in value):
            yield "Contains a control character."


class Line(Field):
    """One line of text."""


@dataclass(frozen=True)
class Address(Field):
    """A web address."""

    max_length: int = 1000

    def problems(self, value: Any, scope: Scope) -> Iterator[str]:
        yield from super().problems(value, scope)
        if not EXTERNAL.fullmatch(value):
            yield f"“{value}” is not a web address that begins with https:// or http://."


@dataclass(frozen=True)
class Whole(Field):
    """A whole number from `least` to `most`."""

    least: int = 0
    most: int = 10_000
    empty: Any = None

    def read(self, node: Node, report: Report) -> Any:
        if isinstance(node.value, str) and re.fullmatch(r"-?\d{1,9}", node.value):
            return int(node.value)
        report(node.line, f"“{self.name}” is a whole number.")
        return None

    def problems(self, value: Any, scope: Scope) -> Iterator[str]:
        if not self.least <= value <= self.most:
            yield f"Must be from {self.least} to {self.most}, not {value}."


@dataclass(frozen=True)
class Flag(Field):
    """Yes or no, written `true` or `false`."""

    empty: Any = None

    def read(self, node: Node, report: Report) -> Any:
        if node.value in ("true", "false"):
            return node.value == "true"
        report(node.line, f"“{self.name}” is true or false.")
        return None

    def plain(self, value: Any) -> Plain:
        return "true" if value else "false"

    def problems(self, value: Any, scope: Scope) -> Iterator[str]:
        return iter(())


@dataclass(frozen=True)
class Day(Field):
    """A date, written 2026-11-23."""

    empty: Any = None

    def read(self, node: Node, report: Report) -> Any:
        try:
            return datetime.date.fromisoformat(str(node.value))
        except ValueError:
            report(node.line, f"“{self.name}” is a date, written like 2026-11-23.")
            return None

    def plain(self, value: Any) -> Plain:
        return str(value.isoformat())

    def problems(self, value: Any, scope: Scope) -> Iterator[str]:
        return iter(())


@dataclass(frozen=True)
class Choice(Field):
    """One key of the closed list `vocabulary`."""

    vocabulary: str = ""

    def problems(self, value: Any, scope: Scope) -> Iterator[str]:
        yield from _unknown(value, self.vocabulary, scope)


def _unknown(value: str, vocabulary: str, scope: Scope) -> Iterator[str]:
    if value not in scope.vocabulary[vocabulary]:
        known = ", ".join(scope.vocabulary[vocabulary])
        yield f"“{value}” is not in the list “{vocabulary}” ({known})."


@dataclass(frozen=True)
class Lines(Field):
    """A list of short texts, none twice."""

    empty: Any = ()

    def read(self, node: Node, report: Report) -> Any:
        if not isinstance(node.value, list) or not all(isinstance(item.value, str) for item in node.value):
            report(node.line, f"“{self.name}” is a list: [one, two].")
            return []
        return [" ".join(str(item.value).split()) for item in node.value]

    def plain(self, value: Any) -> Plain:
        return list(value)

    def problems(self, value: Any, scope: Scope) -> Iterator[str]:
        for item in dict.fromkeys(value):
            if value.count(item) > 1:
                yield f"“{item}” stands here twice."
            yield from self.item_problems(item, scope)

    def item_problems(self, item: str, scope: Scope) -> Iterator[str]:
        """What is wrong with one item."""
        yield from Field(self.name, max_length=self.max_length).problems(item, scope)


@dataclass(frozen=True)
class Choices(Lines):
    """Several keys of the closed list `vocabulary`."""

    vocabulary: str = ""

    def item_problems(self, item: str, scope: Scope) -> Iterator[str]:
        yield from _unknown(item, self.vocabulary, scope)


@dataclass(frozen=True)
class Pages(Lines):
    """Slugs of pages of `collection`, or whole keys if it names none. A page may be planned, not yet written."""

    collection: str = ""

    def key(self, item: str) -> str:
        """The whole key of an item."""
        return f"{self.collection}/{item}" if self.collection else item

    def item_problems(self, item: str, scope: Scope) -> Iterator[str]:
        key = self.key(item)
        if not KEY.fullmatch(key):
            yield f"“{item}” is not a {'slug' if self.collection else 'page key'}."
        elif key not in scope.pages and key not in scope.planned:
            yield f"There is no page {key}, and it does not stand in planned.yaml."


@dataclass(frozen=True)
class PageRef(Field):
    """One page: a slug of `collection`, or a whole key if it names none."""

    collection: str = ""

    def key(self, item: str) -> str:
        """The whole key."""
        return f"{self.collection}/{item}" if self.collection else item

    def problems(self, value: Any, scope: Scope) -> Iterator[str]:
        if self.key(value) not in scope.pages:
            yield f"There is no page {self.key(value)}."


@dataclass(frozen=True)
class Sources(Lines):
    """Keys of sources."""

    def item_problems(self, item: str, scope: Scope) -> Iterator[str]:
        if item not in scope.sources:
            yield f"There is no source “{item}” in sources.yaml."


@dataclass(frozen=True)
class Group:
    """Fields that stand together in the file: `step: {from: 1, to: 3}` holds `step_from` and `step_to`."""

    name: str
    parts: tuple[Field, ...]

    def inner(self, part: Field) -> str:
        """The name of `part` inside the group."""
        return part.name.removeprefix(f"{self.name}_")


@dataclass(frozen=True)
class Entries(Field):
    """A list of entries, each with an `id` and the fields of `parts`; with `heading`, each has a text in the body.

    The value is a list of dicts; the text of an entry stands under `text`. `needs_text` says whether each has one.
    """

    parts: tuple[Field, ...] = ()
    heading: str = ""
    needs_text: bool = True
    empty: Any = ()

    def read(self, node: Node, report: Report) -> Any:
        if not isinstance(node.value, list) or not all(isinstance(item.value, dict) for item in node.value):
            report(node.line, f"“{self.name}” is a list of entries, each with an id.")
            return []
        return [self._entry(item, report) for item in node.value]

    def _entry(self, item: Node, report: Report) -> dict[str, Any]:
        given = item.value if isinstance(item.value, dict) else {}
        entry: dict[str, Any] = {}
        known = {part.name: part for part in self.parts}
        for name, node in given.items():
            if name == "id":
                entry["id"] = str(node.value)
            elif name in known:
                entry[name] = known[name].read(node, report)
            else:
                report(node.line, f"Unknown field “{name}” in “{self.name}”. Known: id, {', '.join(known)}.")
        entry.setdefault("id", "")
        for part in self.parts:
            entry.setdefault(part.name, part.empty)
        return entry

    def plain(self, value: Any) -> Plain:
        return [self._plain_entry(entry) for entry in value]

    def _plain_entry(self, entry: Mapping[str, Any]) -> dict[str, Plain]:
        parts = {part.name: part.plain(entry[part.name]) for part in self.parts if not is_empty(entry.get(part.name))}
        return {"id": str(entry["id"]), **parts}

    def problems(self, value: Any, scope: Scope) -> Iterator[str]:
        ids = [entry["id"] for entry in value]
        for entry in value:
            if not SLUG.fullmatch(entry["id"]):
                yield f"“{entry['id']}” is not an id: small letters, figures and hyphens."
            elif ids.count(entry["id"]) > 1:
                yield f"The id “{entry['id']}” stands here twice."
            for part in self.parts:
                if part.required and is_empty(entry.get(part.name)):
                    yield f"“{entry['id']}” needs “{part.name}”."
                elif not is_empty(entry.get(part.name)):
                    yield from (f"“{entry['id']}”, {part.name}: {p}" for p in part.problems(entry[part.name], scope))
            if self.heading and is_empty(entry.get("text")):
                if self.needs_text:
                    yield f"“{entry['id']}” needs its text: a heading `## {entry['id']}` under `# {self.heading}`."
            elif self.heading:
                yield from (f"“{entry['id']}”: {p}" for p in prose_problems(entry["text"], scope))


@dataclass(frozen=True)
class Cell:
    """A text of the body under `heading`, or under `sub` within it. `bullets` asks for exactly one bullet list.

    `least` is how many lines of substance it should have. What stands in a cell of `advice` is our own: a figure in it
    claims nothing.
    """

    name: str
    heading: str
    sub: str = ""
    required: bool = True
    bullets: bool = False
    least: int = 0
    advice: bool = False

    empty: Any = ()

    def problems(self, value: Prose, scope: Scope) -> Iterator[str]:
        """Sentences that say what is wrong with the text."""
        if self.bullets and not (len(value) == 1 and isinstance(value[0], ItemList) and not value[0].ordered):
            yield "Write one bullet list here and nothing else."
        yield from prose_problems(value, scope)


@dataclass(frozen=True)
class EntryTexts:
    """The texts of the entries of the front-matter field `name`: `# heading`, then `## id` for each.

    What stands in texts of `advice` is our own: a figure in them claims nothing.
    """

    name: str
    heading: str
    advice: bool = False


def prose_problems(value: Prose, scope: Scope) -> Iterator[str]:
    """Dead links and unknown sources of a text."""
    for inline in inlines_of(value):
        if isinstance(inline, Link) and inline.key and inline.key not in scope.pages:
            yield f"The link to {inline.key} leads nowhere: there is no such page."
    for key in citations(value):
        if key not in scope.sources:
            yield f"There is no source “{key}” in sources.yaml."


def is_empty(value: Any) -> bool:
    """Whether a field was left out."""
    return value is None or value == "" or (isinstance(value, list | tuple) and not value)
