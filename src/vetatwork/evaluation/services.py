"""Every write of the readiness check. Who holds a token may do what it is for; tokens are never stored, only hashes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from vetatwork.core.services import record
from vetatwork.core.tokens import derived_token, new_token, token_hash
from vetatwork.domain.evaluation.instrument import Answer, Form, checked_answers
from vetatwork.domain.evaluation.versions import carried_answers, matches
from vetatwork.evaluation.instruments import Edition, current_edition, edition, instruments
from vetatwork.evaluation.models import Attempt, Draft, Invitation

DRAFT_LIVES = timedelta(hours=24)
RESULT_LIVES = timedelta(days=90)
KEPT_LIVES = timedelta(days=396)
"""Thirteen months: long enough to repeat the check after a year."""


class NothingToAsk(LookupError):
    """No version of the check is published."""


@dataclass(frozen=True)
class About:
    """What was said before the questions. What was skipped is ''."""

    side: str
    form: str
    experience: str
    language: str
    size: str = ""
    sector: str = ""
    country: str = ""


# --- Drafts -----------------------------------------------------------------------------------------------------------


def begin_draft(*, about: About, now: datetime, invited_by: Invitation | None = None) -> str:
    """Begin a check on the version that is asked now; returns the draft's token.

    Who was invited to read two results together comes back to the invitation afterwards.

    Raises:
        NothingToAsk: if no version is published.
    """
    return _begin(about, now, answers={}, previous=None, invited_by=invited_by)


def repeat_attempt(*, attempt: Attempt, now: datetime) -> str:
    """Begin the check again with the answers of a result as a first draft; returns the draft's token.

    Raises:
        NothingToAsk: if no version is published.
    """
    current = _current()
    links = matches(attempt.version, current.version, instruments())
    asked = {item.id for item in current.instrument.items_in(Form(attempt.form))}
    answers = {item: each for item, each in carried_answers(attempt.answers, links).items() if item in asked}
    return _begin(_about(attempt), now, answers=answers, previous=attempt)


def _begin(
    about: About,
    now: datetime,
    *,
    answers: Mapping[str, Answer],
    previous: Attempt | None,
    invited_by: Invitation | None = None,
) -> str:
    token = new_token()
    Draft.objects.create(
        token_hash=token_hash(token),
        version=_current().version,
        answers=dict(answers),
        previous=previous,
        invited_by=invited_by,
        created_at=now,
        expires_at=now + DRAFT_LIVES,
        **vars(about),
    )
    return token


def _current() -> Edition:
    found = current_edition()
    if found is None:
        raise NothingToAsk
    return found


def _about(answered: Draft | Attempt) -> About:
    return About(**{name: getattr(answered, name) for name in About.__dataclass_fields__})


def save_answers(*, draft: Draft, given: Mapping[str, Any], asked: list[str]) -> None:
    """Keep what was answered to the items in `asked`; those of them that are not in `given` were left blank.

    Raises:
        AnswerError: for an answer the form does not take; nothing is kept then.
    """
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk)
        others = {item: answer for item, answer in locked.answers.items() if item not in asked}
        used = edition(locked.version)
        if used is None or locked.submitted:
            return
        locked.answers = checked_answers(used.instrument, Form(locked.form), {**others, **given})
        locked.save(update_fields=["answers"])
    draft.answers = locked.answers


def discard_draft(*, draft: Draft) -> None:
    """Throw a draft away with all its answers."""
    draft.delete()


def submit_draft(*, draft: Draft, token: str, now: datetime) -> str:
    """Turn a draft into a result; returns the result's token, the same one however often a draft is sent."""
    result = result_token(token)
    with transaction.atomic():
        locked = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if locked is not None and not locked.submitted:
            made = _create(_about(locked), locked.version, locked.answers, now, token=result, previous=locked.previous)
            if locked.invited_by_id:
                Attempt.objects.filter(pk=made.pk).update(invited_by=locked.invited_by_id)
            locked.submitted, locked.answers = True, {}
            locked.save(update_fields=["submitted", "answers"])
    return result


def result_token(draft_token: str) -> str:
    """The token of the result that a draft leads to."""
    return derived_token("attempt", draft_token)


# --- Results ----------------------------------------------------------------------------------------------------------


def create_attempt(*, about: About, given: Mapping[str, Any], now: datetime, token: str = "") -> tuple[Attempt, str]:
    """Take a whole check at once; returns the result and its holder's token (a new one if none is given).

    Raises:
        AnswerError: for an answer the form does not take.
        NothingToAsk: if no version is published.
    """
    current = _current()
    answers = checked_answers(current.instrument, Form(about.form), given)
    token = token or new_token()
    return _create(about, current.version, answers, now, token=token), token


def _create(
    about: About, version: str, answers: Mapping[str, Answer], now: datetime, *, token: str, previous: Any = None
) -> Attempt:
    return Attempt.objects.create(
        token_hash=token_hash(token),
        version=version,
        answers=dict(answers),
        previous=previous,
        created_at=now,
        expires_at=now + RESULT_LIVES,
        **vars(about),
    )


def delete_attempt(*, attempt: Attempt) -> None:
    """Delete a result for good, with the drafts that would repeat it."""
    with transaction.atomic():
        Draft.objects.filter(previous=attempt).delete()
        attempt.delete()
        record(action="evaluation.result-deleted", actor="holder", details={"version": attempt.version})


def keep_longer(*, attempt: Attempt) -> None:
    """Keep a result for thirteen months from its day on, so that the check can be repeated after a year."""
    attempt.expires_at = attempt.created_at + KEPT_LIVES
    attempt.save(update_fields=["expires_at"])


def open_share(*, attempt: Attempt, token: str) -> str:
    """Make a link that only shows the result; returns its token. A link that is open stays the same."""
    if not attempt.share_hash:
        attempt.share_salt = new_token()
        attempt.share_hash = token_hash(share_token(attempt, token))
        attempt.save(update_fields=["share_salt", "share_hash"])
    return share_token(attempt, token)


def close_share(*, attempt: Attempt) -> None:
    """End the link that shows the result; one made later is another one."""
    attempt.share_salt, attempt.share_hash = "", None
    attempt.save(update_fields=["share_salt", "share_hash"])


def share_token(attempt: Attempt, token: str) -> str:
    """The token of the open link of a result, from its holder's token; '' if there is none."""
    return derived_token(f"share {attempt.share_salt}", token) if attempt.share_salt else ""


def save_plan(*, attempt: Attempt, plan: Mapping[str, Mapping[str, str]]) -> None:
    """Keep my plan: for each next step that was ticked, who does it and until when, as the holder put it."""
    attempt.plan = {item: dict(entry) for item, entry in plan.items()}
    attempt.save(update_fields=["plan"])


# --- What ends --------------------------------------------------------------------------------------------------------


def delete_expired(now: datetime) -> dict[str, int]:
    """Delete drafts and results whose time has come; returns how many. A job of this room."""
    drafts = Draft.objects.filter(expires_at__lte=now).delete()[0]
    results = Attempt.objects.filter(expires_at__lte=now).delete()[0]
    return {"drafts": drafts, "results": results}
