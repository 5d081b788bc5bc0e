"""The lists that can be filtered: what the script of a list needs to leave out what was not chosen."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vetatwork.manual import queries
from vetatwork.manual.presentation.lists import LISTS, MOST_UNKNOWN, Filter, filters_of
from vetatwork.search.models import Facet
from vetatwork.search.queries import entries_in

SCRIPT = "exports/offline-list.js"
LONGEST_SHOWN = 40


def lists_by_path() -> dict[str, str]:
    """Path of a section, below the language, → kind of the pages it lists."""
    return {f"{key.removeprefix('sections/')}/": kind for key, kind in LISTS.items()}


def list_data(kind: str, language: str) -> dict[str, Any]:
    """For each page in the order of the list the values it has of each filter; the filters; what the script says."""
    filters = filters_of(kind)
    ids = list(entries_in(language).filter(kind=kind).order_by("order", "pk").values_list("pk", flat=True))
    about: dict[int, dict[str, list[str]]] = {pk: {} for pk in ids}
    rows = Facet.objects.filter(entry__in=ids, name__in=[each.name for each in filters])
    for pk, name, value in rows.order_by("pk").values_list("entry_id", "name", "value"):
        about[pk].setdefault(name, []).append(value)
    vocabulary = queries.vocabulary()
    return {
        "items": list(about.values()),
        "filters": [_filter(each, vocabulary[each.terms], language) for each in filters],
        "mostUnknown": MOST_UNKNOWN,
        "longestShown": LONGEST_SHOWN,
        "words": _words(len(ids)),
    }


def _filter(each: Filter, terms: Mapping[str, Any], language: str) -> dict[str, Any]:
    numbered = each.terms == "steps"
    labels = [(key, term.label(language)) for key, term in terms.items()]
    return {
        "name": each.name,
        "label": each.label,
        "terms": [[key, f"{key}. {label}" if numbered else label, f"{each.label}: {label}"] for key, label in labels],
    }


def _words(most: int) -> dict[str, Any]:
    count = [ngettext("%(number)s page", "%(number)s pages", n) % {"number": n} for n in range(most + 1)]
    return {
        "count": [_("Nothing fits all of this"), *count[1:]],
        "takeBack": _("Take back:"),
        "clear": _("Clear all"),
        "unknown": _("This list cannot be chosen by “%(values)s”. It was left out."),
        "nothing": _("Take back one of your choices above, or"),
        "everything": _("see everything"),
    }
