"""The manual in Wagtail's editor: sources, and what must not be published or deleted."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from vetatwork.manual import queries
from vetatwork.manual.editorial import hooks as _editors_desk  # noqa: F401  # It registers itself.
from vetatwork.manual.feedback import hooks as _readers_voices  # noqa: F401  # It registers itself.
from vetatwork.manual.models import BasePage, Source
from vetatwork.manual.practice import hooks as _practices  # noqa: F401  # It registers itself.


class SourceForm(WagtailAdminModelForm):
    """The key of a source is chosen once: texts cite it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "key" in self.fields:
            self.fields["key"].disabled = True


Source.base_form_class = SourceForm  # type: ignore[attr-defined]  # Wagtail looks for it there.


class SourceViewSet(SnippetViewSet):
    """Sources in the editor's menu."""

    model = Source
    icon = "doc-full"
    menu_label = gettext_lazy("Sources")
    menu_order = 150
    add_to_admin_menu = True
    list_display = ["key", "author", "title", "year", "quality"]
    list_filter = ["quality"]
    search_fields = ["key", "author", "title"]
    ordering = ["key"]


register_snippet(SourceViewSet)


@hooks.register("before_delete_snippet")
def keep_cited_sources(request: HttpRequest, instances: Sequence[Any]) -> HttpResponse | None:
    """A source that a page uses stays."""
    keys = {source.key for source in instances if isinstance(source, Source)}
    users = queries.pages_with_sources(keys) if keys else {}
    if not users:
        return None
    for key, titles in users.items():
        text = _("“%(key)s” is used by: %(pages)s. Take it off these pages first.")
        messages.error(request, text % {"key": key, "pages": ", ".join(titles)})
    return redirect("wagtailsnippets_manual_source:list")


@hooks.register("before_bulk_action")
def publish_whole_pages_only(
    request: HttpRequest, action: str, objects: Sequence[Any], view: Any
) -> HttpResponse | None:
    """Publishing from a list asks what publishing from the editor asks: that nothing is missing or broken."""
    if action != "publish" or request.method != "POST":
        return None
    pages = [page.specific for page in objects if isinstance(page, Page)]
    if request.POST.get("include_descendants"):
        pages += [below for page in pages for below in page.get_descendants().not_live().specific()]
    broken = [page for page in pages if isinstance(page, BasePage) and queries.problems_of(page)]
    for page in broken:
        text = _("“%(page)s” is not finished. Open it and publish it there, to see what is missing.")
        messages.error(request, text % {"page": page.get_admin_display_title()})
    return redirect(request.get_full_path()) if broken else None


@hooks.register("construct_main_menu")
def hide_what_the_manual_does_not_use(request: HttpRequest, items: list[Any]) -> None:
    """No page carries images or documents from the editor: pictures are drawn by the site."""
    items[:] = [item for item in items if item.name not in ("images", "documents")]
