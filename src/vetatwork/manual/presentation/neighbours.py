"""Where a page stands: the way to it, what comes before and after it, and the pages of a part in reading order."""

import unicodedata
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.domain.bridge import level_of_step
from vetatwork.manual import queries
from vetatwork.manual.models import (
    BasePage,
    CasePage,
    LessonPage,
    MethodPage,
    ObstaclePage,
    SectionPage,
    WordPage,
)
from vetatwork.manual.presentation.lists import LISTS
from vetatwork.manual.presentation.shelf import Card, Shelf

READING_ORDER: dict[type[BasePage], tuple[str, ...]] = {
    MethodPage: ("step_from", "step_to", "title"),
    LessonPage: ("number",),
    CasePage: ("step", "title"),
    WordPage: ("title",),
}
"""How the pages of a part follow each other; the others follow by title."""


@dataclass(frozen=True)
class Group:
    """Pages of a part that stand under one heading; '' if the part has no groups."""

    pages: list[int]
    title: str = ""
    text: str = ""
    by_letter: bool = False
    """Whether a reader looks for a page by its first letter, as in a dictionary."""

    def shown(self, shelf: Shelf) -> list[dict[str, Any]]:
        """What the template shows of it: one group, or one for each letter in the reader's language."""
        cards = [card for pk in self.pages if (card := shelf.by_id(pk))]
        if not self.by_letter:
            return [{"title": self.title, "text": self.text, "items": cards}]
        cards.sort(key=lambda card: _plain(card.title).casefold())
        letters = groupby(cards, key=lambda card: _plain(card.title)[:1].upper())
        return [{"title": letter, "id": f"letter-{letter}", "items": list(items)} for letter, items in letters]


def _plain(text: str) -> str:
    """`text` without accents, so that É stands with E."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


@dataclass
class Neighbours:
    """Ids and paths, to be turned into cards once the shelf is filled."""

    ancestors: list[str] = field(default_factory=list)
    siblings: list[int] = field(default_factory=list)
    here: int = 0
    children: list[Group] = field(default_factory=list)
    lessons: list[int] = field(default_factory=list)
    kind: str = ""

    def context(self, shelf: Shelf) -> dict[str, Any]:
        """The part of the template's context that says where the page stands."""
        before, after = self._around()
        crumbs = [card for path in self.ancestors if (card := shelf.by_path(path))]
        context: dict[str, Any] = {
            "breadcrumbs": [
                {"title": _("Home") if card.kind == "home" else card.title, "url": card.url} for card in crumbs
            ],
            "previous": shelf.by_id(before),
            "following": shelf.by_id(after),
            "groups": [shown for group in self.children for shown in group.shown(shelf)],
            "by_letter": any(group.by_letter for group in self.children),
        }
        if self.kind in ("method", "lesson"):
            context["lessons"] = self._lesson_cards(shelf)
        if self.kind == "lesson":
            context["kit"] = crumbs[-1] if crumbs else None
        elif crumbs and crumbs[-1].kind != "home":
            context["part"] = crumbs[-1]
        return context

    def _around(self) -> tuple[int | None, int | None]:
        if self.here not in self.siblings:
            return None, None
        place = self.siblings.index(self.here)
        before = self.siblings[place - 1] if place else None
        return before, self.siblings[place + 1] if place + 1 < len(self.siblings) else None

    def _lesson_cards(self, shelf: Shelf) -> list[Card]:
        cards = []
        for pk in self.lessons:
            if card := shelf.by_id(pk):
                card.current = pk == self.here
                cards.append(card)
        return cards


def of(page: BasePage, english: BasePage, shelf: Shelf) -> Neighbours:
    """The neighbours of `page`; the order is that of the English manual. What they need is asked of `shelf`."""
    near = Neighbours(here=english.pk or 0, kind=page.kind.name)
    path = english.path
    if not path:  # A page that is previewed before it is first saved stands nowhere yet.
        return near
    step = Page.steplen
    near.ancestors = [path[:end] for end in range(2 * step, len(path), step)]
    if isinstance(page, SectionPage) and page.key not in LISTS:
        near.children = _children(english)
    elif isinstance(page, MethodPage):
        near.lessons = _ids_below(LessonPage, path)
    if len(path) > 3 * step:
        near.siblings = _ids_below(type(english), path[:-step])
    if isinstance(page, LessonPage):
        near.lessons = near.siblings
    shelf.paths |= set(near.ancestors)
    shelf.ids |= {pk for group in near.children for pk in group.pages} | set(near.lessons)
    shelf.ids |= {pk for pk in near._around() if pk}
    return near


def _ids_below(model: type[BasePage], path: str) -> list[int]:
    below = model.objects.live().filter(path__startswith=path, depth=len(path) // Page.steplen + 1)
    return list(below.order_by(*READING_ORDER.get(model, ("title",))).values_list("pk", flat=True))


def _children(section: BasePage) -> list[Group]:
    """The pages below a part: obstacles and cases by group, everything else as one list."""
    kind_models = {page.specific_class for page in section.get_children().live().only("content_type")}
    if kind_models == {ObstaclePage}:
        return _grouped(section, ObstaclePage, "group", "groups", str)
    groups: list[Group] = []
    for model in sorted((m for m in kind_models if m and issubclass(m, BasePage)), key=lambda m: m.__name__):
        if model is CasePage:
            groups += _grouped(section, CasePage, "step", "levels", lambda step: level_of_step(step) if step else "")
        else:
            groups.append(Group(_ids_below(model, section.path), by_letter=model is WordPage))
    return groups


def _grouped(section: BasePage, model: Any, column: str, vocabulary: str, key_of: Any) -> list[Group]:
    below = model.objects.live().filter(path__startswith=section.path, depth=section.depth + 1)
    rows = list(below.order_by(*READING_ORDER.get(model, ("title",))).values_list("pk", column))
    terms = queries.vocabulary()[vocabulary]
    language = get_language() or SOURCE_LANGUAGE
    groups = [
        Group([pk for pk, value in rows if key_of(value) == key], term.label(language), term.text(language))
        for key, term in terms.items()
    ]
    return [group for group in groups if group.pages]
