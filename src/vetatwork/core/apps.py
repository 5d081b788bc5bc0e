"""The core room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Audit trail and the ground the other rooms stand on."""

    name = "vetatwork.core"
    label = "core"
    verbose_name = _("Ground")
