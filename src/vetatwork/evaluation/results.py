"""A result as people read it: place, planks, answers and next steps, in the reader's language.

Pages, files and the API all show what is made here, so that their figures cannot differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from math import ceil

from vetatwork.domain.bridge import FOOTBRIDGE_STEP
from vetatwork.domain.evaluation.instrument import (
    HIGHEST,
    Answer,
    Answers,
    Experience,
    Form,
    Side,
    Size,
    Unscored,
    checked_answers,
)
from vetatwork.domain.evaluation.readiness import GATES, Readiness, closed_gates, readiness_of
from vetatwork.domain.evaluation.recommendation import Profile, next_steps
from vetatwork.domain.evaluation.scoring import HALF, Place, place_of
from vetatwork.domain.evaluation.versions import comparable_items, matches
from vetatwork.evaluation.instruments import Edition, edition, instruments
from vetatwork.evaluation.labels import label
from vetatwork.evaluation.models import Answered, Attempt
from vetatwork.evaluation.sentences import (
    AREA_TERMS,
    UNSCORED,
    explanation,
    headline,
    unknown_sentence,
)
from vetatwork.evaluation.steps import StepReading, read_steps
from vetatwork.manual.guide import Guide, PageLink, guide

SHOWN_FIRST = 3
"""Next steps that stand at the top of a result."""


@dataclass(frozen=True)
class Gate:
    """Something that must be there before the first learner comes."""

    item: str
    label: str
    is_open: bool


@dataclass(frozen=True)
class Plank:
    """A focus area. `step` is its score to the nearest step, halves down; `share_unknown` is a whole percentage."""

    area: str
    label: str
    term: str
    score: Fraction | None
    step: int | None
    answered: int
    of: int
    unknown: int
    is_weakest: bool

    @property
    def share_unknown(self) -> int:
        """How often the answer was unknown, in percent of the items that apply."""
        return round(100 * self.unknown / self.of) if self.of else 0


@dataclass(frozen=True)
class ItemReading:
    """An item with its answer in words ('' if left out), the statement one step further, and the answer before."""

    id: str
    area: str
    stem: str
    answer: str
    number: int | None
    further: str
    why: str
    example: str
    language: str
    kit: PageLink | None
    before: str = ""


@dataclass(frozen=True)
class Comparison:
    """The result that this one repeats: its day, its step, and how many of the same items are higher and lower now."""

    day: date
    step: int | None
    higher: int
    lower: int


@dataclass(frozen=True)
class Result:
    """Everything a result says. `step` is None where no place can be said, and for those who begin."""

    version: str
    side: Side
    form: Form
    size: str
    experience: Experience
    created_at: datetime
    expires_at: datetime
    step: int | None
    provisional: bool
    readiness: Readiness | None
    headline: tuple[str, str]
    explanation: tuple[str, ...]
    gates: tuple[Gate, ...]
    planks: tuple[Plank, ...]
    items: tuple[ItemReading, ...]
    steps: tuple[StepReading, ...]
    before: Comparison | None

    @property
    def first_steps(self) -> tuple[StepReading, ...]:
        """The three next steps that count most."""
        return self.steps[:SHOWN_FIRST]

    @property
    def more_steps(self) -> tuple[StepReading, ...]:
        """All others."""
        return self.steps[SHOWN_FIRST:]

    @property
    def answered(self) -> int:
        """Items with any answer."""
        return sum(bool(item.answer) for item in self.items)

    @property
    def can_cross(self) -> bool:
        """Whether this half has come as far as a footbridge needs."""
        return self.step is not None and self.step >= FOOTBRIDGE_STEP

    def items_in(self, area: str) -> list[ItemReading]:
        """The items of a focus area in their order."""
        return [item for item in self.items if item.area == area]


def answers_of(answered: Answered, used: Edition) -> dict[str, Answer]:
    """The stored answers of a draft or result, by item, in the instrument's order."""
    return checked_answers(used.instrument, Form(answered.form), answered.answers)


def used_edition(answered: Answered) -> Edition:
    """The version that a draft or result was answered in; it stays as long as there are answers to it.

    Raises:
        LookupError: if somebody has removed it from the database.
    """
    used = edition(answered.version)
    if used is None:
        raise LookupError(f"version {answered.version} of the check is gone")
    return used


def result_of(attempt: Attempt, language: str) -> Result:
    """What the result `attempt` says to a reader of `language`."""
    used = used_edition(attempt)
    form, side = Form(attempt.form), Side(attempt.side)
    answers = answers_of(attempt, used)
    place = place_of(used.instrument, form, answers)
    begins = attempt.experience == Experience.NEVER
    step = None if begins else place.step
    readiness = readiness_of(answers) if begins else None
    profile = Profile(
        side, Experience(attempt.experience), Size(attempt.size) if attempt.size else None, attempt.sector
    )
    ranked = next_steps(used.instrument, form, answers, place=place, profile=profile, rules=used.rules)
    pages = guide(language)
    before, was = _before(attempt, answers)
    planks = tuple(_planks(place, language))
    return Result(
        version=attempt.version,
        side=side,
        form=form,
        size=attempt.size,
        experience=profile.experience,
        created_at=attempt.created_at,
        expires_at=attempt.expires_at,
        step=step,
        provisional=place.provisional and not begins,
        readiness=readiness,
        headline=headline(step, readiness, find_out_first=place.find_out_first),
        explanation=tuple(_explanation(place, planks, attempt, begins=begins)),
        gates=tuple(_gates(answers, language)) if begins else (),
        planks=planks,
        items=tuple(_items(attempt, used, answers, language=language, pages=pages, was=was)),
        steps=read_steps(ranked, answers, about=attempt, used=used, pages=pages, language=language),
        before=before,
    )


def _planks(place: Place, language: str) -> list[Plank]:
    return [
        Plank(
            area=area,
            label=label("areas", area, language),
            term=str(AREA_TERMS.get(area, area)),
            score=each.score,
            step=None if each.score is None else ceil(each.score - HALF),
            answered=each.answered,
            of=each.of,
            unknown=each.unknown,
            is_weakest=area in place.weakest and len(place.weakest) < len(place.scores),
        )
        for area, each in place.scores.items()
    ]


def _explanation(place: Place, planks: tuple[Plank, ...], attempt: Attempt, *, begins: bool) -> list[str]:
    said = []
    if place.find_out_first:
        said.append(unknown_sentence(sum(p.unknown for p in planks), sum(p.of for p in planks)))
    if not begins:
        names = {plank.area: plank.label for plank in planks}
        said += explanation(
            place.step,
            provisional=place.provisional,
            weakest=[names[area] for area in place.weakest],
            open_areas=[names[area] for area in place.open_areas],
            size=attempt.size,
            side=attempt.side,
        )
    return said


def _gates(answers: Answers, language: str) -> list[Gate]:
    closed = closed_gates(answers)
    return [Gate(gate, label("constructs", gate, language), gate not in closed) for gate in GATES]


def _items(
    attempt: Attempt,
    used: Edition,
    answers: Answers,
    *,
    language: str,
    pages: Guide,
    was: Mapping[str, Answer],
) -> list[ItemReading]:
    readings = []
    for item in used.instrument.items_in(Form(attempt.form)):
        words = used.words(item.id, language)
        wording = words.wording(attempt.side, attempt.size)
        answer = answers.get(item.id)
        number = answer if isinstance(answer, int) else None
        further = wording.statements[number] if number is not None and number < HIGHEST else ""
        before = answer_in_words(was.get(item.id), wording.statements)
        readings.append(
            ItemReading(
                id=item.id,
                area=item.area,
                stem=wording.stem,
                answer=answer_in_words(answer, wording.statements),
                number=number,
                further=further,
                why=words.why,
                example=words.example,
                language=words.language,
                kit=pages.first_of(used.recommendations[item.id].kits) if further else None,
                before=before if before != answer_in_words(answer, wording.statements) else "",
            )
        )
    return readings


def answer_in_words(answer: Answer | None, statements: tuple[str, ...]) -> str:
    """The statement that was chosen, what was said instead, or '' for a blank."""
    if answer is None:
        return ""
    return str(UNSCORED[answer]) if isinstance(answer, Unscored) else statements[answer - 1]


def _before(attempt: Attempt, answers: Answers) -> tuple[Comparison | None, dict[str, Answer]]:
    """How it was the last time, and the answers then to items whose words have not changed since."""
    earlier = attempt.previous
    used = edition(earlier.version) if earlier else None
    if earlier is None or used is None:
        return None, {}
    links = matches(earlier.version, attempt.version, instruments())
    given = answers_of(earlier, used)
    was = {item: given[links[item].older] for item in comparable_items(links) if links[item].older in given}
    pairs = [(was[item], answers[item]) for item in was if item in answers]
    numbers = [(then, now) for then, now in pairs if isinstance(then, int) and isinstance(now, int)]
    begins = earlier.experience == Experience.NEVER
    step = None if begins else place_of(used.instrument, Form(earlier.form), given).step
    higher = sum(now > then for then, now in numbers)
    lower = sum(now < then for then, now in numbers)
    return Comparison(earlier.created_at.date(), step, higher, lower), was
