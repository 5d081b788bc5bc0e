"""At the table: both sides answer on one device, in turn, or on paper. Then straight to the joint page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vetatwork.core.methods import reads_only
from vetatwork.core.origin import same_origin_posts
from vetatwork.core.private import private
from vetatwork.core.rate_limit import TooMany, use_allowance
from vetatwork.documents.pdf import pdf_file
from vetatwork.domain.evaluation.instrument import AnswerError, Experience, Form, Side, Unscored
from vetatwork.evaluation.forms import answers_in
from vetatwork.evaluation.instruments import Edition, current_edition
from vetatwork.evaluation.joint import services
from vetatwork.evaluation.joint.papers import paper_form
from vetatwork.evaluation.joint.sentences import side_in_reading
from vetatwork.evaluation.models import Draft
from vetatwork.evaluation.queries import open_draft
from vetatwork.evaluation.questions import questions_of
from vetatwork.evaluation.sentences import UNSCORED
from vetatwork.evaluation.services import About, begin_draft, save_answers
from vetatwork.evaluation.views.reader import reader_language
from vetatwork.evaluation.views.result import file_answer
from vetatwork.evaluation.views.start import too_many

SIGNS = {Unscored.NOT_APPLICABLE: "0", Unscored.UNKNOWN: "?"}
"""What is written on the paper form for an answer that is no statement."""


@same_origin_posts
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest) -> HttpResponseBase:
    """The ways to answer together: on this device, or on paper."""
    used = current_edition()
    if request.method == "POST" and used is not None:
        try:
            use_allowance(request, "attempts")
        except TooMany as limit:
            return too_many(request, limit)
        about = About(
            side=Side.PROVIDER.value,
            form=Form.QUICK.value,
            experience=Experience.SOME.value,
            language=reader_language(),
        )
        return redirect("check-table-side", begin_draft(about=about, now=timezone.now()), Side.PROVIDER.value)
    count = len(_shared(used)) if used else 0
    return render(request, "evaluation/table.html", {"count": count})


@private
@same_origin_posts
@require_http_methods(["GET", "HEAD", "POST"])
def table_side(request: HttpRequest, token: str, side: str) -> HttpResponseBase:
    """One side answers. First the school, whose answers are put away; then the employer; then both see the page."""
    draft = open_draft(token, timezone.now())
    if draft is None or draft.submitted or draft.side != Side.PROVIDER:
        raise Http404
    used = _must_ask()
    asked = [item.id for item in _shared(used)]
    wrong: dict[str, str] = {}
    given: dict[str, Any] = dict(draft.answers) if side == Side.PROVIDER else {}
    if request.method == "POST":
        given = answers_in(request.POST, asked)
        try:
            if side == Side.PROVIDER:
                save_answers(draft=draft, given=given, asked=asked)
                return redirect("check-table-side", token, Side.EMPLOYER.value)
            return _read(request, {Side.PROVIDER: draft.answers, Side.EMPLOYER: given}, draft)
        except AnswerError as error:
            wrong = {error.item: _("Choose one of the answers.")}
            given.pop(error.item, None)
    asker = Draft(side=side, form=Form.QUICK)
    context = {
        "questions": questions_of(asker, used, _shared(used), given=given, language=reader_language(), wrong=wrong),
        "wrong": wrong,
        "side": side,
        "name": side_in_reading(side),
        "is_first": side == Side.PROVIDER,
        "token": token,
    }
    return render(request, "evaluation/table_side.html", context, status=422 if wrong else 200)


def _read(request: HttpRequest, given: dict[Side, Any], draft: Draft | None = None) -> HttpResponseBase:
    people = dict.fromkeys(Side, "several" if request.POST.get("people") == "several" else "one")
    token = services.read_at_the_table(given=given, people=people, language=reader_language(), now=timezone.now())
    if draft is not None:
        draft.delete()
    return redirect("check-joint", token)


@same_origin_posts
@require_http_methods(["GET", "HEAD", "POST"])
def typed(request: HttpRequest) -> HttpResponseBase:
    """Answers from the paper form, typed in."""
    used = _must_ask()
    wrong: dict[str, str] = {}
    if request.method == "POST":
        try:
            use_allowance(request, "attempts")
            asked = [item.id for item in _shared(used)]
            given = {side: _typed(request, side, asked) for side in Side}
            return _read(request, given)
        except TooMany as limit:
            return too_many(request, limit)
        except AnswerError as error:
            wrong = {error.item: _("Choose one of the answers.")}
    return render(request, "evaluation/typed.html", _typed_context(request, used, wrong), status=422 if wrong else 200)


def _typed(request: HttpRequest, side: Side, asked: list[str]) -> dict[str, Any]:
    return {
        item: answer
        for item, answer in zip(
            asked,
            (answers_in(request.POST, [f"{side.value}-{item}"]).get(f"{side.value}-{item}") for item in asked),
            strict=True,
        )
        if answer is not None
    }


def _typed_context(request: HttpRequest, used: Edition, wrong: dict[str, str]) -> dict[str, Any]:
    choices = [(str(number), str(number)) for number in range(1, 6)]
    choices += [(each.value, f"{sign}  {UNSCORED[each]}") for each, sign in SIGNS.items()]
    rows = []
    for number, item in enumerate(_shared(used), start=1):
        words = used.words(item.id, reader_language())
        fields = [
            {
                "name": f"{side.value}-{item.id}",
                "side": side.value,
                "label": side_in_reading(side),
                "value": request.POST.get(f"{side.value}-{item.id}", ""),
            }
            for side in Side
        ]
        stem = words.wording(Side.EMPLOYER).stem
        rows.append({"id": item.id, "number": number, "stem": stem, "fields": fields, "language": words.language})
    return {"rows": rows, "choices": choices, "wrong": wrong}


@reads_only
def paper(request: HttpRequest) -> HttpResponseBase:
    """The form to fill in by hand."""
    return file_answer(pdf_file(paper_form(_must_ask(), reader_language())), "pdf", "vetatwork-two-sides-one-table")


def _shared(used: Edition) -> list[Any]:
    return [item for item in used.instrument.items_in(Form.QUICK) if item.shared]


def _must_ask() -> Edition:
    used = current_edition()
    if used is None:
        raise Http404
    return used
