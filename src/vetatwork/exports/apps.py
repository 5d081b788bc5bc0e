"""The exports room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExportsConfig(AppConfig):
    """The manual to take away; tells lower rooms its address, its job and what it adds to their pages."""

    name = "vetatwork.exports"
    label = "exports"
    verbose_name = _("Take away")

    def ready(self) -> None:
        from datetime import timedelta

        from vetatwork.core.jobs import register_job
        from vetatwork.exports import panels
        from vetatwork.exports.builds.job import look_for_stale_files
        from vetatwork.manual.presentation.panels import Place, register_panel
        from vetatwork.manual.tools import Tool, register_tool
        from vetatwork.ui.frame import register_link

        register_tool(
            Tool(
                "take-away/",
                _("Take away"),
                _(
                    "The manual as PDF and EPUB, a handout of the pages you choose, the whole site in a folder that "
                    "works without internet, and everything as open data."
                ),
                words=_(
                    "take away, download, PDF, EPUB, e-book, book, whole manual, print, handout, offline, without "
                    "internet, zip, open data, JSON, CSV"
                ),
            )
        )
        register_link(panels.take_away_link, needs_server=True)
        register_panel(Place.AFTER, panels.KINDS, panels.take_page, needs_server=True)
        register_job("exports.builds", every=timedelta(minutes=1), act=look_for_stale_files)
