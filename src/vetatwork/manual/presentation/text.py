"""The texts of a page as safe HTML: every sign is escaped, and only what the tree knows becomes a tag."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import count
from typing import Any

from django.template.loader import get_template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from vetatwork.content.prose import (
    Block,
    Cite,
    Emphasis,
    Inlines,
    ItemList,
    Link,
    Paragraph,
    Prose,
    Strong,
    Text,
    inlines_of,
    plain_text,
)
from vetatwork.content.richtext import from_editor
from vetatwork.manual.presentation.shelf import Card, Shelf

_BY_ID = "page/"


@lru_cache(maxsize=4096)
def tree(html: str) -> Prose:
    """The tree of an editor's text; links to pages stand in it as `page/<id>`."""
    return from_editor(html, lambda pk: f"{_BY_ID}{pk}")


def linked_ids(texts: Iterable[Prose]) -> set[int]:
    """Ids of the pages that the texts link to."""
    links = (inline for text in texts for inline in inlines_of(text) if isinstance(inline, Link))
    return {int(link.target.removeprefix(_BY_ID)) for link in links if link.target.startswith(_BY_ID)}


class Writer:
    """Writes the texts of one page. `labels` names the sources that may be cited."""

    def __init__(self, shelf: Shelf, labels: dict[str, str]) -> None:
        self.shelf = shelf
        self.labels = labels
        self._numbers = count(1)

    def html(self, prose: Prose) -> SafeString:
        """The text as HTML, '' if it is empty."""
        return mark_safe("".join(self._block(block) for block in prose))  # noqa: S308  # Built from escaped parts only.

    def _block(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            return f"<p>{self._run(block.children)}</p>\n"
        tag = "ol" if isinstance(block, ItemList) and block.ordered else "ul"
        items = "\n".join(f"<li>{self._run(item)}</li>" for item in block.items)
        return f"<{tag}>\n{items}\n</{tag}>\n"

    def _run(self, run: Inlines) -> str:
        html = ""
        for inline in run:
            match inline:
                case Text(text):
                    html += escape(text)
                case Strong(children):
                    html += f"<strong>{self._run(children)}</strong>"
                case Emphasis(children):
                    html += f"<em>{self._run(children)}</em>"
                case Cite(key):
                    html += self._citation(key)
                case Link():
                    html += self._link(inline)
        return html

    def _citation(self, key: str) -> str:
        if key not in self.labels:
            return ""
        return _render("ui/cite.html", {"key": key, "label": self.labels[key]})

    def _link(self, link: Link) -> str:
        words = self._run(link.children)
        if not link.target.startswith(_BY_ID):
            return format_html('<a href="{}" rel="noopener">{}</a>', link.target, mark_safe(words))  # noqa: S308
        card = self.shelf.by_id(int(link.target.removeprefix(_BY_ID)))
        if card is None:
            return words
        if card.kind == "word":
            return self._word(card, plain_text((Paragraph(link.children),)))
        return format_html('<a href="{}">{}</a>', card.url, mark_safe(words))  # noqa: S308

    def _word(self, card: Card, text: str) -> str:
        context = {"text": text, "title": card.title, "summary": card.summary, "url": card.url}
        return _render("ui/word.html", {**context, "popover_id": f"word-{next(self._numbers)}"})


def _render(template: str, context: dict[str, Any]) -> str:
    return str(get_template(template).render(context)).strip()
