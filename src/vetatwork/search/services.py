"""Putting entries into the index and taking them out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from vetatwork.domain.searched import words_to_count
from vetatwork.domain.words import folded, pairs_of, phrase, stem, words_of
from vetatwork.search.models import (
    Entry,
    Facet,
    IndexBuild,
    MissedSearch,
    Posting,
    Synonym,
    Word,
    synonym_term,
    term_of,
)

INDEX_VERSION = 3
"""Raise it when the rules of indexing change: every site then builds its index anew at the next start."""

SYNONYM_WEIGHT = 420
"""More than a word in a title: who asks by another word wants to know what it is."""

PART_WEIGHT = 150
"""As a word in the summary: who asks for more than that word wants something else first."""

PAIR_WEIGHT = 420
"""A name that has the words side by side as they were asked for is better than one that has them anywhere."""

MOST = 5
"""A word that occurs more often in a text does not count more."""


@dataclass(frozen=True)
class NewEntry:
    """A page as it goes into the index. `texts` are pairs of weight (1 to 50) and text; `facets` name → values.

    `names` are its title and what else it is called: words that stand side by side there are found better side by side.
    """

    key: str
    language: str
    kind: str
    title: str
    path: str
    summary: str
    text: str
    order: str
    texts: Iterable[tuple[int, str]]
    names: Iterable[str] = ()
    facets: Mapping[str, Iterable[str]] = field(default_factory=dict)
    synonyms: Iterable[str] = ()
    about: Mapping[str, Any] = field(default_factory=dict)
    content_hash: str = ""
    translated_from: str = ""


@transaction.atomic
def put_entry(*, new: NewEntry) -> None:
    """Put a page into the index in place of what was there of it."""
    entry, is_new = Entry.objects.update_or_create(
        key=new.key,
        language=new.language,
        defaults={
            "kind": new.kind,
            "title": new.title,
            "path": new.path,
            "summary": new.summary,
            "text": new.text,
            "order": new.order[:300],
            "about": dict(new.about),
            "content_hash": new.content_hash,
            "translated_from": new.translated_from,
        },
    )
    if not is_new:
        for model in (Posting, Facet, Synonym):
            model.objects.filter(entry=entry).delete()
    weights = _weights(new)
    if new.synonyms:
        weights[synonym_term(new.key, new.language)] = SYNONYM_WEIGHT
        weights[synonym_term(new.key, new.language, whole=False)] = PART_WEIGHT
    Posting.objects.bulk_create(
        Posting(term=term, entry_id=entry.pk, kind=new.kind, weight=weight) for term, weight in weights.items()
    )
    whole = {term_of(new.language, folded(word)) for _weight, text in new.texts for word in words_of(text)}
    # Nearly all are known, and asking is cheaper than offering them. Another worker may add the same ones just now.
    whole.difference_update(Word.objects.filter(term__in=whole).values_list("term", flat=True))
    Word.objects.bulk_create((Word(term=term) for term in sorted(whole)), ignore_conflicts=True)
    pairs = [(name, value) for name, values in new.facets.items() for value in dict.fromkeys(values)]
    Facet.objects.bulk_create(Facet(entry=entry, name=name, value=value) for name, value in pairs)
    known = {phrase(words_of(words), new.language)[:120] for words in new.synonyms}
    Synonym.objects.bulk_create(
        Synonym(words=words, language=new.language, entry=entry) for words in sorted(known) if words
    )


def _weights(new: NewEntry) -> dict[str, int]:
    """Weight of every term of the entry: the best of the texts it stands in, a little more the more often it occurs."""
    best: dict[str, int] = {}
    for weight, text in new.texts:
        counts: Counter[str] = Counter()
        for word in words_of(text):
            counts.update({folded(word), stem(word, new.language)} - {""})
        for term, count in counts.items():
            value = weight * 10 + 2 * min(count, MOST)
            full = term_of(new.language, term)
            best[full] = max(best.get(full, 0), value)
    pairs = {pair for name in new.names for pair in pairs_of(words_of(name), new.language)}
    return best | {term_of(new.language, pair): PAIR_WEIGHT for pair in pairs}


@transaction.atomic
def remove_entries(*, key: str, language: str = "") -> None:
    """Take a page out of the index, in one language or in all."""
    entries = Entry.objects.filter(key=key)
    (entries.filter(language=language) if language else entries).delete()


def index_is_current() -> bool:
    """Whether the index was built by the rules of this version."""
    return IndexBuild.objects.filter(version=INDEX_VERSION).exists()


@transaction.atomic
def clear_index() -> None:
    """Empty the index, to be filled by the rules of this version."""
    for model in (Entry, Word, IndexBuild):
        model.objects.all().delete()
    IndexBuild.objects.create(version=INDEX_VERSION)


# --- Searches that found nothing --------------------------------------------------------------------------------------

MISSES_KEPT = timedelta(days=90)
MOST_A_DAY = 500
"""Different words that are counted on one day, in all languages: no robot fills the table."""


def count_missed_search(*, text: str, language: str, today: date) -> bool:
    """Count that a search for `text` found nothing; returns whether it was counted.

    Words that may be about a person are not, and new words are not once the day is full.
    """
    words = words_to_count(text)
    if not words:
        return False
    known = MissedSearch.objects.filter(words=words, language=language, day=today)
    if known.update(count=F("count") + 1):
        return True
    if MissedSearch.objects.filter(day=today).count() >= MOST_A_DAY:
        return False
    # Another worker may have counted the same words just now: then this one is lost, which a statistic can bear.
    row = MissedSearch(words=words, language=language, day=today)
    MissedSearch.objects.bulk_create([row], ignore_conflicts=True)
    return True


def forget_missed_searches(now: datetime) -> int:
    """Delete what was searched for in vain longer ago than we keep it; returns how many rows. A job of this room."""
    last = timezone.localdate(now) - MISSES_KEPT
    return MissedSearch.objects.filter(day__lt=last).delete()[0]
