"""The questions of the quick form in one wording, page by page, and the next steps that answers lead to."""

from dataclasses import dataclass
from typing import Any

from vetatwork.domain.evaluation.instrument import Form, Side, Size
from vetatwork.evaluation.instruments import Edition
from vetatwork.evaluation.labels import label
from vetatwork.evaluation.models import Draft
from vetatwork.evaluation.paging import QuestionPage, minutes_to_read, question_pages
from vetatwork.evaluation.questions import Question, questions_of
from vetatwork.evaluation.steps import StepReading
from vetatwork.exports.site.check.words import every_step
from vetatwork.manual.guide import PageLink, guide


@dataclass(frozen=True)
class ItemLine:
    """A question as it stands in the overview and in the result, with the kit that helps one step further."""

    question: Question
    kit: PageLink | None


@dataclass(frozen=True)
class WordingPage:
    """One page of questions. `minutes` is what reading it and all later ones takes."""

    number: int
    first: int
    last: int
    area: str
    label: str
    minutes: int
    lines: tuple[ItemLine, ...]


@dataclass(frozen=True)
class WordedForm:
    """The quick form as one kind of reader gets it. `name` is that of the wording, `steps` are by "item answer"."""

    name: str
    pages: tuple[WordingPage, ...]
    steps: tuple[tuple[str, StepReading], ...]

    @property
    def count(self) -> int:
        """How many questions there are."""
        return self.pages[-1].last

    @property
    def statements(self) -> dict[str, list[str]]:
        """The statements of each question, for the sentences of a result."""
        return {
            line.question.id: [choice.text for choice in line.question.statements]
            for page in self.pages
            for line in page.lines
        }

    @property
    def areas(self) -> dict[str, list[ItemLine]]:
        """The questions of each focus area."""
        found: dict[str, list[ItemLine]] = {}
        for page in self.pages:
            found.setdefault(page.area, []).extend(page.lines)
        return found


def worded_forms(used: Edition, side: Side, language: str) -> list[WordedForm]:
    """The wordings that a side may get: a very small firm has one of its own."""
    sizes: list[tuple[str, str]] = [(side.value, "")]
    if side is Side.EMPLOYER:
        sizes.append((Size.MICRO.value, Size.MICRO.value))
    return [_worded(used, name, Draft(side=side, size=size, form=Form.QUICK), language) for name, size in sizes]


def _worded(used: Edition, name: str, asked: Draft, language: str) -> WordedForm:
    pages = question_pages(used, Form.QUICK)
    return WordedForm(
        name,
        tuple(_page(used, page, pages, asked, language) for page in pages),
        tuple(every_step(used, asked, language)),
    )


def _page(used: Edition, page: QuestionPage, pages: list[QuestionPage], asked: Draft, language: str) -> WordingPage:
    about: dict[str, Any] = {"given": {}, "language": language, "wrong": {}}
    questions = questions_of(asked, used, page.items, first=page.first, **about)
    left = [item for later in pages[page.number - 1 :] for item in later.items]
    kits = guide(language)
    return WordingPage(
        number=page.number,
        first=page.first,
        last=page.last,
        area=page.area,
        label=label("areas", page.area, language),
        minutes=minutes_to_read(used, left, side=asked.side, size=asked.size, language=language),
        lines=tuple(ItemLine(each, kits.first_of(used.recommendations[each.id].kits)) for each in questions),
    )
