"""Finding drafts and results by token. What has expired is not there, also before a job has deleted it."""

from datetime import datetime

from django.db.models import Q

from vetatwork.core.tokens import token_hash
from vetatwork.evaluation.models import Attempt, Draft, Invitation, JointReading


def invitation_with(token: str) -> Invitation | None:
    """The invitation of a token, also if it has ended; its inviter's result must still be there."""
    found = Invitation.objects.filter(token_hash=token_hash(token)).select_related("attempt")
    return found.first()


def joint_with(token: str, now: datetime) -> JointReading | None:
    """The joint reading that a side's token, or that of a table, opens, while both results are there."""
    hashed = token_hash(token)
    found = JointReading.objects.filter(
        Q(provider_hash=hashed) | Q(employer_hash=hashed) | Q(table_hash=hashed),
        provider__expires_at__gt=now,
        employer__expires_at__gt=now,
    )
    return found.select_related("provider", "employer", "previous").first()


def joint_readings_of(attempt: Attempt, now: datetime) -> list[JointReading]:
    """The joint readings that a result is part of, the newest first."""
    found = JointReading.objects.filter(
        Q(provider=attempt) | Q(employer=attempt), provider__expires_at__gt=now, employer__expires_at__gt=now
    )
    return list(found.order_by("-created_at", "-pk"))


def open_invitations_of(attempt: Attempt, now: datetime) -> list[Invitation]:
    """The invitations of a result that can still be accepted, the newest first."""
    found = attempt.invitations.filter(used_at=None, revoked_at=None, expires_at__gt=now)
    return list(found.order_by("-created_at", "-pk"))


def open_draft(token: str, now: datetime) -> Draft | None:
    """The draft of a token; a submitted one too, for who goes back to it."""
    return Draft.objects.filter(token_hash=token_hash(token), expires_at__gt=now).first()


def held_attempt(token: str, now: datetime) -> Attempt | None:
    """The result of a holder's token."""
    found = Attempt.objects.filter(token_hash=token_hash(token), expires_at__gt=now).select_related(
        "previous", "invited_by"
    )
    return found.first()


def shared_attempt(token: str, now: datetime) -> Attempt | None:
    """The result of a link that only shows it."""
    found = Attempt.objects.filter(share_hash=token_hash(token), expires_at__gt=now).select_related("previous")
    return found.first()
