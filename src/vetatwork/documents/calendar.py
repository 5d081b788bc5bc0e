"""A calendar file (iCalendar, RFC 5545) of whole days."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

import icalendar

from vetatwork.documents.printable import storable
from vetatwork.documents.sheet import Calendar, Entry

KEYS = UUID("0a2e7c3e-6e0f-5b8b-9f0e-2b1f3a6d9c11")
"""The name space of our keys: the same key gives the same entry, so that taking a calendar again makes no doubles."""


def calendar_file(calendar: Calendar) -> bytes:
    """`calendar` as the bytes of an `.ics` file, UTF-8."""
    file = icalendar.Calendar()
    file.add("prodid", "-//VET@work//Calendar//EN")
    file.add("version", "2.0")
    file.add("x-wr-calname", icalendar.vText(" ".join(storable(calendar.title).split())))
    made = datetime.now(UTC)
    for entry in calendar.entries:
        file.add_component(_event(entry, made))
    return bytes(file.to_ical())


def _event(entry: Entry, made: datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", str(uuid5(KEYS, storable(entry.key))))
    event.add("dtstamp", made)
    event.add("dtstart", entry.day)
    if entry.day < date.max:  # Without an end the entry lasts its one day.
        event.add("dtend", entry.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # A day to remember, not a day that is taken.
    event.add("summary", storable(entry.title))
    if entry.text:
        event.add("description", storable(entry.text))
    if entry.url.startswith(("https://", "http://")):
        event.add("url", "".join(storable(entry.url).split()))
    return event
