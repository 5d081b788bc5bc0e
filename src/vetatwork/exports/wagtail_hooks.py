"""The files to take away in the editor's reports: which are ready, which failed and why."""

from typing import Any

from django.db.models import QuerySet
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from vetatwork.exports.models import Build
from vetatwork.manual.editorial.entrance import ForEditors

NAME = "take_away_report"


class FilesReport(ForEditors, ReportView):
    """Each file, the state of its making, and what went wrong. For whoever may change pages."""

    page_title = _("Files to take away")
    header_icon = "download"
    index_url_name = NAME
    index_results_url_name = f"{NAME}_results"
    columns = [
        Column("name", label=_("File")),
        Column("state", label=_("State"), accessor="get_state_display"),
        Column("progress", label=_("Percent done")),
        DateColumn("content_at", label=_("Content of")),
        DateColumn("made_at", label=_("Made")),
        Column("size", label=_("Bytes")),
        Column("reason", label=_("Why it failed"), accessor="get_reason_display"),
        Column("error", label=_("What exactly went wrong")),
    ]
    list_export = ["name", "state", "progress", "started_at", "finished_at", "size", "content_at", "reason", "error"]

    def get_queryset(self) -> QuerySet[Build]:
        """All files in the order of the page."""
        return Build.objects.all()

    def get_filename(self) -> str:
        """Of the spreadsheet."""
        return "vetatwork-files"


@hooks.register("register_admin_urls")
def report_urls() -> list[Any]:
    """Where the report is."""
    return [
        path("reports/take-away/", FilesReport.as_view(), name=NAME),
        path("reports/take-away/results/", FilesReport.as_view(results_only=True), name=f"{NAME}_results"),
    ]


@hooks.register("register_reports_menu_item")
def report_in_menu() -> MenuItem:
    """The way to the report."""
    return MenuItem(FilesReport.page_title, reverse(NAME), icon_name=FilesReport.header_icon, order=800)
