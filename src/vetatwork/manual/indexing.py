"""Pages as entries of the search index: what is found by which words, and what a page is about."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.models import Page

from vetatwork.content.document import Document
from vetatwork.content.fields import Entries
from vetatwork.content.prose import plain_text
from vetatwork.domain.bridge import level_of_step
from vetatwork.manual import queries
from vetatwork.manual.kinds import PARTIES
from vetatwork.manual.models import PAGE_MODELS, BasePage
from vetatwork.search.services import NewEntry, clear_index, index_is_current, put_entry, remove_entries

TITLE, ALSO, HEAD, ABOUT, HEADING, BODY = 30, 24, 15, 10, 8, 3
"""How much a word counts by where it stands."""

SHORT_TITLE = 12
"""A title counts more the shorter it is: ten more for one word, eight for two, nothing more from six on."""

KINDS = {
    "method": _("method, kit, how to do it"),
    "lesson": _("lesson, course, training"),
    "case": _("case, example, good practice, story"),
    "obstacle": _("obstacle, problem, difficulty"),
    "template": _("template, paper, form, sheet, document"),
    "word": _("word, glossary"),
    "standard": _("rule, law, standard"),
}
"""What readers call a kind of page when they search for one."""

NOT_FOUND_BY_SEARCH = {"home"}
FACET_LISTS = {
    "areas": ("area", "areas"),
    "countries": ("country", "countries"),
    "sectors": ("sector", "sectors"),
    "forms": ("form", "forms"),
    "sizes": ("size", "sizes"),
    "obstacles": ("obstacle", ""),
    "methods": ("method", ""),
}
"""Field of a page → name of the facet, and the closed list that names its values."""


def index_page(page: BasePage, document: Document | None = None) -> None:
    """Bring the index in line with what a page says to readers now: `document`, if the caller has it already."""
    language = page.locale.language_code
    if page.live and page.alias_of_id is None and page.kind.name not in NOT_FOUND_BY_SEARCH:
        put_entry(new=_entry(page, document or queries.document_of_page(page), language))
    else:
        remove_entries(key=page.key, language=language)


def index_below(page: Page) -> None:
    """Index `page` and everything below it, after its address has changed."""
    for below in page.get_descendants(inclusive=True).live().specific():
        if isinstance(below, BasePage):
            index_page(below)


def index_everything() -> int:
    """Build the index anew from all published pages; returns how many there are."""
    clear_index()
    number = 0
    for model in PAGE_MODELS:
        for page in model.objects.live().filter(alias_of=None).select_related("locale").iterator(chunk_size=200):
            index_page(page)
            number += 1
    return number


def index_if_stale() -> bool:
    """Build the index anew if it is not by the rules of this version. Returns whether it was."""
    if index_is_current():
        return False
    index_everything()
    return True


def _entry(page: Any, document: Document, language: str) -> NewEntry:
    facets = dict(_facets(page))
    body = " ".join(_body(document))
    return NewEntry(
        key=page.key,
        language=language,
        kind=page.kind.name,
        title=page.title,
        path=page.url_path.strip("/").partition("/")[2],
        summary=page.summary,
        text=body or page.summary,
        order=_order(page),
        texts=[
            (TITLE + max(0, SHORT_TITLE - 2 * len(page.title.split())), page.title),
            (ALSO, " ".join((*getattr(page, "also", ()), *page.searched_by))),
            (HEAD, f"{page.summary} {getattr(page, 'slogan', '')}"),
            (ABOUT, " ".join(_labels(page, language))),
            (HEADING, " ".join(_headings(document))),
            (BODY, body),
        ],
        names=(page.title, *getattr(page, "also", ()), *page.searched_by),
        facets=facets,
        synonyms=list(_names_of_word(page)),
        about={"slogan": getattr(page, "slogan", ""), "steps": [int(step) for step in facets.get("step", ())]},
        content_hash=page.content_hash,
        translated_from=page.translated_from,
    )


def _names_of_word(page: Any) -> Iterator[str]:
    """What a word is called: its title, without and within brackets, and the other words for it."""
    if page.kind.other_names:
        yield from re.split(r"[()]", page.title)
        yield from getattr(page, page.kind.other_names)


def _body(document: Document) -> Iterator[str]:
    for cell in document.kind.cells():
        yield plain_text(document.values.get(cell.name) or ())
    for entry in _document_entries(document):
        yield plain_text(entry.get("text") or ())


def _headings(document: Document) -> Iterator[str]:
    for entry in _document_entries(document):
        yield f"{entry.get('title', '')} {entry.get('figure_note', '')}"


def _document_entries(document: Document) -> Iterator[dict[str, Any]]:
    for part in document.kind.fields():
        if isinstance(part, Entries):
            yield from document.values.get(part.name) or ()


def _facets(page: Any) -> Iterator[tuple[str, list[str]]]:
    for name, (facet, _list) in FACET_LISTS.items():
        if values := getattr(page, name, None):
            yield facet, [str(value) for value in values]
    if getattr(page, "step_from", None) and page.step_to:
        yield "step", [str(step) for step in range(page.step_from, page.step_to + 1)]
    elif getattr(page, "step", None):
        yield "step", [str(page.step)]
        yield "level", [level_of_step(page.step).value]
    for name in ("group", "evidence", "side", *(f"effort_{party}" for party in PARTIES)):
        if value := getattr(page, name, None):
            yield name, [str(value)]


def _labels(page: Any, language: str) -> Iterable[str]:
    """Its kind and the words of the closed lists: `hairdresser's salon` is found by its sector and country too, and a
    case by `case`."""
    with override(language):
        kind = str(KINDS.get(page.kind.name, ""))
    yield kind
    vocabulary = queries.vocabulary()
    for name, (_facet, terms) in FACET_LISTS.items():
        for key in getattr(page, name, ()) if terms else ():
            if key in vocabulary[terms]:
                yield vocabulary[terms][key].label(language)
    if step := getattr(page, "step", None):
        yield vocabulary["levels"][level_of_step(step)].label(language)


def _order(page: Any) -> str:
    title = page.title.casefold()
    match page.kind.name:
        case "method":
            return f"{page.step_from}{page.step_to} {title}"
        case "case":
            return f"{page.step} {title}"
        case "lesson":
            return f"{page.method} {page.number:03}"
        case _:
            return str(title)
