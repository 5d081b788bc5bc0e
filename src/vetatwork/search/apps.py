"""The search room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Entries, their words and what they are about."""

    name = "vetatwork.search"
    label = "search"
    verbose_name = _("Search")
