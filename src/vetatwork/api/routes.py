"""The addresses of the API: the manual here, the other rooms in files of their own."""

from typing import Any

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from ninja import Path, Query
from ninja.errors import HttpError

from vetatwork import __version__
from vetatwork.api.check_routes import router as check
from vetatwork.api.joint_routes import router as joint
from vetatwork.api.schemas import Cited, Items, Problem, Which, Whole
from vetatwork.api.strict import StrictAPI
from vetatwork.content.fields import Entries
from vetatwork.manual import queries as manual
from vetatwork.manual.presentation.plain import PlainText
from vetatwork.search.models import Entry
from vetatwork.search.queries import entries_about, entries_in

api = StrictAPI(
    title="VET@work",
    version=__version__,
    description="The manual as data. Texts are under CC BY 4.0: name VET@work and say what you changed.",
    docs_url=None,  # Its page of documentation would load from another host.
    openapi_url="/openapi.json",
    urls_namespace="api",
)
api.add_router("", check)
api.add_router("", joint)

NOT_FILTERS = {"lang", "kind", "limit", "offset"}
PROBLEMS = dict.fromkeys((400, 404, 405, 414, 422), Problem)


@api.get("/pages", response={200: Items, **PROBLEMS}, summary="Pages of the manual", operation_id="pages")
def pages(
    request: HttpRequest,
    which: Which = Query(...),  # type: ignore[type-arg]  # noqa: B008  # Ninja reads it so.
) -> dict[str, Any]:
    """Pages in short, in the order of the site's lists."""
    entries = _entries(which.lang)
    if which.kind:
        entries = entries.filter(kind=which.kind.value)
    chosen = {name: values for name, values in which.model_dump().items() if name not in NOT_FILTERS and values}
    found = entries_about(entries, chosen)
    part = found.order_by("kind", "order", "pk")[which.offset : which.offset + which.limit]
    return {"items": [_item(entry, which.lang) for entry in part], "count": found.count()}


@api.get("/pages/{path:key}", response={200: Whole, **PROBLEMS}, summary="A whole page", operation_id="page")
def page(
    request: HttpRequest,
    key: Path[str],
    lang: str = Query("en", max_length=12),  # type: ignore[type-arg]
) -> dict[str, Any]:
    """A page with its fields, texts and sources, in the reader's language or else in English."""
    entry = _entries(lang).filter(key=key[:200]).first()
    found = manual.page_with_key(entry.key, entry.language) if entry else None
    if entry is None or found is None:
        raise HttpError(404, "There is no page with this key.")
    plain = PlainText(found, lang)
    sources = [Cited.from_orm(source) for source in plain.sources]
    return {**_item(entry, lang), "fields": _fields(plain), "texts": plain.texts(), "sources": sources}


def _entries(language: str) -> QuerySet[Any]:
    """The entries a reader of `language` sees, each with the hash of its English page.

    Raises:
        HttpError: 404 if the site does not speak the language.
    """
    if language not in manual.home_paths():
        raise HttpError(404, "The site does not speak this language.")
    english = Entry.objects.filter(key=OuterRef("key"), language=settings.LANGUAGE_CODE).values("content_hash")[:1]
    return entries_in(language).annotate(english_hash=Coalesce(Subquery(english), Value("")))


def _item(entry: Any, language: str) -> dict[str, Any]:
    source = entry.language == settings.LANGUAGE_CODE
    return {
        "key": entry.key,
        "kind": entry.kind,
        "title": entry.title,
        "url": f"{settings.SITE_URL}/{language}/{entry.path}/",
        "summary": entry.summary,
        "steps": entry.about.get("steps", []),
        "lang": entry.language,
        "translated_from_current": source or entry.translated_from == entry.english_hash,
    }


def _fields(plain: PlainText) -> dict[str, Any]:
    """The fields of the page as JSON has them; texts stand elsewhere."""
    fields: dict[str, Any] = {}
    for part in plain.document.kind.fields():
        value: Any = plain.document.values.get(part.name)
        if isinstance(part, Entries):
            value = [{name: each for name, each in entry.items() if name != "text"} for entry in value or ()]
        elif hasattr(value, "isoformat"):
            value = value.isoformat()
        fields[part.name] = value
    return fields
