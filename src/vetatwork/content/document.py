"""One page as a typed document: read from a file with every fault, written back in the one canonical form."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vetatwork.content import markdown
from vetatwork.content.faults import Fault
from vetatwork.content.fields import Cell, EntryTexts, Field, Group, Report, Scope, is_empty
from vetatwork.content.kinds import Kind
from vetatwork.content.plain_yaml import Node, Plain, read_yaml, write_yaml
from vetatwork.content.prose import citations
from vetatwork.content.vocabulary import SOURCE_LANGUAGE

PARTY_HEADINGS = {"provider": "VET provider", "employer": "Employer", "learner": "Learner"}
"""The heading of each party in a file; always English, never shown."""


@dataclass
class Document:
    """A page of one language: values by flat field name, and the line of each in its file (none if not from a file).

    `run_lines` are the lines of the paragraphs and items of each text.
    """

    kind: Kind
    key: str
    language: str
    values: dict[str, Any]
    path: Path = Path()
    lines: dict[str, int] = field(default_factory=dict)
    run_lines: dict[str, list[int]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The title, or the key while it has none."""
        return str(self.values.get("title") or self.key)


BESIDE = ("translated_from", "reviewed", "searched_by")
"""Fields that are no part of what a page says: a translation is not out of date because of them."""


def fingerprint(document: Document) -> str:
    """`sha256:…` of what the page says, whatever its layout in a file; the marks `BESIDE` do not count."""
    said = {
        name: _sayable(value) for name, value in document.values.items() if name not in BESIDE and not is_empty(value)
    }
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def tree_hash(document: Document) -> str:
    """Hash of the whole page with its marks: what the three-way comparison compares."""
    # A page has an empty mark where a file has none.
    marks = [mark for name in BESIDE if not is_empty(mark := document.values.get(name))]
    return hashlib.sha256(json.dumps([fingerprint(document), *marks]).encode()).hexdigest()


def _sayable(value: Any) -> Any:
    if isinstance(value, tuple):
        return markdown.write(value, width=1_000_000)
    if isinstance(value, list):
        return [_sayable(item) for item in value]
    if isinstance(value, dict):
        return {name: _sayable(item) for name, item in value.items() if not is_empty(item)}
    return value if isinstance(value, str | int | bool) or value is None else str(value)


# --- Reading ----------------------------------------------------------------------------------------------------------


def read_document(text: str, kind: Kind, key: str, language: str, path: Path) -> tuple[Document, list[Fault]]:
    """The document in `text` and the faults of its form; rules about values are judged by `document_problems`."""
    faults: list[Fault] = []

    def report(line: int, message: str) -> None:
        faults.append(Fault(path, line + 1, message))

    document = Document(kind, key, language, {}, path)
    front, front_line, body, body_line = _split(text, report)
    root = read_yaml(front, lambda line, message: report(line + front_line, message))
    if root is not None and isinstance(root.value, dict):
        _read_front(document, root.value, front_line, report)
    _read_body(document, body, body_line, report)
    return document, faults


def _split(text: str, report: Report) -> tuple[str, int, str, int]:
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        report(0, "The file must begin with `---` and its fields.")
        return "", 0, text, 0
    end = next((i for i, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), None)
    if end is None:
        report(0, "The fields are not closed: a second line `---` is missing.")
        return "", 0, "", 0
    return "\n".join(lines[1:end]), 1, "\n".join(lines[end + 1 :]), end + 1


def _read_front(document: Document, given: dict[str, Node], offset: int, report: Report) -> None:
    parts = {part.name: part for part in document.kind.front_parts()}

    def at(line: int, message: str) -> None:
        report(line + offset, message)

    for name, node in given.items():
        part = parts.get(name)
        if part is None:
            at(node.line, f"Unknown field “{name}”. Known: {', '.join(parts)}.")
        elif isinstance(part, Group):
            _read_group(document, part, node, offset, at)
        else:
            document.values[name] = part.read(node, at)
            document.lines[name] = node.line + offset


def _read_group(document: Document, group: Group, node: Node, offset: int, report: Report) -> None:
    inner = {group.inner(part): part for part in group.parts}
    if not isinstance(node.value, dict):
        report(node.line, f"“{group.name}” has parts: {{{', '.join(f'{name}: …' for name in inner)}}}.")
        return
    for name, child in node.value.items():
        if name not in inner:
            report(child.line, f"Unknown part “{name}” of “{group.name}”. Known: {', '.join(inner)}.")
        else:
            document.values[inner[name].name] = inner[name].read(child, report)
            document.lines[inner[name].name] = child.line + offset


@dataclass
class _Section:
    heading: str
    sub: str
    line: int
    text: list[str]


def _sections(body: str, offset: int, report: Report) -> Iterator[_Section]:
    current = _Section("", "", offset, [])
    for number, line in enumerate(body.split("\n"), start=offset):
        match = re.match(r"(#{1,6})(?:[ \t]+(.*?))?[ \t]*$", line)
        if match and len(match[1]) > 2:
            report(number, "A text has no headings of its own; only `#` and `##` with the names of fields.")
        elif match:
            yield current
            name = match[2] or ""
            heading, sub = (name, "") if len(match[1]) == 1 else (current.heading, name)
            current = _Section(heading, sub, number, [])
        else:
            current.text.append(line)
    yield current


def _read_body(document: Document, body: str, offset: int, report: Report) -> None:
    places = _places(document)
    seen: dict[tuple[str, str], int] = {}
    entry_texts: dict[tuple[str, str], Any] = {}
    for section in _sections(body, offset, report):
        place = (section.heading, section.sub)
        blank = not any(line.strip() for line in section.text)
        if place in seen:
            report(section.line, f"The heading “{' / '.join(filter(None, place))}” stands here twice.")
        elif place in places:
            _check_order(place, places, seen, section.line, report)
            seen[place] = section.line
            _keep(document, places[place], section, entry_texts, report)
        elif not blank and (not section.sub and any(h == section.heading for h, s in places if s)):
            report(
                section.line,
                f"Text stands directly under “{section.heading}”. It belongs under one of its `##` headings.",
            )
        elif place != ("", "") and not (not section.sub and any(h == section.heading for h, _ in places)):
            known = ", ".join(
                dict.fromkeys(sub or head for head, sub in places if not section.sub or head == section.heading)
            )
            report(section.line, f"Unknown heading “{section.sub or section.heading}”. Known here: {known or 'none'}.")
        elif not blank:
            report(section.line, "Text stands before the first heading.")
    _join_entry_texts(document, entry_texts)


Place = tuple[str, str]


def _places(document: Document) -> dict[Place, Cell | tuple[str, str]]:
    """Every heading the file may have, in canonical order, and where its text goes."""
    places: dict[Place, Cell | tuple[str, str]] = {}
    for part in document.kind.body:
        if isinstance(part, Cell):
            places[(part.heading, part.sub)] = part
            continue
        for entry in document.values.get(part.name) or ():
            places[(part.heading, entry["id"])] = (part.name, entry["id"])
    return places


def _check_order(place: Place, places: dict[Place, Any], seen: dict[Place, int], line: int, report: Report) -> None:
    order = list(places)
    if later := [other for other in seen if order.index(other) > order.index(place)]:
        report(line, f"Heading out of order: “{place[1] or place[0]}” belongs before “{later[0][1] or later[0][0]}”.")


def _keep(
    document: Document, goal: Any, section: _Section, entry_texts: dict[tuple[str, str], Any], report: Report
) -> None:
    first = section.line + 1
    value, lines = markdown.parse_with_lines("\n".join(section.text), _from_line(first, report))
    if isinstance(goal, Cell):
        name = goal.name
        document.values[name] = value
    else:
        name = "/".join(goal)
        entry_texts[goal] = value
    document.lines[name] = section.line
    document.run_lines[name] = [first + line for line in lines]


def _join_entry_texts(document: Document, texts: dict[tuple[str, str], Any]) -> None:
    for part in document.kind.body:
        if isinstance(part, EntryTexts):
            for entry in document.values.get(part.name) or ():
                entry["text"] = texts.get((part.name, entry["id"]), ())


def _from_line(first: int, report: Report) -> Report:
    """Reports the lines of a text as lines of its file, where the text begins at line `first`."""
    return lambda line, message: report(first + line, message)


# --- Judging ----------------------------------------------------------------------------------------------------------


def document_problems(document: Document, scope: Scope) -> Iterator[tuple[str, str]]:
    """(field name, sentence) for every rule a document breaks: missing fields, values out of range, dead references."""
    values = document.values
    parts: tuple[Field | Cell, ...] = (*document.kind.fields(), *document.kind.cells())
    for part in parts:
        value: Any = values.get(part.name)
        if not is_empty(value):
            yield from ((part.name, problem) for problem in part.problems(value, scope))
        elif part.required:
            yield part.name, f"“{_where(part)}” is missing."
    yield from _translation_problems(document)
    yield from _source_problems(document)


def _where(part: Field | Cell) -> str:
    if isinstance(part, Cell):
        return f"# {part.heading}" + (f" / ## {part.sub}" if part.sub else "")
    return part.name


def _translation_problems(document: Document) -> Iterator[tuple[str, str]]:
    given = {name for name in ("translated_from", "reviewed") if not is_empty(document.values.get(name))}
    if document.language in ("", SOURCE_LANGUAGE):
        yield from ((name, f"“{name}” is for translations only.") for name in sorted(given))
    elif not re.fullmatch(r"sha256:[0-9a-f]{64}", str(document.values.get("translated_from") or "")):
        yield "translated_from", "A translation says which English text it was made from: `translated_from: sha256:…`."


def _source_problems(document: Document) -> Iterator[tuple[str, str]]:
    listed = document.values.get("sources") or ()
    texts = {cell.name: document.values.get(cell.name) or () for cell in document.kind.cells()}
    for entries in document.kind.entries():
        for entry in (document.values.get(entries.name) or ()) if entries.heading else ():
            texts[f"{entries.name}/{entry['id']}"] = entry.get("text") or ()
    for name, text in texts.items():
        for key in citations(text):
            if key not in listed:
                yield name, f"“{key}” is cited here but does not stand in the page's “sources”."


# --- Writing ----------------------------------------------------------------------------------------------------------


def write_document(document: Document) -> str:
    """The canonical text of the file."""
    text = f"---\n{write_yaml(_front_pairs(document))}---\n"
    heading = ""
    for place, value in _body_texts(document):
        if place[0] != heading:
            heading = place[0]
            text += f"\n# {heading}\n"
        if place[1]:
            text += f"\n## {place[1]}\n"
        text += f"\n{markdown.write(value)}\n"
    return text


def _front_pairs(document: Document) -> Iterator[tuple[str, Plain]]:
    for part in document.kind.front_parts():
        if isinstance(part, Group):
            inner = {
                part.inner(p): p.plain(document.values[p.name])
                for p in part.parts
                if not is_empty(document.values.get(p.name))
            }
            if inner:
                yield part.name, inner
        elif not is_empty(document.values.get(part.name)):
            yield part.name, part.plain(document.values[part.name])


def _body_texts(document: Document) -> Iterator[tuple[Place, Any]]:
    for place, goal in _places(document).items():
        if isinstance(goal, Cell):
            value = document.values.get(goal.name)
        else:
            entries = document.values[goal[0]]
            value = next(entry.get("text") for entry in entries if entry["id"] == goal[1])
        if not is_empty(value):
            yield place, value
