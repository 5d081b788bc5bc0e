"""A page in Markdown, for people and programs that read text: headings, facts, texts with whole addresses, sources."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vetatwork.content import markdown
from vetatwork.content.document import Document
from vetatwork.content.fields import Cell, Choice, Choices, Entries, EntryTexts, Group, Pages
from vetatwork.content.prose import Cite, Inlines, Link, Prose, Text, changed
from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.manual import queries
from vetatwork.manual.charts import Chart, chart_of
from vetatwork.manual.models import BasePage, Source
from vetatwork.manual.presentation.shelf import address
from vetatwork.search.models import Entry

WIDE = 1_000_000
"""Characters a line: no text is broken into lines."""

NOT_SHOWN = {"title", "summary", "searched_by", "sources", "translated_from", "reviewed", "raises"}


class PlainText:
    """The texts of one page as Markdown that stands alone, with links for a reader of `language`."""

    def __init__(self, page: BasePage, language: str) -> None:
        self.language = language
        self.document: Document = queries.document_of_page(page)
        self.sources = list(Source.objects.filter(key__in=page.sources).order_by("author", "year", "key"))
        self._labels = {source.key: f"{source.author} {source.year or ''}".strip() for source in self.sources}
        self._paths = dict(
            Entry.objects.filter(language=SOURCE_LANGUAGE, key__in=_keys(self.document)).values_list("key", "path")
        )

    def text(self, prose: Prose) -> str:
        """`prose` with links to whole addresses and sources by name."""
        return markdown.write(changed(prose, self._changed), WIDE)

    def _changed(self, inline: Link | Cite) -> Inlines:
        if isinstance(inline, Cite):
            return (Text(f"({self._labels.get(inline.key, inline.key)})"),)
        if inline.key is None:
            return (inline,)
        path = self._paths.get(inline.key)
        if path is None:
            return inline.children
        return (Link(f"{settings.SITE_URL}/{self.language}/{path}/", inline.children),)

    def texts(self) -> dict[str, str]:
        """Every text of the page by its name; those of entries by `field/id`."""
        found = {cell.name: self.text(self.document.values.get(cell.name) or ()) for cell in self.document.kind.cells()}
        for part in self.document.kind.body:
            if isinstance(part, EntryTexts):
                for entry in self.document.values.get(part.name) or ():
                    found[f"{part.name}/{entry['id']}"] = self.text(entry.get("text") or ())
        return found


def _keys(document: Document) -> set[str]:
    from vetatwork.content.prose import inlines_of

    texts = [document.values.get(cell.name) or () for cell in document.kind.cells()]
    for part in document.kind.body:
        if isinstance(part, EntryTexts):
            texts += [entry.get("text") or () for entry in document.values.get(part.name) or ()]
    return {inline.key for text in texts for inline in inlines_of(text) if isinstance(inline, Link) and inline.key}


def page_as_markdown(page: BasePage) -> str:
    """The whole page as Markdown."""
    plain = PlainText(page, get_language() or SOURCE_LANGUAGE)
    lines = [f"# {page.title}", page.summary, "\n".join(_facts(page, plain.language))]
    lines += _body(plain)
    if plain.sources:
        lines += [f"## {_('Sources')}", "\n".join(f"- {source} <{source.url}>" for source in plain.sources)]
    lines.append(f"<{settings.SITE_URL}{address(plain.language, page.url_path)}> · CC BY 4.0, VET@work")
    return "\n\n".join(line for line in lines if line) + "\n"


def _facts(page: Any, language: str) -> Iterator[str]:
    vocabulary = queries.vocabulary()
    for part in page.kind.front_parts():
        for field in part.parts if isinstance(part, Group) else (part,):
            value = getattr(page, field.name, None)
            if field.name in NOT_SHOWN or isinstance(field, Entries | Pages) or value in (None, "", []):
                continue
            if isinstance(field, Choice | Choices):
                terms = vocabulary[field.vocabulary]
                keys = [value] if isinstance(value, str) else value
                value = ", ".join(terms[key].label(language) if key in terms else key for key in keys)
            elif isinstance(value, list):
                value = ", ".join(map(str, value))
            yield f"- {field.name.replace('_', ' ').capitalize()}: {value}"


def _body(plain: PlainText) -> Iterator[str]:
    heading = ""
    for part in plain.document.kind.body:
        if isinstance(part, Cell):
            text = plain.text(plain.document.values.get(part.name) or ())
            if not text:
                continue
            if part.heading != heading:
                heading = part.heading
                yield f"## {_(heading)}"
            if part.sub:
                yield f"### {_(part.sub)}"
            yield text
        else:
            for entry in plain.document.values.get(part.name) or ():
                if entry["title"]:
                    yield f"## {entry['title']}"
                if entry.get("columns"):
                    yield f"*{' | '.join(entry['columns'])}*"
                if entry.get("figure"):
                    yield f"**{entry['figure']}** {entry.get('figure_note', '')}"
                yield plain.text(entry.get("text") or ())
                if chart := chart_of(entry):
                    yield _chart(chart)


def _chart(chart: Chart) -> str:
    """A chart as a table of Markdown."""
    head = [chart.title, chart.unit or _("Figure"), *([_("Note")] if chart.has_notes else [])]
    rows = [[bar.label, bar.number, *([bar.note] if chart.has_notes else [])] for bar in chart.bars]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)
