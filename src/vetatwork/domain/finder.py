"""The route finder: a few answers lead to one kit. See docs/algorithms/route-finder.md."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

WHO, PAIN = "who", "pain"
"""The question that decides which others are asked, and the one whose answers lead to kits."""

Answers = Mapping[str, str]
"""Question → answer."""


@dataclass(frozen=True)
class Question:
    """A question and its answers. It is asked of those in `asked_of`; of everybody if that is empty."""

    name: str
    answers: tuple[str, ...]
    asked_of: frozenset[str] = frozenset()

    def concerns(self, who: str | None) -> bool:
        """Whether it is asked of `who`; while nobody said who answers, it may be."""
        return not self.asked_of or who is None or who in self.asked_of


@dataclass(frozen=True)
class Way:
    """A kit, and what must have been answered for it: for each question in `when` one of its answers."""

    kit: str
    when: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def fits(self, answers: Answers) -> bool:
        """Whether every condition is met. What was not asked meets no condition."""
        return all(answers.get(question) in allowed for question, allowed in self.when.items())


@dataclass(frozen=True)
class Pain:
    """What hurts: its obstacle, and kits in order of preference; the last one is for everybody."""

    obstacle: str
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Finder:
    """All questions in the order they are asked, and where each pain leads."""

    questions: tuple[Question, ...]
    pains: Mapping[str, Pain]

    def asked(self, answers: Answers) -> tuple[Question, ...]:
        """The questions that concern whoever gave `answers`."""
        return tuple(each for each in self.questions if each.concerns(answers.get(WHO)))


@dataclass(frozen=True)
class Reading:
    """Answers that can be used, in the order of the questions, and what was left out of those given."""

    answers: dict[str, str]
    left_out: tuple[str, ...] = ()


def read_answers(finder: Finder, given: Mapping[str, Sequence[str]]) -> Reading:
    """The answers among what was given. The first possible one to a question counts; everything else is left out."""
    answers: dict[str, str] = {}
    left_out: list[str] = []
    known = {question.name: question for question in finder.questions}
    for name in sorted(given, key=lambda name: list(known).index(name) if name in known else len(known)):
        question = known.get(name)
        if question is None:
            left_out.append(name)
            continue
        possible = [value for value in given[name] if value in question.answers]
        if possible and question.concerns(answers.get(WHO)):
            answers[name] = possible[0]
        kept = answers.get(name)
        left_out += [value for value in dict.fromkeys(given[name]) if value and value != kept]
    return Reading(answers, tuple(left_out))


def next_question(finder: Finder, answers: Answers) -> Question | None:
    """The first question that is not answered yet; None when there is nothing left to ask."""
    return next((each for each in finder.asked(answers) if each.name not in answers), None)


def without(finder: Finder, answers: Answers, name: str) -> dict[str, str]:
    """The answers with that to `name` taken back."""
    return read_answers(finder, {key: [value] for key, value in answers.items() if key != name}).answers


def with_answer(finder: Finder, answers: Answers, name: str, answer: str) -> dict[str, str]:
    """The answers with one more. An answer that no longer concerns whoever it is goes."""
    return read_answers(finder, {key: [value] for key, value in {**answers, name: answer}.items()}).answers


def kits_for(finder: Finder, answers: Answers) -> tuple[str, ...]:
    """Every kit that fits finished answers, the best first and none twice; () while something is to be asked."""
    if next_question(finder, answers) is not None:
        return ()
    ways = finder.pains[answers[PAIN]].ways
    return tuple(dict.fromkeys(way.kit for way in ways if way.fits(answers)))


# --- Proofs by going through everything -------------------------------------------------------------------------------


def combinations(finder: Finder) -> Iterator[dict[str, str]]:
    """Every way of answering to the end, in the order of the questions."""
    who = next(each for each in finder.questions if each.name == WHO)
    for person in who.answers:
        asked = [each for each in finder.questions if each.concerns(person)]
        possible = [(person,) if each.name == WHO else each.answers for each in asked]
        for chosen in product(*possible):
            yield dict(zip((each.name for each in asked), chosen, strict=True))


def dead_ends(finder: Finder) -> Iterator[dict[str, str]]:
    """Finished answers that lead to no kit."""
    return (answers for answers in combinations(finder) if not kits_for(finder, answers))


def reached_kits(finder: Finder) -> frozenset[str]:
    """The kits that some answers lead to."""
    return frozenset(kits[0] for answers in combinations(finder) if (kits := kits_for(finder, answers)))


def idle_ways(finder: Finder) -> list[tuple[str, int]]:
    """(pain, position) of every way that no answers take, because others come before it or nothing fits it."""
    idle = {(pain, number) for pain, each in finder.pains.items() for number in range(len(each.ways))}
    for answers in combinations(finder):
        number = _first_fitting(finder.pains[answers[PAIN]].ways, answers)
        if number is not None:
            idle.discard((answers[PAIN], number))
    return sorted(idle, key=lambda found: (list(finder.pains).index(found[0]), found[1]))


def _first_fitting(ways: Iterable[Way], answers: Answers) -> int | None:
    return next((number for number, way in enumerate(ways) if way.fits(answers)), None)
