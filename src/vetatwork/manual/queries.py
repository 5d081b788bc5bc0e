"""What is in the manual: keys, titles, sources, closed lists, pages by key."""

# The editor's forms, which the models carry, ask these questions: annotations must not need the models yet.
from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q
from wagtail.models import Locale, Page

from vetatwork.content.document import Document, document_problems
from vetatwork.content.fields import Scope
from vetatwork.content.library import planned_keys
from vetatwork.content.vocabulary import SOURCE_LANGUAGE, Vocabulary, read_vocabulary
from vetatwork.manual import models
from vetatwork.manual.mapping import document_of, linked_ids, translation_key


def vocabulary() -> Vocabulary:
    """The closed lists."""
    return read_vocabulary(Path(settings.CONTENT_DIR) / "vocabulary.yaml")


def planned() -> frozenset[str]:
    """Keys of pages that may be named although they are not written yet."""
    return planned_keys(Path(settings.CONTENT_DIR) / "planned.yaml")


def _of_every_kind(*columns: str, condition: Q) -> Iterable[tuple[Any, ...]]:
    """Columns of the pages of every kind, in one query."""
    parts = [model.objects.filter(condition).order_by().values_list(*columns) for model in models.PAGE_MODELS]
    first, *others = parts
    rows: Iterable[tuple[Any, ...]] = first.union(*others, all=True)
    return rows


def columns_of_pages(*columns: str) -> list[tuple[Any, ...]]:
    """Columns of every page, of all languages; pages that only mirror another language are left out."""
    return list(_of_every_kind(*columns, condition=Q(alias_of=None)))


def keys_by_id() -> dict[int, str]:
    """The key of every page, of all languages."""
    return dict(_of_every_kind("pk", "key", condition=Q()))


def document_of_page(page: models.BasePage) -> Document:
    """What `page` says as a document, with one query for the keys of the pages it links to."""
    ids = linked_ids(page)
    keys = dict(_of_every_kind("pk", "key", condition=Q(pk__in=ids))) if ids else {}
    return document_of(page, keys.get)


def ids_by_key(language: str) -> dict[str, int]:
    """The page of every key: in `language`, in English where there is none."""
    rows = _of_every_kind(
        "key", "pk", "locale__language_code", condition=Q(locale__language_code__in=(language, SOURCE_LANGUAGE))
    )
    return {key: pk for key, pk, _code in sorted(rows, key=lambda row: row[2] == language)}


def titles_by_key() -> list[tuple[str, str]]:
    """Key and draft title of every English page."""
    return list(_of_every_kind("key", "draft_title", condition=Q(locale__language_code=SOURCE_LANGUAGE)))


def source_choices() -> list[tuple[str, str]]:
    """Key and name of every source."""
    return [(source.key, f"{source.key}: {source}"[:120]) for source in models.Source.objects.all()]


def scope() -> Scope:
    """What a page in the browser may refer to."""
    return Scope(
        pages=frozenset(key for key, _title in titles_by_key()),
        planned=planned(),
        sources=frozenset(models.Source.objects.values_list("key", flat=True)),
        vocabulary=vocabulary(),
    )


def page_with_key(key: str, language: str) -> models.BasePage | None:
    """The page `key` in `language`, aliases included."""
    page = Page.objects.filter(translation_key=translation_key(key), locale__language_code=language).first()
    return page.specific if page else None


def home_paths() -> dict[str, str]:
    """The path of the published home page of each language that is open, English first."""
    rows = models.HomePage.objects.live().values_list("locale__language_code", "url_path")
    return dict(sorted(rows, key=lambda row: (row[0] != SOURCE_LANGUAGE, row[0])))


def homes_for(request: Any) -> dict[str, str]:
    """`home_paths`, asked once for a request; None stands for no request."""
    if request is None:
        return home_paths()
    if not hasattr(request, "manual_homes"):
        request.manual_homes = home_paths()
    homes: dict[str, str] = request.manual_homes
    return homes


def english_hash(page: models.BasePage) -> str:
    """The content hash of the English version of a translation, '' if there is none."""
    english = type(page).objects.filter(translation_key=page.translation_key, locale__language_code=SOURCE_LANGUAGE)
    return english.values_list("content_hash", flat=True).first() or ""


def locale_of(language: str) -> Locale:
    """The locale of a language; made when it is first asked for."""
    return Locale.objects.get_or_create(language_code=language)[0]


def pages_with_sources(keys: set[str]) -> dict[str, list[str]]:
    """For each of the source keys that a page uses: the titles of those pages."""
    users: dict[str, list[str]] = {}
    for title, sources in _of_every_kind("draft_title", "sources", condition=Q()):
        for key in keys.intersection(json.loads(sources) if isinstance(sources, str) else sources):
            users.setdefault(key, []).append(title)
    return users


def problems_of(page: models.BasePage) -> list[tuple[str, str]]:
    """(field, sentence) for everything that keeps the newest draft of `page` from being published."""
    return list(document_problems(document_of_page(page.get_latest_revision_as_object()), scope()))
