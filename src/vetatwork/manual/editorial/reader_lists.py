"""Lists of what readers looked for."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy, ngettext

from vetatwork.manual.editorial.listing import Line, Listing
from vetatwork.manual.editorial.now import ManualNow
from vetatwork.search.queries import Missed, missed_searches


def searches(now: ManualNow) -> list[Line]:
    """Words that were searched for in vain, the most wanted first."""
    return [_search(missed) for missed in missed_searches()]


def _search(missed: Missed) -> Line:
    times = ngettext("%(number)d time", "%(number)d times", missed.count) % {"number": missed.count}
    language = dict(settings.LANGUAGES).get(missed.language, missed.language)
    return Line(
        title=missed.words,
        url=f"/{missed.language}/search/?{urlencode({'q': missed.words})}",
        cells=(str(language), missed.count, missed.days, date_format(missed.last, "DATE_FORMAT")),
        note=times,
        language=missed.language,
    )


SEARCHES = Listing(
    name="searches",
    heading=gettext_lazy("Searches that found nothing"),
    text=gettext_lazy(
        "What readers looked for in vain within the last 90 days, on two days or three times at least. Perhaps a page "
        "is missing; perhaps one that is there needs this word in its title or, in the glossary, among its other words."
    ),
    first_column=gettext_lazy("Words"),
    columns=(
        gettext_lazy("Language"),
        gettext_lazy("Times"),
        gettext_lazy("Days"),
        gettext_lazy("Last"),
    ),
    lines=searches,
    nothing=gettext_lazy("Every search found something."),
)
