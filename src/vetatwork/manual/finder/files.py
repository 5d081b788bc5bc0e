"""Reading `content/finder.yaml`: what is asked, in which words, and to which kits the answers lead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from vetatwork.content.faults import Fault
from vetatwork.content.plain_yaml import Node, Plain, write_yaml
from vetatwork.content.schemas import read_by_schema
from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.domain.finder import PAIN, Finder, Pain, Question, Way

FILE = "finder.yaml"
SCHEMA = Path(__file__).parent / "schema" / "finder.json"
ORDER = ("name", "chip", "label", "text", "step", "asked_of", "answers", "obstacle", "kits")
"""The order of fields in the one form of the file."""


@dataclass
class FinderFile:
    """The file as plain data; {} if there is none or it is at fault. `root` knows the line of every field."""

    path: Path
    data: dict[str, Any] = field(default_factory=dict)
    root: Node | None = None

    @property
    def pains(self) -> dict[str, Any]:
        """What hurts, by name."""
        return dict(self.data.get("pains", {}))


def read_finder(content: Path, faults: list[Fault]) -> FinderFile:
    """The rules in a content folder. A folder without the file has no route finder."""
    path = content / FILE
    return FinderFile(path, *read_by_schema(path, SCHEMA, faults)) if path.exists() else FinderFile(path)


def canonical_file(file: FinderFile) -> Mapping[Path, str]:
    """The one form of the file."""
    if not file.data:
        return {}
    questions: Plain = [_ordered(each) for each in file.data["questions"]]
    pains: Plain = {name: _ordered(pain) for name, pain in file.pains.items()}
    return {file.path: write_yaml([("questions", questions), ("pains", pains)])}


def _ordered(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in ORDER if name in data}


# --- As rules ---------------------------------------------------------------------------------------------------------


def rules_of(data: Mapping[str, Any]) -> Finder:
    """The rules that `data`, which fits the schema, holds."""
    return Finder(
        tuple(_question(each, data["pains"]) for each in data["questions"]),
        {name: Pain(each["obstacle"], tuple(map(_way, each["kits"]))) for name, each in data["pains"].items()},
    )


def _question(data: Mapping[str, Any], pains: Mapping[str, Any]) -> Question:
    answers = pains if data["name"] == PAIN else data.get("answers", {})
    return Question(data["name"], tuple(answers), frozenset(data.get("asked_of", ())))


def _way(data: Mapping[str, Any]) -> Way:
    return Way(data["kit"], {name: frozenset(allowed) for name, allowed in data.get("when", {}).items()})


# --- As it is used ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Guidebook:
    """The rules with their words."""

    rules: Finder
    data: Mapping[str, Any]

    def words(self, question: str, field: str, language: str) -> str:
        """The label or chip of a question, in English where it is not translated."""
        return _in(language, self._question(question)[field])

    def answer(self, question: str, answer: str, language: str, field: str = "label") -> str:
        """The label or text of an answer, in English where it is not translated; '' if it has none."""
        return _in(language, self._answers(question)[answer].get(field, {}))

    def step(self, experience: str) -> int:
        """The step on the Bridge where those with this experience look for a case."""
        return int(self._answers("experience")[experience]["step"])

    def _question(self, name: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = next(each for each in self.data["questions"] if each["name"] == name)
        return found

    def _answers(self, question: str) -> Mapping[str, Any]:
        answers: Mapping[str, Any] = self.data["pains"] if question == PAIN else self._question(question)["answers"]
        return answers


def _in(language: str, words: Mapping[str, str]) -> str:
    return words.get(language) or words.get(SOURCE_LANGUAGE, "")


def guidebook() -> Guidebook | None:
    """The rules as they stand in the content folder; None if there are none or they cannot be used."""
    path = Path(settings.CONTENT_DIR) / FILE
    return _guidebook(path, path.stat().st_mtime_ns) if path.is_file() else None


@lru_cache(maxsize=4)
def _guidebook(path: Path, _changed: int) -> Guidebook | None:
    from vetatwork.manual.finder.examination import rule_problems

    faults: list[Fault] = []
    file = read_finder(path.parent, faults)
    if faults or not file.data or any(rule_problems(file)):
        return None
    return Guidebook(rules_of(file.data), file.data)
