"""People and open invitations."""

from datetime import datetime

from vetatwork.accounts.models import Invitation, User
from vetatwork.core.tokens import has_expired, token_hash


def person_with_email(email: str) -> User | None:
    """The person with this e-mail, whatever its capitals."""
    return User.objects.filter(email__iexact=email).first()


def open_invitation(token: str, now: datetime) -> Invitation | None:
    """The invitation of a token, as long as it waits to be accepted."""
    invitation = Invitation.objects.filter(token_hash=token_hash(token), accepted_at=None).first()
    if invitation is None or has_expired(invitation.expires_at, now):
        return None
    return invitation
