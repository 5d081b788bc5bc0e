"""The route finder of the folder: where every combination of answers leads, looked up instead of reckoned."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from vetatwork.domain.finder import combinations
from vetatwork.manual.finder.files import Guidebook, guidebook
from vetatwork.manual.finder.route import Goal, goal, route
from vetatwork.manual.finder.views import INSTEAD
from vetatwork.manual.presentation.shelf import Shelf

SCRIPT = "exports/offline-finder.js"
PARTS = {
    "manual/parts/finder_kit.html": ("kit", "side", "is_small", "has_an_hour"),
    "manual/parts/finder_say.html": ("kit", "obstacle", "side"),
    "manual/parts/finder_others.html": ("kit", "obstacle", "case"),
}
"""Template of each piece of an answer, and what of a goal it depends on."""


@dataclass
class _Pieces:
    """Pieces of HTML, each kept once, with the number by which the table names it."""

    language: str
    link: Callable[[str], str]
    html: list[str] = field(default_factory=list)
    _numbers: dict[tuple[object, ...], int] = field(default_factory=dict)
    _contexts: dict[Goal, dict[str, Any]] = field(default_factory=dict)

    def numbers(self, to: Goal) -> Iterable[int]:
        """The numbers of the pieces that tell of a goal."""
        for template, names in PARTS.items():
            known = (template, *(getattr(to, name) for name in names))
            if known not in self._numbers:
                self._numbers[known] = len(self.html)
                self.html.append(self.link(render_to_string(template, self._context(to)).strip()))
            yield self._numbers[known]

    def _context(self, to: Goal) -> dict[str, Any]:
        if to not in self._contexts:
            shelf = Shelf(self.language)
            shelf.want(INSTEAD)
            way = route(to, shelf)
            shelf.fetch()
            self._contexts[to] = {"found": way.shown(shelf), "instead": shelf.by_key(INSTEAD)}
        return self._contexts[to]


def finder_data(language: str, link: Callable[[str], str]) -> dict[str, Any] | None:
    """Questions, pieces of answers, and the table: three pieces for each combination in the order of
    `domain.finder.combinations`. None if there is no finder. `link` makes a piece of HTML fit the folder."""
    book = guidebook()
    if book is None:
        return None
    pieces = _Pieces(language, link)
    table = [number for answers in combinations(book.rules) for number in pieces.numbers(goal(book, answers, language))]
    return {
        "questions": [_question(book, name, language) for name in (each.name for each in book.rules.questions)],
        "pieces": pieces.html,
        "table": table,
        "say": _say(len(book.rules.questions)),
    }


def _question(book: Guidebook, name: str, language: str) -> dict[str, Any]:
    question = next(each for each in book.rules.questions if each.name == name)
    return {
        "name": name,
        "label": book.words(name, "label", language),
        "chip": book.words(name, "chip", language),
        "askedOf": sorted(question.asked_of),
        "answers": [
            [answer, book.answer(name, answer, language), book.answer(name, answer, language, "text")]
            for answer in question.answers
        ],
    }


def _say(most: int) -> dict[str, Any]:
    return {
        "of": [
            [_("Question %(number)s of %(of)s") % {"number": number, "of": of} for number in range(1, of + 1)]
            for of in range(most + 1)
        ],
        "takeBack": _("Take back:"),
        "again": _("Start again"),
        "unknown": _("The finder does not know “%(values)s”. It was left out."),
        "notYet": _("Not it? Take an answer back"),
        "kept": _("Your answers stand in the address of this page. Keep it or pass it on. We keep nothing."),
        "title": _("Find your method") + " · VET@work",
    }
