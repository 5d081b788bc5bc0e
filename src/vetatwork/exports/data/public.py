"""What of the manual is public: published pages of open languages, as documents that name nothing else.

A page that others name and that is not public stays named in their lists; a link to it in a text becomes words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wagtail.models import PageViewRestriction

from vetatwork.content.document import Document
from vetatwork.content.fields import Entries, PageRef
from vetatwork.content.kinds import kinds
from vetatwork.content.prose import Cite, Inlines, Link, Prose, changed, normal
from vetatwork.content.sources import SOURCE_KIND
from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.manual import queries
from vetatwork.manual.mapping import document_of
from vetatwork.manual.models import PAGE_MODELS, BasePage, Source
from vetatwork.manual.presentation.shelf import address


@dataclass(frozen=True)
class PublicPage:
    """A published page; `path` is where it stands on the site.

    `is_current` is whether the English page, if this is a translation, still says what was translated.
    """

    document: Document
    path: str
    published: datetime | None
    is_current: bool


@dataclass(frozen=True)
class PublicContent:
    """Everything that is public. `pages` are in the order of kinds, languages and keys, `sources` in that of keys."""

    languages: tuple[str, ...]
    pages: tuple[PublicPage, ...] = ()
    sources: tuple[Document, ...] = ()
    keys: frozenset[str] = field(default_factory=frozenset)

    @property
    def newest(self) -> datetime | None:
        """When the newest of the pages was published."""
        return max((page.published for page in self.pages if page.published), default=None)


def public_content() -> PublicContent:
    """What everybody can read now."""
    languages = tuple(queries.home_paths())
    found = {(page.document.key, page.document.language): page for page in _published(languages)}
    while outside := [place for place, page in found.items() if not _has_its_place(page.document, found)]:
        for place in outside:
            del found[place]
    keys = frozenset(key for key, _language in found)
    sources = tuple(_sources())
    cited = frozenset(source.key.removeprefix("sources/") for source in sources)
    for page in found.values():
        _name_only(page.document, keys, cited)
    return PublicContent(languages, tuple(sorted(found.values(), key=_order)), sources, keys)


def _order(page: PublicPage) -> tuple[int, bool, str, str]:
    document = page.document
    rank = [kind.name for kind in kinds()].index(document.kind.name)
    return rank, document.language != SOURCE_LANGUAGE, document.language, document.key


def _published(languages: tuple[str, ...]) -> Iterator[PublicPage]:
    """Published pages as they are on the site, not as they are in somebody's draft."""
    keys = queries.keys_by_id()
    hidden = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
    pages = [page for page in _live(languages) if page.key and not page.path.startswith(hidden)]
    hashes = {page.key: page.content_hash for page in pages if page.locale.language_code == SOURCE_LANGUAGE}
    for page in pages:
        document = document_of(page, keys.get)
        is_current = document.language == SOURCE_LANGUAGE or page.translated_from == hashes.get(page.key)
        yield PublicPage(document, address(document.language, page.url_path), page.last_published_at, is_current)


def _live(languages: tuple[str, ...]) -> Iterator[BasePage]:
    for model in PAGE_MODELS:
        live = model.objects.live().filter(alias_of=None, locale__language_code__in=languages)
        yield from live.select_related("locale")


def _has_its_place(document: Document, found: dict[tuple[str, str], Any]) -> bool:
    """Whether there is a public page above it, and the English one that it translates."""
    parent = document.kind.parent(document.key, document.values)
    above = not parent or (parent, SOURCE_LANGUAGE) in found
    return above and (document.key, SOURCE_LANGUAGE) in found


def _sources() -> Iterator[Document]:
    for source in Source.objects.order_by("key"):
        values = {part.name: getattr(source, part.name) for part in SOURCE_KIND.fields()}
        yield Document(SOURCE_KIND, f"sources/{source.key}", "", values)


# --- Naming nothing that is not public --------------------------------------------------------------------------------


def _name_only(document: Document, keys: frozenset[str], sources: frozenset[str]) -> None:
    """Let the texts of `document` lead to pages of `keys` and cite `sources` alone."""

    def change(inline: Link | Cite) -> Inlines:
        if isinstance(inline, Cite):
            return (inline,) if inline.key in sources else ()
        return inline.children if inline.key and inline.key not in keys else (inline,)

    def text(prose: Prose) -> Prose:
        new = changed(prose, change)
        return prose if new == prose else normal(new)

    values = document.values
    values["sources"] = [key for key in values.get("sources") or () if key in sources]
    for cell in document.kind.cells():
        values[cell.name] = text(values.get(cell.name) or ())
    for entries in document.kind.entries():
        kept = [entry for entry in values.get(entries.name) or () if _leads(entries, entry, keys)]
        has_texts = bool(entries.heading)
        values[entries.name] = [{**entry, "text": text(entry["text"])} if has_texts else entry for entry in kept]


def _leads(entries: Entries, entry: dict[str, Any], keys: frozenset[str]) -> bool:
    """Whether the pages that an entry must lead to are there."""
    references = [part for part in entries.parts if isinstance(part, PageRef)]
    return all(part.key(entry[part.name]) in keys for part in references if entry.get(part.name))
