"""Lists of pages: their links, how they read, what keeps them from being published, translations, drafts."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vetatwork.content.quality.prose_rules import LONGEST_SENTENCE
from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.domain.reading import TARGET, is_readable
from vetatwork.manual.editorial.facts import pages_named_by_parts
from vetatwork.manual.editorial.listing import Line, Listing, line_of
from vetatwork.manual.editorial.now import ManualNow, PageNow
from vetatwork.manual.frame import FOOTER
from vetatwork.manual.presentation.details import PROMISE
from vetatwork.manual.presentation.shelf import kind_labels

PAGE = gettext_lazy("Page")
LED_TO_BY_THE_SITE = frozenset({"home", "section", "lesson"})
"""Kinds that the menu or the page above leads to, and that lead on to the pages below them."""


# --- Links ------------------------------------------------------------------------------------------------------------


def unlinked(now: ManualNow) -> list[Line]:
    """English pages to which no other page leads, those that lead to few others first."""
    led_to = pages_named_by_parts() | {PROMISE, *FOOTER}
    pages = [
        page
        for page in now.english
        if page.kind not in LED_TO_BY_THE_SITE and page.key not in led_to and not now.links_to[page.key]
    ]
    return [
        line_of(page, len(page.facts.links), note=str(kind_labels()[page.kind]))
        for page in sorted(pages, key=lambda page: len(page.facts.links))
    ]


def dead_ends(now: ManualNow) -> list[Line]:
    """English pages that lead to no other page, those that many others lead to first."""
    pages = [page for page in now.english if page.kind not in LED_TO_BY_THE_SITE and not page.facts.links]
    return [
        line_of(page, now.links_to[page.key], note=str(kind_labels()[page.kind]))
        for page in sorted(pages, key=lambda page: -now.links_to[page.key])
    ]


# --- Texts ------------------------------------------------------------------------------------------------------------


def reading(now: ManualNow) -> list[Line]:
    """Every English page with its level; those above the level we write for first, then those with long sentences."""
    return [
        line_of(
            page,
            page.facts.measured.level or "–",
            f"{page.facts.measured.index:.1f}",
            f"{page.facts.measured.words_a_sentence:.1f}",
            len(page.facts.long_sentences),
            _longest(page),
            note=_why_hard(page),
            group=_reading_group(page),
        )
        for page in sorted(now.english, key=_hardness)
    ]


def _reading_group(page: PageNow) -> str:
    if not is_readable(page.facts.measured):
        return "hard"
    return "long" if page.facts.long_sentences else "fine"


def _why_hard(page: PageNow) -> str:
    if not is_readable(page.facts.measured):
        return _("reads like %(level)s") % {"level": page.facts.measured.level}
    long = len(page.facts.long_sentences)
    return ngettext("%(number)d long sentence", "%(number)d long sentences", long) % {"number": long} if long else ""


def _hardness(page: PageNow) -> tuple[int, float, str]:
    index = -page.facts.measured.index
    longest = -page.facts.long_sentences[0][0] if page.facts.long_sentences else 0
    order = {"hard": (0, index), "long": (1, longest), "fine": (2, index)}[_reading_group(page)]
    return *order, page.key


def _longest(page: PageNow) -> str:
    if not page.facts.long_sentences:
        return ""
    words, beginning = page.facts.long_sentences[0]
    return ngettext("%(words)d word: %(text)s", "%(words)d words: %(text)s", words) % {
        "words": words,
        "text": beginning,
    }


def remarks(now: ManualNow) -> list[Line]:
    """What the check of texts says beside that: figures without a source, words that are not explained, thin cells."""
    pages = sorted((page for page in now.english if page.facts.remarks), key=lambda page: -len(page.facts.remarks))
    return [
        line_of(page, len(page.facts.remarks), _some(page.facts.remarks), note=page.facts.remarks[0]) for page in pages
    ]


def problems(now: ManualNow) -> list[Line]:
    """Pages whose newest draft could not be published."""
    pages = sorted((page for page in now.pages if page.facts.problems), key=lambda page: -len(page.facts.problems))
    return [
        line_of(
            page,
            len(page.facts.problems),
            _some(page.facts.problems),
            note=page.facts.problems[0],
            group="live" if page.is_live else "draft",
        )
        for page in pages
    ]


def _some(sentences: tuple[str, ...]) -> str:
    """The first sentences, as much as fits into a line."""
    return " ".join(sentences[:2]) + (" …" if len(sentences) > 2 else "")


# --- Translations -----------------------------------------------------------------------------------------------------


def translations(now: ManualNow) -> list[Line]:
    """For each language that has been begun: what is missing, what is behind, what no native speaker has read."""
    languages = sorted({page.language for page in now.pages} - {SOURCE_LANGUAGE})
    by_place = {(page.key, page.language): page for page in now.pages}
    lines = [
        line
        for english in now.english
        if english.is_live
        for language in languages
        for line in _translation(english, by_place.get((english.key, language)), language)
    ]
    order = list(TRANSLATIONS.groups)
    return sorted(lines, key=lambda line: (order.index(line.group), line.language, line.title))


def _translation(english: PageNow, page: PageNow | None, language: str) -> Iterator[Line]:
    name = dict(settings.LANGUAGES).get(language, language)
    if page is None:
        cells = (name, _("missing"))
        yield Line(english.title, english.edit_url, cells, ": ".join(cells), "missing", language, english.kind)
        return
    states = {
        "unpublished": not page.is_live,
        "behind": page.translated_from != english.content_hash,
        "unread": not page.is_reviewed,
    }
    for group in (group for group, applies in states.items() if applies):
        said = str(TRANSLATIONS.groups[group])
        yield line_of(page, name, said, note=f"{name}: {said}", group=group)


# --- Drafts -----------------------------------------------------------------------------------------------------------


def drafts(now: ManualNow) -> list[Line]:
    """Changes that readers do not see yet, the oldest first, and what happens at a set time."""
    pages = [page for page in now.pages if _draft_group(page)]
    pages.sort(key=lambda page: (page.edited_at is None, page.edited_at, page.key))
    return [line_of(page, _state(page), _when(page), note=_state(page), group=_draft_group(page)) for page in pages]


def _draft_group(page: PageNow) -> str:
    if page.goes_live_at or (page.expires_at and page.is_live):
        return "scheduled"
    if not page.is_live:
        return "new"
    return "changed" if page.has_draft else ""


def _state(page: PageNow) -> str:
    if page.goes_live_at:
        return _("goes out on %(day)s") % {"day": date_format(page.goes_live_at, "DATE_FORMAT")}
    if page.expires_at and page.is_live:
        return _("is taken back on %(day)s") % {"day": date_format(page.expires_at, "DATE_FORMAT")}
    return _("changed, not published") if page.is_live else _("never published, or taken back")


def _when(page: PageNow) -> str:
    return date_format(page.edited_at, "DATE_FORMAT") if page.edited_at else "–"


# --- As lists ---------------------------------------------------------------------------------------------------------

UNLINKED = Listing(
    name="unlinked",
    heading=gettext_lazy("Pages nobody links to"),
    text=gettext_lazy(
        "No other page leads here, neither in a text nor in its lists; nor do the route finder and the readiness "
        "check. Readers find these pages only in the list of their part and in search. Name them where they help."
    ),
    first_column=PAGE,
    columns=(gettext_lazy("Pages it links to"),),
    lines=unlinked,
    nothing=gettext_lazy("Every page is linked from another one."),
)
DEAD_ENDS = Listing(
    name="dead-ends",
    heading=gettext_lazy("Pages that link nowhere"),
    text=gettext_lazy(
        "A reader who has read such a page is not shown where to go next. Name a method, a case or a word."
    ),
    first_column=PAGE,
    columns=(gettext_lazy("Pages that link to it"),),
    lines=dead_ends,
    nothing=gettext_lazy("Every page leads on to another one."),
)
READING = Listing(
    name="reading",
    heading=gettext_lazy("Hard to read"),
    text=format_lazy(
        gettext_lazy(
            "The level of each English page as edited now, drafts included: the same measure as “vetatwork content "
            "check”. We write for {level}, and no sentence has more than {words} words."
        ),
        level=TARGET,
        words=LONGEST_SENTENCE,
    ),
    first_column=PAGE,
    columns=(
        gettext_lazy("Level"),
        gettext_lazy("Index"),
        gettext_lazy("Words a sentence"),
        gettext_lazy("Long sentences"),
        gettext_lazy("The longest"),
    ),
    lines=reading,
    nothing=gettext_lazy("Every page reads well."),
    groups={
        "hard": gettext_lazy("above the level we write for"),
        "long": gettext_lazy("with long sentences"),
        "fine": gettext_lazy("fine"),
    },
    not_counted=frozenset({"fine"}),
)
REMARKS = Listing(
    name="texts",
    heading=gettext_lazy("What the check of texts says"),
    text=gettext_lazy(
        "Figures without a source, words that are not explained, cells with too little in them: what “vetatwork "
        "content check” would say of the English pages as edited now."
    ),
    first_column=PAGE,
    columns=(gettext_lazy("How many"), gettext_lazy("What")),
    lines=remarks,
    nothing=gettext_lazy("The check of texts has nothing to say."),
)
PROBLEMS = Listing(
    name="problems",
    heading=gettext_lazy("Pages that cannot be published"),
    text=gettext_lazy("Something is missing in the newest draft, or it names a page or a source that is not there."),
    first_column=PAGE,
    columns=(gettext_lazy("How many"), gettext_lazy("What")),
    lines=problems,
    nothing=gettext_lazy("Every page is whole."),
    groups={"live": gettext_lazy("readers see an older version"), "draft": gettext_lazy("readers do not see it")},
)
TRANSLATIONS = Listing(
    name="translations",
    heading=gettext_lazy("Translations"),
    text=gettext_lazy(
        "For each language that was begun: what has changed in English since it was translated, what is missing, and "
        "what no native speaker has read. Readers are told of the first and the last, and get English where a page is "
        "missing."
    ),
    first_column=PAGE,
    columns=(gettext_lazy("Language"), gettext_lazy("What")),
    lines=translations,
    nothing=gettext_lazy("Nothing is behind. Without a page in another language there is nothing to compare."),
    groups={
        "behind": gettext_lazy("behind the English page"),
        "unpublished": gettext_lazy("not published yet"),
        "missing": gettext_lazy("missing"),
        "unread": gettext_lazy("not read by a native speaker"),
    },
)
DRAFTS = Listing(
    name="drafts",
    heading=gettext_lazy("Drafts and set times"),
    text=gettext_lazy(
        "Changes that readers do not see yet, the oldest first, and pages that come or go at a set time."
    ),
    first_column=PAGE,
    columns=(gettext_lazy("State"), gettext_lazy("Last edited")),
    lines=drafts,
    nothing=gettext_lazy("Everything is published."),
    groups={
        "changed": gettext_lazy("changed, not published"),
        "new": gettext_lazy("never published, or taken back"),
        "scheduled": gettext_lazy("at a set time"),
    },
)
