"""Finding entries by words. The rules, and why they are as they are: docs/algorithms/search.md."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache, partial
from math import log

from django.conf import settings
from django.db.models import Count, Q
from rapidfuzz.distance import DamerauLevenshtein

from vetatwork.domain.excerpt import Piece, excerpt
from vetatwork.domain.words import FILLERS, folded, pairs_of, phrase, stem, words_of
from vetatwork.search.models import Entry, Posting, Synonym, Word, synonym_term, term_of
from vetatwork.search.ranking import Asked, ranked

LONGEST_QUESTION = 200
"""Characters of a question that are read."""
MOST_WORDS = 8
MOST_SAID = 3 * MOST_WORDS
"""Words with the fillers between them."""
MOST_ENDINGS = 12
"""How many words a word half typed may stand for."""
SHORTEST_START = 3
MISSING = (0, 0, 0, 1, 1, 2, 2, 3, 3)
"""How many words of a question an entry may lack, by how many it has. The longer it is, the more of it is chat."""
LONGEST_SYNONYM = 4
"""Words of a synonym."""


@dataclass(frozen=True)
class Hit:
    """An entry that was found, and a piece of its text with the words in it."""

    entry: Entry
    pieces: list[Piece]


@dataclass(frozen=True)
class Answer:
    """What was found. `enough_words` is False if no entry has enough of the words, and those with any are shown;
    `all_read` is False if the question is so long that its last words were not looked for.

    `suggestion` is the question without its typing mistakes, if it has words that no entry has. If the question as it
    is finds nothing, the suggestion was asked `instead`, and the rest says what that found.
    """

    hits: list[Hit] = field(default_factory=list)
    count: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    enough_words: bool = True
    all_read: bool = True
    suggestion: str = ""
    instead: bool = False


@dataclass(frozen=True)
class _Group:
    """One word of the question and everything that stands for it; or its pairs, which no entry needs to have."""

    terms: frozenset[str]
    """Words and what stands for them; or all pairs of neighbours in the question, any of which counts."""
    needed: bool = True


def answer(*, text: str, language: str, kind: str = "", offset: int = 0, limit: int = 10, mend: bool = True) -> Answer:
    """The entries that fit `text` best, of one kind if it is given. A question without a word finds nothing.

    With `mend` a question that finds nothing for a typing mistake is asked again without it.
    """
    ask = partial(_answer, language=language, kind=kind, offset=offset, limit=limit)
    found = ask(text=text)
    if found.kinds or not found.suggestion or not mend:
        return found
    better = ask(text=found.suggestion)
    return replace(better, suggestion=found.suggestion, instead=True) if better.kinds else found


def _answer(*, text: str, language: str, kind: str, offset: int, limit: int) -> Answer:
    languages = list(dict.fromkeys((language, settings.LANGUAGE_CODE)))
    groups = _groups(text[:LONGEST_QUESTION], languages)
    if not groups:
        return Answer()
    counts = _commonest(groups)
    rarity = _rarity(counts)
    words = [Asked(group.terms, rare, group.needed) for group, rare in zip(groups, rarity, strict=True)]
    needed = sum(group.needed for group in groups)
    find = partial(ranked, words, language=language, kind=kind, offset=offset, limit=limit)
    found, enough_words = find(least=needed - MISSING[needed]), True
    if not found.kinds and needed > 1:
        found, enough_words = find(least=1), False
    count = found.kinds.get(kind, 0) if kind else sum(found.kinds.values())
    is_unknown = any(group.needed and not number for group, number in zip(groups, counts, strict=True))
    suggestion = _suggestion(text, languages) if is_unknown else ""
    hits = _hits(found.best, groups)
    return Answer(hits, count, found.kinds, enough_words, all_read=not _is_long(text), suggestion=suggestion)


def _hits(ids: list[int], groups: list[_Group]) -> list[Hit]:
    entries = Entry.objects.in_bulk(ids)
    is_hit = _hit_of(groups)
    found = (entries[pk] for pk in ids if pk in entries)  # One may just have been taken back.
    return [Hit(entry, excerpt(entry.text, partial(is_hit, language=entry.language))) for entry in found]


# --- The question -----------------------------------------------------------------------------------------------------


def _groups(text: str, languages: list[str]) -> list[_Group]:
    said = words_of(text)[:MOST_SAID]
    words = _telling(said)
    also = _synonyms(words, languages)
    last = len(words) - 1 if text and not text[-1].isspace() else None
    groups = []
    for place, word in enumerate(words):
        terms = _terms(word, languages) | also.get(place, set())
        if place == last:
            terms |= _endings(word, languages)
        groups.append(_Group(frozenset(terms)))
    if pairs := {term_of(code, pair) for code in languages for pair in pairs_of(said, code)}:
        groups.append(_Group(frozenset(pairs), needed=False))
    return groups


def _is_long(text: str) -> bool:
    said = words_of(text[: LONGEST_QUESTION + 1])
    is_cut = len(text) > LONGEST_QUESTION or len(said) > MOST_SAID
    return is_cut or len(_without_fillers(said)) > MOST_WORDS


def _telling(said: list[str]) -> list[str]:
    return _without_fillers(said)[:MOST_WORDS]


def _without_fillers(said: list[str]) -> list[str]:
    return [word for word in said if word not in FILLERS] or said


def _terms(word: str, languages: list[str]) -> set[str]:
    return {term_of(code, form) for code in languages for form in (folded(word), stem(word, code)) if form}


def _synonyms(words: list[str], languages: list[str]) -> dict[int, set[str]]:
    """Place in the question → terms of what the glossary calls the words that stand there.

    These are the page of the glossary's word, which so has every word of the phrase, and its name if that is one word.
    """
    spans = {
        (code, phrase(words[place : place + length], code)): range(place, place + length)
        for code in languages
        for place in range(len(words))
        for length in range(1, min(LONGEST_SYNONYM, len(words) - place) + 1)
    }
    rows = Synonym.objects.filter(words__in={words for _code, words in spans}, language__in=languages)
    found: dict[int, set[str]] = {}
    for synonym in rows.select_related("entry"):
        span = spans.get((synonym.language, synonym.words), range(0))
        terms = synonym_terms(synonym, whole=len(span) == len(words))
        for place in span:
            found.setdefault(place, set()).update(terms)
    return found


def synonym_terms(synonym: Synonym, *, whole: bool) -> set[str]:
    """Terms that the words of a synonym stand for, if they are the whole question or a part of it."""
    terms = {synonym_term(synonym.entry.key, synonym.language, whole=whole)}
    name = words_of(synonym.entry.title)
    if len(name) == 1:
        terms.add(term_of(synonym.language, stem(name[0], synonym.language)))
    return terms


def _endings(word: str, languages: list[str]) -> set[str]:
    """Terms that begin as `word` does."""
    start = folded(word)
    if len(start) < SHORTEST_START:
        return set()
    terms: set[str] = set()
    for code in languages:
        full = term_of(code, start)
        rows = Word.objects.filter(term__gte=full, term__lt=full + "\x7f").order_by("term")
        terms |= set(rows.values_list("term", flat=True)[:MOST_ENDINGS])
    return terms


# --- The index --------------------------------------------------------------------------------------------------------


def _commonest(groups: list[_Group]) -> list[int]:
    """How many entries have the commonest term of each group."""
    terms = {term for group in groups for term in group.terms}
    rows = Posting.objects.filter(term__in=terms).order_by().values("term").annotate(number=Count("pk"))
    counts = dict(rows.values_list("term", "number"))
    return [max((counts.get(term, 0) for term in group.terms), default=0) for group in groups]


def _rarity(counts: list[int]) -> list[int]:
    """How much each word of the question tells, in thousandths: the fewer entries have it, the more."""
    total = Entry.objects.count()
    return [round(1000 * log(1 + total / (1 + number))) for number in counts]


# --- What is shown ----------------------------------------------------------------------------------------------------


def _hit_of(groups: list[_Group]) -> Callable[..., bool]:
    terms = {term for group in groups for term in group.terms}

    @cache  # Of one question: the words of its ten texts are mostly the same.
    def is_hit(word: str, language: str) -> bool:
        return term_of(language, stem(word, language)) in terms or term_of(language, folded(word)) in terms

    return is_hit


def _suggestion(text: str, languages: list[str]) -> str:
    """The question with every unknown word replaced by the nearest known one, '' if there is none."""
    said = words_of(text[:LONGEST_QUESTION])[:MOST_SAID]
    words = _telling(said)
    better = [_nearest(word, languages) if word in words else word for word in said]
    return " ".join(better) if better != said else ""


def _nearest(word: str, languages: list[str]) -> str:
    plain = folded(word)
    known = Posting.objects.filter(term__in=_terms(word, languages)).exists()
    if known or len(plain) < SHORTEST_START:
        return word
    most = 1 if len(plain) <= 5 else 2
    starts = Q()
    for code in languages:
        for letter in {plain[0], plain[1]}:
            starts |= Q(term__startswith=f"{code}:{letter}")
    candidates = (term.split(":", 1)[1] for term in Word.objects.filter(starts).values_list("term", flat=True))
    near = [(DamerauLevenshtein.distance(plain, other, score_cutoff=most), other) for other in candidates]
    distance, best = min(near, default=(most + 1, word))
    return best if distance <= most else word
