"""What readers ask of the index: lists by what pages are about. Words are asked for in `search.words`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Sum

from vetatwork.search.models import Entry, Facet, MissedSearch

Chosen = Mapping[str, Iterable[str]]
"""Facet name → values. One value of a name is enough; every name must be met."""


def entries_in(language: str) -> QuerySet[Entry]:
    """The entries a reader of `language` sees: those in it, and in the source language what it does not have."""
    source = settings.LANGUAGE_CODE
    if language == source:
        return Entry.objects.filter(language=source)
    own = Entry.objects.filter(key=OuterRef("key"), language=language)
    return Entry.objects.filter(Q(language=language) | (Q(language=source) & ~Exists(own)))


def entries_about(entries: QuerySet[Entry], chosen: Chosen) -> QuerySet[Entry]:
    """Those of `entries` that are about what was chosen."""
    for name, values in chosen.items():
        wanted = Facet.objects.filter(entry=OuterRef("pk"), name=name, value__in=list(values))
        entries = entries.filter(Exists(wanted))
    return entries


@dataclass(frozen=True)
class Listing:
    """A page of a list, how many there are in all, and for each facet how many entries each value would leave."""

    entries: list[Entry]
    count: int
    counts: dict[str, dict[str, int]] = field(default_factory=dict)


def listing(
    *, language: str, kind: str, chosen: Chosen, names: Iterable[str] = (), offset: int = 0, limit: int = 48
) -> Listing:
    """The entries of a kind that are about what was chosen, in order; with counts for the facets in `names`."""
    everything = entries_in(language).filter(kind=kind)
    found = entries_about(everything, chosen)
    counts = _counts(everything, found, chosen, list(names))
    entries = list(found.order_by("order", "pk")[offset : offset + limit])
    return Listing(entries, found.count(), counts)


def _counts(
    everything: QuerySet[Entry], found: QuerySet[Entry], chosen: Chosen, names: list[str]
) -> dict[str, dict[str, int]]:
    """For a facet nothing was chosen of: how many of the found each value has. For one that was: as if it were not."""
    counts: dict[str, dict[str, int]] = {name: {} for name in names}
    free = [name for name in names if name not in chosen]
    _add(counts, found, free)
    for name in names:
        if name in chosen:
            others = {other: values for other, values in chosen.items() if other != name}
            _add(counts, entries_about(everything, others), [name])
    return counts


def _add(counts: dict[str, dict[str, int]], entries: QuerySet[Entry], names: list[str]) -> None:
    if not names:
        return
    rows = (
        Facet.objects.filter(name__in=names, entry__in=entries.order_by().values("pk"))
        .values("name", "value")
        .annotate(number=Count("entry_id"))
        .values_list("name", "value", "number")
    )
    for name, value, number in rows:
        counts[name][value] = number


# --- Searches that found nothing --------------------------------------------------------------------------------------

SHOWN_FROM = 3
"""How often words must have been searched for, if it was all on one day, before an editor sees them."""


@dataclass(frozen=True)
class Missed:
    """Words that were searched for in vain: how often, on how many days, the last of them."""

    words: str
    language: str
    count: int
    days: int
    last: date


def missed_searches() -> list[Missed]:
    """What readers searched for in vain, the most wanted first. What was asked once only is not shown: it may be about
    somebody."""
    rows = (
        MissedSearch.objects.values("words", "language")
        .annotate(total=Sum("count"), days=Count("pk"), last=Max("day"))
        .filter(Q(days__gte=2) | Q(total__gte=SHOWN_FROM))
        .order_by("-total", "-last", "words", "language")
    )
    return [Missed(row["words"], row["language"], row["total"], row["days"], row["last"]) for row in rows]
