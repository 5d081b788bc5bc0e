"""The closed lists of `vocabulary.yaml`: steps, areas, sectors, countries and so on, with labels per language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from vetatwork.content.faults import ContentError, Fault
from vetatwork.content.plain_yaml import Node, read_yaml

SOURCE_LANGUAGE = "en"
"""English is the language every other one is translated from and falls back to."""


@dataclass(frozen=True)
class Term:
    """One entry: its key, and label and longer text per language."""

    key: str
    labels: Mapping[str, str]
    texts: Mapping[str, str]

    def label(self, language: str) -> str:
        """The label in `language`, in English where it is not translated yet."""
        return self.labels.get(language) or self.labels[SOURCE_LANGUAGE]

    def text(self, language: str) -> str:
        """The longer text in `language`, in English where it is not translated yet, or nothing."""
        return self.texts.get(language) or self.texts.get(SOURCE_LANGUAGE, "")


Vocabulary = Mapping[str, Mapping[str, Term]]
"""List name → key → term, in the order of the file."""


def read_vocabulary(path: Path) -> Vocabulary:
    """The vocabulary in the file `path`.

    Raises:
        ContentError: if the file cannot be read or an entry has no English label.
    """
    return _read(path, path.stat().st_mtime_ns if path.is_file() else 0)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> Vocabulary:
    faults: list[Fault] = []

    def report(line: int, message: str) -> None:
        faults.append(Fault(path, line + 1, message))

    try:
        root = read_yaml(path.read_text(encoding="utf-8"), report)
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError([Fault(path, 0, f"Cannot be read: {error}.")]) from error
    lists: dict[str, Mapping[str, Term]] = {}
    for name, entries in _mapping(root).items():
        lists[name] = MappingProxyType({key: _term(key, node, report) for key, node in _mapping(entries).items()})
    if faults:
        raise ContentError(faults)
    return MappingProxyType(lists)


def _mapping(node: Node | None) -> dict[str, Node]:
    return node.value if node and isinstance(node.value, dict) else {}


def _term(key: str, node: Node, report: object) -> Term:
    parts = _mapping(node)
    labels = {language: str(label.value) for language, label in _mapping(parts.get("label")).items()}
    texts = {language: str(text.value) for language, text in _mapping(parts.get("text")).items()}
    if SOURCE_LANGUAGE not in labels and callable(report):
        report(node.line, f"“{key}” needs an English label: `label: {{en: …}}`.")
    return Term(key, MappingProxyType(labels), MappingProxyType(texts))
