"""Jobs that come back: deleting what has expired, and the like. Rooms register them; every worker looks what is due.

A job that is due is claimed in one statement, so that one worker does it, however many look. It must be safe to
repeat: a worker may die in the middle, and then it is done again when it is next due.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, connection
from django.utils import timezone

from vetatwork.core.models import DueJob

log = logging.getLogger(__name__)
LOOK_SECONDS = 30
"""How often a worker looks."""


@dataclass(frozen=True)
class Job:
    """Something to be done every so often. `act` is told the time and returns what it did, for the log."""

    name: str
    every: timedelta
    act: Callable[[datetime], Any]


_jobs: dict[str, Job] = {}


def register_job(name: str, *, every: timedelta, act: Callable[[datetime], Any]) -> None:
    """Let `act` be called about every `every`."""
    _jobs[name] = Job(name, every, act)


def jobs() -> tuple[Job, ...]:
    """All jobs in the order of their registration."""
    return tuple(_jobs.values())


def do_due_jobs(now: datetime) -> list[str]:
    """Do what is due and nobody else has claimed; returns the names of the jobs that were done.

    A job that fails is logged and tried again when it is next due; the others are done all the same.
    """
    DueJob.objects.bulk_create([DueJob(name=name, due_at=now) for name in _jobs], ignore_conflicts=True)
    return [job.name for job in jobs() if _claim(job, now) and _do(job, now)]


def _claim(job: Job, now: datetime) -> bool:
    return bool(DueJob.objects.filter(name=job.name, due_at__lte=now).update(due_at=now + job.every))


def _do(job: Job, now: datetime) -> bool:
    try:
        job.act(now)
    except Exception as error:
        # Whatever a job meets must not keep the others from being done.
        log.exception("The job %s failed.", job.name)
        DueJob.objects.filter(name=job.name).update(last_error=f"{type(error).__name__}: {error}"[:500])
        return False
    DueJob.objects.filter(name=job.name).exclude(last_error="").update(last_error="")
    return True


def look_for_jobs_in_background() -> threading.Thread:
    """Start a thread of this worker that does what is due, until the worker ends."""
    thread = threading.Thread(target=_look_for_ever, name="jobs", daemon=True)
    thread.start()
    return thread


def _look_for_ever() -> None:
    stop = threading.Event()
    while not stop.wait(LOOK_SECONDS):
        try:
            do_due_jobs(timezone.now())
        except DatabaseError:
            log.warning("Could not look for due jobs.", exc_info=True)
        finally:
            # This runs outside a request, so nobody else gives the connection back.
            connection.close()
