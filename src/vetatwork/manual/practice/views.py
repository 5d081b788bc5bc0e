"""The public pages: the way in, the pages of the form, the overview, sending, and what became of it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.core.errors import error_page
from vetatwork.core.methods import reads_only
from vetatwork.core.origin import same_origin_posts
from vetatwork.core.private import private
from vetatwork.core.rate_limit import TooMany, use_allowance
from vetatwork.manual import queries
from vetatwork.manual.models import Practice, PracticeState
from vetatwork.manual.practice import services
from vetatwork.manual.practice.answers import (
    anchor,
    anonymous_credit,
    credit_of,
    first_open_page,
    in_words,
    missing_in,
    page_form,
    parts_of,
)
from vetatwork.manual.practice.forms import PAGES, CreditPage, PracticePage
from vetatwork.manual.practice.queries import address_of_case, held_practice
from vetatwork.manual.practice.rules import may_edit, may_withdraw

READING = ["GET", "HEAD", "POST"]
CREDIT = "credit"
NEXT = dict(zip(PAGES, [*list(PAGES)[1:], ""], strict=True))
BEFORE = {after: page for page, after in NEXT.items() if after}


@same_origin_posts
@require_http_methods(READING)
def start(request: HttpRequest) -> HttpResponseBase:
    """What happens with a practice; the button begins one."""
    if (get_language() or SOURCE_LANGUAGE) not in queries.homes_for(request):
        raise Http404
    if request.method != "POST":
        return render(request, "manual/practice/start.html", _start_context(request))
    if request.POST.get("topic", "").strip():
        return render(request, "manual/practice/start.html", {**_start_context(request), "robot": True}, status=422)
    try:
        use_allowance(request, "practice")
    except TooMany as limit:
        return _wait(error_page(request, 429), limit)
    token = services.begin_practice(language=get_language() or SOURCE_LANGUAGE, now=timezone.now())
    return redirect("practice-page", token, next(iter(PAGES)))


def _start_context(request: HttpRequest) -> dict[str, Any]:
    return {"here": f"{settings.SITE_URL}{request.path}", "days": services.UNUSED_LIVES.days, "mail": _mail_works()}


def _mail_works() -> bool:
    return bool(settings.MAIL_CONFIGURED)


# --- The pages of the form --------------------------------------------------------------------------------------------


@private
@same_origin_posts
@require_http_methods(READING)
def page(request: HttpRequest, token: str, page: str) -> HttpResponseBase:
    """A page of the form. Each button keeps what was written on it, then leads on, back, or to the personal link."""
    practice = _held(token)
    if not may_edit(practice):
        return redirect("practice-draft", token)
    if request.method != "POST":
        return _show_page(request, practice, token, page, page_form(page, practice.answers))
    posted = _posted(request)
    if posted is None:
        return _show_page(request, practice, token, page, page_form(page, practice.answers), too_big=True)
    form = page_form(page, practice.answers, posted)
    if not form.is_valid():
        return _show_page(request, practice, token, page, form)
    try:
        _save(practice, page, form, posted)
    except services.SavedElsewhere as elsewhere:
        return _show_page(request, elsewhere.practice, token, page, form, elsewhere=True)
    return redirect(_next_address(request, token, page))


def _posted(request: HttpRequest) -> Any:
    """What was posted; None if it was more than the site reads."""
    try:
        return request.POST
    except RequestDataTooBig:
        return None


def _save(practice: Practice, page: str, form: PracticePage, posted: Any, email: str | None = None) -> None:
    seen = posted.get("version", "")
    try:
        services.save_page(
            practice=practice,
            page=page,
            fields=list(form.fields),
            given=form.given(),
            seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else -1,
            now=timezone.now(),
            email=email,
        )
    except services.Gone as gone:
        raise Http404 from gone


def _next_address(request: HttpRequest, token: str, page: str) -> str:
    if "later" in request.POST:
        return reverse("practice-draft", args=[token])
    if "back" in request.POST and page in BEFORE:
        return reverse("practice-page", args=[token, BEFORE[page]])
    if "check" in request.GET or not NEXT[page]:
        return reverse("practice-answers", args=[token])
    return reverse("practice-page", args=[token, NEXT[page]])


def _show_page(
    request: HttpRequest,
    practice: Practice,
    token: str,
    page: str,
    form: PracticePage,
    *,
    elsewhere: bool = False,
    too_big: bool = False,
) -> HttpResponse:
    context = {
        **_form_context(practice, token, page, form),
        "number": list(PAGES).index(page) + 1,
        "pages": [{"name": name, "done": number} for number, name in enumerate(PAGES, start=1)],
        "checking": "check" in request.GET,
        "shortages": _shown_shortages(form) if "check" in request.GET and not form.is_bound else [],
        "saved": _saved_elsewhere(practice, form) if elsewhere else [],
        "too_big": too_big,
        "back": page in BEFORE,
    }
    status = 409 if elsewhere else 413 if too_big else 422 if form.errors else 200
    return render(request, "manual/practice/page.html", context, status=status)


def _form_context(practice: Practice, token: str, page: str, form: PracticePage) -> dict[str, Any]:
    return {
        "form": form,
        "practice": practice,
        "token": token,
        "version": practice.versions.get(page, 0),
        "errors": [
            {"at": anchor(form, field.name), "text": _at_field(field, str(error))}
            for field in form
            for error in field.errors
        ],
        "link": _link(token),
        "days": services.UNUSED_LIVES.days,
    }


def _at_field(field: Any, error: str) -> str:
    """What is wrong, with the field's name. The label of a box to tick is a whole sentence: the error says enough."""
    if field.widget_type == "checkbox":
        return error
    label = str(field.label)
    return f"{label} {error}" if label.endswith("?") else f"{label}: {error}"


def _shown_shortages(form: PracticePage) -> list[dict[str, str]]:
    return [
        {"at": anchor(form, name), "label": str(form.fields[name].label), "text": said}
        for name, said in form.shortages().items()
    ]


def _saved_elsewhere(practice: Practice, form: PracticePage) -> list[dict[str, Any]]:
    """What another window saved where this one says something else."""
    given = form.given()
    return [
        {"label": str(field.label), "lines": in_words(field, practice.answers.get(name))}
        for name, field in form.fields.items()
        if name not in ("licence", "agreed", "email") and practice.answers.get(name) != given.get(name)
    ]


# --- Overview and sending ---------------------------------------------------------------------------------------------


@private
@reads_only
def answers(request: HttpRequest, token: str) -> HttpResponseBase:
    """Check your answers. What is missing is said here, and leads to its field."""
    practice = _held(token)
    if not may_edit(practice):
        return redirect("practice-draft", token)
    context = {
        "practice": practice,
        "parts": parts_of(practice.answers),
        "missing": missing_in(practice.answers),
        "token": token,
        "last": list(PAGES)[-1],
    }
    return render(request, "manual/practice/answers.html", context)


@private
@same_origin_posts
@require_http_methods(READING)
def credit(request: HttpRequest, token: str) -> HttpResponseBase:
    """Credit and consent; then it goes to the editors."""
    practice = _held(token)
    if not may_edit(practice):
        return redirect("practice-draft", token)
    posted = _posted(request) if request.method == "POST" else None
    if posted is None:
        too_big = request.method == "POST"
        return _show_credit(request, practice, token, _credit_form(practice), too_big=too_big)
    form = _credit_form(practice, posted, is_sending="send" in posted)
    if not form.is_valid():
        return _show_credit(request, practice, token, form)
    try:
        _save(practice, CREDIT, form, posted, form.cleaned_data.get("email"))
    except services.SavedElsewhere as elsewhere:
        return _show_credit(request, elsewhere.practice, token, form, elsewhere=True)
    if "send" in posted:
        return _send(practice, token, timezone.now())
    return redirect(reverse("practice-answers" if "back" in posted else "practice-draft", args=[token]))


def _credit_form(practice: Practice, posted: Any = None, *, is_sending: bool = False) -> CreditPage:
    initial = {**practice.answers, "email": practice.email}
    return CreditPage(posted, initial=initial, is_sending=is_sending, anonymous=anonymous_credit(practice.answers))


def _send(practice: Practice, token: str, now: datetime) -> HttpResponseBase:
    try:
        services.send_practice(practice=practice, now=now)
    except services.Incomplete:
        return redirect("practice-answers", token)
    except services.Gone as gone:
        raise Http404 from gone
    return redirect("practice-draft", token)


def _show_credit(
    request: HttpRequest,
    practice: Practice,
    token: str,
    form: CreditPage,
    *,
    elsewhere: bool = False,
    too_big: bool = False,
) -> HttpResponse:
    context = {
        **_form_context(practice, token, CREDIT, form),
        "missing": missing_in(practice.answers),
        "saved": _saved_elsewhere(practice, form) if elsewhere else [],
        "too_big": too_big,
    }
    status = 409 if elsewhere else 413 if too_big else 422 if form.errors else 200
    return render(request, "manual/practice/credit.html", context, status=status)


# --- The personal link ------------------------------------------------------------------------------------------------


@private
@reads_only
def draft(request: HttpRequest, token: str) -> HttpResponseBase:
    """Where the personal link leads: how to go on, or what became of it."""
    practice = _held(token)
    language = get_language() or SOURCE_LANGUAGE
    open_page = first_open_page(practice.answers)
    context = {
        "practice": practice,
        "token": token,
        "link": _link(token),
        "state": practice.state,
        "may_edit": may_edit(practice),
        "may_withdraw": may_withdraw(practice),
        "go_on": reverse("practice-page", args=[token, open_page]) if open_page else "",
        "ends_on": practice.changed_at + services.UNUSED_LIVES,
        "forgotten_on": practice.decided_at + services.DECIDED_LIVES if practice.decided_at else None,
        "case_url": address_of_case(practice, language) if practice.state == PracticeState.PUBLISHED else "",
        "credit": credit_of(practice.answers, language),
        "contact": settings.OPERATOR_CONTACT,
        "parts": [] if may_edit(practice) else parts_of(practice.answers),
    }
    return render(request, "manual/practice/draft.html", context)


@private
@same_origin_posts
@require_POST
def withdraw(request: HttpRequest, token: str) -> HttpResponseBase:
    """Delete it for good."""
    practice = _held(token)
    try:
        services.withdraw_practice(practice=practice)
    except services.Gone:
        return redirect("practice-draft", token)
    return redirect("practice-withdrawn")


@private
@reads_only
def withdrawn(request: HttpRequest) -> HttpResponseBase:
    """What stays after a practice is deleted: a sentence."""
    return render(request, "manual/practice/withdrawn.html", {"title": _("Deleted")})


def _held(token: str) -> Practice:
    practice = held_practice(token)
    if practice is None:
        raise Http404
    return practice


def _link(token: str) -> str:
    return f"{settings.SITE_URL}{reverse('practice-draft', args=[token])}"


def _wait(response: HttpResponse, limit: TooMany) -> HttpResponse:
    response["Retry-After"] = str(limit.seconds)
    return response
