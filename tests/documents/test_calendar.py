"""Days in a calendar file: whole days, the same entry when taken again, any text."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from hypothesis import given

from tests.documents.sheets import ANY_CALENDAR, NASTY
from vetatwork.documents.calendar import calendar_file
from vetatwork.documents.printable import storable
from vetatwork.documents.sheet import Calendar, Entry

pytestmark = pytest.mark.pure

DAY = date(2027, 3, 1)


def events(*entries):
    return icalendar.Calendar.from_ical(calendar_file(Calendar("My plan", "en", entries))).walk("VEVENT")


def event(**fields):
    (found,) = events(Entry(**{"key": "plan/1", "day": DAY, "title": "Call", **fields}))
    return found


def test_an_entry_is_a_whole_day():
    found = event(text="Anna", url="https://example.org/kit")
    assert (found["dtstart"].dt, found["dtend"].dt) == (DAY, date(2027, 3, 2))
    assert found["dtstart"].params["value"] == "DATE"
    assert (found["summary"], found["description"], found["url"]) == ("Call", "Anna", "https://example.org/kit")
    assert timedelta(0) <= datetime.now(UTC) - found["dtstamp"].dt < timedelta(minutes=5)


def test_a_whole_day_leaves_the_hours_free_for_others():
    assert event()["transp"] == "TRANSPARENT"


def test_the_file_says_who_made_it_and_asks_nobody_to_come():
    made = calendar_file(Calendar("My plan,\nthis year", "en"))
    file = icalendar.Calendar.from_ical(made)
    assert "VET@work" in file["prodid"]
    assert file["version"] == "2.0"
    assert b"X-WR-CALNAME:My plan\\, this year\r\n" in made
    assert "method" not in file


def test_the_same_key_is_the_same_entry_and_another_is_another():
    first, again, other = (event(key=key, title=key)["uid"] for key in ("a", "a", "b"))
    assert first == again != other


def test_an_entry_without_text_and_address_has_none():
    assert not {"description", "url"} & set(event())


@pytest.mark.parametrize("name", NASTY)
def test_any_text_survives(name):
    text = NASTY[name] + "\nsecond, line; with \\ and \\n"
    found = event(key=text, title=text, text=text)
    assert str(found["summary"]) == str(found["description"]) == storable(text)


def test_text_cannot_add_entries_of_its_own():
    attack = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:y"
    assert len(events(Entry(attack, DAY, attack, attack, f"https://x.org/{attack}"))) == 1


@pytest.mark.parametrize("url", ["javascript:alert(1)", "x", " "])
def test_what_is_no_web_address_is_left_out(url):
    assert "url" not in event(url=url)


def test_lines_are_as_short_as_the_format_wants():
    file = calendar_file(Calendar("c", "en", (Entry("a", DAY, "ä👍" * 500),)))
    assert max(map(len, file.split(b"\r\n"))) <= 75


def test_the_last_day_of_all_can_be_chosen():
    assert event(day=date.max)["dtstart"].dt == date.max


def test_a_plan_without_days_is_an_empty_calendar():
    assert events() == []


@given(ANY_CALENDAR)
def test_any_calendar_can_be_read_again(calendar):
    found = icalendar.Calendar.from_ical(calendar_file(calendar)).walk("VEVENT")
    assert [str(entry["summary"]) for entry in found] == [storable(entry.title) for entry in calendar.entries]
    assert [entry["dtstart"].dt for entry in found] == [entry.day for entry in calendar.entries]
