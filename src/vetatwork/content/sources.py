"""`sources.yaml`: what the manual's facts rest on. Each is a small document of its own kind, without a language."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from vetatwork.content.document import Document
from vetatwork.content.faults import Fault
from vetatwork.content.fields import SLUG, Address, Choice, Field, Group, Line, Report, Whole, is_empty
from vetatwork.content.kinds import Kind
from vetatwork.content.plain_yaml import Node, Plain, read_yaml, write_yaml


class SourceKind(Kind):
    """Sources have no title or summary of a page; only their own fields."""

    def front_parts(self) -> tuple[Field | Group, ...]:
        """The fields of a source in canonical order."""
        return self.front


SOURCE_KIND = SourceKind(
    "source",
    {"sources": ""},
    front=(
        Line("author", True, 200),
        Line("title", True, 300),
        Whole("year", least=1900, most=2100),
        Address("url", True),
        Choice("quality", True, vocabulary="quality"),
    ),
)


def read_sources(path: Path, faults: list[Fault]) -> Iterator[Document]:
    """Every source of the file; what is wrong is added to `faults`."""

    def report(line: int, message: str) -> None:
        faults.append(Fault(path, line + 1, message))

    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        report(-1, f"Cannot be read: {error}.")
        return
    root = read_yaml(text, report)
    for key, node in (root.value if root and isinstance(root.value, dict) else {}).items():
        if not SLUG.fullmatch(key):
            report(node.line, f"“{key}” is not a key: small letters, figures and hyphens.")
        elif not isinstance(node.value, dict):
            report(node.line, f"“{key}” has fields: author, title, year, url, quality.")
        else:
            yield _source(path, key, node, report)


def _source(path: Path, key: str, node: Node, report: Report) -> Document:
    document = Document(SOURCE_KIND, f"sources/{key}", "", {}, path)
    parts = {part.name: part for part in SOURCE_KIND.fields()}
    for part in parts:
        document.lines[part] = node.line
    for name, child in node.value.items() if isinstance(node.value, dict) else ():
        if name in parts:
            document.values[name] = parts[name].read(child, report)
            document.lines[name] = child.line
        else:
            report(child.line, f"Unknown field “{name}”. Known: {', '.join(parts)}.")
    return document


def write_sources(sources: Iterable[Document]) -> str:
    """The canonical file: by key, a blank line between two sources."""
    return "\n".join(write_yaml([_pair(source)]) for source in sorted(sources, key=lambda source: source.key))


def _pair(source: Document) -> tuple[str, Plain]:
    values = source.values
    plain: dict[str, Plain] = {
        part.name: part.plain(values[part.name]) for part in SOURCE_KIND.fields() if not is_empty(values.get(part.name))
    }
    return source.key.removeprefix("sources/"), plain
