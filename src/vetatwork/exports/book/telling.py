"""What the chapters of all kinds of page share: texts under headings, texts for each party, what comes at the end."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from vetatwork.content.fields import Pages
from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.documents.book.parts import Block, Box, Chapter, Facts, Heading, Paragraph, Run, Span, Stones, Words
from vetatwork.exports.book.writing import BULLET, Texts, Writer, plain
from vetatwork.manual import queries
from vetatwork.manual.presentation import details
from vetatwork.manual.presentation.shelf import Shelf

SEPARATOR = Words(" · ")


class Telling:
    """One page that is told as a chapter, in the language of the page, which is the active one."""

    def __init__(self, page: Any, writer: Writer) -> None:
        self.page = page
        self.writer = writer
        self.language: str = page.locale.language_code
        self.labels = details.Labels(queries.vocabulary(), self.language)
        self.facts: dict[str, Any] = {}
        if page.kind.name != "home":
            self.facts = details.facts(page, self.labels, Shelf(self.language))["facts"]

    # --- Texts --------------------------------------------------------------------------------------------------------

    def texts(self, name: str, sign: str = BULLET) -> Texts:
        """The text of the field `name`."""
        return self.writer.texts(getattr(self.page, name) or "", sign)

    def entry_texts(self, value: Any) -> Texts:
        """The text of an entry of a list."""
        return self.writer.texts(getattr(value.get("text"), "source", "") or "")

    def under(self, heading: str, name: str, sign: str = BULLET) -> list[Block]:
        """The text of a field under a heading; nothing if there is no text."""
        texts = self.texts(name, sign)
        return [Heading(heading), *texts] if texts else []

    def box(self, title: str, name: str, style: str) -> list[Block]:
        """The text of a field in a box; nothing if there is no text."""
        texts = self.texts(name)
        return [Box(title, texts, style)] if texts else []

    def sides(self, heading: str, name: str, parties: Iterable[str]) -> list[Block]:
        """The texts of a field for each party under a heading; nothing if none has one."""
        boxes: list[Block] = [
            Box(self.labels.party(party), texts, "side", party)
            for party in parties
            if (texts := self.texts(f"{name}_{party}"))
        ]
        return [Heading(heading), *boxes] if boxes else []

    # --- Facts --------------------------------------------------------------------------------------------------------

    def lead(self, text: str = "") -> list[Block]:
        """What stands under the title: the summary, or `text`."""
        shown = text or self.page.summary
        return [Paragraph(plain(shown), "lead")] if shown else []

    def stones(self) -> list[Block]:
        """The steps of the Bridge that the page serves."""
        if not (steps := self.facts.get("steps")):
            return []
        first, last = steps
        return [Stones(first, last, steps_in_words(first, last))]

    def terms(self, name: str) -> str:
        """The labels of a fact that has several values."""
        return ", ".join(str(term["label"]) for term in self.facts[name])

    def parties(self, keys: Iterable[str]) -> Run:
        """The names of parties in one line."""
        run: list[Span] = []
        for key in keys:
            run += [*([SEPARATOR] if run else []), Words(self.labels.party(key), "strong", key)]
        return tuple(run)

    # --- Other pages --------------------------------------------------------------------------------------------------

    def related(self, name: str) -> list[str]:
        """The keys of the pages that a field names."""
        field = next(f for f in self.page.kind.fields() if f.name == name and isinstance(f, Pages))
        return [field.key(item) for item in getattr(self.page, name)]

    def onward(self, *groups: tuple[str, str]) -> list[Block]:
        """Where to go from here: groups of pages, each a heading and the name of a field."""
        rows = tuple((title, run) for title, name in groups if (run := self.writer.pages(self.related(name))))
        return [Heading(_("What now?")), Facts(rows)] if rows else []

    # --- The chapter --------------------------------------------------------------------------------------------------

    def chapter(self, blocks: Sequence[Block], eyebrow: str = "", group: str = "") -> Chapter:
        """The chapter: notices, `blocks`, then the sources of the page."""
        return Chapter(
            anchor=self.page.key,
            title=self.page.title,
            blocks=(*self._notices(), *blocks, *self._sources()),
            language=self.language,
            eyebrow=eyebrow,
            group=group,
        )

    def _sources(self) -> list[Block]:
        notes = self.writer.notes(self.page.sources)
        if not notes:
            return []
        run: list[Span] = [Words(_("Sources") + ": ", "strong")]
        for number, note in enumerate(notes):
            run += [*([SEPARATOR] if number else []), note]
        return [Paragraph(tuple(run), "small")]

    def _notices(self) -> list[Block]:
        published = self.writer.published
        if self.language != published.language:
            return [_not_translated(published.language)]
        notices = []
        english = published.english.get(self.page.key)
        if self.language != SOURCE_LANGUAGE and english is not None:
            if self.page.translated_from != english.content_hash:
                notices.append(_("The English page has changed since this translation was made."))
            if not self.page.reviewed:
                notices.append(_("No native speaker has read this translation yet."))
        return [Paragraph(plain(notice), "small") for notice in notices]


def _not_translated(language: str) -> Paragraph:
    from django.utils import translation

    with translation.override(language):
        text = _("This page is not translated yet. You are reading it in English.")
    return Paragraph(plain(text), "small", language)


def steps_in_words(first: int, last: int) -> str:
    """Steps of the Bridge as an eyebrow says them."""
    if first == last:
        return _("step %(step)s") % {"step": first}
    return _("from step %(first)s to step %(last)s") % {"first": first, "last": last}
