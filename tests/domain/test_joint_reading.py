"""Two results read together, for any answers."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.test_evaluation import ALL, ANSWERS, AREAS, IDS
from vetatwork.domain.evaluation.instrument import Instrument, Item, Side, Unscored
from vetatwork.domain.evaluation.joint import AGENDA, Reading, read_jointly, reading_of

pytestmark = pytest.mark.pure

INSTRUMENT = Instrument(
    "t",
    AREAS,
    tuple(Item(name, area, not name.startswith("com-"), True) for area in AREAS for name in IDS[area]),
)


@given(ANSWERS, ANSWERS)
def test_it_is_the_same_for_both_sides(provider, employer):
    one, other = read_jointly(INSTRUMENT, provider, employer), read_jointly(INSTRUMENT, employer, provider)
    assert [(p.item, p.reading, p.provider, p.employer) for p in one.items] == [
        (p.item, p.reading, p.employer, p.provider) for p in other.items
    ]
    assert one.conversations == other.conversations
    assert one.places[Side.PROVIDER] == other.places[Side.EMPLOYER]


@given(ANSWERS, ANSWERS, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_is_stable(provider, employer, shuffler: random.Random):
    pairs = list(provider.items())
    shuffler.shuffle(pairs)
    assert read_jointly(INSTRUMENT, dict(pairs), employer) == read_jointly(INSTRUMENT, provider, employer)
    items = [pair.item for pair in read_jointly(INSTRUMENT, provider, employer).items]
    assert items == sorted(items, key=INSTRUMENT.position.__getitem__)


@given(ANSWERS, ANSWERS, st.sampled_from(ALL))
def test_what_one_side_does_not_show_is_nowhere(provider, employer, item):
    hidden = {name: answer for name, answer in provider.items() if name != item}
    joint = read_jointly(INSTRUMENT, hidden, employer)
    assert item not in {pair.item for pair in joint.items}
    if item != "com-safeguards":
        assert item not in {talk.item for talk in joint.conversations}


@given(ANSWERS, ANSWERS)
def test_at_most_three_conversations_and_none_about_what_works(provider, employer):
    joint = read_jointly(INSTRUMENT, provider, employer)
    assert len(joint.conversations) <= 3
    assert len({talk.item for talk in joint.conversations}) == len(joint.conversations)
    for talk in joint.conversations[1:]:
        assert talk.reading not in (Reading.SHARED_STRENGTH, Reading.CLOSE)
    assert sum(part.minutes for part in AGENDA) == 45


@pytest.mark.parametrize(
    ("provider", "employer", "reading"),
    [
        (3, 5, "shared-strength"), (3, 3, "shared-strength"), (1, 2, "shared-gap"), (2, 2, "shared-gap"),
        (2, 4, "blind-spot"), (1, 3, "blind-spot"), (5, 1, "blind-spot"), (2, 3, "close"), (3, 2, "close"),
        (Unscored.UNKNOWN, 5, "unknown"), (2, Unscored.UNKNOWN, "unknown"),
        (Unscored.NOT_APPLICABLE, 5, None), (Unscored.UNKNOWN, Unscored.NOT_APPLICABLE, None),
    ],
)  # fmt: skip
def test_the_reading_of_an_item(provider, employer, reading):
    assert reading_of(provider, employer, shared=True) == reading
    expected = "uneven" if reading == "blind-spot" else reading
    assert reading_of(provider, employer, shared=False) == expected


def test_without_own_items_three_areas_decide_and_the_place_is_provisional():
    shown = {item: 5 for item in ALL if not item.startswith("com-")}
    place = read_jointly(INSTRUMENT, shown, shown).places[Side.PROVIDER]
    assert (place.step, place.provisional, place.open_areas) == (3, True, ("commitment",))


def test_nothing_in_common_says_nothing():
    joint = read_jointly(INSTRUMENT, {"coo-contact": 3}, {"col-goals": 3})
    assert joint.items == joint.conversations == ()
    assert all(place.step is None for place in joint.places.values())


def test_all_unknown_makes_the_first_three_the_conversations():
    unknown = dict.fromkeys((item for item in ALL if not item.startswith("com-")), Unscored.UNKNOWN)
    joint = read_jointly(INSTRUMENT, unknown, unknown)
    assert {pair.reading for pair in joint.items} == {Reading.UNKNOWN}
    assert [talk.item for talk in joint.conversations] == ["coo-partners", "coo-contact", "coo-language"]
