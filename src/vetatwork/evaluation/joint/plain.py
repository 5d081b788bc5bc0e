"""A joint reading as data: what the API answers."""

from typing import Any

from django.urls import reverse

from vetatwork.domain.evaluation.joint import AGENDA
from vetatwork.evaluation.joint.readings import Talk, Together, plain
from vetatwork.evaluation.joint.services import instrument_of
from vetatwork.evaluation.models import JointReading


def joint_as_data(joint: JointReading, together: Together, token: str) -> dict[str, Any]:
    """Everything a joint reading says. `token` is the one it was asked with; urls are paths on this site."""
    return {
        "token": token,
        "url": reverse("check-joint", args=[token]),
        "version": together.version,
        "headline": " ".join(together.headline),
        "steps": dict(together.steps),
        "provisional": together.provisional,
        "items": [
            {
                "id": item.id,
                "kind": "own" if item.id in _own(joint) else "shared",
                "provider": plain(item.answers[0].value),
                "employer": plain(item.answers[1].value),
                "reading": item.reading,
            }
            for item in together.items
        ],
        "conversations": [_talk(talk) for talk in together.talks],
        "agenda": [
            {"part": part.key, "minutes": line.minutes, "title": line.title, "text": line.text}
            for part, line in zip(AGENDA, together.agenda, strict=True)
        ],
        "created_at": joint.created_at.isoformat(timespec="seconds"),
        "expires_on": together.expires_on.isoformat(),
    }


def _own(joint: JointReading) -> set[str]:
    return {item.id for item in instrument_of(joint).items if not item.shared}


def _talk(talk: Talk) -> dict[str, Any]:
    kit = {"key": talk.kit.key, "title": talk.kit.title, "url": talk.kit.url} if talk.kit else None
    school, employer = talk.item.answers
    return {
        "item": talk.item.id,
        "label": talk.item.label,
        "reading": talk.item.reading,
        "why": talk.why,
        "provider": school.text,
        "employer": employer.text,
        "kit": kit,
    }
