"""Every write of practices by their holders and by time. What editors decide is in `decisions`.

Who holds a link may do what it is for. Links are never stored, only the hashes of their tokens.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction

from vetatwork.core.services import record
from vetatwork.core.tokens import new_token, token_hash
from vetatwork.manual.models import CasePage, Practice, PracticeState, Source
from vetatwork.manual.practice import mails
from vetatwork.manual.practice.answers import missing_in
from vetatwork.manual.practice.cases import source_key
from vetatwork.manual.practice.rules import may_edit, may_withdraw

UNUSED_LIVES = timedelta(days=60)
"""So long a practice that was not sent waits for its holder."""

DECIDED_LIVES = timedelta(days=90)
"""After so long the e-mail is forgotten, and a practice that was not taken is deleted."""


class Gone(LookupError):
    """There is no such practice any more, or its state does not allow this now."""


class SavedElsewhere(Exception):
    """Another window has saved the page meanwhile; `practice` is what it saved."""

    def __init__(self, practice: Practice) -> None:
        super().__init__("saved in another window")
        self.practice = practice


class Incomplete(ValueError):
    """Something is missing before it can be sent."""


def begin_practice(*, language: str, now: datetime) -> str:
    """Begin an empty practice; returns the token of its holder's link."""
    token = new_token()
    Practice.objects.create(token_hash=token_hash(token), language=language, created_at=now, changed_at=now)
    return token


@transaction.atomic
def save_page(
    *,
    practice: Practice,
    page: str,
    fields: list[str],
    given: Mapping[str, Any],
    seen: int,
    now: datetime,
    email: str | None = None,
) -> Practice:
    """Keep what was given to the `fields` of a page; those of them that are not in `given` were left empty.

    `seen` is the version of the page that its holder changed. `email` replaces the one there is, unless it is None.

    Raises:
        SavedElsewhere: if another window has saved something else there since; nothing is kept then.
        Gone: if it was deleted or sent meanwhile.
    """
    locked = _editable(practice)
    version = int(locked.versions.get(page, 0))
    stored = {name: locked.answers[name] for name in fields if name in locked.answers}
    if seen != version and stored != given:
        raise SavedElsewhere(locked)
    others = {name: value for name, value in locked.answers.items() if name not in fields}
    locked.answers = {**others, **given}
    locked.versions = {**locked.versions, page: version + 1}
    locked.email = locked.email if email is None else email
    locked.changed_at = now
    locked.save(update_fields=["answers", "versions", "email", "changed_at"])
    return locked


def _editable(practice: Practice) -> Practice:
    locked = Practice.objects.select_for_update().filter(pk=practice.pk).first()
    if locked is None or not may_edit(locked):
        raise Gone
    return locked


@transaction.atomic
def send_practice(*, practice: Practice, now: datetime) -> None:
    """Send it to the editors, with the licence and the consent of its holder.

    Raises:
        Incomplete: if something is missing.
        Gone: if it was deleted or sent meanwhile.
    """
    locked = _editable(practice)
    if missing_in(locked.answers):
        raise Incomplete
    locked.state, locked.sent_at, locked.licensed_at = PracticeState.WAITING, now, now
    locked.changed_at = now
    locked.save(update_fields=["state", "sent_at", "licensed_at", "changed_at"])
    record(action="practice.sent", actor="holder", subject=f"practice:{locked.pk}", details={"licence": "CC BY 4.0"})
    transaction.on_commit(partial(mails.tell_editors, locked))


@transaction.atomic
def withdraw_practice(*, practice: Practice) -> None:
    """Delete it for good, with the case that was being made of it.

    Raises:
        Gone: if it is deleted already, or published.
    """
    locked = Practice.objects.select_for_update().filter(pk=practice.pk).first()
    if locked is None or not may_withdraw(locked):
        raise Gone
    record(
        action="practice.withdrawn",
        actor="holder",
        subject=f"practice:{locked.pk}",
        details={"state": locked.state, "case": locked.case_key},
    )
    case_key = locked.case_key if locked.state == PracticeState.TAKEN else ""
    # First the practice: the case that is deleted next would put it back into the queue.
    locked.delete()
    if case_key:
        _delete_unpublished_case(case_key)


def _delete_unpublished_case(case_key: str) -> None:
    for page in CasePage.objects.filter(key=case_key, first_published_at=None):
        page.delete()
    Source.objects.filter(key=source_key(case_key)).delete()


# --- What follows from a case -----------------------------------------------------------------------------------------


@transaction.atomic
def note_publication(*, case_key: str, now: datetime) -> None:
    """The case that was made of a practice is published for the first time: tell its holder."""
    waiting = Practice.objects.select_for_update().filter(case_key=case_key, state=PracticeState.TAKEN)
    for practice in waiting:
        practice.state, practice.decided_at = PracticeState.PUBLISHED, now
        practice.save(update_fields=["state", "decided_at"])
        record(
            action="practice.published", actor="system", subject=f"practice:{practice.pk}", details={"case": case_key}
        )
        transaction.on_commit(partial(mails.tell_published, practice))


@transaction.atomic
def take_back_into_queue(*, case_key: str) -> None:
    """The case was deleted before it was published: the practice waits for an editor again."""
    for practice in Practice.objects.select_for_update().filter(case_key=case_key, state=PracticeState.TAKEN):
        practice.state, practice.case_key = PracticeState.WAITING, ""
        practice.save(update_fields=["state", "case_key"])
        record(action="practice.case-deleted", actor="system", subject=f"practice:{practice.pk}")


# --- What ends --------------------------------------------------------------------------------------------------------


@transaction.atomic
def forget_practices(now: datetime) -> dict[str, int]:
    """Delete what nobody has touched for sixty days before it was sent, what was not taken ninety days after, and the
    e-mail and the second link ninety days after any decision. Returns how many of each. A job of this room."""
    unused = Practice.objects.filter(
        state__in=(PracticeState.DRAFT, PracticeState.ASKED), changed_at__lte=now - UNUSED_LIVES
    )
    decided = Practice.objects.filter(decided_at__lte=now - DECIDED_LIVES)
    return {
        "unused": unused.delete()[0],
        "declined": decided.filter(state=PracticeState.DECLINED).delete()[0],
        "e-mails": decided.filter(state=PracticeState.PUBLISHED).exclude(email="").update(email="", mail_hash=None),
    }
