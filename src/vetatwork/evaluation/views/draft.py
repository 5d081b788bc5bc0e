"""Answering: a few questions a page, checking the answers, sending them. The draft's token is the authority."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vetatwork.core.origin import same_origin_posts
from vetatwork.core.private import private
from vetatwork.domain.evaluation.instrument import AnswerError, Form
from vetatwork.evaluation.forms import answers_in
from vetatwork.evaluation.instruments import Edition
from vetatwork.evaluation.labels import label
from vetatwork.evaluation.models import Draft
from vetatwork.evaluation.paging import QuestionPage, minutes_to_read, question_pages
from vetatwork.evaluation.queries import open_draft
from vetatwork.evaluation.questions import questions_of
from vetatwork.evaluation.results import answer_in_words, answers_of, used_edition
from vetatwork.evaluation.sentences import side_name
from vetatwork.evaluation.services import discard_draft, result_token, save_answers, submit_draft


@private
@same_origin_posts
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, token: str, number: int) -> HttpResponseBase:
    """A page of questions. Sending it keeps its answers, whether the reader goes on or back."""
    draft, used = _draft(token)
    if draft.submitted:
        return redirect("check-result", result_token(token))
    pages = question_pages(used, Form(draft.form))
    if not 1 <= number <= len(pages):
        raise Http404
    page = pages[number - 1]
    wrong: dict[str, str] = {}
    if request.method == "POST":
        asked = [item.id for item in page.items]
        try:
            save_answers(draft=draft, given=answers_in(request.POST, asked), asked=asked)
            return redirect(_next_address(request, token, number, len(pages)))
        except AnswerError as error:
            wrong = {error.item: _("Choose one of the answers.")}
    context = _page_context(draft, used, page, token=token, wrong=wrong)
    return render(request, "evaluation/questions.html", context, status=422 if wrong else 200)


def _next_address(request: HttpRequest, token: str, number: int, count: int) -> str:
    if "back" in request.POST and number > 1:
        return reverse("check-questions", args=[token, number - 1])
    if number == count or "review" in request.POST:
        return reverse("check-answers", args=[token])
    return reverse("check-questions", args=[token, number + 1])


def _page_context(
    draft: Draft, used: Edition, page: QuestionPage, *, token: str, wrong: dict[str, str]
) -> dict[str, Any]:
    pages = question_pages(used, Form(draft.form))
    language = get_language() or draft.language
    left = [item for later in pages[page.number - 1 :] for item in later.items]
    given = answers_of(draft, used)
    return {
        "questions": questions_of(
            draft, used, page.items, given=given, language=language, wrong=wrong, first=page.first
        ),
        "wrong": wrong,
        "page": page,
        "pages": range(1, len(pages) + 1),
        "is_last": page.number == len(pages),
        "count": pages[-1].last,
        "minutes": minutes_to_read(used, left, side=draft.side, size=draft.size, language=language),
        "area": label("areas", page.area, language),
        "side": draft.side,
        "side_name": side_name(draft.side),
        "token": token,
        "seen_before": bool(draft.previous_id),
        "was_answered": bool(given),
    }


@private
@same_origin_posts
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest, token: str) -> HttpResponseBase:
    """Check your answers; sending makes the result, the same one however often it is sent."""
    draft, used = _draft(token)
    if draft.submitted:
        return redirect("check-result", result_token(token))
    if request.method == "POST":
        return redirect("check-result", submit_draft(draft=draft, token=token, now=timezone.now()))
    return render(request, "evaluation/answers.html", _answers_context(draft, used, token))


def _answers_context(draft: Draft, used: Edition, token: str) -> dict[str, Any]:
    language = get_language() or draft.language
    given = answers_of(draft, used)
    groups: dict[str, list[dict[str, Any]]] = {}
    for page in question_pages(used, Form(draft.form)):
        for item in page.items:
            words = used.words(item.id, language)
            wording = words.wording(draft.side, draft.size)
            row = {
                "stem": wording.stem,
                "answer": answer_in_words(given.get(item.id), wording.statements),
                "url": reverse("check-questions", args=[token, page.number]) + f"#{item.id}",
                "language": words.language,
            }
            groups.setdefault(item.area, []).append(row)
    blank = sum(not row["answer"] for rows in groups.values() for row in rows)
    last = len(question_pages(used, Form(draft.form)))
    return {
        "groups": [{"label": label("areas", area, language), "rows": rows} for area, rows in groups.items()],
        "blank": blank,
        "count": sum(len(rows) for rows in groups.values()),
        "side": draft.side,
        "side_name": side_name(draft.side),
        "token": token,
        "back_url": reverse("check-questions", args=[token, last]),
    }


@private
@same_origin_posts
@require_POST
def start_afresh(request: HttpRequest, token: str) -> HttpResponseBase:
    """Throw the draft away: the next person at this computer finds nothing."""
    draft, _used = _draft(token)
    discard_draft(draft=draft)
    response = redirect("check")
    response["Clear-Site-Data"] = '"storage"'
    return response


def _draft(token: str) -> tuple[Draft, Edition]:
    draft = open_draft(token, timezone.now())
    if draft is None:
        raise Http404
    return draft, used_edition(draft)
