"""Questions as a page shows them: the stem, five statements, and the two answers that are no statement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vetatwork.domain.evaluation.instrument import Answer, Answers, Item, Unscored
from vetatwork.evaluation.instruments import Edition, Words
from vetatwork.evaluation.models import Answered
from vetatwork.evaluation.sentences import UNSCORED


@dataclass(frozen=True)
class Choice:
    """One answer that can be chosen."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class Question:
    """An item to be answered. `number` is its place in the form, `language` that of its words."""

    id: str
    number: int
    stem: str
    why: str
    example: str
    statements: tuple[Choice, ...]
    unscored: tuple[Choice, ...]
    language: str
    wrong: str = ""


def questions_of(
    answered: Answered,
    used: Edition,
    items: Iterable[Item],
    *,
    given: Answers,
    language: str,
    wrong: Mapping[str, str],
    first: int = 1,
) -> list[Question]:
    """The questions of `items` in the wording of who answers, with what was answered so far."""
    return [
        _question(item.id, number, used.words(item.id, language), answered, given.get(item.id), wrong=wrong)
        for number, item in enumerate(items, start=first)
    ]


def _question(
    item: str, number: int, words: Words, asked: Answered, answer: Answer | None, *, wrong: Mapping[str, str]
) -> Question:
    wording = words.wording(asked.side, asked.size)
    chosen = str(answer or "")
    return Question(
        id=item,
        number=number,
        stem=wording.stem,
        why=words.why,
        example=words.example,
        statements=tuple(
            Choice(str(value), text, chosen == str(value)) for value, text in enumerate(wording.statements, start=1)
        ),
        unscored=tuple(Choice(each.value, str(UNSCORED[each]), chosen == each.value) for each in Unscored),
        language=words.language,
        wrong=wrong.get(item, ""),
    )
