"""The evaluation room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvaluationConfig(AppConfig):
    """The readiness check; tells lower rooms its part of the content folder and its jobs."""

    name = "vetatwork.evaluation"
    label = "evaluation"
    verbose_name = _("Readiness check")

    def ready(self) -> None:
        from datetime import timedelta

        from vetatwork.content.parts import register_part
        from vetatwork.core.jobs import register_job
        from vetatwork.evaluation.loading import InstrumentPart
        from vetatwork.evaluation.services import delete_expired

        register_part(InstrumentPart())
        register_job("evaluation.retention", every=timedelta(minutes=10), act=delete_expired)
