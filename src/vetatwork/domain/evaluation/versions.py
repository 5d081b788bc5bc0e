"""Answers to one version of the check beside those to a later one. See docs/algorithms/instrument-versions.md."""

from collections.abc import Mapping
from dataclasses import dataclass

from vetatwork.domain.evaluation.instrument import Answer, Answers, Instrument, Relation


@dataclass(frozen=True)
class Match:
    """The item of an older version that an item of a newer one continues; `same` if no word of it changed."""

    older: str
    same: bool


def matches(older: str, newer: str, instruments: Mapping[str, Instrument]) -> dict[str, Match]:
    """For each item of the version `newer`: what it continues in the version `older`. New items are left out.

    Raises:
        LookupError: if `older` does not stand in the line of versions that leads to `newer`.
    """
    found = {item.id: Match(item.id, True) for item in instruments[newer].items}
    version = newer
    while version != older:
        instrument = instruments[version]
        found = {
            item: Match(instrument.by_id[match.older].follows, match.same and _is_same(instrument, match.older))
            for item, match in found.items()
            if instrument.by_id[match.older].relation is not Relation.NEW
        }
        version = instrument.previous
        if version not in instruments:
            raise LookupError(f"version {older} does not lead to {newer}")
    return found


def _is_same(instrument: Instrument, item: str) -> bool:
    return instrument.by_id[item].relation is Relation.SAME


def carried_answers(answers: Answers, links: Mapping[str, Match]) -> dict[str, Answer]:
    """Old answers as a first draft of new ones: by the new item, reworded ones included."""
    return {item: answers[match.older] for item, match in links.items() if match.older in answers}


def comparable_items(links: Mapping[str, Match]) -> tuple[str, ...]:
    """The new items whose answers may be set beside the old ones: those of which no word changed."""
    return tuple(item for item, match in links.items() if match.same)
