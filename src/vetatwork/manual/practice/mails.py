"""Mails about practices: to the editors, and to a holder who left an address, in the language of the form.

None of them raises: neither a reader's page nor an editor's click fails because a mail server is away.
"""

import logging

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from vetatwork.core.tokens import new_token, token_hash
from vetatwork.manual.editorial.mail import mail_editors
from vetatwork.manual.models import Practice
from vetatwork.manual.practice.queries import address_of_case

log = logging.getLogger(__name__)
SECONDS = 10
"""How long a mail server may take."""


def tell_editors(practice: Practice) -> None:
    """Something waits for an editor."""
    with override(settings.LANGUAGE_CODE):
        url = settings.SITE_URL + reverse("practice_review:read", args=[practice.pk])
        text = _("Somebody has sent in a practice: %(title)s\n\nRead it here: %(url)s\n")
        mail_editors(_("A practice was sent in"), text % {"title": practice.title, "url": url})


def tell_question(practice: Practice) -> None:
    """The editors have a question."""
    with override(practice.language):
        text = _(
            "The editors have a question about your practice “%(title)s”:\n\n%(question)s\n\nAnswer it here: %(url)s\n"
        )
        values = {"title": practice.title, "question": practice.question, "url": _link_by_mail(practice)}
        _tell(practice, _("A question about your practice"), text % values)


def tell_declined(practice: Practice) -> None:
    """The editors do not take it."""
    with override(practice.language):
        text = _(
            "The editors do not make a case of your practice “%(title)s”. They say why:\n\n%(reason)s\n\n"
            "You can still read and delete it here: %(url)s\n"
        )
        values = {"title": practice.title, "reason": practice.reason, "url": _link_by_mail(practice)}
        _tell(practice, _("Your practice was not taken"), text % values)


def tell_published(practice: Practice) -> None:
    """It is published."""
    with override(practice.language):
        text = _("Your practice “%(title)s” is published. Thank you for sharing it.\n\nRead it here: %(url)s\n")
        url = settings.SITE_URL + address_of_case(practice, practice.language)
        _tell(practice, _("Your practice is published"), text % {"title": practice.title, "url": url})


def _goes_out(practice: Practice) -> bool:
    return bool(practice.email) and settings.MAIL_CONFIGURED


def _link_by_mail(practice: Practice) -> str:
    """A second link to the practice: the first one is known to its holder only. The one mailed before it ends."""
    if not _goes_out(practice):
        return ""
    token = new_token()
    Practice.objects.filter(pk=practice.pk).update(mail_hash=token_hash(token))
    return f"{settings.SITE_URL}{reverse('practice-draft', args=[token])}"


def _tell(practice: Practice, subject: str, text: str) -> None:
    if not _goes_out(practice):
        return
    try:
        mail = EmailMessage(
            f"[VET@work] {subject}", text, to=[practice.email], connection=get_connection(timeout=SECONDS)
        )
        mail.send()
    except Exception:
        # Whatever a mail server or an address does is for the operator to see.
        log.exception("The mail about practice %s could not be sent.", practice.pk)
