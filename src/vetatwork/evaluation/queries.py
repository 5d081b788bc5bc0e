"""Finding drafts and results by token. What has expired is not there, also before a job has deleted it."""

from datetime import datetime

from vetatwork.core.tokens import token_hash
from vetatwork.evaluation.models import Attempt, Draft


def open_draft(token: str, now: datetime) -> Draft | None:
    """The draft of a token; a submitted one too, for who goes back to it."""
    return Draft.objects.filter(token_hash=token_hash(token), expires_at__gt=now).first()


def held_attempt(token: str, now: datetime) -> Attempt | None:
    """The result of a holder's token."""
    found = Attempt.objects.filter(token_hash=token_hash(token), expires_at__gt=now).select_related("previous")
    return found.first()


def shared_attempt(token: str, now: datetime) -> Attempt | None:
    """The result of a link that only shows it."""
    found = Attempt.objects.filter(share_hash=token_hash(token), expires_at__gt=now).select_related("previous")
    return found.first()
