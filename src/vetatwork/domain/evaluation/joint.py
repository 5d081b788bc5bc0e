"""Two sides' answers side by side: what both see, what only one sees, what to talk about.

See docs/algorithms/joint-reading.md.
"""

from dataclasses import dataclass
from enum import StrEnum

from vetatwork.domain.evaluation.instrument import Answer, Answers, Form, Instrument, Item, Side, Unscored
from vetatwork.domain.evaluation.readiness import ENOUGH, SAFEGUARDS, safeguards_are_open
from vetatwork.domain.evaluation.scoring import Place, place_of

MOST_CONVERSATIONS = 3
FAR_APART = 2
"""From so many statements on the two sides see something differently."""

WEIGHT_OF_UNKNOWN = 2
BASE_OF_BLIND_SPOT = 2
BASE_OF_GAP = 5


class Reading(StrEnum):
    """What the two answers to an item say together."""

    SHARED_STRENGTH = "shared-strength"
    SHARED_GAP = "shared-gap"
    BLIND_SPOT = "blind-spot"
    UNEVEN = "uneven"
    UNKNOWN = "unknown"
    CLOSE = "close"


@dataclass(frozen=True)
class Pair:
    """An item that both sides show, with both answers."""

    item: str
    shared: bool
    provider: Answer
    employer: Answer
    reading: Reading


@dataclass(frozen=True)
class Conversation:
    """Something to talk about. `reading` is None for safeguards that one side shows to be open."""

    item: str
    reading: Reading | None


@dataclass(frozen=True)
class AgendaPart:
    """A part of the first meeting and its minutes."""

    key: str
    minutes: int


AGENDA = (
    AgendaPart("why", 5),
    AgendaPart("works", 5),
    AgendaPart("talk", 20),
    AgendaPart("settle", 10),
    AgendaPart("who", 5),
)
IN_THE_MEETING = 2
"""Conversations that the 20 minutes have room for."""


@dataclass(frozen=True)
class Joint:
    """Everything two sides' answers say together; items in the instrument's order."""

    items: tuple[Pair, ...]
    places: dict[Side, Place]
    conversations: tuple[Conversation, ...]

    def with_reading(self, *readings: Reading) -> tuple[Pair, ...]:
        """The items that were read so."""
        return tuple(pair for pair in self.items if pair.reading in readings)


def read_jointly(instrument: Instrument, provider: Answers, employer: Answers) -> Joint:
    """The joint reading of what each side shows, in terms of one version."""
    pairs = tuple(pair for item in instrument.items if (pair := _pair(item, provider, employer)))
    common = Instrument(instrument.version, instrument.areas, tuple(instrument.by_id[pair.item] for pair in pairs))
    return Joint(
        items=pairs,
        places={
            Side.PROVIDER: place_of(common, Form.FULL, {pair.item: pair.provider for pair in pairs}),
            Side.EMPLOYER: place_of(common, Form.FULL, {pair.item: pair.employer for pair in pairs}),
        },
        conversations=_conversations(instrument, pairs, provider, employer),
    )


def reading_of(provider: Answer, employer: Answer, *, shared: bool) -> Reading | None:
    """What two answers to an item say together; None if it does not apply to one side."""
    answers = (provider, employer)
    if Unscored.NOT_APPLICABLE in answers:
        return None
    if not (isinstance(provider, int) and isinstance(employer, int)):
        return Reading.UNKNOWN
    if min(provider, employer) >= ENOUGH:
        return Reading.SHARED_STRENGTH
    if max(provider, employer) < ENOUGH:
        return Reading.SHARED_GAP
    if abs(provider - employer) >= FAR_APART:
        return Reading.BLIND_SPOT if shared else Reading.UNEVEN
    return Reading.CLOSE


def _pair(item: Item, provider: Answers, employer: Answers) -> Pair | None:
    if item.id not in provider or item.id not in employer:
        return None
    reading = reading_of(provider[item.id], employer[item.id], shared=item.shared)
    return Pair(item.id, item.shared, provider[item.id], employer[item.id], reading) if reading else None


def _conversations(
    instrument: Instrument, pairs: tuple[Pair, ...], provider: Answers, employer: Answers
) -> tuple[Conversation, ...]:
    open_safeguards = any(SAFEGUARDS in shown and not safeguards_are_open(shown) for shown in (provider, employer))
    by_item = {pair.item: pair.reading for pair in pairs}
    first = [Conversation(SAFEGUARDS, by_item.get(SAFEGUARDS))] if open_safeguards else []
    others = [pair for pair in pairs if _weight(pair) and not (open_safeguards and pair.item == SAFEGUARDS)]
    others.sort(key=lambda pair: (-_weight(pair), instrument.position[pair.item]))
    return tuple([*first, *(Conversation(pair.item, pair.reading) for pair in others)][:MOST_CONVERSATIONS])


def _weight(pair: Pair) -> int:
    """How much there is to talk about; 0 for what both do well or see alike."""
    if pair.reading is Reading.UNKNOWN:
        return WEIGHT_OF_UNKNOWN
    if not (isinstance(pair.provider, int) and isinstance(pair.employer, int)):
        return 0
    if pair.reading in (Reading.BLIND_SPOT, Reading.UNEVEN):
        return BASE_OF_BLIND_SPOT + abs(pair.provider - pair.employer)
    return BASE_OF_GAP - pair.provider - pair.employer if pair.reading is Reading.SHARED_GAP else 0
