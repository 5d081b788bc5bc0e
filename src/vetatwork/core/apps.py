"""The core room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Audit trail and the ground the other rooms stand on."""

    name = "vetatwork.core"
    label = "core"
    verbose_name = _("Ground")

    def ready(self) -> None:
        from datetime import timedelta

        from vetatwork.core.jobs import register_job
        from vetatwork.core.rate_limit import forget_used_allowances

        register_job("core.allowances", every=timedelta(minutes=1), act=forget_used_allowances)
