"""Searches in vain: what is counted, what must not be, what an editor sees of it."""

import re
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from vetatwork.config.caching import PATHS
from vetatwork.domain.searched import LONGEST, MOST_FIGURES, words_to_count
from vetatwork.manual import search_views
from vetatwork.search import services
from vetatwork.search.models import MissedSearch
from vetatwork.search.queries import missed_searches
from vetatwork.search.services import count_missed_search, forget_missed_searches

TODAY = date(2026, 11, 25)
NOTHING = "zzyzxqw"
"""A word that no page has, nor one that is spelled nearly so."""


def _miss(text=NOTHING, language="en", day=TODAY, times=1):
    for _time in range(times):
        count_missed_search(text=text, language=language, today=day)


# --- What may be counted ----------------------------------------------------------------------------------------------


@pytest.mark.pure
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Crane   LICENCE ", "crane licence"),
        ("Ærø's ferries", "aeros ferries"),
        ("law of 2024", "law of 2024"),
        ("maria.smith@example.org", ""),
        ("maria＠example", ""),
        ("call 030 123456", ""),
        ("born 01.02.2009", ""),
        ("٠١٢٣٤٥", ""),
        ("½½½", ""),
        ("our apprentice Maria has stolen from the till", ""),
        ("?!", ""),
        ("", ""),
    ],
)
def test_words_are_folded_and_what_may_be_about_a_person_is_dropped(typed, kept):
    assert words_to_count(typed) == kept


@pytest.mark.pure
@given(st.text(max_size=300))
def test_whatever_is_typed_what_is_kept_is_short_and_plain(typed):
    kept = words_to_count(typed)
    assert len(kept) <= LONGEST and "@" not in kept and kept == kept.strip()
    assert sum(sign.isdigit() for sign in kept) <= MOST_FIGURES and kept.isascii()


# --- Counting ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_search_in_vain_is_counted_by_day_and_language(client):
    for _time in range(2):
        assert client.get("/en/search/", {"q": NOTHING}).status_code == 200
    row = MissedSearch.objects.get()
    assert (row.words, row.language, row.day, row.count) == (NOTHING, "en", timezone.localdate(), 2)


@pytest.mark.django_db
def test_a_search_that_finds_something_costs_no_write(client):
    client.get("/en/search/?q=mentor")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/en/search/", {"q": "mentor"})
    assert not any(query["sql"].startswith(("INSERT", "UPDATE", "DELETE")) for query in asked.captured_queries)
    assert not MissedSearch.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "   "}, {"q": "maria@example.org zzyzxqw"}])
def test_nothing_asked_and_what_is_personal_is_not_counted(client, query):
    client.get("/en/search/", query)
    assert not MissedSearch.objects.exists()


@pytest.mark.django_db
def test_some_of_the_words_found_and_a_look_by_a_program_are_no_miss(client):
    client.get("/en/search/", {"q": f"mentor {NOTHING}"})
    client.head("/en/search/", {"q": NOTHING})
    client.get("/en/search/", {"q": "gouda", "kind": "word"})
    assert not MissedSearch.objects.exists()


@pytest.mark.django_db
def test_a_robot_is_counted_only_as_fast_as_a_network_may_search(client, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "missed-searches": (60, 2)}
    answers = [client.get("/en/search/", {"q": f"{NOTHING}{letter}"}).status_code for letter in "abcd"]
    assert answers == [200] * 4 and MissedSearch.objects.count() == 2


@pytest.mark.django_db
def test_a_day_holds_only_so_many_words_but_goes_on_counting_those(monkeypatch):
    monkeypatch.setattr(services, "MOST_A_DAY", 2)
    _miss("aaaa")
    _miss("bbbb")
    assert not count_missed_search(text="cccc", language="en", today=TODAY)
    assert count_missed_search(text="aaaa", language="en", today=TODAY)
    assert count_missed_search(text="cccc", language="en", today=TODAY + timedelta(days=1))
    assert dict(MissedSearch.objects.filter(day=TODAY).values_list("words", "count")) == {"aaaa": 2, "bbbb": 1}


@pytest.mark.django_db
def test_a_reader_gets_the_page_also_when_nothing_can_be_counted(client, monkeypatch):
    def broken(**_said):
        raise DatabaseError("read-only")

    monkeypatch.setattr(search_views, "count_missed_search", broken)
    page = client.get("/en/search/", {"q": NOTHING})
    assert page.status_code == 200 and "Nothing was found" in page.content.decode()


@pytest.mark.pure
def test_the_page_cache_never_answers_a_search():
    assert not re.match(PATHS, "/en/search/")
    assert re.match(PATHS, "/en/methods/")


# --- What editors see -------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_editors_see_what_came_on_two_days_or_three_times_most_wanted_first():
    _miss("once")
    _miss("twice", times=2)
    _miss("thrice", times=3)
    _miss("again", day=TODAY - timedelta(days=5), times=4)
    _miss("again")
    _miss("again", language="de")
    seen = [(each.words, each.language, each.count, each.days, each.last) for each in missed_searches()]
    assert seen == [("again", "en", 5, 2, TODAY), ("thrice", "en", 3, 1, TODAY)]


@pytest.mark.django_db
def test_after_ninety_days_it_is_forgotten():
    now = timezone.now()
    today = timezone.localdate(now)
    _miss("old", day=today - timedelta(days=91))
    _miss("young", day=today - timedelta(days=90))
    assert forget_missed_searches(now) == 1
    assert MissedSearch.objects.get().words == "young"
