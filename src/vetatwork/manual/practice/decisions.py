"""What editors decide about a practice. Each decision is written down in the audit trail."""

from datetime import datetime
from functools import partial

from django.db import transaction

from vetatwork.core.services import record
from vetatwork.manual.models import CasePage, Practice, PracticeState
from vetatwork.manual.practice import mails
from vetatwork.manual.practice.cases import add_case
from vetatwork.manual.practice.rules import may_decide, may_make_case
from vetatwork.manual.practice.services import Gone


@transaction.atomic
def ask_holder(*, practice: Practice, question: str, actor: str, now: datetime) -> None:
    """Send it back with a question: its holder can change it and send it again.

    Raises:
        Gone: if it is not waiting any more.
    """
    locked = _undecided(practice)
    if not may_make_case(locked):
        raise Gone
    locked.state, locked.question, locked.changed_at = PracticeState.ASKED, question, now
    locked.save(update_fields=["state", "question", "changed_at"])
    record(action="practice.asked", actor=actor, subject=f"practice:{locked.pk}")
    transaction.on_commit(partial(mails.tell_question, locked))


@transaction.atomic
def decline_practice(*, practice: Practice, reason: str, actor: str, now: datetime) -> None:
    """Do not take it, and say why.

    Raises:
        Gone: if somebody has decided already.
    """
    locked = _undecided(practice)
    locked.state, locked.reason, locked.decided_at = PracticeState.DECLINED, reason, now
    locked.save(update_fields=["state", "reason", "decided_at"])
    record(action="practice.declined", actor=actor, subject=f"practice:{locked.pk}")
    transaction.on_commit(partial(mails.tell_declined, locked))


@transaction.atomic
def make_case(*, practice: Practice, actor: str, year: int, user: object = None) -> CasePage:
    """Make an unpublished case of it, with its source, for an editor to finish.

    Raises:
        Gone: if somebody has decided already, or its holder is changing it.
    """
    locked = _undecided(practice)
    if not may_make_case(locked):
        raise Gone
    page = add_case(answers=locked.answers, year=year, user=user)
    locked.state, locked.case_key = PracticeState.TAKEN, page.key
    locked.save(update_fields=["state", "case_key"])
    record(action="practice.made-case", actor=actor, subject=f"practice:{locked.pk}", details={"case": page.key})
    return page


def _undecided(practice: Practice) -> Practice:
    locked = Practice.objects.select_for_update().filter(pk=practice.pk).first()
    if locked is None or not may_decide(locked):
        raise Gone
    return locked
