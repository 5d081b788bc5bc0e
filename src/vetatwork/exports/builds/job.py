"""What the background does about files to take away: look what is out of date, and start a process that makes it."""

import logging
import subprocess
import sys
from datetime import datetime

from django.utils import timezone

from vetatwork.core.stamp import current_stamp
from vetatwork.exports import products
from vetatwork.exports.builds.services import alive, claimable, offer, quiet_time, renew, see_content
from vetatwork.exports.models import Build

log = logging.getLogger(__name__)
COMMAND = [sys.executable, "-m", "vetatwork.exports.builds.work"]


class _Builder:
    """The process that this worker started last, if it did."""

    process: subprocess.Popen[bytes] | None = None


def look_for_stale_files(now: datetime) -> int:
    """When the content has been quiet for a while, let what is of older content be made anew. Returns what waits.

    Safe to repeat. What was asked for, or whose process died, is begun again whether the content is quiet or not.
    """
    _is_building()  # Asking is what lets a process that has ended go.
    stamp = current_stamp()
    if see_content(stamp=stamp, now=now) >= quiet_time():
        offer(products=products.products())
        renew(stamp=stamp)
    waiting = claimable(now).count()
    if waiting:
        begin_building()
    return waiting


def begin_building() -> None:
    """Start a process that makes what waits, unless one runs already: then that one goes on with it.

    Two that are started at the same moment do no harm: a build is claimed, so they never make the same one.
    """
    if _is_building() or Build.objects.filter(alive(timezone.now())).exists():
        return
    try:
        _Builder.process = subprocess.Popen(COMMAND, stdin=subprocess.DEVNULL)  # noqa: S603  # Our own command.
    except OSError:
        # What waits goes on waiting; the job tries again in a minute.
        log.exception("The process that makes files to take away could not be started.")


def _is_building() -> bool:
    return _Builder.process is not None and _Builder.process.poll() is None
