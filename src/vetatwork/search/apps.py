"""The search room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Entries, their words and what they are about."""

    name = "vetatwork.search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from datetime import timedelta

        from vetatwork.core.jobs import register_job
        from vetatwork.search.services import forget_missed_searches

        register_job("search.missed", every=timedelta(days=1), act=forget_missed_searches)
