"""Following addresses of other sites: which ones there are, asking those that are due, what editors decide."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from vetatwork.core.services import record
from vetatwork.manual.editorial.asking import Answer, Outcome, Visitor
from vetatwork.manual.editorial.facts import facts_of_pages
from vetatwork.manual.editorial.link_queries import addresses_in_use
from vetatwork.manual.models.link_checks import LinkCheck, LinkState

AGAIN = timedelta(days=30)
AGAIN_AFTER_FAILURE = timedelta(days=7)
CLAIMED = timedelta(hours=1)
"""Whoever asks an address has so long for it; then another worker may."""

DAYS_TO_BE_BROKEN = 3
MOST_A_RUN = 20
MOST_A_HOST = 3
RUN_SECONDS = 120.0
"""After this no further address is begun: other jobs wait for the same worker."""

Progress = Callable[[LinkCheck], None]


# --- Which addresses there are ----------------------------------------------------------------------------------------


@transaction.atomic
def follow_addresses(*, addresses: Iterable[str], now: datetime) -> None:
    """Know exactly these addresses: new ones are due at once, others are forgotten."""
    wanted = {_fingerprint(address): address for address in addresses}
    known = set(LinkCheck.objects.values_list("fingerprint", flat=True))
    gone = list(known - wanted.keys())
    for start in range(0, len(gone), 500):
        LinkCheck.objects.filter(fingerprint__in=gone[start : start + 500]).delete()
    new = [
        LinkCheck(fingerprint=fingerprint, address=address, host=_host(address), due_at=now)
        for fingerprint, address in wanted.items()
        if fingerprint not in known
    ]
    LinkCheck.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)


def _fingerprint(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "")[:255]
    except ValueError:
        return ""


# --- Asking them ------------------------------------------------------------------------------------------------------


def ask_what_is_due(
    now: datetime, *, visitor: Visitor | None = None, most: int = MOST_A_RUN, most_a_host: int = MOST_A_HOST,
    seconds: float = RUN_SECONDS, progress: Progress = lambda check: None,
) -> int:  # fmt: skip
    """Ask the addresses that are due, at most `most`, one after the other; returns how many were asked. A job of this
    room where LINK_CHECK is on."""
    visitor = visitor or Visitor()
    follow_addresses(addresses=addresses_in_use(facts_of_pages()), now=now)
    started, asked = visitor.clock(), 0
    for check in _due(now, most, most_a_host):
        if visitor.clock() - started > seconds:
            break
        if _claim(check, now):
            asked += 1
            progress(write_down_answer(check=check, answer=visitor.ask(check.address), now=timezone.now()))
    return asked


def _due(now: datetime, most: int, most_a_host: int) -> Iterable[LinkCheck]:
    """Those that have waited longest; of one host only a few."""
    hosts: Counter[str] = Counter()
    chosen: list[LinkCheck] = []
    for check in LinkCheck.objects.filter(due_at__lte=now, is_ignored=False).order_by("due_at", "pk").iterator():
        if len(chosen) >= most:
            break
        hosts[check.host] += 1
        if hosts[check.host] <= most_a_host:
            chosen.append(check)
    return chosen


def _claim(check: LinkCheck, now: datetime) -> bool:
    """Take an address for this run, unless another took it or its host has just asked us to wait."""
    return bool(LinkCheck.objects.filter(pk=check.pk, due_at__lte=now).update(due_at=now + CLAIMED))


@transaction.atomic
def write_down_answer(*, check: LinkCheck, answer: Answer, now: datetime) -> LinkCheck:
    """Keep what an address answered; it is broken once it has failed on three days. Returns it as it is now."""
    check.refresh_from_db()
    before = check.state
    check.asked_at, check.status = now, answer.status
    check.reason, check.moved_to = answer.reason, answer.moved_to
    check.failed_on = _failed_on(check, answer, now)
    check.state = _state(check, answer)
    again = AGAIN_AFTER_FAILURE if answer.outcome is Outcome.FAILED else AGAIN
    check.due_at = now + max(again, answer.wait or again)
    check.save()
    if answer.wait:
        LinkCheck.objects.filter(host=check.host, due_at__lt=now + answer.wait).update(due_at=now + answer.wait)
    if LinkState.BROKEN in (before, check.state) and before != check.state:
        record(action=f"link.{check.state}", actor="command:link-check", subject=_subject(check))
    return check


def _failed_on(check: LinkCheck, answer: Answer, now: datetime) -> list[str]:
    """The days on which it failed since it last answered."""
    if answer.outcome is not Outcome.FAILED:
        return []
    return list(dict.fromkeys([*check.failed_on, now.date().isoformat()]))


def _state(check: LinkCheck, answer: Answer) -> LinkState:
    if answer.outcome is not Outcome.FAILED:
        return LinkState(answer.outcome.value)
    return LinkState.BROKEN if len(check.failed_on) >= DAYS_TO_BE_BROKEN else LinkState.FAILING


# --- What editors decide ----------------------------------------------------------------------------------------------


@transaction.atomic
def ask_again(*, check: LinkCheck, actor: str, now: datetime) -> None:
    """Put an address at the head of the queue, also if it was ignored."""
    check.is_ignored, check.due_at = False, min(now, check.due_at) - AGAIN
    check.save(update_fields=["is_ignored", "due_at"])
    record(action="link.ask_again", actor=actor, subject=_subject(check), details={"address": check.address})


@transaction.atomic
def ignore_link(*, check: LinkCheck, actor: str) -> None:
    """Ask an address no more and do not report it."""
    check.is_ignored = True
    check.save(update_fields=["is_ignored"])
    record(action="link.ignored", actor=actor, subject=_subject(check), details={"address": check.address})


def _subject(check: LinkCheck) -> str:
    return f"link:{check.pk}"
