"""A practice as a case: its answers become the fields of the page, its teller becomes the source."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from anyascii import anyascii
from django.conf import settings
from django.utils.text import capfirst, slugify
from wagtail.models import Page

from vetatwork.content.document import Document
from vetatwork.content.prose import CITATION, Cite, Inlines, ItemList, Paragraph, Prose, Text, normal
from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.domain.figures import figures_in
from vetatwork.manual import queries
from vetatwork.manual.kinds import CASE
from vetatwork.manual.mapping import put_values, translation_key
from vetatwork.manual.models import CasePage, Source
from vetatwork.manual.practice.answers import countries_of, credit_of
from vetatwork.manual.practice.rules import PARENT

QUALITY = "B"
"""Of the source: the organisations themselves tell it."""

LONGEST_SLUG = 60
LONGEST_SUMMARY = 220
BULLET = re.compile(r"(?:[-*•–]|\d{1,2}[.)])\s+")


def source_key(case_key: str) -> str:
    """The key of the source of a case that was made of a practice."""
    return f"practice-{case_key.rsplit('/', maxsplit=1)[-1]}"


def add_case(*, answers: Mapping[str, Any], year: int, user: Any = None) -> CasePage:
    """Make the unpublished page and its source. The caller holds the transaction."""
    document = case_document(answers, _free_slug(str(answers.get("title", ""))))
    Source.objects.create(
        key=source_key(document.key),
        author=capfirst(credit_of(answers, SOURCE_LANGUAGE)),
        title=document.title,
        year=year,
        url=answers.get("link") or f"{settings.SITE_URL}/{SOURCE_LANGUAGE}/{document.key}/",
        quality=QUALITY,
    )
    parent: Any = queries.page_with_key(PARENT, SOURCE_LANGUAGE)
    page = case_page(document)
    page.owner = user
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action=True)
    return page


def case_page(document: Document) -> CasePage:
    """The page of a document, not stored."""
    page = CasePage(
        title=document.title,
        slug=document.key.split("/")[1],
        key=document.key,
        translation_key=translation_key(document.key),
        locale=queries.locale_of(SOURCE_LANGUAGE),
        live=False,
        has_unpublished_changes=True,
    )
    put_values(page, document, queries.ids_by_key(SOURCE_LANGUAGE).get)
    return page


def _free_slug(title: str) -> str:
    """A slug of the title that neither a page nor a source has."""
    start = slugify(anyascii(title))[:LONGEST_SLUG].strip("-") or "practice"
    start = re.sub(r"[^a-z0-9]+", "-", start).strip("-") or "practice"
    number, slug = 1, start
    while _is_taken(f"cases/{slug}"):
        number += 1
        slug = f"{start}-{number}"
    return slug


def _is_taken(key: str) -> bool:
    slug = key.split("/")[1]
    return (
        Page.objects.filter(translation_key=translation_key(key)).exists()
        or CasePage.objects.filter(slug=slug).exists()
        or Source.objects.filter(key=source_key(key)).exists()
        or key in queries.planned()
    )


def case_document(answers: Mapping[str, Any], slug: str) -> Document:
    """The case as a document. What was not said stays open for the editor: publishing asks for it."""
    key = f"cases/{slug}"
    source = source_key(key)
    texts = {cell.name: _prose(str(answers.get(cell.name, "")), source) for cell in CASE.cells() if not cell.bullets}
    return Document(
        CASE,
        key,
        SOURCE_LANGUAGE,
        {
            "title": str(answers.get("title", "")),
            "summary": _summary(str(answers.get("situation", ""))),
            **{name: str(answers.get(name, "")) for name in ("organisations", "years")},
            **{name: list(answers.get(name, ())) for name in ("sectors", "forms", "sizes", "areas")},
            "countries": countries_of(answers),
            "step": int(answers["step"]) if str(answers.get("step", "")).isdigit() else None,
            "quality": QUALITY,
            "credit": credit_of(answers, SOURCE_LANGUAGE)[:120],
            "sources": [source],
            **texts,
            "copy_tomorrow": _bullets(str(answers.get("copy_tomorrow", ""))),
        },
    )


def _summary(situation: str) -> str:
    """The first sentences of the situation, as many as a summary holds; '' if not even one fits."""
    found = ""
    for sentence in re.split(r"(?<=[.!?])\s+", " ".join(situation.split())):
        longer = f"{found} {sentence}".strip()
        if len(longer) > LONGEST_SUMMARY:
            break
        found = longer
    return found


# --- Texts ------------------------------------------------------------------------------------------------------------


def _prose(text: str, source: str) -> Prose:
    """Paragraphs and bullets; the last one, and each with a figure, cites the source."""
    blocks = list(_blocks(text))
    return normal(tuple(_cited(block, source, is_last=block is blocks[-1]) for block in blocks))


def _blocks(text: str) -> Iterator[Paragraph | ItemList]:
    """Lines that follow each other and begin like bullets are one list; every other line is a paragraph."""
    items: list[Inlines] = []
    for line in text.split("\n"):
        mark = BULLET.match(line)
        if mark:
            items.append(_words(line[mark.end() :]))
            continue
        if items and line:
            yield ItemList(False, tuple(items))
            items = []
        if line:
            yield Paragraph(_words(line))
    if items:
        yield ItemList(False, tuple(items))


def _bullets(text: str) -> Prose:
    lines = [BULLET.sub("", line, count=1) if BULLET.match(line) else line for line in text.split("\n")]
    items = tuple(_words(line) for line in lines if line)
    return normal((ItemList(False, items),)) if items else ()


def _words(line: str) -> Inlines:
    """The words as they stand. What only looks like a citation is none."""
    return (Text(CITATION.sub(r"(@\1)", line)),)


def _cited(block: Paragraph | ItemList, source: str, *, is_last: bool) -> Paragraph | ItemList:
    if isinstance(block, Paragraph):
        return Paragraph(_with_source(block.children, source, needed=is_last))
    last = len(block.items) - 1
    items = (_with_source(item, source, needed=is_last and number == last) for number, item in enumerate(block.items))
    return ItemList(False, tuple(items))


def _with_source(run: Inlines, source: str, *, needed: bool) -> Inlines:
    words = "".join(inline.text for inline in run if isinstance(inline, Text))
    return (*run, Text(" "), Cite(source)) if needed or figures_in(words) else run
