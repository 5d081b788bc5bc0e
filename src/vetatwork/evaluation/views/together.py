"""From a result to a joint reading: what will be shown, saying yes, inviting, being invited."""

from io import BytesIO
from typing import Any

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vetatwork.core.methods import reads_only
from vetatwork.core.origin import same_origin_posts
from vetatwork.core.private import private
from vetatwork.core.rate_limit import TooMany, use_allowance
from vetatwork.domain.evaluation.instrument import AnswerError, Form, Side
from vetatwork.evaluation.forms import AboutForm, answers_in
from vetatwork.evaluation.instruments import Edition, current_edition
from vetatwork.evaluation.joint import services
from vetatwork.evaluation.joint.forms import ConsentForm, ResultForm
from vetatwork.evaluation.joint.sentences import ended_sentence, side_in_reading
from vetatwork.evaluation.models import Attempt, Invitation
from vetatwork.evaluation.queries import held_attempt, invitation_with, open_invitations_of
from vetatwork.evaluation.questions import questions_of
from vetatwork.evaluation.results import answer_in_words, answers_of, used_edition
from vetatwork.evaluation.sentences import side_name
from vetatwork.evaluation.services import About, begin_draft
from vetatwork.evaluation.views.reader import reader_language
from vetatwork.evaluation.views.start import too_many

GONE = 410


@private
@same_origin_posts
@require_http_methods(["GET", "HEAD", "POST"])
def together(request: HttpRequest, token: str) -> HttpResponseBase:
    """What the other side would see, with this partner; saying yes makes an invitation or answers one."""
    attempt = _held(token)
    used = used_edition(attempt)
    now = timezone.now()
    invitation = attempt.invited_by if attempt.invited_by_id else None
    if invitation and (why := services.why_ended(invitation, now)):
        return _ended(request, why)
    given: dict[str, Any] = dict(answers_of(attempt, used))
    form, wrong = ConsentForm(None, own=_own_answers(attempt, used)), {}
    if request.method == "POST":
        form = ConsentForm(request.POST, own=_own_answers(attempt, used))
        posted = answers_in(request.POST, [item.id for item in _shared(attempt, used)])
        try:
            services.shown_answers(used, attempt, with_partner=posted)
            given = {**given, **dict.fromkeys((item.id for item in _shared(attempt, used)), None), **posted}
        except AnswerError as error:
            wrong = {error.item: _("Choose one of the answers.")}
        if form.is_valid() and not wrong:
            shown = _shown(attempt, used, posted, form)
            return _say_yes(request, attempt, token, shown, invitation)
    context = _together_context(attempt, used, token, given=given, wrong=wrong, form=form)
    context["invitation"] = invitation
    return render(request, "evaluation/together.html", context, status=422 if wrong or form.errors else 200)


def _shared(attempt: Attempt, used: Edition) -> list[Any]:
    return [item for item in used.instrument.items_in(Form(attempt.form)) if item.shared]


def _own_answers(attempt: Attempt, used: Edition) -> list[tuple[str, str]]:
    """Own items that were answered: id, and question with answer in words."""
    given, language = answers_of(attempt, used), reader_language()
    found = []
    for item in used.instrument.items_in(Form(attempt.form)):
        if not item.shared and item.id in given:
            wording = used.words(item.id, language).wording(attempt.side, attempt.size)
            found.append((item.id, f"{wording.stem} {answer_in_words(given[item.id], wording.statements)}"))
    return found


def _shown(attempt: Attempt, used: Edition, posted: dict[str, Any], form: ConsentForm) -> services.Shown:
    own = tuple(form.cleaned_data.get("own", ()))
    answers = services.shown_answers(used, attempt, with_partner=posted, own=own)
    return services.Shown(answers, form.cleaned_data["people"])


def _say_yes(
    request: HttpRequest, attempt: Attempt, token: str, shown: services.Shown, invitation: Invitation | None
) -> HttpResponseBase:
    now = timezone.now()
    if invitation is None:
        services.invite(attempt=attempt, token=token, shown=shown, now=now)
        return redirect(reverse("check-invitations", args=[token]))
    try:
        joint = services.accept(invitation=invitation, attempt=attempt, token=token, shown=shown, now=now)
    except services.InvitationEnded as ended:
        return _ended(request, ended.why)
    return redirect("check-joint", services.joint_token(joint.salt, token))


def _together_context(
    attempt: Attempt, used: Edition, token: str, *, given: dict[str, Any], wrong: dict[str, str], form: ConsentForm
) -> dict[str, Any]:
    shown = {item: answer for item, answer in given.items() if answer is not None and item not in wrong}
    other = Side.EMPLOYER if attempt.side == Side.PROVIDER else Side.PROVIDER
    return {
        "questions": questions_of(
            attempt, used, _shared(attempt, used), given=shown, language=reader_language(), wrong=wrong
        ),
        "form": form,
        "wrong": wrong,
        "side": attempt.side,
        "side_name": side_name(attempt.side),
        "other": other.value,
        "token": token,
        "has_own": "own" in form.fields,
    }


# --- Invitations of a result ------------------------------------------------------------------------------------------


@private
@reads_only
def invitations(request: HttpRequest, token: str) -> HttpResponseBase:
    """The open invitations of a result: link, picture to scan, text to send."""
    attempt = _held(token)
    rows = []
    for invitation in open_invitations_of(attempt, timezone.now()):
        given = services.invitation_token(invitation, token)
        rows.append(
            {"invitation": invitation, "token": given, "url": _whole(reverse("check-invitation", args=[given]))}
        )
    context = {"rows": rows, "token": token, "side": attempt.side, "side_name": side_name(attempt.side)}
    return render(request, "evaluation/invitations.html", context)


@private
@reads_only
def qr_code(request: HttpRequest, token: str, invitation: str) -> HttpResponseBase:
    """The address of an invitation as a picture that a phone can read."""
    found = _invitation_of(_held(token), invitation)
    url = _whole(reverse("check-invitation", args=[services.invitation_token(found, token)]))
    picture = BytesIO()
    segno.make(url, error="m").save(picture, kind="svg", scale=5, border=3, dark="#1c2430", light="#ffffff")
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


@private
@same_origin_posts
@require_POST
def revoke(request: HttpRequest, token: str, invitation: str) -> HttpResponseBase:
    """Take an invitation back."""
    services.revoke(invitation=_invitation_of(_held(token), invitation), now=timezone.now())
    return redirect(reverse("check-invitations", args=[token]))


def _invitation_of(attempt: Attempt, token: str) -> Invitation:
    found = invitation_with(token)
    if found is None or found.attempt_id != attempt.pk:
        raise Http404
    return found


# --- Being invited ----------------------------------------------------------------------------------------------------


@private
@same_origin_posts
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Who is asked, what for, how long. The invited takes the check, or comes with a result it has."""
    found = invitation_with(token)
    if found is None:
        raise Http404
    if why := services.why_ended(found, timezone.now()):
        return _ended(request, why)
    side = Side.EMPLOYER if found.attempt.side == Side.PROVIDER else Side.PROVIDER
    about, has = AboutForm(None, side=side), ResultForm(None)
    if request.method == "POST" and "result" in request.POST:
        has = ResultForm(request.POST)
        answer = _with_result(request, found, has)
    elif request.method == "POST":
        about = AboutForm(request.POST, side=side)
        answer = _with_check(request, found, about, side)
    else:
        answer = None
    if answer is not None:
        return answer
    context = {
        "about": about,
        "has": has,
        "side": side.value,
        "inviter": side_in_reading(found.attempt.side),
        "expires_at": found.expires_at,
    }
    return render(request, "evaluation/invitation.html", context, status=422 if about.errors or has.errors else 200)


def _with_check(request: HttpRequest, found: Invitation, about: AboutForm, side: Side) -> HttpResponseBase | None:
    if not about.is_valid() or current_edition() is None:
        return None
    try:
        use_allowance(request, "attempts")
    except TooMany as limit:
        return too_many(request, limit)
    who = About(side=side.value, form=found.attempt.form, language=reader_language(), **about.cleaned_data)
    return redirect("check-questions", begin_draft(about=who, now=timezone.now(), invited_by=found), 1)


def _with_result(request: HttpRequest, found: Invitation, has: ResultForm) -> HttpResponseBase | None:
    if not has.is_valid():
        return None
    token = has.cleaned_data["result"]
    attempt = held_attempt(token, timezone.now())
    if attempt is None:
        has.add_error(
            "result", _("There is no result at this address. A link that only shows a result does not count.")
        )
        return None
    try:
        services.take_up(invitation=found, attempt=attempt, now=timezone.now())
    except services.InvitationEnded as ended:
        return _ended(request, ended.why)
    return redirect("check-together", token)


def _ended(request: HttpRequest, why: services.Ended) -> HttpResponseBase:
    status = 409 if why is services.Ended.SAME_SIDE else GONE
    return render(request, "evaluation/ended.html", {"text": ended_sentence(why)}, status=status)


def _held(token: str) -> Attempt:
    attempt = held_attempt(token, timezone.now())
    if attempt is None:
        raise Http404
    return attempt


def _whole(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
