"""Inviting editors, and becoming one."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from vetatwork.accounts import queries
from vetatwork.accounts.models import Invitation, User
from vetatwork.core.services import record
from vetatwork.core.tokens import new_token, token_hash

VALID = timedelta(days=7)
"""How long an invitation waits."""

GROUPS_OF_EDITORS = ("Editors", "Moderators")
"""Wagtail's groups of those who may write and those who may publish."""


class InvitationGoneError(Exception):
    """The invitation was used, replaced or has ended, or there never was one."""


@transaction.atomic
def invite_editor(*, email: str, actor: str, now: datetime) -> tuple[Invitation, str]:
    """Make a link for the person with this e-mail; returns the invitation and the token of the link, which is not kept.

    A new invitation replaces an open one of the same e-mail. For somebody who has an account already it is a way to set
    a new password.

    Raises:
        ValidationError: if `email` is not an e-mail address, or its account was closed.
    """
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise ValidationError(_("“%(email)s” is not an e-mail address.") % {"email": email}) from error
    person = queries.person_with_email(email)
    if person and not person.is_active:
        raise ValidationError(_("The account of %(email)s was closed. Open it again first.") % {"email": email})
    Invitation.objects.filter(email=email, accepted_at=None).delete()
    token = new_token()
    invitation = Invitation.objects.create(
        email=email, token_hash=token_hash(token), invited_by=actor, created_at=now, expires_at=now + VALID
    )
    record(action="invitation.made", actor=actor, subject=f"invitation:{invitation.pk}", details={"for": "editor"})
    return invitation, token


@transaction.atomic
def accept_invitation(*, token: str, first_name: str, last_name: str, password: str, now: datetime) -> User:
    """Make the invited person an editor with this name and password; the link is used up.

    Raises:
        InvitationGoneError: if the link is of no use any more.
        ValidationError: if the password is too weak.
    """
    invitation = queries.open_invitation(token, now)
    if invitation is None or not _use_up(invitation, now):
        raise InvitationGoneError
    user = queries.person_with_email(invitation.email) or User(email=invitation.email)
    user.first_name, user.last_name = first_name.strip(), last_name.strip()
    validate_password(password, user)
    user.set_password(password)
    user.save()
    user.groups.add(*Group.objects.filter(name__in=GROUPS_OF_EDITORS))
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    record(action="editor.added", actor=user.audit_key, subject=user.audit_key, details={"by": invitation.invited_by})
    return user


def _use_up(invitation: Invitation, now: datetime) -> bool:
    """Whether this request is the one that used the link; of two at once only one is."""
    return Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(accepted_at=now) == 1
