"""Which next steps follow from answers, and in which order. See docs/algorithms/recommendations.md."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from vetatwork.domain.evaluation.instrument import HIGHEST, Answers, Experience, Form, Instrument, Side, Size, Unscored
from vetatwork.domain.evaluation.readiness import SAFEGUARDS, closed_gates, safeguards_are_open
from vetatwork.domain.evaluation.scoring import Place

ROOM_OF_UNKNOWN = 2
"""What is not known leaves as much to do as the third statement."""

WEAKEST_FIT = Fraction(3, 2)
"""How much more a next step counts in the weakest area, which holds the place back."""

SMALL_FIRM_FIT = Fraction(1, 2)
"""How much less it counts for a firm with up to nine people from the third statement on, which is good enough there."""

GOOD_ENOUGH_FOR_MICRO = 3


@dataclass(frozen=True)
class Profile:
    """Who answered; what was not said is None or ''."""

    side: Side
    experience: Experience = Experience.SOME
    size: Size | None = None
    sector: str = ""


@dataclass(frozen=True)
class Rule:
    """How well the next steps of an item fit: factors by what they depend on (side, size, sector) and its value."""

    fits: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)

    def fit(self, profile: Profile) -> Fraction:
        """The product of the factors that concern `profile`; what the rule does not name counts once."""
        said = {"side": profile.side, "size": profile.size or "", "sector": profile.sector}
        product = Fraction(1)
        for name, factors in self.fits.items():
            product *= factors.get(said.get(name, ""), Fraction(1))
        return product


@dataclass(frozen=True)
class NextStep:
    """One step further for an item. `after` is the answer it comes from: 1 to 4, or None if it is to be found out."""

    item: str
    after: int | None
    priority: Fraction


def next_steps(
    instrument: Instrument,
    form: Form,
    answers: Answers,
    *,
    place: Place,
    profile: Profile,
    rules: Mapping[str, Rule] | None = None,
) -> tuple[NextStep, ...]:
    """Every next step that follows from checked `answers`, the most useful first; ties in the instrument's order."""
    rules = rules or {}
    found = []
    for item in instrument.items_in(form):
        room = _room(answers.get(item.id))
        if item.id == SAFEGUARDS and not safeguards_are_open(answers):
            room = max(room, 1)
        if room:
            answer = answers.get(item.id)
            after = answer if isinstance(answer, int) else None
            priority = room * item.weight * rules.get(item.id, Rule()).fit(profile) * _plank(item.area, place)
            found.append(NextStep(item.id, after, priority * _enough(after, profile)))
    first = _first(answers, profile)
    return tuple(sorted(found, key=lambda n: (_rank(n.item, first), -n.priority, instrument.position[n.item])))


def _room(answer: object) -> int:
    if isinstance(answer, int):
        return HIGHEST - answer
    return ROOM_OF_UNKNOWN if answer is Unscored.UNKNOWN else 0


def _plank(area: str, place: Place) -> Fraction:
    return WEAKEST_FIT if area in place.weakest else Fraction(1)


def _enough(after: int | None, profile: Profile) -> Fraction:
    small = profile.size is Size.MICRO and profile.side is Side.EMPLOYER
    return SMALL_FIRM_FIT if small and after is not None and after >= GOOD_ENOUGH_FOR_MICRO else Fraction(1)


def _first(answers: Answers, profile: Profile) -> tuple[str, ...]:
    """Items whose next steps go before all others: open safeguards, then what keeps a first-timer from starting."""
    first = [] if safeguards_are_open(answers) else [SAFEGUARDS]
    if profile.experience is Experience.NEVER:
        first += [gate for gate in closed_gates(answers) if gate not in first]
    return tuple(first)


def _rank(item: str, first: tuple[str, ...]) -> int:
    if item == SAFEGUARDS and item in first:
        return 0
    return 1 if item in first else 2


# --- The case that is most like you -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class CaseFacts:
    """A documented case as far as choosing it goes."""

    key: str
    step: int
    sizes: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    methods: frozenset[str] = frozenset()
    obstacles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Wanted:
    """The case looked for: about one of these kits or this obstacle, at this step, like this firm."""

    area: str
    step: int
    methods: frozenset[str] = frozenset()
    obstacle: str = ""
    size: str = ""
    sector: str = ""
    country: str = ""


def nearest_case(cases: Iterable[CaseFacts], wanted: Wanted) -> CaseFacts | None:
    """The case that is most like what is wanted, of those about its kits, its obstacle or at least its area; or None.

    What it is about counts first (kit, then obstacle, then area), then the distance of the steps, then size, sector and
    country; ties by key.
    """
    fitting = [(about, case) for case in cases if (about := _about(case, wanted)) < _NOTHING]
    if not fitting:
        return None
    return min(fitting, key=lambda pair: (pair[0], abs(pair[1].step - wanted.step), *_unlike(pair[1], wanted)))[1]


_NOTHING = 3


def _about(case: CaseFacts, wanted: Wanted) -> int:
    if case.methods & wanted.methods:
        return 0
    if wanted.obstacle and wanted.obstacle in case.obstacles:
        return 1
    return 2 if wanted.area in case.areas else _NOTHING


def _unlike(case: CaseFacts, wanted: Wanted) -> tuple[int, str]:
    alike = (wanted.size in case.sizes) + (wanted.sector in case.sectors) + (wanted.country in case.countries)
    return -alike, case.key
