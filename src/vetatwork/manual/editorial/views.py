"""The editors' desk in Wagtail's admin: an overview, a page for each list, and what can be decided about an address."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView

from vetatwork.manual.editorial import link_services
from vetatwork.manual.editorial.entrance import ForEditors
from vetatwork.manual.editorial.listing import Line, Listing
from vetatwork.manual.editorial.lists import LISTINGS
from vetatwork.manual.editorial.now import OLD_AFTER_YEARS, ManualNow
from vetatwork.manual.editorial.queues import Queue, queues
from vetatwork.manual.models import LinkCheck
from vetatwork.manual.presentation.shelf import kind_labels

WORST = 3
"""Lines of a list that the overview shows."""

ALL = "all"
TITLE = gettext_lazy("Editors' desk")


@dataclass(frozen=True)
class Card:
    """A list on the overview: how many lines ask for something, and the first of them."""

    listing: Listing
    count: int
    worst: list[Line]
    url: str


class Overview(ForEditors, WagtailAdminTemplateMixin, TemplateView):  # type: ignore[misc]  # Wagtail is untyped.
    """Everything that waits for an editor, in numbers, with the worst few of each."""

    template_name = "manual/editorial/overview.html"
    page_title = TITLE
    header_icon = "tasks"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = ManualNow(timezone.localdate())
        waiting = queues()
        return {
            **super().get_context_data(**kwargs),
            "cards": sorted((_card(listing, now) for listing in LISTINGS.values()), key=lambda card: not card.count),
            "queues": waiting,
            "pages": sum(page.is_live for page in now.pages),
            "link_check": settings.LINK_CHECK,
        }

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": TITLE}]


def _card(listing: Listing, now: ManualNow) -> Card:
    counted = listing.counted(now)
    return Card(listing, len(counted), counted[:WORST], reverse("editors_desk:list", args=[listing.name]))


# --- One list ---------------------------------------------------------------------------------------------------------


class Narrowing(forms.Form):
    """What of a list is shown."""

    group = forms.ChoiceField(label=gettext_lazy("Show"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of page"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    years = forms.IntegerField(
        label=gettext_lazy("Old after (years)"), required=False, min_value=1, max_value=99, initial=OLD_AFTER_YEARS
    )

    def __init__(self, data: Any, listing: Listing, lines: list[Line]) -> None:
        super().__init__({"years": OLD_AFTER_YEARS, **data.dict()})
        counts = Counter(line.group for line in lines)
        groups = [("", _("What asks for something") if listing.not_counted else _("Everything"))]
        groups += [(ALL, _("Everything"))] if listing.not_counted else []
        groups += [(key, f"{label} ({counts[key]})") for key, label in listing.groups.items()]
        self._offer("group", groups if listing.groups else [])
        self._offer("kind", _options({line.kind for line in lines}, kind_labels()))
        self._offer("language", _options({line.language for line in lines}, dict(settings.LANGUAGES)))
        if not listing.asks_years:
            del self.fields["years"]

    def _offer(self, name: str, options: list[tuple[str, Any]]) -> None:
        """Options to choose from; a field with nothing to choose is not shown."""
        field = self.fields[name]
        if len(options) > 1 and isinstance(field, forms.ChoiceField):
            field.choices = options
        else:
            del self.fields[name]

    def chosen(self, name: str) -> Any:
        """What was chosen; nothing where it was not offered or makes no sense."""
        return self.cleaned_data.get(name) if self.is_valid() or name in self.cleaned_data else None


def _options(keys: set[str], labels: dict[str, Any]) -> list[tuple[str, Any]]:
    named = [(key, labels.get(key, key)) for key in keys if key]
    return [("", _("All")), *sorted(named, key=lambda option: str(option[1]))] if len(named) > 1 else []


class ListView(ForEditors, ReportView):  # type: ignore[misc]  # Wagtail is untyped.
    """A list in full. It can be narrowed and taken away as a table."""

    template_name = "manual/editorial/list.html"
    results_template_name = "manual/editorial/lines.html"
    header_icon = "tasks"
    paginate_by = 50

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["name"] not in LISTINGS:
            raise Http404
        self.listing = LISTINGS[kwargs["name"]]
        self.page_title = self.listing.heading
        self.export_filename = f"desk-{self.listing.name}"
        self.columns: list[Any] = []
        self.list_export = [*map(str, range(len(self._headings())))]

    def get_queryset(self) -> list[Line]:
        lines = self.listing.lines(ManualNow(timezone.localdate(), self._years()))
        self.form = Narrowing(self.request.GET, self.listing, lines)
        group, kind, language = (self.form.chosen(name) for name in ("group", "kind", "language"))
        return [line for line in lines if self._is_shown(line, group, kind, language)]

    def _years(self) -> int:
        given = self.request.GET.get("years", "")
        return int(given) if given.isascii() and given.isdigit() and 0 < int(given[:3]) < 100 else OLD_AFTER_YEARS

    def _is_shown(self, line: Line, group: str, kind: str, language: str) -> bool:
        in_group = line.group not in self.listing.not_counted if not group else group in (ALL, line.group)
        return in_group and kind in ("", None, line.kind) and language in ("", None, line.language)

    def get_table(self, object_list: Any) -> Any:
        """The template draws the table: a line is no object of the database."""
        from wagtail.admin.ui.tables import Table

        return Table([], [])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "listing": self.listing,
            "form": self.form if self.form.fields else None,
            "here": self.request.get_full_path(),
            "link_check": settings.LINK_CHECK,
        }

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        overview = {"url": reverse("editors_desk:overview"), "label": TITLE}
        return [*self.breadcrumbs_items, overview, {"url": "", "label": self.listing.heading}]

    # As a table to take away.

    def _headings(self) -> list[str]:
        listing = self.listing
        headings = [listing.first_column, _("Language"), *listing.columns, _("To edit it")]
        return [str(heading) for heading in (*headings, *([listing.users_column] if listing.users_column else []))]

    def get_heading(self, queryset: Any, field: str) -> str:
        return self._headings()[int(field)]

    def to_row_dict(self, item: Line) -> dict[str, Any]:
        edit = settings.SITE_URL + item.url if item.url else ""
        cells = [item.title, item.language, *item.cells, edit]
        cells += ["; ".join(page.title for page in item.users)] if self.listing.users_column else []
        return {str(number): _as_text(cell) for number, cell in enumerate(cells)}


def _as_text(cell: str | int) -> str | int:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t") else cell


# --- Decisions about addresses ----------------------------------------------------------------------------------------


class LinkDecision(ForEditors, View):
    """Ask an address again, or ignore it; then back to the list."""

    def post(self, request: HttpRequest, pk: int, decision: str) -> HttpResponse:
        check = get_object_or_404(LinkCheck, pk=pk)
        actor = f"user:{request.user.pk}"
        if decision == "again":
            link_services.ask_again(check=check, actor=actor, now=timezone.now())
            messages.success(request, _("It stands first in the queue: %(address)s") % {"address": check.address})
        else:
            link_services.ignore_link(check=check, actor=actor)
            messages.success(request, _("It is ignored from now on: %(address)s") % {"address": check.address})
        here = request.POST.get("next", "")
        if not url_has_allowed_host_and_scheme(here, {request.get_host()}):
            here = reverse("editors_desk:list", args=["links"])
        return redirect(here)


__all__ = ["Card", "LinkDecision", "ListView", "Overview", "Queue"]
