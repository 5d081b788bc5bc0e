"""The index of the offline search: what `search.words` knows, as data. See docs/decisions/0015-offline-site.md."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from anyascii import anyascii
from django.conf import settings
from django.db.models import Count
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vetatwork.domain.excerpt import BEFORE, LENGTH
from vetatwork.domain.words import CUT, DENIALS, FILLERS, LONGEST_WORD, folded, has_stemmer, stem, words_of
from vetatwork.manual.presentation.shelf import card_of_entry, kind_groups
from vetatwork.manual.search_views import PER_PAGE
from vetatwork.search import words as rules
from vetatwork.search.models import LONGEST_TERM, Entry, Posting, Synonym, Word
from vetatwork.search.queries import entries_in

SCRIPT = "exports/offline-search.js"
LETTERS = (0x80, 0x530), (0x1E00, 0x2000)
"""Ranges of signs that readers in Europe type; the script learns how each is folded."""


def search_data(language: str, paths: set[str], link: Callable[[str], str]) -> dict[str, Any]:
    """Everything the search page of `language` needs to find the pages at `paths`; `link` makes a card's HTML fit the
    folder."""
    codes = list(dict.fromkeys((language, settings.LANGUAGE_CODE)))
    entries = [entry for entry in entries_in(language).order_by("pk") if entry.path in paths]
    places = {entry.pk: place for place, entry in enumerate(entries)}
    postings = _postings(places)
    return {
        "codes": codes,
        "total": Entry.objects.count(),
        "hits": [link(_hit(entry, language)) for entry in entries],
        "kinds": [entry.kind for entry in entries],
        "languages": [entry.language for entry in entries],
        "texts": [entry.text for entry in entries],
        "postings": postings,
        "counts": _other_counts(postings, codes),
        "words": {code: _known_words(code) for code in codes},
        "stems": {code: _stems(code, entries) for code in codes if has_stemmer(code)},
        "synonyms": list(_synonyms(codes)),
        "folds": _folds(entries),
        "fillers": sorted(FILLERS),
        "denials": sorted(DENIALS),
        "limits": _limits(),
        "say": _say(len(entries)),
    }


def _hit(entry: Entry, language: str) -> str:
    context = {"hit": {"card": card_of_entry(entry, language), "pieces": []}}
    return render_to_string("manual/parts/hit.html", context)


def _postings(places: dict[int, int]) -> dict[str, list[int]]:
    """Term → place and weight of each entry that has it, one after the other."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    rows = Posting.objects.filter(entry__in=places).order_by("term", "entry_id")
    for term, pk, weight in rows.values_list("term", "entry_id", "weight").iterator():
        found[term] += (places[pk], weight)
    return dict(found)


def _other_counts(postings: dict[str, list[int]], codes: list[str]) -> dict[str, int]:
    """How many entries of the whole index have a term, where that is not the number in the folder."""
    rows = Posting.objects.order_by().values("term").annotate(number=Count("pk")).values_list("term", "number")
    return {
        term: number
        for term, number in rows
        if term.split(":", 1)[0] in codes and number != len(postings.get(term, ())) // 2
    }


def _known_words(code: str) -> str:
    """The folded words of a language in the order of their letters, with spaces between them."""
    rows = Word.objects.filter(term__startswith=f"{code}:").values_list("term", flat=True)
    return " ".join(sorted(term.split(":", 1)[1] for term in rows))


def _stems(code: str, entries: Iterable[Entry]) -> str:
    """`stem word word` for each stem that is not its words' folded form, with `|` between them."""
    words = set(_known_words(code).split())
    for entry in entries:
        if entry.language == code:
            words.update(word.replace("’", "'") for word in words_of(f"{entry.title} {entry.summary} {entry.text}"))
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        if (found := stem(word, code)) != folded(word):
            groups[found].append(word)
    return "|".join(" ".join((found, *group)) for found, group in sorted(groups.items()))


def _synonyms(codes: list[str]) -> Iterable[tuple[str, str, list[str], list[str]]]:
    for synonym in Synonym.objects.filter(language__in=codes).select_related("entry").order_by("words", "pk"):
        as_whole, as_part = (sorted(rules.synonym_terms(synonym, whole=whole)) for whole in (True, False))
        yield synonym.words, synonym.language, as_whole, as_part


def _folds(entries: Iterable[Entry]) -> dict[str, str]:
    """Sign → the plain letters it stands for."""
    signs = {chr(number) for first, last in LETTERS for number in range(first, last)}
    signs.update(*(entry.text for entry in entries))
    return {sign: plain for sign in sorted(signs) if not sign.isascii() and (plain := folded(anyascii(sign)))}


def _limits() -> dict[str, Any]:
    return {
        "question": rules.LONGEST_QUESTION,
        "words": rules.MOST_WORDS,
        "said": rules.MOST_SAID,
        "missing": rules.MISSING,
        "term": LONGEST_TERM,
        "endings": rules.MOST_ENDINGS,
        "start": rules.SHORTEST_START,
        "synonym": rules.LONGEST_SYNONYM,
        "word": LONGEST_WORD,
        "cut": CUT,
        "perPage": PER_PAGE,
        "before": BEFORE,
        "excerpt": LENGTH,
    }


def _say(most: int) -> dict[str, Any]:
    found = "%(number)s page found.", "%(number)s pages found."
    return {
        "search": _("Search"),
        "searched": _("Search: %(question)s"),
        "title": _("Search") + " · VET@work",
        "mended": _("Nothing was found for “%(question)s”. These are the pages for"),
        "meant": _("Did you mean"),
        "long": _("Your question is long. It was looked for by its first words."),
        "some": _("No page has all your words. These have some of them."),
        "found": [ngettext(*found, number) % {"number": number} for number in range(most + 1)],
        "kinds": _("Kinds of pages"),
        "labels": kind_groups(),
        "everything": _("Everything"),
        "nothing": _("Nothing was found."),
        "other": _(
            "Try fewer or other words: one word is often enough. Or look into a part of the manual from the menu above."
        ),
        "pages": _("Pages of this list"),
        "previous": _("Previous page"),
        "next": _("Next page"),
    }
