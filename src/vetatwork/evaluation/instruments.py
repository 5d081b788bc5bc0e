"""The versions of the check as they are used: kept in memory until the content changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

from django.utils import timezone

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.core.stamp import current_stamp
from vetatwork.domain.evaluation.instrument import Instrument, Item, Relation, Side, Size
from vetatwork.domain.evaluation.recommendation import Rule
from vetatwork.evaluation.models import InstrumentVersion


@dataclass(frozen=True)
class Wording:
    """The question of an item as one kind of reader gets it, and the next step from each of the first four answers."""

    stem: str
    statements: tuple[str, ...]
    next: tuple[tuple[str, str], ...]
    """(who acts, what to do)"""


@dataclass(frozen=True)
class Words:
    """Everything about an item that is read. `language` is that of the words: the reader's, or English."""

    why: str
    example: str
    wordings: Mapping[str, Wording]
    language: str

    def wording(self, side: str, size: str = "") -> Wording:
        """The wording for a side; a very small firm has its own where one was written."""
        return self.wordings.get(wording_name(side, size)) or self.wordings[side]


def wording_name(side: str, size: str = "") -> str:
    """The name of the wording that a side of a size gets if there is one."""
    return "micro" if side == Side.EMPLOYER and size == Size.MICRO else side


@dataclass(frozen=True)
class Recommendation:
    """What helps with an item: kits in order of preference, an obstacle, pages that explain, efforts by wording."""

    kits: tuple[str, ...]
    obstacle: str
    pages: tuple[str, ...]
    effort: Mapping[str, tuple[str, ...]]
    rule: Rule

    def effort_of(self, side: str, size: str, after: int) -> str:
        """The effort of the next step after the statement `after` (1 to 4)."""
        return (self.effort.get(wording_name(side, size)) or self.effort[side])[after - 1]


@dataclass(frozen=True)
class Edition:
    """A version with its words and recommendations."""

    instrument: Instrument
    published: date | None
    recommendations: Mapping[str, Recommendation]
    texts: Mapping[str, Mapping[str, Any]]

    @property
    def version(self) -> str:
        """The name of the version."""
        return self.instrument.version

    def words(self, item: str, language: str) -> Words:
        """The words of an item in `language`, in English where they are not translated."""
        code = language if item in self.texts.get(language, {}) else SOURCE_LANGUAGE
        return _words(self.texts[code][item], code)

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """How well the next steps of each item fit."""
        return {item: each.rule for item, each in self.recommendations.items()}


def edition(version: str) -> Edition | None:
    """The version of that name."""
    return _editions(current_stamp()).get(version)


def current_edition() -> Edition | None:
    """The version that is asked now: the one that was published last."""
    today = timezone.localdate()
    published = [each for each in _editions(current_stamp()).values() if each.published and each.published <= today]
    return max(published, key=lambda each: (each.published, _number(each.version)), default=None)


def instruments() -> dict[str, Instrument]:
    """The structure of every version, by name."""
    return {version: each.instrument for version, each in _editions(current_stamp()).items()}


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


@lru_cache(maxsize=2)
def _editions(_stamp: str) -> dict[str, Edition]:
    """All versions as they are stored; read again when the content has another stamp."""
    return {stored.version: _edition(stored) for stored in InstrumentVersion.objects.all()}


def _edition(stored: InstrumentVersion) -> Edition:
    structure = stored.structure
    items = tuple(_item(item, area["id"]) for area in structure["areas"] for item in area["items"])
    instrument = Instrument(
        stored.version,
        tuple(area["id"] for area in structure["areas"]),
        items,
        structure.get("previous", ""),
        frozenset(structure.get("dropped", ())),
    )
    rules = {item: _recommendation(data) for item, data in stored.recommendations.items()}
    return Edition(instrument, stored.published, rules, stored.texts)


def _item(data: Mapping[str, str], area: str) -> Item:
    relation = Relation(data["relation"])
    return Item(
        data["id"],
        area,
        shared=data["kind"] == "shared",
        quick=data["quick"] == "yes",
        weight=Fraction(data.get("weight", "1")),
        relation=relation,
        follows="" if relation is Relation.NEW else data.get("follows", data["id"]),
    )


def _recommendation(data: Mapping[str, Any]) -> Recommendation:
    fits = {
        name: {value: Fraction(factor) for value, factor in factors.items()}
        for name, factors in data.get("fits", {}).items()
    }
    return Recommendation(
        kits=tuple(data["kits"]),
        obstacle=data.get("obstacle", ""),
        pages=tuple(data.get("pages", ())),
        effort={wording: tuple(efforts) for wording, efforts in data["effort"].items()},
        rule=Rule(fits),
    )


def _words(data: Mapping[str, Any], language: str) -> Words:
    wordings = {
        name: Wording(
            data[name]["stem"],
            tuple(data[name]["statements"]),
            tuple((step["who"], step["do"]) for step in data[name]["next"]),
        )
        for name in ("provider", "employer", "micro")
        if name in data
    }
    return Words(data["why"], data["example"], wordings, language)
