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
        from vetatwork.evaluation import panels
        from vetatwork.evaluation.frame import check_link
        from vetatwork.evaluation.joint.services import forget_invitations
        from vetatwork.evaluation.loading import InstrumentPart
        from vetatwork.evaluation.services import delete_expired
        from vetatwork.manual.presentation.panels import Place, register_panel
        from vetatwork.manual.tools import Tool, register_tool
        from vetatwork.ui.frame import register_link

        register_tool(
            Tool(
                "check/",
                _("Readiness check"),
                _(
                    "A short self-evaluation for employers and VET providers: how ready are you to train learners "
                    "together, and what comes next? No account, nothing personal."
                ),
                words=_(
                    "readiness check, quick check, full check, self-evaluation, self-assessment, quiz,"
                    " questionnaire, survey, how ready are we"
                ),
            )
        )
        register_link(check_link)
        register_panel(Place.BEFORE, ("method", "obstacle", "case"), panels.way_back)
        register_panel(Place.AFTER, ("method",), panels.raised_by_kit)
        register_panel(Place.AFTER, ("obstacle",), panels.shown_by_obstacle)
        register_panel(Place.AFTER, ("home",), panels.offer_on_home)
        register_panel(Place.AFTER, ("page",), panels.offer_to_side)
        register_part(InstrumentPart())
        register_job("evaluation.retention", every=timedelta(minutes=10), act=delete_expired)
        register_job("evaluation.invitations", every=timedelta(hours=1), act=forget_invitations)
