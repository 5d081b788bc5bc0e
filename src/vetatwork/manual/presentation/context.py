"""The context of a page's template, put together: one pass over its fields, one fetch of everything it mentions."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from vetatwork.content.fields import EntryTexts, Pages
from vetatwork.content.prose import Prose
from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.manual import queries
from vetatwork.manual.models import BasePage
from vetatwork.manual.presentation import details, neighbours
from vetatwork.manual.presentation.cited import cited_sources
from vetatwork.manual.presentation.linked_data import structured_data
from vetatwork.manual.presentation.lists import LISTS, list_context
from vetatwork.manual.presentation.onward import what_now
from vetatwork.manual.presentation.panels import panels_of
from vetatwork.manual.presentation.shelf import Shelf, address, kind_labels
from vetatwork.manual.presentation.template import template_context
from vetatwork.manual.presentation.text import Writer, linked_ids, tree

Context = dict[str, Any]


def page_context(page: BasePage, request: Any) -> Context:
    """Everything the template of `page` shows. The reader's language is the active one; the page may be in English."""
    language = get_language() or SOURCE_LANGUAGE
    english = _english(page)
    shelf = Shelf(language)
    texts = _texts(page)
    shelf.ids |= linked_ids(texts.values())
    related = _related_keys(page)
    for keys in related.values():
        shelf.want(keys)
    near = neighbours.of(page, english, shelf)
    shelf.want(details.wanted_keys(page))
    shelf.fetch()
    sources = cited_sources(page.sources)
    writer = Writer(shelf, {source["key"]: source["label"] for source in sources})
    labels = details.Labels(queries.vocabulary(), language)
    place = near.context(shelf)
    named = {name: cards for name, keys in related.items() if (cards := shelf.by_key(keys))}
    return {
        "page": _head(page, language),
        "kind": page.kind.name,
        "content_lang": page.locale.language_code,
        "notices": _notices(page, english, language),
        "sources": sources,
        **place,
        "what_now": what_now(page.kind.name, named, place),
        **details.texts(page, texts, writer, labels, shelf),
        **details.facts(page, labels, shelf),
        "templates": named.get("templates", []),
        **(template_context(page, language) if page.kind.name == "template" else {}),
        **_meta(page, language, list(queries.homes_for(request))),
        **_list(page, request, language),
        "panels": panels_of(page, language),
    }


def _list(page: BasePage, request: Any, language: str) -> Context:
    """The list of a part that can be filtered. A filtered list is not for search engines: the whole one is."""
    if page.key not in LISTS:
        return {}
    found = list_context(LISTS[page.key], request, language)
    return {"list": found, **({"noindex": True} if found["chosen"] or found["unknown"] else {})}


def _english(page: BasePage) -> BasePage:
    if page.locale.language_code == SOURCE_LANGUAGE:
        return page
    return (
        type(page).objects.filter(translation_key=page.translation_key, locale__language_code=SOURCE_LANGUAGE).first()
        or page
    )


def _texts(page: BasePage) -> dict[str, Prose]:
    """Every text of the page by name; those of entries by `field/id`."""
    texts = {cell.name: tree(getattr(page, cell.name) or "") for cell in page.kind.cells()}
    for part in page.kind.body:
        if isinstance(part, EntryTexts):
            for block in getattr(page, part.name):
                texts[f"{part.name}/{block.value['id']}"] = tree(getattr(block.value.get("text"), "source", "") or "")
    return texts


def _related_keys(page: BasePage) -> dict[str, list[str]]:
    return {f.name: [f.key(item) for item in getattr(page, f.name)] for f in page.kind.fields() if isinstance(f, Pages)}


def _head(page: BasePage, language: str) -> Context:
    return {
        "title": page.title,
        "summary": page.summary,
        "url": address(language, page.url_path) if page.url_path else "",
        "kind": page.kind.name,
        "kind_label": kind_labels()[page.kind.name],
        "key": page.key,
        "slug": page.slug,
    }


def _notices(page: BasePage, english: BasePage, language: str) -> list[dict[str, str]]:
    code = page.locale.language_code
    notices = []
    if code != language:
        notices.append(("fallback", _("This page is not translated yet. You are reading it in English.")))
    elif code != SOURCE_LANGUAGE:
        if page.translated_from != english.content_hash:
            notices.append(("stale", _("The English page has changed since this translation was made.")))
        if not page.reviewed:
            notices.append(("unreviewed", _("No native speaker has read this translation yet.")))
    return [{"kind": kind, "text": text} for kind, text in notices]


def _meta(page: BasePage, language: str, open_languages: list[str]) -> Context:
    """For the head of the HTML: title, canonical address, the same page in other languages."""
    code = page.locale.language_code
    own = page.url_path and settings.SITE_URL + address(code, page.url_path)
    title = page.title if page.kind.name == "home" else f"{page.title} · VET@work"
    names = dict(settings.LANGUAGES)
    versions = Page.objects.live().filter(translation_key=page.translation_key, alias_of=None)
    codes = versions.values_list("locale__language_code", flat=True) if len(open_languages) > 1 else []
    alternates = [
        {"code": other, "name": names.get(other, other), "url": settings.SITE_URL + address(other, page.url_path)}
        for other in sorted(codes)
        if other in open_languages
    ]
    return {
        "title": title,
        "description": page.summary,
        "canonical": own,
        "alternates": alternates,
        "noindex": code != language,
        "share_image": settings.SITE_URL + static("ui/share.png"),
        "markdown_url": f"{own}index.md" if own else "",
        "structured_data": structured_data(page, str(own or "")),
    }
