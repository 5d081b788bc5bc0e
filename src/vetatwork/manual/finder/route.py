"""Where finished answers lead: the kit, its obstacle, the case that is most like them, a template, words to say."""

from dataclasses import dataclass
from typing import Any

from vetatwork.content.prose import ItemList, Paragraph, plain_text
from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.domain.evaluation.recommendation import Wanted, nearest_case
from vetatwork.domain.finder import PAIN, WHO, Answers, kits_for
from vetatwork.manual.finder.files import Guidebook
from vetatwork.manual.guide import guide
from vetatwork.manual.models import BasePage, MethodPage, ObstaclePage
from vetatwork.manual.presentation.shelf import Card, Shelf
from vetatwork.manual.presentation.text import tree

SMALL = "1-9"
KIT_SENTENCES, OBSTACLE_SENTENCES = 3, 2
"""How many sentences to say are shown of each."""


@dataclass(frozen=True)
class Words:
    """Sentences to say, and the language they are in."""

    sentences: tuple[str, ...]
    language: str


@dataclass(frozen=True)
class Route:
    """The way as keys; `shown` puts the cards in once they are fetched. `kit` is None if none is published."""

    kit: MethodPage | None
    obstacle: str
    case: str
    template: str
    side: str
    words: Words
    words_of_side: Words
    is_small: bool
    has_an_hour: bool

    def shown(self, shelf: Shelf) -> dict[str, Any]:
        """What the template shows."""

        def card(key: str) -> Card | None:
            return next(iter(shelf.by_key([key])), None)

        kit = card(self.kit.key) if self.kit else None
        others = [found for key in (self.obstacle, self.case, self.template) if key and (found := card(key))]
        return {
            "kit": kit,
            "facts": _facts(self.kit, self.side) if self.kit else {},
            "others": others,
            "obstacle": card(self.obstacle),
            "words": self.words,
            "words_of_side": self.words_of_side,
            "small_url": f"{kit.url}#small" if kit and self.kit and self.kit.small_version and self.is_small else "",
            "monday_url": f"{kit.url}#monday" if kit and self.has_an_hour else "",
        }


@dataclass(frozen=True)
class Goal:
    """Where finished answers lead, and everything else a route depends on. A key is '' if there is no such page."""

    kit: str
    obstacle: str
    case: str
    side: str
    is_small: bool
    has_an_hour: bool


def goal(book: Guidebook, answers: Answers, language: str) -> Goal:
    """The goal of finished answers, without a question to the database for each of them."""
    pages = guide(language)
    obstacle = book.rules.pains[answers[PAIN]].obstacle
    found = pages.first_of(kits_for(book.rules, answers))
    kit = found.key if found else ""
    case = nearest_case(pages.cases, _wanted(book, answers, kit, obstacle))
    return Goal(
        kit=kit,
        obstacle=obstacle,
        case=case.key if case else "",
        side="provider" if answers[WHO] == "provider" else "employer",
        is_small=answers.get("size") == SMALL,
        has_an_hour=answers["time"] == "hour",
    )


def route(to: Goal, shelf: Shelf) -> Route:
    """The way to a goal. What it names is wanted from `shelf`, which is fetched later."""
    kit = _page(MethodPage, to.kit, shelf.language) if to.kit else None
    template = f"templates/{kit.templates[0]}" if kit and kit.templates else ""
    said = _page(ObstaclePage, to.obstacle, shelf.language)
    shelf.want(key for key in (to.kit, to.obstacle, to.case, template) if key)
    return Route(
        kit=kit,
        obstacle=to.obstacle,
        case=to.case,
        template=template,
        side=to.side,
        words=_words(kit, "words_to_say", KIT_SENTENCES),
        words_of_side=_words(said, f"what_to_say_{to.side}", OBSTACLE_SENTENCES),
        is_small=to.is_small,
        has_an_hour=to.has_an_hour,
    )


def _wanted(book: Guidebook, answers: Answers, kit: str, obstacle: str) -> Wanted:
    return Wanted(
        area="",
        step=book.step(answers["experience"]),
        methods=frozenset({kit.rsplit("/", 1)[-1]} - {""}),
        obstacle=obstacle.rsplit("/", 1)[-1],
        size=answers.get("size", ""),
    )


def _page(model: Any, key: str, language: str) -> Any:
    """The published page of a key in `language`, or else in English."""
    pages = model.objects.live().filter(key=key, alias_of=None, locale__language_code__in=(language, SOURCE_LANGUAGE))
    found = {page.locale.language_code: page for page in pages.select_related("locale")}
    return found.get(language) or found.get(SOURCE_LANGUAGE)


def _words(page: BasePage | None, field: str, most: int) -> Words:
    """The first sentences of a field that is a list; none if the page is not published."""
    if page is None:
        return Words((), SOURCE_LANGUAGE)
    items = [item for block in tree(getattr(page, field) or "") if isinstance(block, ItemList) for item in block.items]
    sentences = tuple(plain_text((Paragraph(item),)) for item in items[:most])
    return Words(sentences, page.locale.language_code)


def _facts(kit: MethodPage, side: str) -> dict[str, str]:
    return {"time": getattr(kit, f"time_{side}"), "lead_time": kit.lead_time, "cost": kit.cost}
