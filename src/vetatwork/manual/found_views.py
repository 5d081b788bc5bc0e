"""What search engines and programs read: the map of the site, the summary for language models, pages as Markdown."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.core.methods import reads_only
from vetatwork.manual import queries
from vetatwork.manual.models import HomePage
from vetatwork.manual.presentation.plain import page_as_markdown
from vetatwork.manual.presentation.shelf import address, kind_groups
from vetatwork.manual.tools import tools
from vetatwork.manual.views import published_page
from vetatwork.search.models import Entry

MOST_ADDRESSES = 50_000
"""Of one site map, by its standard."""

IN_SHORT = ("section", "page", "method", "obstacle", "standard", "template")
"""Kinds that the summary for language models names one by one; cases and words are many."""


@reads_only
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page in every language it is written in, with its other languages."""
    paths: dict[str, dict[str, str]] = {}
    for language in queries.home_paths():
        paths.setdefault("", {})[language] = f"/{language}/"
    open_languages = set(paths.get("", {}))
    rows = Entry.objects.filter(language__in=open_languages).order_by("key", "language")
    for key, language, path in rows.values_list("key", "language", "path")[:MOST_ADDRESSES]:
        paths.setdefault(key, {})[language] = f"/{language}/{path}/"
    for tool in tools():
        paths[tool.path] = {language: f"/{language}/{tool.path}" for language in open_languages}
    context = {"pages": list(paths.values()), "site": settings.SITE_URL}
    return render(request, "manual/sitemap.xml", context, content_type="application/xml; charset=utf-8")


@reads_only
def summary_for_models(request: HttpRequest) -> HttpResponse:
    """`llms.txt`: what the site is, what one can do there, and where its pages stand as Markdown; in English."""
    home = HomePage.objects.live().filter(locale__language_code=SOURCE_LANGUAGE).first()
    english = f"{settings.SITE_URL}/{SOURCE_LANGUAGE}"
    with translation.override(SOURCE_LANGUAGE):
        labels = kind_groups()
        groups: dict[str, list[dict[str, str]]] = {labels[kind]: [] for kind in IN_SHORT}
        for entry in Entry.objects.filter(language=SOURCE_LANGUAGE, kind__in=IN_SHORT).order_by("order"):
            url = f"{english}/{entry.path}/index.md"
            groups[labels[entry.kind]].append({"title": entry.title, "url": url, "summary": entry.summary})
        groups[_("Tools")] = [
            {"title": str(tool.title), "url": f"{english}/{tool.path}", "summary": str(tool.summary)}
            for tool in tools()
        ]
        context: dict[str, Any] = {"home": home, "groups": groups, "site": settings.SITE_URL}
        return render(request, "manual/llms.txt", context, content_type="text/plain; charset=utf-8")


@reads_only
def as_markdown(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """The page at `path` as Markdown, in English where it is not translated."""
    page = published_page(request, path)
    if isinstance(page, HttpResponseBase):
        return page
    response = HttpResponse(page_as_markdown(page), content_type="text/markdown; charset=utf-8")
    language = get_language() or SOURCE_LANGUAGE
    response["Link"] = f'<{settings.SITE_URL}{address(language, page.url_path)}>; rel="canonical"'
    response["X-Robots-Tag"] = "noindex"
    return response
