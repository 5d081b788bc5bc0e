"""Lists of kits and of cases: what a reader can choose by, as plain links with counts, combined and shared at will."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from vetatwork.content.vocabulary import Vocabulary
from vetatwork.manual import queries
from vetatwork.manual.pages_of_results import turned_to
from vetatwork.manual.presentation.shelf import card_of_entry
from vetatwork.search.queries import listing
from vetatwork.ui.offline import offline_copy

PER_PAGE = 48
EVERYTHING = 10_000
"""On the one page of a list that an offline copy has."""
MOST_UNKNOWN = 10
"""Values that no filter knows, in the sentence that says so."""

Chosen = dict[str, list[str]]


@dataclass(frozen=True)
class Filter:
    """Something to choose by: the facet's name, the closed list of its values, and what a reader calls it."""

    name: str
    terms: str
    label: str


def filters_of(kind: str) -> list[Filter]:
    """What kits (`method`) and cases (`case`) can be chosen by, in the order in which it is shown."""
    if kind == "method":
        return [
            Filter("step", "steps", _("Step")),
            Filter("area", "areas", _("Focus area")),
            Filter("effort_provider", "effort", _("Effort of the VET provider")),
            Filter("effort_employer", "effort", _("Effort of the employer")),
            Filter("effort_learner", "effort", _("Effort of the learner")),
            Filter("evidence", "evidence", _("Evidence")),
        ]
    return [
        Filter("level", "levels", _("Level")),
        Filter("step", "steps", _("Step")),
        Filter("area", "areas", _("Focus area")),
        Filter("sector", "sectors", _("Sector")),
        Filter("country", "countries", _("Country")),
        Filter("form", "forms", _("Form")),
        Filter("size", "sizes", _("Size of the employer")),
    ]


LISTS = {"sections/methods": "method", "sections/cases": "case"}
"""Key of a section → kind of the pages it lists with filters."""


def list_context(kind: str, request: Any, language: str) -> dict[str, Any]:
    """What the template of a list shows: cards, filters, what was chosen and how to take it back."""
    filters = filters_of(kind)
    vocabulary = queries.vocabulary()
    chosen, unknown = _chosen(request, filters, vocabulary)
    size = EVERYTHING if offline_copy() else PER_PAGE
    names = [each.name for each in filters]
    fetch = partial(listing, language=language, kind=kind, chosen=chosen, names=names, limit=size)
    found, pages = turned_to(request, size, lambda offset: fetch(offset=offset)) if request else (fetch(), None)
    return {
        "cards": [card_of_entry(entry, language) for entry in found.entries],
        "count": found.count,
        "filters": [_filter(each, found.counts.get(each.name, {}), chosen, vocabulary, language) for each in filters],
        "chosen": _chips(filters, chosen, vocabulary, language),
        "unknown": unknown,
        "pages": pages,
    }


def _chosen(request: Any, filters: list[Filter], vocabulary: Vocabulary) -> tuple[Chosen, list[str]]:
    """The values chosen in the address, and those no filter knows."""
    chosen: Chosen = {}
    unknown: list[str] = []
    for each in filters if request is not None else ():
        for value in dict.fromkeys(request.GET.getlist(each.name)):
            if value in vocabulary[each.terms]:
                chosen.setdefault(each.name, []).append(value)
            elif value:
                unknown.append(value[:40])
    return chosen, unknown[:MOST_UNKNOWN] + ["…"] * (len(unknown) > MOST_UNKNOWN)


def _filter(
    each: Filter, counts: dict[str, int], chosen: Chosen, vocabulary: Vocabulary, language: str
) -> dict[str, Any]:
    """One filter with a link for every value that would leave something. A chosen value's link takes it back."""
    links = []
    for key, term in vocabulary[each.terms].items():
        current = key in chosen.get(each.name, ())
        if not counts.get(key) and not current:
            continue
        values = [] if current else [key]
        label = f"{key}. {term.label(language)}" if each.terms == "steps" else term.label(language)
        links.append(
            {
                "label": label,
                "count": counts.get(key, 0),
                "url": _address({**chosen, each.name: values}),
                "current": current,
            }
        )
    return {"label": each.label, "links": links, "current": [link["label"] for link in links if link["current"]]}


def _chips(filters: list[Filter], chosen: Chosen, vocabulary: Vocabulary, language: str) -> list[dict[str, str]]:
    return [
        {
            "label": f"{each.label}: {vocabulary[each.terms][value].label(language)}",
            "url": _address({**chosen, each.name: [other for other in chosen[each.name] if other != value]}),
        }
        for each in filters
        for value in chosen.get(each.name, ())
    ]


def _address(chosen: Chosen) -> str:
    """The address of a choice: the same choice always has the same one. It leads past the head of the page to what was
    chosen and what that leaves, which would be out of sight on a phone."""
    pairs = [(name, value) for name in sorted(chosen) for value in sorted(chosen[name])]
    return f"?{urlencode(pairs)}#chosen" if pairs else "."
