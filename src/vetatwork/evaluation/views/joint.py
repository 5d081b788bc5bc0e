"""The joint page: for either side by its own link, and for a table where both sit."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from vetatwork.core.methods import reads_only
from vetatwork.core.origin import same_origin_posts
from vetatwork.core.private import private
from vetatwork.core.tokens import token_hash
from vetatwork.documents.calendar import calendar_file
from vetatwork.documents.docx import docx_file
from vetatwork.documents.pdf import pdf_file
from vetatwork.domain.evaluation.instrument import Side
from vetatwork.evaluation.joint import services
from vetatwork.evaluation.joint.papers import (
    bridge_in_words,
    joint_calendar,
    minutes_sheet,
    steps_sheet,
    table_sheet,
)
from vetatwork.evaluation.joint.readings import together_of
from vetatwork.evaluation.joint.sentences import lines_to_settle, questions_to_a_learner, side_in_reading
from vetatwork.evaluation.joint.steps import rows_in, steps_form, steps_of
from vetatwork.evaluation.models import JointReading
from vetatwork.evaluation.queries import joint_with
from vetatwork.evaluation.views.reader import reader_language
from vetatwork.evaluation.views.result import file_answer

CONFLICT = 409


@private
@reads_only
def joint(request: HttpRequest, token: str) -> HttpResponseBase:
    """Both halves of the Bridge, what to talk about, the agenda, our next steps."""
    found = _opened(token)
    return render(request, "evaluation/joint.html", _context(found, token))


def _context(found: JointReading, token: str, form: Any = None) -> dict[str, Any]:
    together = together_of(found, reader_language())
    at_table = found.table_hash == token_hash(token)
    return {
        "together": together,
        "built": {side: step or 0 for side, step in together.steps.items()},
        "bridge_words": bridge_in_words(together),
        "names": {side.value: side_in_reading(side) for side in Side},
        "settle": lines_to_settle(),
        "questions": questions_to_a_learner(),
        "steps": steps_of(found),
        "form": form if form is not None else steps_form(found),
        "seen": services.steps_stamp(found),
        "token": token,
        "viewer": "" if at_table else side_in_reading(_side(found, token)),
        "links": _links_of_sides(token) if at_table else [],
        "pdf_url": reverse("check-joint-pdf", args=[token]),
    }


def _side(found: JointReading, token: str) -> Side:
    """The side that opened it; at a table the school's seat is taken for both."""
    return Side.EMPLOYER if found.employer_hash == token_hash(token) else Side.PROVIDER


def _links_of_sides(token: str) -> list[dict[str, str]]:
    """At the table: the link that each side takes home."""
    return [
        {
            "name": side_in_reading(side),
            "side": side.value,
            "url": f"{settings.SITE_URL}{reverse('check-joint', args=[services.side_token(token, side)])}",
        }
        for side in Side
    ]


@private
@reads_only
def joint_pdf(request: HttpRequest, token: str) -> HttpResponseBase:
    """The paper for the table."""
    together = together_of(_opened(token), reader_language())
    return file_answer(pdf_file(table_sheet(together, reader_language())), "pdf", "vetatwork-joint-reading")


@private
@reads_only
def joint_file(request: HttpRequest, token: str, name: str, ending: str) -> HttpResponseBase:
    """Minutes, our next steps, or days for a calendar."""
    found = _opened(token)
    together, steps, language = together_of(found, reader_language()), steps_of(found), reader_language()
    if ending == "ics":
        url = f"{settings.SITE_URL}{reverse('check-joint', args=[token])}"
        return file_answer(calendar_file(joint_calendar(together, steps, found.salt, url, language)), ending, name)
    sheet = minutes_sheet(together, steps, language) if name == "minutes" else steps_sheet(together, steps, language)
    return file_answer(pdf_file(sheet) if ending == "pdf" else docx_file(sheet), ending, f"vetatwork-{name}")


@private
@same_origin_posts
@require_POST
def save_steps(request: HttpRequest, token: str) -> HttpResponseBase:
    """Keep our next steps, unless the other side has changed them meanwhile."""
    found = _opened(token)
    form = steps_form(found, request.POST)
    if not form.is_valid():
        return render(request, "evaluation/joint.html", {**_context(found, token, form), "wrong": True}, status=422)
    try:
        services.save_steps(
            joint=found,
            rows=rows_in(form),
            by=_side(found, token).value,
            seen=request.POST.get("seen", "")[:16],
            now=timezone.now(),
        )
    except services.ChangedMeanwhile:
        context = {**_context(_opened(token), token, form), "changed": True}
        return render(request, "evaluation/joint.html", context, status=CONFLICT)
    return redirect(reverse("check-joint", args=[token]) + "#steps")


@private
@same_origin_posts
@require_POST
def withdraw(request: HttpRequest, token: str) -> HttpResponseBase:
    """Take the joint reading back for both sides."""
    services.withdraw(joint=_opened(token))
    return redirect("check-withdrawn")


@private
@reads_only
def withdrawn(request: HttpRequest) -> HttpResponseBase:
    """What stays after a joint reading is taken back: a sentence."""
    return render(request, "evaluation/withdrawn.html")


def _opened(token: str) -> JointReading:
    found = joint_with(token, timezone.now())
    if found is None:
        raise Http404
    return found
