"""Joint readings for programs: the same services as the pages use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from ninja import Body, Path, Query, Router, Status
from ninja.errors import HttpError

from vetatwork.api.check_routes import PROBLEMS
from vetatwork.api.check_schemas import InvitationOut
from vetatwork.api.joint_schemas import Inviting, Joining, JointOut
from vetatwork.api.schemas import Problem
from vetatwork.evaluation.joint import services
from vetatwork.evaluation.joint.plain import joint_as_data
from vetatwork.evaluation.joint.readings import together_of
from vetatwork.evaluation.models import Attempt, Invitation, JointReading
from vetatwork.evaluation.queries import held_attempt, invitation_with, joint_with
from vetatwork.evaluation.results import used_edition
from vetatwork.manual.queries import home_paths

router = Router(tags=["joint readings"])
CONFLICTS = {**PROBLEMS, 409: Problem, 410: Problem}
SAID = {
    services.Ended.USED: (409, "The invitation has been accepted already."),
    services.Ended.EXPIRED: (410, "The invitation has expired."),
    services.Ended.REVOKED: (410, "The invitation was taken back."),
    services.Ended.SAME_SIDE: (409, "Both results are of the same side."),
}


@router.post("/attempts/{token}/invitations", response={201: InvitationOut, **PROBLEMS}, operation_id="invite")
def invite(
    request: HttpRequest,
    response: HttpResponse,
    token: Path[str],
    given: Inviting | None = Body(None),  # type: ignore[type-arg]  # noqa: B008  # Ninja reads it so.
) -> Any:
    """Say yes to showing the answers to shared items (and own ones that are named), and make an invitation."""
    attempt = _held(token)
    yes = given or Inviting.model_validate({})
    shown = _shown(attempt, yes.own, yes.people)
    _invitation, made = services.invite(attempt=attempt, token=token, shown=shown, now=timezone.now())
    response["Cache-Control"] = "no-store"
    with translation.override(attempt.language):
        return Status(201, {"invitation": made, "url": reverse("check-invitation", args=[made])})


@router.delete(
    "/attempts/{token}/invitations/{invitation}", response={204: None, **PROBLEMS}, operation_id="revoke_invitation"
)
def revoke(request: HttpRequest, token: Path[str], invitation: Path[str]) -> Any:
    """Take an invitation back that nobody has accepted."""
    attempt, found = _held(token), invitation_with(invitation)
    if found is None or found.attempt_id != attempt.pk or found.revoked_at:
        raise HttpError(404, "There is no such invitation.")
    services.revoke(invitation=found, now=timezone.now())
    return Status(204, None)


@router.post("/joint-readings", response={201: JointOut, **CONFLICTS}, operation_id="read_together")
def read_together(request: HttpRequest, response: HttpResponse, given: Joining) -> Any:
    """Accept an invitation with a result of the other side."""
    if not given.consent:
        raise HttpError(422, "Without consent nothing is shown to anybody.")
    found = invitation_with(given.invitation)
    if found is None:
        raise HttpError(404, "There is no such invitation.")
    attempt = _held(given.attempt)
    joint = _accept(found, attempt, given)
    response["Cache-Control"] = "no-store"
    return Status(201, _data(joint, services.joint_token(joint.salt, given.attempt), attempt.language))


def _accept(found: Invitation, attempt: Attempt, given: Joining) -> JointReading:
    try:
        return services.accept(
            invitation=found,
            attempt=attempt,
            token=given.attempt,
            shown=_shown(attempt, given.own, given.people),
            now=timezone.now(),
        )
    except services.InvitationEnded as ended:
        status, text = SAID[ended.why]
        raise HttpError(status, text) from ended


@router.get("/joint-readings/{token}", response={200: JointOut, **PROBLEMS}, operation_id="joint_reading")
def joint_reading(
    request: HttpRequest,
    response: HttpResponse,
    token: Path[str],
    lang: str | None = Query(None, max_length=12),  # type: ignore[type-arg]
) -> dict[str, Any]:
    """A joint reading, by the token of either side."""
    joint = _opened(token)
    if lang is not None and lang not in home_paths():
        raise HttpError(404, "The site does not speak this language.")
    response["Cache-Control"] = "no-store"
    return _data(joint, token, lang or settings.LANGUAGE_CODE)


@router.delete("/joint-readings/{token}", response={204: None, **PROBLEMS}, operation_id="withdraw")
def withdraw(request: HttpRequest, token: Path[str]) -> Any:
    """Take a joint reading back, for both sides and for good."""
    services.withdraw(joint=_opened(token))
    return Status(204, None)


def _shown(attempt: Attempt, own: list[str], people: str) -> services.Shown:
    used = used_edition(attempt)
    private = {item.id for item in used.instrument.items if not item.shared}
    for item in own:
        if item not in private:
            raise HttpError(422, f"“{item}” is no own item.")
    return services.Shown(services.shown_answers(used, attempt, own=tuple(own)), people)


def _data(joint: JointReading, token: str, lang: str) -> dict[str, Any]:
    with translation.override(lang):
        return joint_as_data(joint, together_of(joint, lang), token)


def _held(token: str) -> Attempt:
    attempt = held_attempt(token, timezone.now())
    if attempt is None:
        raise HttpError(404, "There is no result with this token.")
    return attempt


def _opened(token: str) -> JointReading:
    joint = joint_with(token, timezone.now())
    if joint is None:
        raise HttpError(404, "There is no joint reading with this token.")
    return joint
