"""Addresses of the check, below the code of a language."""

from django.urls import path, re_path, register_converter
from django.urls.converters import StringConverter

from vetatwork.evaluation.views import draft, embed, joint, result, start, table, together


class TokenConverter(StringConverter):
    """A token, or something of the same form: wrong ones are not told apart from others."""

    regex = r"[A-Za-z0-9_-]{16,128}"


class SideConverter(StringConverter):
    """Who answers."""

    regex = "provider|employer"


class FormConverter(StringConverter):
    """How much is asked."""

    regex = "quick|full"


register_converter(TokenConverter, "token")
register_converter(SideConverter, "side")
register_converter(FormConverter, "form")

urlpatterns = [
    path("check/", start.start, name="check"),
    path("check/<side:side>/<form:form>/", start.about, name="check-about"),
    path("check/embed/", embed.embed, name="check-embed"),
    path("check/draft/<token:token>/<int:number>/", draft.questions, name="check-questions"),
    path("check/draft/<token:token>/answers/", draft.answers, name="check-answers"),
    path("check/draft/<token:token>/start-afresh/", draft.start_afresh, name="check-start-afresh"),
    path("check/invitation/<token:token>/", together.invitation, name="check-invitation"),
    path("check/table/", table.table, name="check-table"),
    path("check/table/paper.pdf", table.paper, name="check-paper"),
    path("check/table/typed/", table.typed, name="check-typed"),
    path("check/table/<token:token>/<side:side>/", table.table_side, name="check-table-side"),
    path("check/joint/withdrawn/", joint.withdrawn, name="check-withdrawn"),
    path("check/joint/<token:token>/", joint.joint, name="check-joint"),
    re_path(r"^check/joint/(?P<token>[A-Za-z0-9_-]{16,128})\.pdf$", joint.joint_pdf, name="check-joint-pdf"),
    path("check/joint/<token:token>/steps/", joint.save_steps, name="check-save-steps"),
    path("check/joint/<token:token>/withdraw/", joint.withdraw, name="check-withdraw"),
    re_path(
        r"^check/joint/(?P<token>[A-Za-z0-9_-]{16,128})/(?P<name>steps|minutes)\.(?P<ending>pdf|docx|ics)$",
        joint.joint_file,
        name="check-joint-file",
    ),
    path("check/result/deleted/", result.deleted, name="check-deleted"),
    path("check/result/<token:token>/", result.result, name="check-result"),
    re_path(
        r"^check/result/(?P<token>[A-Za-z0-9_-]{16,128})\.(?P<ending>pdf|json)$",
        result.result_file,
        name="check-result-file",
    ),
    path("check/result/<token:token>/plan/", result.save_plan, name="check-save-plan"),
    re_path(
        r"^check/result/(?P<token>[A-Za-z0-9_-]{16,128})/plan\.(?P<ending>pdf|docx|ics)$",
        result.plan_file,
        name="check-plan-file",
    ),
    path("check/result/<token:token>/together/", together.together, name="check-together"),
    path("check/result/<token:token>/invitations/", together.invitations, name="check-invitations"),
    path("check/result/<token:token>/invitations/<token:invitation>/qr.svg", together.qr_code, name="check-qr"),
    path("check/result/<token:token>/invitations/<token:invitation>/revoke/", together.revoke, name="check-revoke"),
    path("check/result/<token:token>/again/", result.again, name="check-again"),
    re_path(
        r"^check/result/(?P<token>[A-Za-z0-9_-]{16,128})/(?P<action>keep|share|unshare|delete)/$",
        result.change,
        name="check-change",
    ),
]
