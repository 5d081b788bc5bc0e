"""Every change to a build: asked for, claimed, alive, done, failed. Each is one statement or one transaction."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from vetatwork.core.services import record
from vetatwork.exports.builds.folder import finished, sweep
from vetatwork.exports.models import Build, Reason, SeenContent, State
from vetatwork.exports.products import Product

SILENCE = timedelta(minutes=2)
"""A process that gave no sign of life for so long is dead; its build is taken up again."""

MOST_TRIES = 3
"""A build that was begun so often and never brought to an end is given up."""

LONGEST_ERROR = 2_000


# --- What is to be made -----------------------------------------------------------------------------------------------


def see_content(*, stamp: str, now: datetime) -> timedelta:
    """Take note of the content stamp; returns for how long the content has been as it is."""
    with transaction.atomic():
        seen, _made = SeenContent.objects.select_for_update().get_or_create(
            pk=1, defaults={"stamp": stamp, "since": now}
        )
        if seen.stamp != stamp:
            seen.stamp, seen.since = stamp, now
            seen.save()
    return now - seen.since


def offer(*, products: Iterable[Product]) -> None:
    """Let there be a build for each of `products`, and none for what is not offered any more."""
    wanted = {product.file: (order, product) for order, product in enumerate(products)}
    gone = Build.objects.exclude(name__in=wanted)
    for name in list(gone.values_list("name", flat=True)):
        finished(name).unlink(missing_ok=True)
    gone.delete()
    known = dict(Build.objects.values_list("name", "order"))
    Build.objects.bulk_create(
        [
            Build(name=name, product=product.name, language=product.language, order=order)
            for name, (order, product) in wanted.items()
            if name not in known
        ],
        ignore_conflicts=True,
    )
    for name, (order, _product) in wanted.items():
        if known.get(name, order) != order:
            Build.objects.filter(name=name).update(order=order)


def renew(*, stamp: str) -> int:
    """Let wait whatever was made or tried with other content than that of `stamp`, or is lost; returns how many."""
    rows = Build.objects.filter(state=State.READY).values_list("name", flat=True)
    lost = [name for name in rows if not finished(name).is_file()]
    done = Build.objects.filter(Q(state__in=(State.READY, State.FAILED)) & ~Q(stamp=stamp) | Q(name__in=lost))
    return done.update(state=State.WAITING, tries=0, progress=0)


def ask_for(*, product: Product, stamp: str, now: datetime) -> bool:
    """Let `product` be made before others. Returns False if there is nothing to do: it is ready, or being made."""
    Build.objects.bulk_create(
        [Build(name=product.file, product=product.name, language=product.language)], ignore_conflicts=True
    )
    with transaction.atomic():
        build = Build.objects.select_for_update().get(name=product.file)
        is_ready = build.state == State.READY and build.stamp == stamp and finished(build.name).is_file()
        if is_ready or build.state == State.BUILDING or build.asked_at:
            return False
        Build.objects.filter(pk=build.pk).update(state=State.WAITING, asked_at=now, tries=0, progress=0)
        record(action="exports.asked", subject=build.name)
    return True


# --- Making it --------------------------------------------------------------------------------------------------------


def alive(now: datetime) -> Q:
    """Builds that a living process is at."""
    return Q(state=State.BUILDING, beat_at__gt=now - SILENCE)


def claimable(now: datetime) -> QuerySet[Build]:
    """Builds that may be begun, the most urgent first: those that wait, and those whose process died."""
    dead = Q(state=State.BUILDING) & (Q(beat_at__lte=now - SILENCE) | Q(beat_at=None))
    return Build.objects.filter(Q(state=State.WAITING) | dead).order_by(
        F("asked_at").asc(nulls_last=True), "order", "name"
    )


def claim_build(*, stamp: str, now: datetime) -> Build | None:
    """Take the most urgent build, so that no other process does; None if nothing waits or one is being made already.

    One at a time for the whole site: a build may use all the machine has, and readers come first.
    """
    for pk, tries in list(claimable(now).values_list("pk", "tries")):
        if tries >= MOST_TRIES:
            _give_up(pk, now)
            continue
        claim = secrets.token_hex(8)
        # The machine may have been off, or its clock be wrong: only what has beaten since this claim is alive.
        others = Build.objects.filter(alive(now)).exclude(pk=OuterRef("pk"))
        free = claimable(now).order_by().filter(~Exists(others), pk=pk)
        if free.update(
            state=State.BUILDING,
            stamp=stamp,
            claim=claim,
            beat_at=now,
            started_at=now,
            finished_at=None,
            tries=F("tries") + 1,
            progress=0,
            reason="",
            error="",
        ):
            return Build.objects.get(pk=pk)
        if Build.objects.filter(alive(now)).exists():
            return None
    return None


def _give_up(pk: int, now: datetime) -> None:
    words = "The process was stopped, or took too long, and gave no sign of life any more."
    dead = claimable(now).order_by().filter(pk=pk)
    dead.update(
        state=State.FAILED,
        reason=Reason.STOPPED,
        error=words,
        finished_at=now,
        asked_at=None,
        tries=0,
        claim="",
    )


def beat(*, build: Build, now: datetime, progress: int | None = None) -> bool:
    """Give a sign of life. False if the build is not this process's any more: then it must be left alone."""
    changes = {"beat_at": now} | ({} if progress is None else {"progress": progress})
    return bool(_own(build).update(**changes))


def finish_build(*, build: Build, now: datetime, pages: int | None, mark: str, content_at: datetime | None) -> bool:
    """The file is whole and in its place. False if the build is not this process's any more."""
    path = finished(build.name)
    with transaction.atomic():
        done = _own(build).update(
            state=State.READY,
            progress=100,
            finished_at=now,
            asked_at=None,
            tries=0,
            claim="",
            size=path.stat().st_size,
            pages=pages,
            file_stamp=build.stamp,
            mark=mark,
            content_at=content_at,
            made_at=now,
        )
        if done:
            record(action="exports.made", actor="command:exports", subject=build.name)
    return bool(done)


def keep_file(*, build: Build, now: datetime) -> None:
    """What was made last would be made again just so: it is good for the new content too."""
    _own(build).update(
        state=State.READY,
        progress=100,
        finished_at=now,
        asked_at=None,
        tries=0,
        claim="",
        file_stamp=build.stamp,
    )


def fail_build(*, build: Build, reason: Reason, error: str, now: datetime) -> None:
    """It cannot be made. What was made last stays."""
    with transaction.atomic():
        failed = _own(build).update(
            state=State.FAILED,
            reason=reason,
            error=error[:LONGEST_ERROR],
            finished_at=now,
            asked_at=None,
            tries=0,
            claim="",
        )
        if failed:
            record(
                action="exports.failed",
                actor="command:exports",
                subject=build.name,
                details={"reason": reason.value, "error": error[:LONGEST_ERROR]},
            )
    sweep(build.name)


def leave_build(*, build: Build) -> None:
    """This process is told to end: let the next one make it, at once and as if nobody had tried."""
    _own(build).update(state=State.WAITING, claim="", tries=F("tries") - 1, progress=0)
    sweep(build.name)


def _own(build: Build) -> QuerySet[Build]:
    return Build.objects.filter(pk=build.pk, claim=build.claim, state=State.BUILDING)


def quiet_time() -> timedelta:
    """How long the content must have been as it is before files are made of it unasked."""
    return timedelta(minutes=settings.EXPORT_QUIET_MINUTES)
