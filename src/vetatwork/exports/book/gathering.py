"""The three books: the whole manual, one part of it, and the pages that a reader picked."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from vetatwork.documents.book.parts import Block, Book, Labels, Paragraph, Part, SourceEntry, Words
from vetatwork.exports.book import front
from vetatwork.exports.book.parts import by_part, in_order, lead_of, part, reading_order
from vetatwork.exports.book.published import Published
from vetatwork.exports.book.writing import Writer, source_anchor
from vetatwork.manual.models import Source
from vetatwork.manual.presentation.cited import cited_sources

MOST_PICKED = 60
"""Pages of a handout."""

OF_THE_SITE = ("pages/accessibility", "pages/privacy")
"""Pages that speak of the site alone; a book names them."""


class BookError(Exception):
    """A book that cannot be made; the sentence says why."""


class NothingPicked(BookError):
    """A handout of no pages."""


class TooManyPages(BookError):
    """A handout of more than `MOST_PICKED` pages."""


class UnknownPages(BookError):
    """`keys` are not published, or not at all."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = tuple(keys)
        super().__init__(_("There is no such page: %(keys)s") % {"keys": ", ".join(self.keys)})


def manual_book(language: str) -> Book:
    """The whole manual for a reader of `language`. What is not translated stands in it in English."""
    with translation.override(language):
        published = Published(language)
        sections = [key for key in published.by_key if key.startswith("sections/")]
        maker = _Maker(published, [key for key in published.by_key if key not in OF_THE_SITE])
        parts = maker.whole_parts(in_order({*sections, *maker.keys_by_part}))
        title = _("School and work, side by side")
        return maker.book("manual", title, _("The VET@work manual for VET providers and employers"), parts)


def section_book(language: str, collection: str) -> Book:
    """One part of the manual, such as `methods`.

    Raises:
        UnknownPages: if there is no such part.
    """
    with translation.override(language):
        published = Published(language)
        section = f"sections/{collection}"
        if section not in published.by_key:
            raise UnknownPages([section])
        inside = by_part((key for key in published.by_key if key != "home/home"), published)[section]
        maker = _Maker(published, inside)
        title = published.by_key[section].title
        return maker.book(collection, title, _("From the VET@work manual"), maker.whole_parts([section]))


def picked_book(language: str, keys: Sequence[str]) -> Book:
    """A handout: the pages `keys` in their order, those of one part together.

    Raises:
        NothingPicked, TooManyPages, UnknownPages
    """
    with translation.override(language):
        picked = list(dict.fromkeys(keys))
        if not picked:
            raise NothingPicked(_("Choose at least one page."))
        if len(picked) > MOST_PICKED:
            raise TooManyPages(_("Choose %(most)s pages at most.") % {"most": MOST_PICKED})
        published = Published(language)
        if unknown := [key for key in picked if key not in published.by_key]:
            raise UnknownPages(unknown)
        maker = _Maker(published, picked)
        parts = tuple(maker.part(key, chosen) for key, chosen in maker.keys_by_part.items())
        title = published.by_key[picked[0]].title if len(picked) == 1 else _("My handout")
        return maker.book(",".join(picked), title, _("From the VET@work manual"), parts, handout=True)


class _Maker:
    """Makes one book of the pages `keys`."""

    def __init__(self, published: Published, keys: Sequence[str]) -> None:
        self.published = published
        self.pages = published.pages(keys)
        self.keys_by_part = by_part((key for key in keys if key in self.pages), published)
        self.sources = {source["key"]: source for source in cited_sources(Source.objects.values_list("key", flat=True))}
        labels = {key: source["label"] for key, source in self.sources.items()}
        self.writer = Writer(published, frozenset(self.pages), labels)

    def whole_parts(self, keys: Iterable[str]) -> tuple[Part, ...]:
        """Parts with all their pages in the order of reading, each with its text."""
        parts = []
        for key in keys:
            pages = {each: self.pages[each] for each in self.keys_by_part.get(key, ()) if each != key}
            order = reading_order(pages, self.published)
            section = self.pages.get(key)
            lead = lead_of(section, order, pages, self.writer) if section else self._about()
            parts.append(part(key, order, pages, self.writer, lead=lead))
        return tuple(parts)

    def part(self, key: str, keys: Sequence[str]) -> Part:
        """A part with some pages in the given order."""
        return part(key, keys, self.pages, self.writer, anchor=f"part/{key.partition('/')[2]}")

    def _about(self) -> list[Block]:
        names = self.writer.pages([key for key in OF_THE_SITE if key not in self.pages])
        return [Paragraph((Words(_("Only on the site:") + " "), *names), "small")] if names else []

    def book(self, name: str, title: str, subtitle: str, parts: tuple[Part, ...], *, handout: bool = False) -> Book:
        """The book. Its sources come last: they are those that its chapters cite."""
        language = self.published.language
        modified = self._modified()
        place = f"{settings.SITE_URL}/{language}/books/{name}"
        colophon = front.colophon(self.writer, modified)
        return Book(
            title=title,
            subtitle=subtitle,
            language=language,
            parts=parts,
            labels=_labels(),
            sources=self._sources(),
            cover=front.cover(),
            colophon=colophon,
            identifier=f"urn:uuid:{uuid5(NAMESPACE_URL, place)}",
            modified=modified.strftime("%Y-%m-%dT%H:%M:%SZ") if modified else "",
            handout=handout,
        )

    def _modified(self) -> datetime | None:
        days = [page.last_published_at for page in self.pages.values() if page.last_published_at]
        return max(days).astimezone(UTC) if days else None

    def _sources(self) -> tuple[SourceEntry, ...]:
        cited = [source for key, source in self.sources.items() if key in self.writer.cited]
        cited.sort(key=lambda source: (str(source["author"]).casefold(), source["year"] or 0, source["key"]))
        return tuple(
            SourceEntry(
                source_anchor(source["key"]),
                _said(source),
                source["url"],
            )
            for source in cited
        )


def _said(source: Mapping[str, Any]) -> str:
    year = source["year"] or _("no date")
    return f"{source['author']} ({year}): {source['title']}. {source['quality']['label']}"


def _labels() -> Labels:
    return Labels(
        contents=_("Contents"),
        sources=_("Sources"),
        page=_("page {page}"),
        cover=_("Cover"),
        accessibility=_("Headings, lists and tables are real ones, and every picture is described in words."),
    )
