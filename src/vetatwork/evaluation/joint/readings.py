"""A joint reading as people read it: both halves, conversations with the two statements, agenda, words.

Pages, papers and the API show what is made here; it knows only what both sides have said yes to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vetatwork.domain.evaluation.instrument import HIGHEST, Answer, Side, Unscored
from vetatwork.domain.evaluation.joint import (
    AGENDA,
    Conversation,
    Joint,
    Pair,
    Reading,
    read_jointly,
)
from vetatwork.evaluation.instruments import Edition, edition
from vetatwork.evaluation.joint.sentences import (
    agenda_text,
    agenda_title,
    joint_headline,
    people_sentence,
    reading_name,
    why_talk,
)
from vetatwork.evaluation.labels import label
from vetatwork.evaluation.models import JointReading
from vetatwork.evaluation.results import answer_in_words
from vetatwork.evaluation.words import WordInTwo, words_in_two
from vetatwork.manual.guide import Guide, PageLink, guide

MOST_WORDS = 4
"""Words that the two sides use differently, on one page."""


@dataclass(frozen=True)
class SideAnswer:
    """What one side chose for an item, in its own words; '' where it shows nothing."""

    side: str
    text: str
    value: Answer | None


@dataclass(frozen=True)
class ItemTogether:
    """An item with both answers and what they say together."""

    id: str
    label: str
    answers: tuple[SideAnswer, ...]
    reading: Reading | None
    reading_name: str
    language: str
    before: str = ""
    """What the two answers said the last time, if that was something else."""


@dataclass(frozen=True)
class Talk:
    """A conversation: the item, why it is worth the time, one step further for each side, and what helps."""

    item: ItemTogether
    why: str
    further: tuple[SideAnswer, ...]
    kit: PageLink | None
    obstacle: PageLink | None


@dataclass(frozen=True)
class AgendaLine:
    """A part of the agenda."""

    minutes: int
    title: str
    text: str


@dataclass(frozen=True)
class Together:
    """Everything a joint reading says."""

    version: str
    created_on: date
    expires_on: date
    headline: tuple[str, str]
    steps: Mapping[str, int | None]
    provisional: bool
    people: tuple[str, ...]
    items: tuple[ItemTogether, ...]
    talks: tuple[Talk, ...]
    agenda: tuple[AgendaLine, ...]
    words: tuple[WordInTwo, ...]
    before: date | None

    def with_reading(self, *readings: str) -> list[ItemTogether]:
        """The items that were read so."""
        return [item for item in self.items if item.reading in readings]

    @property
    def strengths(self) -> list[ItemTogether]:
        """What both do well."""
        return self.with_reading(Reading.SHARED_STRENGTH)

    @property
    def unknowns(self) -> list[ItemTogether]:
        """What one of them could not say."""
        return self.with_reading(Reading.UNKNOWN)


@dataclass(frozen=True)
class _Sources:
    """What the words of a joint reading are made from."""

    joint: JointReading
    used: Edition
    pages: Guide
    language: str

    def shown(self, side: Side) -> Mapping[str, Answer]:
        return answers_shown(self.joint, side)


def answers_shown(joint: JointReading, side: Side) -> dict[str, Answer]:
    """What a side shows in a joint reading."""
    stored = joint.provider_answers if side is Side.PROVIDER else joint.employer_answers
    return {item: Unscored(answer) if isinstance(answer, str) else answer for item, answer in stored.items()}


def joint_of(joint: JointReading) -> Joint:
    """What the rules say about a joint reading.

    Raises:
        LookupError: if its version is gone from the database.
    """
    used = _edition(joint)
    return read_jointly(used.instrument, answers_shown(joint, Side.PROVIDER), answers_shown(joint, Side.EMPLOYER))


def _edition(joint: JointReading) -> Edition:
    used = edition(joint.version)
    if used is None:
        raise LookupError(f"version {joint.version} of the check is gone")
    return used


def together_of(joint: JointReading, language: str) -> Together:
    """What a joint reading says to a reader of `language`."""
    read = joint_of(joint)
    sources = _Sources(joint, _edition(joint), guide(language), language)
    earlier = {pair.item: pair.reading for pair in joint_of(joint.previous).items} if joint.previous else {}
    items = tuple(_item(sources, pair, earlier) for pair in read.items)
    steps = {side: place.step for side, place in read.places.items()}
    return Together(
        version=joint.version,
        created_on=joint.created_at.date(),
        expires_on=min(joint.provider.expires_at, joint.employer.expires_at).date(),
        headline=joint_headline(steps, read.conversations),
        steps={side.value: step for side, step in steps.items()},
        provisional=any(place.provisional for place in read.places.values()),
        people=(
            people_sentence(Side.PROVIDER, joint.provider_people),
            people_sentence(Side.EMPLOYER, joint.employer_people),
        ),
        items=items,
        talks=tuple(_talk(sources, talk, items) for talk in read.conversations),
        agenda=tuple(AgendaLine(part.minutes, agenda_title(part.key), agenda_text(part.key)) for part in AGENDA),
        words=_words(sources, read),
        before=joint.previous.created_at.date() if joint.previous else None,
    )


def _item(sources: _Sources, pair: Pair, earlier: Mapping[str, Reading]) -> ItemTogether:
    was = earlier.get(pair.item)
    return ItemTogether(
        id=pair.item,
        label=label("constructs", pair.item, sources.language),
        answers=tuple(_answer(sources, pair.item, side) for side in Side),
        reading=pair.reading,
        reading_name=reading_name(pair.reading),
        language=sources.used.words(pair.item, sources.language).language,
        before=reading_name(was) if was and was is not pair.reading else "",
    )


def _answer(sources: _Sources, item: str, side: Side) -> SideAnswer:
    value = sources.shown(side).get(item)
    return SideAnswer(side.value, answer_in_words(value, _statements(sources, item, side)), value)


def _statements(sources: _Sources, item: str, side: Side) -> tuple[str, ...]:
    attempt = sources.joint.provider if side is Side.PROVIDER else sources.joint.employer
    return sources.used.words(item, sources.language).wording(side, attempt.size).statements


def _talk(sources: _Sources, talk: Conversation, items: tuple[ItemTogether, ...]) -> Talk:
    known = {item.id: item for item in items}
    rule = sources.used.recommendations[talk.item]
    item = known.get(talk.item) or _one_sided(sources, talk.item)
    return Talk(
        item=item,
        why=why_talk(talk.reading),
        further=tuple(_further(sources, answer, talk.item) for answer in item.answers),
        kit=sources.pages.first_of(rule.kits),
        obstacle=sources.pages.page(rule.obstacle),
    )


def _one_sided(sources: _Sources, item: str) -> ItemTogether:
    """Something to talk about that only one side shows: its answer, and nothing about the other."""
    return ItemTogether(
        id=item,
        label=label("constructs", item, sources.language),
        answers=tuple(_answer(sources, item, side) for side in Side),
        reading=None,
        reading_name=reading_name(None),
        language=sources.used.words(item, sources.language).language,
    )


def _further(sources: _Sources, answer: SideAnswer, item: str) -> SideAnswer:
    """The statement one step further for a side, '' where there is none."""
    value = answer.value
    text = ""
    if isinstance(value, int) and value < HIGHEST:
        text = _statements(sources, item, Side(answer.side))[value]
    return SideAnswer(answer.side, text, None)


def _words(sources: _Sources, read: Joint) -> tuple[WordInTwo, ...]:
    """Words that the two sides use differently, of the items they will talk about, then of the others in play."""
    in_play = [talk.item for talk in read.conversations] + [pair.item for pair in read.items]
    keys = [
        key
        for item in dict.fromkeys(in_play)
        for key in sources.used.recommendations[item].pages
        if key.startswith("words/")
    ]
    return words_in_two(tuple(dict.fromkeys(keys)), sources.language)[:MOST_WORDS]


def plain(value: Any) -> Any:
    """An answer as data."""
    return value.value if isinstance(value, Unscored) else value
