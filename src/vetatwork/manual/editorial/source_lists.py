"""Lists of what the manual rests on: sources, standards with their day, addresses of other sites."""

import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vetatwork.manual.editorial.listing import Line, Listing, line_of
from vetatwork.manual.editorial.now import ManualNow
from vetatwork.manual.models import LinkCheck, LinkState, Source

FRESH = datetime.timedelta(days=365)
"""For so long a standard counts as checked."""


# --- Sources ----------------------------------------------------------------------------------------------------------


def sources(now: ManualNow) -> list[Line]:
    """Sources that are old, incomplete or unused; those that most pages rest on first."""
    lines = [line for source in now.sources if (line := _source(source, now))]
    order = list(SOURCES.groups)
    return sorted(lines, key=lambda line: (order.index(line.group), -len(line.users), line.title))


def _source(source: Source, now: ManualNow) -> Line | None:
    group = _source_group(source, now)
    if not group:
        return None
    users = tuple(now.users_of_sources.get(source.key, ()))
    url = reverse("wagtailsnippets_manual_source:edit", args=[source.pk])
    cells = (source.key, source.year or "–", str(SOURCES.groups[group]))
    note = str(source.year) if group == "old" else str(SOURCES.groups[group])
    return Line(f"{source.author}: {source.title}", url, cells, note, group, users=users)


def _source_group(source: Source, now: ManualNow) -> str:
    if not source.url:
        return "no-address"
    if source.key not in now.users_of_sources:
        return "unused"
    if source.year is None:
        return "undated"
    return "old" if source.year < now.today.year - now.years else ""


def standards(now: ManualNow) -> list[Line]:
    """Standards that nobody has compared with the law for a year: those without a day, then the longest ago."""
    found = [
        (page.facts.checked_on or datetime.date.min, page)
        for page in now.pages
        if page.kind == "standard" and not _is_fresh(page.facts.checked_on, now.today)
    ]
    return [
        line_of(page, said := date_format(day, "DATE_FORMAT") if page.facts.checked_on else _("never"), note=said)
        for day, page in sorted(found, key=lambda pair: (pair[0], pair[1].key, pair[1].language))
    ]


def _is_fresh(checked_on: datetime.date | None, today: datetime.date) -> bool:
    return checked_on is not None and today - checked_on <= FRESH


# --- Other sites ------------------------------------------------------------------------------------------------------

REASONS = {
    "no-host": gettext_lazy("no such site"),
    "private": gettext_lazy("leads into a private network"),
    "address": gettext_lazy("not a web address"),
    "redirects": gettext_lazy("leads from page to page without an end"),
    "certificate": gettext_lazy("its certificate is not valid"),
    "tls": gettext_lazy("no secure connection"),
    "timeout": gettext_lazy("no answer in time"),
    "refused": gettext_lazy("nobody answers"),
    "broken-off": gettext_lazy("the connection broke off"),
    "robots": gettext_lazy("its rules forbid robots to look"),
    "port": gettext_lazy("an unusual port, which we do not ask"),
    "password": gettext_lazy("a password in the address, which we do not use"),
}


def links(now: ManualNow) -> list[Line]:
    """Every address of another site with what is known of it: broken ones first, by when they began to fail."""
    order = list(LINKS.groups)
    lines = [
        Line(
            check.address,
            "",
            (answer_in_words(check), _since(check), _asked(check)),
            answer_in_words(check),
            _link_group(check),
            users=tuple(now.users_of_addresses.get(check.address, ())),
            link=check,
        )
        for check in LinkCheck.objects.order_by("address")
    ]
    return sorted(lines, key=lambda line: (order.index(line.group), line.link.failed_on if line.link else []))


def _link_group(check: LinkCheck) -> str:
    if check.is_ignored:
        return "ignored"
    if check.moved_to and check.state == LinkState.GOOD:
        return "moved"
    return str(check.state)


def answer_in_words(check: LinkCheck) -> str:
    """What it answered last, in words."""
    said = str(REASONS.get(check.reason, check.reason)) if check.reason else ""
    if not said and check.status:
        said = _("answers with %(status)s") % {"status": check.status}
    if check.moved_to:
        moved = _("has moved to %(address)s") % {"address": check.moved_to}
        said = f"{said}; {moved}" if said else moved
    return said or "–"


def _since(check: LinkCheck) -> str:
    if not check.failed_on:
        return "–"
    return date_format(datetime.date.fromisoformat(check.failed_on[0]), "DATE_FORMAT")


def _asked(check: LinkCheck) -> str:
    return date_format(check.asked_at, "DATE_FORMAT") if check.asked_at else _("never")


# --- As lists ---------------------------------------------------------------------------------------------------------

USED_BY = gettext_lazy("Used by")

SOURCES = Listing(
    name="sources",
    heading=gettext_lazy("Old or incomplete sources"),
    text=gettext_lazy(
        "Old ones may still be true: look whether there is a newer edition, and whether the figure still holds. Then "
        "change the source and the texts that cite it, or leave them. Sources that give no year are shown on demand."
    ),
    first_column=gettext_lazy("Source"),
    columns=(gettext_lazy("Key"), gettext_lazy("Year"), gettext_lazy("What")),
    lines=sources,
    nothing=gettext_lazy("No source is old, unused or without an address."),
    groups={
        "no-address": gettext_lazy("without an address"),
        "old": gettext_lazy("old"),
        "undated": gettext_lazy("without a year"),
        "unused": gettext_lazy("used by no page"),
    },
    not_counted=frozenset({"undated"}),
    users_column=USED_BY,
    asks_years=True,
)
STANDARDS = Listing(
    name="standards",
    heading=gettext_lazy("Standards to check again"),
    text=gettext_lazy(
        "Nobody has compared these pages with the rules they explain for twelve months. Read the rule, change the page "
        "where it has to change, and set “checked on” to the day."
    ),
    first_column=gettext_lazy("Page"),
    columns=(gettext_lazy("Checked on"),),
    lines=standards,
    nothing=gettext_lazy("Every standard was checked within twelve months."),
)
LINKS = Listing(
    name="links",
    heading=gettext_lazy("Broken links to other sites"),
    text=gettext_lazy(
        "An address counts as broken once it has failed on three days. Pages stay as they are: open the address "
        "yourself, then mend the source or the text, ask again, or ignore it. Readers see nothing of this list."
    ),
    first_column=gettext_lazy("Address"),
    columns=(gettext_lazy("What it says"), gettext_lazy("Fails since"), gettext_lazy("Last asked")),
    lines=links,
    nothing=gettext_lazy("No address is broken."),
    groups={
        "broken": gettext_lazy("broken"),
        "failing": gettext_lazy("did not answer lately"),
        "moved": gettext_lazy("moved for good"),
        "closed": gettext_lazy("not open to robots"),
        "waiting": gettext_lazy("not asked yet"),
        "good": gettext_lazy("answers"),
        "ignored": gettext_lazy("ignored"),
    },
    not_counted=frozenset({"failing", "moved", "closed", "waiting", "good", "ignored"}),
    users_column=USED_BY,
)
