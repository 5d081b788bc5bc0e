"""The other pages a page mentions, fetched at once: each in the reader's language or else in English."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.manual.mapping import translation_key
from vetatwork.manual.models import BasePage, CasePage, MethodPage
from vetatwork.search.models import Entry


@dataclass
class Card:
    """A page as others show it. `steps` are the first and last step of a kit or case; `lang` is its language."""

    title: str
    url: str
    summary: str
    kind: str
    kind_label: str
    lang: str
    slogan: str = ""
    steps: tuple[int, int] | None = None
    current: bool = False


def card_of_entry(entry: Entry, language: str) -> Card:
    """The card of an entry of the search index for a reader of `language`."""
    steps = entry.about.get("steps") or ()
    return Card(
        title=entry.title,
        url=f"/{language}/{entry.path}/",
        summary=entry.summary,
        kind=entry.kind,
        kind_label=kind_labels().get(entry.kind, entry.kind),
        lang=entry.language,
        slogan=entry.about.get("slogan", ""),
        steps=(steps[0], steps[-1]) if steps else None,
    )


def kind_labels() -> dict[str, str]:
    """What a reader calls each kind."""
    return {
        "home": _("Home"),
        "section": _("Part of the manual"),
        "page": _("Page"),
        "method": _("Method"),
        "lesson": _("Lesson"),
        "obstacle": _("Obstacle"),
        "case": _("Case"),
        "word": _("Word"),
        "standard": _("Standard"),
        "template": _("Template"),
    }


def kind_groups() -> dict[str, str]:
    """What a reader calls the pages of each kind, all together."""
    return {
        "home": _("Home"),
        "section": _("Parts of the manual"),
        "page": _("Pages"),
        "method": _("Methods"),
        "lesson": _("Lessons"),
        "obstacle": _("Obstacles"),
        "case": _("Cases"),
        "word": _("Words"),
        "standard": _("Standards"),
        "template": _("Templates"),
    }


def address(language: str, url_path: str) -> str:
    """The address of the page at `url_path` for a reader of `language`; paths are the same in every language."""
    path = url_path.strip("/").split("/", 1)
    return f"/{language}/{path[1]}/" if len(path) > 1 else f"/{language}/"


@dataclass
class Shelf:
    """Collects what is wanted, then fetches it with one query (and one each for the facts of kits and of cases)."""

    language: str
    keys: set[uuid.UUID] = field(default_factory=set)
    ids: set[int] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    _cards: dict[uuid.UUID, Card] = field(default_factory=dict)
    _key_of_id: dict[int, uuid.UUID] = field(default_factory=dict)
    _key_of_path: dict[str, uuid.UUID] = field(default_factory=dict)

    def want(self, keys: Iterable[str]) -> None:
        """Ask for pages by key."""
        self.keys |= {translation_key(key) for key in keys}

    def fetch(self) -> None:
        """Read everything that was asked for."""
        wanted = Q(translation_key__in=self.keys)
        if self.ids:
            wanted |= Q(translation_key__in=Page.objects.filter(pk__in=self.ids).values("translation_key")) | Q(
                pk__in=self.ids
            )
        if self.paths:
            wanted |= Q(translation_key__in=Page.objects.filter(path__in=self.paths).values("translation_key"))
        pages = Page.objects.live().filter(wanted, alias_of=None).select_related("locale")
        best: dict[uuid.UUID, Page] = {}
        for page in pages:
            self._key_of_id[page.pk] = self._key_of_path[page.path] = page.translation_key
            code = page.locale.language_code
            if code == self.language or (code == SOURCE_LANGUAGE and page.translation_key not in best):
                best[page.translation_key] = page
        self._cards = {key: card for key, page in best.items() if (card := self._card(page))}
        self._add_facts(best)

    def _card(self, page: Page) -> Card | None:
        model = page.specific_class
        if model is None or not issubclass(model, BasePage):
            return None
        kind = model.kind.name
        return Card(
            title=page.title,
            url=address(self.language, page.url_path),
            summary=page.search_description,
            kind=kind,
            kind_label=kind_labels()[kind],
            lang=page.locale.language_code,
        )

    def _add_facts(self, best: dict[uuid.UUID, Page]) -> None:
        by_id = {page.pk: self._cards[key] for key, page in best.items() if key in self._cards}
        kits = [pk for pk, card in by_id.items() if card.kind == "method"]
        cases = [pk for pk, card in by_id.items() if card.kind == "case"]
        rows: list[tuple[Any, ...]] = []
        if kits:
            rows += MethodPage.objects.filter(pk__in=kits).values_list("pk", "slogan", "step_from", "step_to")
        if cases:
            rows += [
                (pk, "", step, step) for pk, step in CasePage.objects.filter(pk__in=cases).values_list("pk", "step")
            ]
        for pk, slogan, first, last in rows:
            by_id[pk].slogan = slogan
            by_id[pk].steps = (first, last) if first and last else None

    def by_key(self, keys: Iterable[str]) -> list[Card]:
        """The cards of `keys` that are published, in their order."""
        cards = (self._cards.get(translation_key(key)) for key in keys)
        return [card for card in cards if card]

    def by_id(self, pk: int | None) -> Card | None:
        """The card of the page with this id, in the reader's language."""
        key = self._key_of_id.get(pk) if pk else None
        return self._cards.get(key) if key else None

    def by_path(self, path: str) -> Card | None:
        """The card of the page at this place in the tree."""
        key = self._key_of_path.get(path)
        return self._cards.get(key) if key else None
