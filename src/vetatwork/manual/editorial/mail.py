"""Mails to the editors."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from vetatwork.accounts.models import User
from vetatwork.accounts.services import GROUPS_OF_EDITORS

log = logging.getLogger(__name__)
SECONDS = 10
"""How long a mail server may take: a reader may be waiting for the page."""


def mail_editors(subject: str, text: str) -> int:
    """Send a mail to every editor, one each; returns how many went out, 0 where mail is not set up.

    It goes to EDITORS_MAIL, or to all who may edit. It never raises: a reader's page must not fail for a mail.
    """
    if not settings.MAIL_CONFIGURED:
        return 0
    line = f"[VET@work] {' '.join(subject.split())}"[:200]
    try:
        mails = [EmailMessage(line, text, to=[address]) for address in _addresses()]
        return get_connection(timeout=SECONDS).send_messages(mails) or 0 if mails else 0
    except Exception:
        # Whatever a mail server, its settings or an address does is for the operator to see, not for the reader.
        log.exception("The mail “%s” to the editors could not be sent.", line)
        return 0


def _addresses() -> list[str]:
    """Where mails to editors go."""
    if settings.EDITORS_MAIL:
        return list(settings.EDITORS_MAIL)
    people = User.objects.filter(groups__name__in=GROUPS_OF_EDITORS, is_active=True)
    return list(people.order_by("email").values_list("email", flat=True).distinct())
