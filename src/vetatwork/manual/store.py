"""The manual's pages and sources as the store that content files are loaded into and dumped from."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from vetatwork.content.document import Document
from vetatwork.content.sources import SOURCE_KIND
from vetatwork.content.store import StoreError
from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.manual import queries
from vetatwork.manual.mapping import document_of, put_values, translation_key
from vetatwork.manual.models import MODEL_OF_KIND, PAGE_MODELS, HomePage, Source


class PageStore:
    """Pages in Wagtail's tree, sources in their table. One object serves one load or dump, so it may remember keys."""

    def __init__(self) -> None:
        self._ids: dict[str, dict[str, int]] = {}

    def documents(self) -> Iterator[Document]:
        """Every source, then every page with its newest draft; pages that only mirror another language are left out."""
        for source in Source.objects.all():
            values = {part.name: getattr(source, part.name) for part in SOURCE_KIND.front_parts()}
            yield Document(SOURCE_KIND, f"sources/{source.key}", "", values)
        keys = queries.keys_by_id()
        for model in PAGE_MODELS:
            for page in model.objects.filter(alias_of=None).select_related("locale", "latest_revision"):
                newest = page.get_latest_revision_as_object() if page.has_unpublished_changes else page
                yield document_of(newest, keys.get)

    def make_room(self, document: Document) -> None:
        """See that the page of `document` exists, unpublished, under its parent."""
        if not document.language:
            return
        page = queries.page_with_key(document.key, document.language)
        parent = self._parent(document)
        if page is None:
            page = _new_page(document)
            with disable_reference_index_auto_update():  # It says nothing yet.
                parent.add_child(instance=page)
            self._ids.pop(document.language, None)
        elif document.kind.address:
            _settle(page, parent, document)
        if document.kind.name == "home" and document.language == SOURCE_LANGUAGE:
            _make_first_page(page)

    def write(self, document: Document) -> None:
        """Publish `document` as the content of its page, with a revision in the page's history."""
        if not document.language:
            values = {part.name: document.values.get(part.name) for part in SOURCE_KIND.front_parts()}
            Source.objects.update_or_create(key=document.key.removeprefix("sources/"), defaults=values)
            return
        page: Any = queries.page_with_key(document.key, document.language)
        page.alias_of = None
        put_values(page, document, self._ids_of(document.language).get)
        # Publishing checks the page and notes what it refers to: once is enough.
        with disable_reference_index_auto_update():
            revision = page.save_revision(log_action=True, clean=False)
        revision.publish()

    def delete(self, key: str, language: str) -> None:
        """Delete a page or source that has no file any more.

        Raises:
            StoreError: if pages stand below it.
        """
        if not language:
            Source.objects.filter(key=key.removeprefix("sources/")).delete()
            return
        page = queries.page_with_key(key, language)
        if page is None:
            return
        if page.get_children().filter(alias_of=None).exists():
            raise StoreError(f"{key} ({language}) cannot be deleted: pages stand below it. Delete or move those first.")
        for alias in Page.objects.filter(alias_of_id=page.pk):
            alias.specific.delete()
        page.delete()

    def _parent(self, document: Document) -> Page:
        parent_key = document.kind.parent(document.key, document.values)
        if not parent_key:
            return Page.objects.get(depth=1)
        parent = queries.page_with_key(parent_key, document.language)
        if parent is None and document.language != SOURCE_LANGUAGE:
            english = queries.page_with_key(parent_key, SOURCE_LANGUAGE)
            if english is not None:
                parent = english.copy_for_translation(
                    queries.locale_of(document.language), copy_parents=True, alias=True
                )
        if parent is None:
            raise StoreError(
                f"{document.key} ({document.language}) stands under {parent_key}, and there is no such page."
            )
        return parent

    def _ids_of(self, language: str) -> dict[str, int]:
        if language not in self._ids:
            self._ids[language] = queries.ids_by_key(language)
        return self._ids[language]


def _new_page(document: Document) -> Any:
    slug = document.kind.slug(document.key, document.values)
    if document.kind.name == "home" and document.language != SOURCE_LANGUAGE:
        slug = f"home-{document.language}"
    elif document.kind.name == "home":
        _delete_welcome_page()
    return MODEL_OF_KIND[document.kind.name](
        title=document.title,
        slug=slug,
        key=document.key,
        translation_key=translation_key(document.key),
        locale=queries.locale_of(document.language),
        live=False,
    )


def _delete_welcome_page() -> None:
    """Wagtail's first migration makes a page that nobody wrote; ours takes its place."""
    for page in Page.objects.filter(depth=2, slug="home"):
        if page.specific_class is Page:
            page.delete()


def _make_first_page(home: Any) -> None:
    if isinstance(home, HomePage) and not Site.objects.filter(root_page_id=home.pk).exists():
        address = urlsplit(settings.SITE_URL)
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={
                "hostname": address.hostname or "localhost",
                "port": address.port or (443 if address.scheme == "https" else 80),
                "site_name": settings.WAGTAIL_SITE_NAME,
                "root_page": home,
            },
        )


def _settle(page: Any, parent: Page, document: Document) -> None:
    """A lesson moves with its number and its kit."""
    if page.get_parent().pk != parent.pk:
        page.move(parent, pos="last-child")
        page.refresh_from_db()
    slug = document.kind.slug(document.key, document.values)
    if page.slug != slug:
        page.slug = slug
        page.save(clean=False)
