"""The pages that answers lead to, in the check and in the route finder: kept in memory until the content changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from vetatwork.core.stamp import current_stamp
from vetatwork.domain.evaluation.recommendation import CaseFacts
from vetatwork.search.models import Facet
from vetatwork.search.queries import entries_in

KINDS = ("method", "obstacle", "case", "word", "standard")
SEVERAL = {
    "size": "sizes",
    "sector": "sectors",
    "country": "countries",
    "area": "areas",
    "method": "methods",
    "obstacle": "obstacles",
}
"""Facets of cases that may have several values, and the field of `CaseFacts` that holds them."""


@dataclass(frozen=True)
class PageLink:
    """A published page for a reader: `url` is its path on this site, `language` that of the page."""

    key: str
    title: str
    url: str
    summary: str
    language: str
    slogan: str = ""


@dataclass(frozen=True)
class Guide:
    """What is published in the eyes of a reader of one language."""

    pages: Mapping[str, PageLink]
    cases: tuple[CaseFacts, ...]

    def page(self, key: str) -> PageLink | None:
        """The page of a key, if it is published."""
        return self.pages.get(key)

    def first_of(self, keys: Iterable[str]) -> PageLink | None:
        """The first of some pages that is published."""
        return next((self.pages[key] for key in keys if key in self.pages), None)

    def all_of(self, keys: Iterable[str]) -> list[PageLink]:
        """Those of some pages that are published."""
        return [self.pages[key] for key in keys if key in self.pages]


def guide(language: str) -> Guide:
    """The guide for a reader of `language`, at most a second older than what is published."""
    return _guide(language, current_stamp())


@lru_cache(maxsize=64)
def _guide(language: str, _stamp: str) -> Guide:
    entries = list(entries_in(language).filter(kind__in=KINDS).defer("text"))
    pages = {
        entry.key: PageLink(
            entry.key,
            entry.title,
            f"/{language}/{entry.path}/",
            entry.summary,
            entry.language,
            entry.about.get("slogan", ""),
        )
        for entry in entries
    }
    keys = {entry.pk: entry.key for entry in entries if entry.kind == "case"}
    facts: dict[int, dict[str, set[str]]] = {pk: {} for pk in keys}
    for pk, name, value in Facet.objects.filter(entry__in=keys).values_list("entry_id", "name", "value"):
        facts[pk].setdefault(name, set()).add(value)
    return Guide(pages, tuple(_case(keys[pk], about) for pk, about in facts.items()))


def _case(key: str, about: Mapping[str, set[str]]) -> CaseFacts:
    step = int(min(about.get("step", {"1"})))
    return CaseFacts(key, step, **{field: frozenset(about.get(name, ())) for name, field in SEVERAL.items()})
