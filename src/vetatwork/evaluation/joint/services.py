"""Every write of joint readings. The holder of a result's token says yes for its side, and may take it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction

from vetatwork.core.services import record
from vetatwork.core.tokens import derived_token, new_token, token_hash
from vetatwork.domain.evaluation.instrument import Answer, Experience, Form, Instrument, Side, checked_answers
from vetatwork.domain.evaluation.versions import comparable_items, matches
from vetatwork.evaluation.instruments import Edition, instruments
from vetatwork.evaluation.models import Attempt, Invitation, JointReading
from vetatwork.evaluation.results import answers_of, used_edition
from vetatwork.evaluation.services import About, create_attempt

INVITATION_LIVES = timedelta(days=30)
REMEMBERED = timedelta(days=30)
"""How long an invitation that has ended can still say so."""


class Ended(StrEnum):
    """Why an invitation cannot be accepted."""

    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"
    SAME_SIDE = "same-side"


class InvitationEnded(Exception):
    """The invitation cannot be accepted; `why` says the reason."""

    def __init__(self, why: Ended) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Shown:
    """What a side shows to the other: answers by item, and whether one person or several gave them."""

    answers: Mapping[str, Answer]
    people: str = "one"


def shown_answers(
    used: Edition, attempt: Attempt, *, with_partner: Mapping[str, Any] | None = None, own: tuple[str, ...] = ()
) -> dict[str, Answer]:
    """What the holder of `attempt` would show: shared items (as they are with this partner) and the own ones in `own`.

    `with_partner` replaces all answers to shared items; without it those of the result count.

    Raises:
        AnswerError: for an answer the form does not take.
    """
    form = Form(attempt.form)
    given = answers_of(attempt, used)
    shared = {item.id for item in used.instrument.items_in(form) if item.shared}
    base: Mapping[str, Any] = given if with_partner is None else with_partner
    wanted = {item: answer for item, answer in base.items() if item in shared}
    wanted |= {item: given[item] for item in own if item in given and item not in shared}
    return checked_answers(used.instrument, form, wanted)


# --- Invitations ------------------------------------------------------------------------------------------------------


def invite(*, attempt: Attempt, token: str, shown: Shown, now: datetime) -> tuple[Invitation, str]:
    """Say yes to showing `shown`, and make an invitation; returns it with its token."""
    salt = new_token()
    invitation = Invitation.objects.create(
        token_hash=token_hash(derived_token(f"invitation {salt}", token)),
        attempt=attempt,
        salt=salt,
        joint_hash=token_hash(derived_token(f"joint {salt}", token)),
        answers=dict(shown.answers),
        people=shown.people,
        created_at=now,
        expires_at=now + INVITATION_LIVES,
    )
    return invitation, invitation_token(invitation, token)


def invitation_token(invitation: Invitation, attempt_token: str) -> str:
    """The token of an invitation, from that of the inviter's result."""
    return derived_token(f"invitation {invitation.salt}", attempt_token)


def revoke(*, invitation: Invitation, now: datetime) -> None:
    """Take an invitation back that nobody has accepted."""
    Invitation.objects.filter(pk=invitation.pk, used_at=None).update(revoked_at=now)


def why_ended(invitation: Invitation, now: datetime) -> Ended | None:
    """Why an invitation cannot be accepted any more; None while it can."""
    if invitation.used_at:
        return Ended.USED
    if invitation.revoked_at:
        return Ended.REVOKED
    return Ended.EXPIRED if invitation.expires_at <= now else None


def take_up(*, invitation: Invitation, attempt: Attempt, now: datetime) -> None:
    """Remember that the holder of `attempt` looks at this invitation; nothing is shown to anybody yet.

    Raises:
        InvitationEnded: if it has ended, or comes from the same side.
    """
    _must_be_open(invitation, attempt, now)
    attempt.invited_by = invitation
    attempt.save(update_fields=["invited_by"])


def _must_be_open(invitation: Invitation, attempt: Attempt, now: datetime) -> None:
    why = why_ended(invitation, now)
    if why is None and invitation.attempt.side == attempt.side:
        why = Ended.SAME_SIDE
    if why is not None:
        raise InvitationEnded(why)


# --- Joint readings ---------------------------------------------------------------------------------------------------


def accept(*, invitation: Invitation, attempt: Attempt, token: str, shown: Shown, now: datetime) -> JointReading:
    """Say yes for the invited side: the joint reading comes to be, once, however many devices try.

    Raises:
        InvitationEnded: if it has ended, or comes from the same side.
    """
    with transaction.atomic():
        _must_be_open(invitation, attempt, now)
        still_open = Invitation.objects.filter(pk=invitation.pk, used_at=None, revoked_at=None, expires_at__gt=now)
        if not still_open.update(used_at=now):
            raise InvitationEnded(Ended.USED)
        inviter = Side(invitation.attempt.side)
        version, showing = _in_one_version(
            {inviter: invitation.attempt.version, _other(inviter): attempt.version},
            {inviter: invitation.answers, _other(inviter): shown.answers},
        )
        attempts = {inviter: invitation.attempt, _other(inviter): attempt}
        own_hash = token_hash(joint_token(invitation.salt, token))
        hashes = {inviter: invitation.joint_hash, _other(inviter): own_hash}
        people = {inviter: invitation.people, _other(inviter): shown.people}
        joint = _create(attempts, showing, version=version, hashes=hashes, people=people, salt=invitation.salt, now=now)
        Attempt.objects.filter(pk=attempt.pk).update(invited_by=None)
        record(action="evaluation.joint-reading-begun", actor="both sides", details={"version": version})
    return joint


def joint_token(salt: str, attempt_token: str) -> str:
    """The token with which a side opens the joint reading, from that of its result."""
    return derived_token(f"joint {salt}", attempt_token)


def _other(side: Side) -> Side:
    return Side.EMPLOYER if side is Side.PROVIDER else Side.PROVIDER


def _in_one_version(
    versions: dict[Side, str], showing: dict[Side, Mapping[str, Any]]
) -> tuple[str, dict[Side, dict[str, Any]]]:
    """The newer of two versions, and both sides' answers in its terms: only items of which no word changed."""
    one, other = versions[Side.PROVIDER], versions[Side.EMPLOYER]
    if one == other:
        return one, {side: dict(answers) for side, answers in showing.items()}
    known = instruments()
    for older, newer in ((one, other), (other, one)):
        try:
            links = matches(older, newer, known)
        except LookupError:
            continue
        same = {links[item].older: item for item in comparable_items(links)}
        return newer, {
            side: {same[item]: answer for item, answer in answers.items() if item in same}
            if versions[side] == older
            else {item: answer for item, answer in answers.items() if item in same.values()}
            for side, answers in showing.items()
        }
    return one, {side: {} for side in showing}


def _create(
    attempts: dict[Side, Attempt],
    showing: dict[Side, dict[str, Any]],
    *,
    version: str,
    hashes: dict[Side, str],
    people: dict[Side, str],
    salt: str,
    now: datetime,
    table_hash: str | None = None,
) -> JointReading:
    provider, employer = attempts[Side.PROVIDER], attempts[Side.EMPLOYER]
    earlier = None
    if provider.previous_id and employer.previous_id:
        earlier = JointReading.objects.filter(provider=provider.previous_id, employer=employer.previous_id).first()
    return JointReading.objects.create(
        provider=provider,
        employer=employer,
        salt=salt,
        provider_hash=hashes[Side.PROVIDER],
        employer_hash=hashes[Side.EMPLOYER],
        table_hash=table_hash,
        version=version,
        provider_answers=showing[Side.PROVIDER],
        employer_answers=showing[Side.EMPLOYER],
        provider_people=people[Side.PROVIDER],
        employer_people=people[Side.EMPLOYER],
        previous=earlier,
        created_at=now,
    )


def read_at_the_table(
    *, given: dict[Side, Mapping[str, Any]], people: dict[Side, str], language: str, now: datetime
) -> str:
    """Two sides answered on one device: both results and the joint reading at once; returns the token of the table.

    Raises:
        AnswerError: for an answer the quick form does not take.
        NothingToAsk: if no version is published.
    """
    table, salt = new_token(), new_token()
    with transaction.atomic():
        attempts, hashes = {}, {}
        for side in Side:
            about = About(side=side.value, form=Form.QUICK.value, experience=Experience.SOME.value, language=language)
            attempts[side], _token = create_attempt(
                about=about, given=given[side], now=now, token=side_result(table, side)
            )
            hashes[side] = token_hash(side_token(table, side))
        used = used_edition(attempts[Side.PROVIDER])
        showing = {side: dict(shown_answers(used, attempt)) for side, attempt in attempts.items()}
        _create(
            attempts,
            showing,
            version=used.version,
            hashes=hashes,
            people=people,
            salt=salt,
            now=now,
            table_hash=token_hash(table),
        )
    return table


def side_token(table: str, side: Side) -> str:
    """The token with which one side opens what was read at a table."""
    return derived_token(f"table {side.value}", table)


def side_result(table: str, side: Side) -> str:
    """The token of one side's own result from a table."""
    return derived_token(f"table result {side.value}", table)


def withdraw(*, joint: JointReading) -> None:
    """Take a joint reading back, for both sides and for good."""
    with transaction.atomic():
        version = joint.version
        joint.delete()
        record(action="evaluation.joint-reading-withdrawn", actor="holder", details={"version": version})


class ChangedMeanwhile(Exception):
    """Somebody else has saved the steps since they were read."""


def save_steps(*, joint: JointReading, rows: list[dict[str, str]], by: str, seen: str, now: datetime) -> None:
    """Keep our next steps. A row that a side changed carries its name and the time.

    Raises:
        ChangedMeanwhile: if they are not any more as they were when the side read them (`seen`).
    """
    with transaction.atomic():
        locked = JointReading.objects.select_for_update().get(pk=joint.pk)
        if steps_stamp(locked) != seen:
            raise ChangedMeanwhile
        before = [{name: row[name] for name in ("what", "who", "when")} for row in locked.steps]
        locked.steps = [
            locked.steps[before.index(row)] if row in before else {**row, "by": by, "at": now.isoformat()}
            for row in rows
        ]
        locked.save(update_fields=["steps"])
    joint.steps = locked.steps


def steps_stamp(joint: JointReading) -> str:
    """Changes whenever our next steps change."""
    return token_hash(repr(joint.steps))[:16]


def forget_invitations(now: datetime) -> int:
    """Delete invitations that ended some time ago; returns how many. A job of this room."""
    return Invitation.objects.filter(expires_at__lte=now - REMEMBERED).delete()[0]


def instrument_of(joint: JointReading) -> Instrument:
    """The structure of the version in which a joint reading is read."""
    return instruments()[joint.version]
