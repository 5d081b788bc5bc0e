"""Which pages a reader of a language can read, and those pages themselves, a query a kind whatever their number."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import CharField, Value
from wagtail.models import Page, PageViewRestriction

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.manual.models import MODEL_OF_KIND, PAGE_MODELS, BasePage
from vetatwork.manual.presentation.shelf import address

COLUMNS = ("key", "pk", "title", "url_path", "path", "locale__language_code", "content_hash")


@dataclass(frozen=True)
class Listed:
    """A published page in one language. `path` is its place in the tree of that language."""

    key: str
    pk: int
    title: str
    url_path: str
    path: str
    language: str
    content_hash: str
    kind: str


class Published:
    """What everybody may read: each page in `language`, in English where there is no translation."""

    def __init__(self, language: str) -> None:
        self.language = language
        found = [row for row in _listed(language) if row.key]
        found.sort(key=lambda row: row.language == language)
        self.by_key = {row.key: row for row in found}
        self.english = {row.key: row for row in found if row.language == SOURCE_LANGUAGE}
        self._key_of_id = {row.pk: row.key for row in found}
        self._by_path = {row.path: row for row in found}

    def key_of_id(self, pk: int) -> str | None:
        """The key of the page with this id, in whichever language."""
        return self._key_of_id.get(pk)

    def parent_of(self, key: str) -> str:
        """The key of the page above; '' if there is none that can be read."""
        row = self._by_path.get(self.by_key[key].path[: -Page.steplen])
        return row.key if row else ""

    def url(self, key: str) -> str:
        """The whole address of a page on this site, for a reader of this language."""
        return f"{settings.SITE_URL}{address(self.language, self.by_key[key].url_path)}"

    def pages(self, keys: Iterable[str]) -> dict[str, BasePage]:
        """Those of `keys` that can be read, each page with all it says."""
        wanted: dict[str, list[int]] = {}
        for key in keys:
            if row := self.by_key.get(key):
                wanted.setdefault(row.kind, []).append(row.pk)
        found: dict[str, BasePage] = {}
        for kind, ids in wanted.items():
            for page in MODEL_OF_KIND[kind].objects.filter(pk__in=ids).select_related("locale"):
                found[page.key] = page
        return found


def _listed(language: str) -> list[Listed]:
    first, *others = (
        model.objects.live()
        .filter(alias_of=None, locale__language_code__in={language, SOURCE_LANGUAGE})
        .order_by()
        .annotate(kind_name=Value(model.kind.name, output_field=CharField()))
        .values_list(*COLUMNS, "kind_name")
        for model in PAGE_MODELS
    )
    rows: Iterable[tuple[Any, ...]] = first.union(*others, all=True)
    hidden = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
    return [row for values in rows if not (row := Listed(*values)).path.startswith(hidden)]
