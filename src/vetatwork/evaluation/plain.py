"""A result as data: what the API answers and what `.json` holds."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from vetatwork.domain.evaluation.instrument import Unscored
from vetatwork.evaluation.joint.services import invitation_token, joint_token
from vetatwork.evaluation.models import Attempt
from vetatwork.evaluation.queries import joint_readings_of, open_invitations_of
from vetatwork.evaluation.results import Plank, Result
from vetatwork.evaluation.steps import StepReading
from vetatwork.manual.guide import PageLink


def result_as_data(attempt: Attempt, result: Result, token: str, *, holder: bool = True) -> dict[str, Any]:
    """Everything a result says. `token` is the one it was asked with; urls are paths on this site.

    The holder also gets the links of its joint readings and open invitations.
    """
    return {
        "token": token,
        "url": reverse("check-result", args=[token]),
        "version": result.version,
        "side": result.side.value,
        "form": result.form.value,
        "experience": result.experience.value,
        "size": attempt.size or None,
        "sector": attempt.sector or None,
        "country": attempt.country or None,
        "answers": {item: _answer(value) for item, value in attempt.answers.items()},
        "areas": {plank.area: _area(plank) for plank in result.planks},
        "step": result.step,
        "provisional": result.provisional,
        "readiness": result.readiness.value if result.readiness else None,
        "headline": " ".join(result.headline),
        "created_at": result.created_at.isoformat(timespec="seconds"),
        "expires_at": result.expires_at.isoformat(timespec="seconds"),
        "next_steps": [_step(step) for step in result.steps],
        "invitations": _invitations(attempt, token) if holder else [],
        "joint_readings": _joint_readings(attempt, token) if holder else [],
    }


def _invitations(attempt: Attempt, token: str) -> list[dict[str, str]]:
    tokens = [invitation_token(each, token) for each in open_invitations_of(attempt, timezone.now())]
    return [{"invitation": each, "url": reverse("check-invitation", args=[each])} for each in tokens]


def _joint_readings(attempt: Attempt, token: str) -> list[dict[str, str]]:
    found = [each for each in joint_readings_of(attempt, timezone.now()) if each.table_hash is None]
    tokens = [joint_token(each.salt, token) for each in found]
    return [{"token": each, "url": reverse("check-joint", args=[each])} for each in tokens]


def _answer(value: Any) -> Any:
    return value.value if isinstance(value, Unscored) else value


def _area(plank: Plank) -> dict[str, Any]:
    score = None if plank.score is None else round(float(plank.score), 4)
    return {"score": score, "answered": plank.answered, "of": plank.of, "unknown": plank.unknown}


def _step(step: StepReading) -> dict[str, Any]:
    return {
        "item": step.item,
        "why": step.why,
        "action": step.action,
        "who": step.who,
        "effort": step.effort,
        "kit": _page(step.kit),
        "obstacle": _page(step.obstacle),
        "case": _page(step.case),
    }


def _page(page: PageLink | None) -> dict[str, str] | None:
    return {"key": page.key, "title": page.title, "url": page.url} if page else None
