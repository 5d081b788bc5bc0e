"""Which entries have enough of a question's words, and which come first. The rules: docs/algorithms/search.md.

One statement in SQL: written with the query builder, each word would be looked up four times over.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.conf import settings
from django.db import connection

from vetatwork.search.models import Posting
from vetatwork.search.queries import entries_in


@dataclass(frozen=True)
class Asked:
    """One word of a question: the terms that stand for it, and its rarity in thousandths.

    The pairs of a question are not `needed`: they make an entry better, not found.
    """

    terms: frozenset[str]
    rarity: int
    needed: bool = True


@dataclass(frozen=True)
class Ranking:
    """Ids of entries, the best first, and how many were found of each kind."""

    best: list[int]
    kinds: dict[str, int]


def ranked(
    words: Sequence[Asked], *, least: int, language: str, kind: str = "", offset: int = 0, limit: int = 10
) -> Ranking:
    """The entries that a reader of `language` sees with at least so many of the needed words (one or more).

    `best` are those from `offset` on, of one kind if it is given; `kinds` counts all. Scores are whole numbers, so
    every database gives the same order; of equal scores the entry that was indexed first comes first.
    """
    each, values = zip(*map(_entries_with, words), strict=True)
    seen, seen_values = _seen_by(language)
    of_kind = [kind] if kind else []
    statement = f"""
        WITH word AS ({" UNION ALL ".join(each)}),
        found AS (SELECT entry_id, kind, {_score(words, least, seen)}),
        best AS (
            SELECT entry_id, kind, score FROM found {"WHERE kind = %s" if kind else ""}
            ORDER BY score DESC, entry_id LIMIT %s OFFSET %s
        )
        SELECT entry_id, kind, score FROM best UNION ALL SELECT COUNT(*), kind, NULL FROM found GROUP BY kind
    """  # noqa: S608  # Put together from this file's own words; what readers wrote is among the values.
    with connection.cursor() as cursor:
        cursor.execute(statement, [*chain.from_iterable(values), *seen_values, *of_kind, limit, offset])
        rows = cursor.fetchall()
    best = sorted((-score, entry) for entry, _kind, score in rows if score is not None)
    return Ranking([entry for _score, entry in best], {kind: count for count, kind, score in rows if score is None})


def _score(words: Sequence[Asked], least: int, seen: str) -> str:
    """Of the rows of `word`: what each entry is worth. Most questions are one word, and there is nothing to add up."""
    if len(words) == 1:
        return f"worth AS score FROM word {seen}"
    return f"""SUM(worth) * SUM(rarity) AS score FROM word {seen}
        GROUP BY entry_id, kind HAVING SUM(needed) >= {least:d}"""


def _entries_with(word: Asked) -> tuple[str, list[str]]:
    """Each entry that has a term of the word, with the best weight among them times the word's rarity."""
    terms = sorted(word.terms) or [""]  # A word in letters that no term has: no entry has the empty one.
    signs = ", ".join(["%s"] * len(terms))
    statement = f"""
        SELECT entry_id, kind, MAX(weight) * {word.rarity:d} AS worth,
            {word.rarity * word.needed:d} AS rarity, {word.needed:d} AS needed
        FROM {Posting._meta.db_table} WHERE term IN ({signs}) GROUP BY entry_id, kind
    """  # noqa: S608  # Numbers, the name of a table, and signs for values.
    return statement, terms


def _seen_by(language: str) -> tuple[str, Sequence[Any]]:
    """Terms of the source language stand in its entries only, and its readers see all of these."""
    if language == settings.LANGUAGE_CODE:
        return "", []
    entries, values = entries_in(language).values("pk").query.sql_with_params()
    return f"WHERE entry_id IN ({entries})", values
