"""A result: shown to its holder and to whoever has the read-only link; what the holder may do with it."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from vetatwork.core.methods import reads_only
from vetatwork.core.origin import same_origin_posts
from vetatwork.core.private import private
from vetatwork.core.rate_limit import TooMany, use_allowance
from vetatwork.documents.calendar import calendar_file
from vetatwork.documents.docx import docx_file
from vetatwork.documents.pdf import pdf_file
from vetatwork.domain.evaluation.instrument import Side
from vetatwork.evaluation import services
from vetatwork.evaluation.joint.services import joint_token
from vetatwork.evaluation.labels import size_choices
from vetatwork.evaluation.models import Attempt
from vetatwork.evaluation.papers import bridge_words, figure, plan_calendar, plan_sheet, result_sheet, rule_in_words
from vetatwork.evaluation.plain import result_as_data
from vetatwork.evaluation.plan import PlanLine, plan_in, plan_lines, plan_of
from vetatwork.evaluation.queries import held_attempt, joint_readings_of, shared_attempt
from vetatwork.evaluation.results import SHOWN_FIRST, result_of
from vetatwork.evaluation.sentences import side_name
from vetatwork.evaluation.views.reader import reader_language
from vetatwork.evaluation.views.start import too_many

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar; charset=utf-8",
}


@private
@reads_only
def result(request: HttpRequest, token: str) -> HttpResponseBase:
    """The result page."""
    attempt, holder = _seen(token)
    return render(request, "evaluation/result.html", _context(attempt, token, holder=holder))


def _context(attempt: Attempt, token: str, *, holder: bool, lines: list[PlanLine] | None = None) -> dict[str, Any]:
    language = reader_language()
    found = result_of(attempt, language)
    lines = lines if lines is not None else plan_lines(attempt, found)
    wrong = [line for line in lines if line.form.is_bound and line.form.errors]
    share = services.share_token(attempt, token) if holder else ""
    return {
        "result": found,
        "side": found.side.value,
        "side_name": side_name(found.side),
        "size_label": dict(size_choices(language)).get(attempt.size, ""),
        "built": {side.value: (found.step or 0) if side is found.side else 0 for side in Side},
        "planks": [
            {"plank": plank, "figure": figure(plank), "items": found.items_in(plank.area)} for plank in found.planks
        ],
        "lines": lines,
        "wrong": wrong,
        "plan": plan_of(attempt, found),
        "is_holder": holder,
        "token": token,
        "share_url": f"{settings.SITE_URL}{reverse('check-result', args=[share])}" if share else "",
        "is_kept": attempt.expires_at > attempt.created_at + services.RESULT_LIVES,
        "joint_links": _joint_links(attempt, token) if holder else [],
        "invited": bool(holder and attempt.invited_by_id and attempt.invited_by),
        "rule": rule_in_words(),
        "bridge_words": bridge_words(found),
        "more_count": len(found.more_steps),
        "more_open": any(
            line.number > SHOWN_FIRST and (line.form.errors or line.form.initial["tick"]) for line in lines
        ),
        "pdf_url": reverse("check-result-file", args=[token, "pdf"]),
    }


def _joint_links(attempt: Attempt, token: str) -> list[dict[str, Any]]:
    """The joint readings of a result, each with the holder's own link."""
    found = joint_readings_of(attempt, timezone.now())
    return [
        {"url": reverse("check-joint", args=[joint_token(each.salt, token)]), "day": each.created_at}
        for each in found
        if each.table_hash is None
    ]


@private
@reads_only
def result_file(request: HttpRequest, token: str, ending: str) -> HttpResponseBase:
    """The result as PDF or as data."""
    attempt, holder = _seen(token)
    found = result_of(attempt, reader_language())
    if ending == "json":
        return JsonResponse(
            result_as_data(attempt, found, token, holder=holder), json_dumps_params={"ensure_ascii": False}
        )
    return file_answer(
        pdf_file(result_sheet(found, reader_language())), "pdf", f"vetatwork-check-{found.created_at:%Y-%m-%d}"
    )


@private
@reads_only
def plan_file(request: HttpRequest, token: str, ending: str) -> HttpResponseBase:
    """My plan as a file to edit, to print, or for a calendar."""
    attempt, _holder = _seen(token)
    found = result_of(attempt, reader_language())
    plan = plan_of(attempt, found)
    if ending == "ics":
        content = calendar_file(plan_calendar(plan, attempt.token_hash, reader_language()))
    else:
        sheet = plan_sheet(plan, found, reader_language())
        content = pdf_file(sheet) if ending == "pdf" else docx_file(sheet)
    return file_answer(content, ending, "vetatwork-plan")


def file_answer(content: bytes, ending: str, name: str) -> HttpResponse:
    """A file to open (PDF) or to keep (all others), called `name`."""
    response = HttpResponse(content, content_type=TYPES[ending])
    disposition = "inline" if ending == "pdf" else "attachment"
    response["Content-Disposition"] = f'{disposition}; filename="{name}.{ending}"'
    return response


# --- What the holder may do -------------------------------------------------------------------------------------------


@private
@same_origin_posts
@require_POST
def save_plan(request: HttpRequest, token: str) -> HttpResponseBase:
    """Keep my plan; what is filled in wrongly is said at its field, and nothing typed is lost."""
    attempt = _held(token)
    lines = plan_lines(attempt, result_of(attempt, reader_language()), request.POST)
    plan = plan_in(lines)
    if plan is None:
        return render(request, "evaluation/result.html", _context(attempt, token, holder=True, lines=lines), status=422)
    services.save_plan(attempt=attempt, plan=plan)
    return redirect(reverse("check-result", args=[token]) + "#plan")


@private
@same_origin_posts
@require_POST
def change(request: HttpRequest, token: str, action: str) -> HttpResponseBase:
    """Keep the result longer, open or close its read-only link, or delete it."""
    attempt = _held(token)
    if action == "delete":
        services.delete_attempt(attempt=attempt)
        return redirect("check-deleted")
    if action == "keep":
        services.keep_longer(attempt=attempt)
    elif action == "share":
        services.open_share(attempt=attempt, token=token)
    else:
        services.close_share(attempt=attempt)
    return redirect(reverse("check-result", args=[token]) + "#yours")


@private
@same_origin_posts
@require_POST
def again(request: HttpRequest, token: str) -> HttpResponseBase:
    """Take the check again, with the answers of this result to begin with."""
    attempt = _held(token)
    try:
        use_allowance(request, "attempts")
    except TooMany as limit:
        return too_many(request, limit)
    return redirect("check-questions", services.repeat_attempt(attempt=attempt, now=timezone.now()), 1)


@private
@reads_only
def deleted(request: HttpRequest) -> HttpResponseBase:
    """What stays after a result is deleted: a sentence."""
    return render(request, "evaluation/deleted.html")


def _held(token: str) -> Attempt:
    attempt = held_attempt(token, timezone.now())
    if attempt is None:
        raise Http404
    return attempt


def _seen(token: str) -> tuple[Attempt, bool]:
    now = timezone.now()
    held = held_attempt(token, now)
    attempt = held or shared_attempt(token, now)
    if attempt is None:
        raise Http404
    return attempt, held is not None
