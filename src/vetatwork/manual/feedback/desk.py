"""Readers' voices in Wagtail's admin: the texts, the pages by what was said of them, and what editors decide."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.ui.tables import Table
from wagtail.admin.views.reports import ReportView

from vetatwork.manual.editorial.entrance import ForEditors
from vetatwork.manual.feedback import queries, services
from vetatwork.manual.models import Feedback, VoiceState

ALL = "all"
TITLE = gettext_lazy("Readers' voices")
BY_PAGE = gettext_lazy("Readers' voices by page")
DELETE = "delete"
SAID = {
    VoiceState.NEW: gettext_lazy("It is among the new ones again."),
    VoiceState.HANDLED: gettext_lazy("It is marked as handled."),
    VoiceState.ASIDE: gettext_lazy("It is put aside and counts no more."),
}


class VoicesForm(forms.Form):
    """Which texts are shown."""

    state = forms.ChoiceField(label=gettext_lazy("Show"), required=False)
    page = forms.ChoiceField(label=gettext_lazy("Page"), required=False)

    def __init__(self, data: Any, tallies: list[queries.Tally]) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        states = {VoiceState.NEW: _("new"), VoiceState.HANDLED: _("handled"), VoiceState.ASIDE: _("put aside")}
        fields["state"].choices = [("", states.pop(VoiceState.NEW)), *states.items(), (ALL, _("all"))]
        named = sorted(((tally.key, tally.title) for tally in tallies), key=lambda pair: pair[1])
        fields["page"].choices = [("", _("every page")), *named]
        self.is_valid()

    @property
    def shown_state(self) -> str:
        """The state that is shown, '' for all."""
        chosen = self.cleaned_data.get("state") or VoiceState.NEW.value
        return "" if chosen == ALL else chosen

    @property
    def shown_page(self) -> str:
        """The key of the page whose texts are shown, '' for all pages."""
        return self.cleaned_data.get("page") or ""


class Report(ForEditors, ReportView):  # type: ignore[misc]  # Wagtail has no types.
    """A table that a template of ours draws and that can be taken away as a file. `headings` are those of the file."""

    header_icon = "comment"
    paginate_by = 50
    headings: tuple[Any, ...] = ()
    cells: Callable[[Any], list[Any]]
    """Makes a line of the file."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.columns: list[Any] = []
        self.list_export = [str(number) for number in range(len(self.headings))]

    def get_table(self, object_list: Any) -> Any:
        """The template draws it."""
        return Table([], [])

    def get_heading(self, queryset: Any, field: str) -> str:
        return str(self.headings[int(field)])

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {str(number): _as_text(cell) for number, cell in enumerate(self.cells(item))}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


def _as_text(cell: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t") else cell


class Texts(Report):
    """What readers wrote, newest first."""

    page_title = TITLE
    template_name = "manual/feedback/texts.html"
    results_template_name = "manual/feedback/texts_results.html"
    export_filename = "readers-voices"
    headings = (
        gettext_lazy("Page"), gettext_lazy("Key"), gettext_lazy("Language"), gettext_lazy("Helpful"),
        gettext_lazy("Text"), gettext_lazy("State"), gettext_lazy("Written"),
    )  # fmt: skip

    def get_queryset(self) -> Any:
        self.tallies = queries.tallies()
        self.titles = queries.titles_of_subjects()
        self.form = VoicesForm(self.request.GET, self.tallies)
        return queries.texts(key=self.form.shown_page, state=self.form.shown_state)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for voice in context["object_list"]:
            voice.title = self.titles.get(voice.key, voice.key)
        tally = next((tally for tally in self.tallies if tally.key == self.form.shown_page), None)
        return {**context, "form": self.form, "tally": tally, "here": self.request.get_full_path()}

    def cells(self, item: Any) -> list[Any]:
        helpful = _("yes") if item.is_helpful else _("not yet")
        written = date_format(timezone.localtime(item.written_at), "DATETIME_FORMAT")
        title = self.titles.get(item.key, item.key)
        return [title, item.key, item.language, helpful, item.text, str(item.get_state_display()), written]


class Pages(Report):
    """Every page of which something was said, those that helped least first."""

    page_title = BY_PAGE
    template_name = "manual/feedback/pages.html"
    results_template_name = "manual/feedback/pages_results.html"
    export_filename = "readers-voices-by-page"
    headings = (
        gettext_lazy("Page"), gettext_lazy("Key"), gettext_lazy("Yes"), gettext_lazy("Not yet"),
        gettext_lazy("New texts"), gettext_lazy("Texts"),
    )  # fmt: skip

    def get_queryset(self) -> Any:
        return queries.tallies()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *before, here = super().get_breadcrumbs_items()
        return [*before, {"url": reverse("voices:texts"), "label": TITLE}, here]

    def cells(self, item: Any) -> list[Any]:
        return [item.title, item.key, item.yes, item.not_yet, item.new, item.texts]


class Decide(ForEditors, View):
    """Handled, put aside, new again, deleted; then back to the list."""

    def post(self, request: HttpRequest, pk: int, decision: str) -> HttpResponse:
        voice = get_object_or_404(Feedback, pk=pk)
        actor = f"user:{request.user.pk}"
        if decision == DELETE:
            services.delete_voice(voice=voice, actor=actor)
            messages.success(request, _("It is deleted."))
        else:
            services.decide(voice=voice, state=decision, actor=actor, now=timezone.now())
            messages.success(request, SAID[VoiceState(decision)])
        here = request.POST.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(here, {request.get_host()}, require_https=request.is_secure())
        return redirect(here if is_ours else reverse("voices:texts"))


def texts_address(key: str) -> str:
    """The address of the list with every text about one page."""
    return f"{reverse('voices:texts')}?{urlencode({'state': ALL, 'page': key})}"
