"""A process of its own that makes what waits, a file after the other, and ends.

`python -m vetatwork.exports.builds.work` starts it. What a long document leaves in memory goes with it, and whatever
happens to it, no reader waits.
"""

import errno
import logging
import os
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vetatwork.exports.models import Build, Reason
    from vetatwork.exports.products import Product

log = logging.getLogger("vetatwork.exports")
BEAT_SECONDS = 15.0
LONGEST_SECONDS = 20 * 60
"""A build that takes longer hangs: the process ends itself."""

POLITENESS = 5
"""How far this process stands behind those that serve readers, 0 to 19."""


def main() -> int:
    """Make what waits; returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vetatwork.config.settings")
    import django

    django.setup()
    with suppress(OSError, AttributeError):
        os.nice(POLITENESS)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        while build_next():
            pass
    except KeyboardInterrupt:
        return 130
    return 0


def build_next() -> bool:
    """Claim a build and bring it to an end; False if there was none to claim."""
    from django.utils import timezone

    from vetatwork.core.stamp import current_stamp
    from vetatwork.exports import products
    from vetatwork.exports.builds.services import claim_build, fail_build, leave_build, offer

    build = claim_build(stamp=current_stamp(), now=timezone.now())
    if build is None:
        return False
    product = next((each for each in products.products() if each.file == build.name), None)
    if product is None:
        offer(products=products.products())
        return True
    try:
        with _signs_of_life(build):
            _make(build, product)
    except KeyboardInterrupt:
        leave_build(build=build)
        raise
    except Exception as error:
        # Whatever stops one file must not stop the others, and must be said.
        log.exception("%s could not be made.", build.name)
        reason, words = why_not(error)
        fail_build(build=build, reason=reason, error=words, now=timezone.now())
    return True


def _make(build: "Build", product: "Product") -> None:
    from django.utils import timezone

    from vetatwork.exports.builds.folder import finished, sweep, unfinished
    from vetatwork.exports.builds.mark import content_day, content_mark
    from vetatwork.exports.builds.pages import pages_of
    from vetatwork.exports.builds.services import beat, finish_build, keep_file
    from vetatwork.exports.target import put_whole

    sweep(build.name)
    mark, day = content_mark(), content_day()
    if build.mark == mark and finished(build.name).is_file():
        keep_file(build=build, now=timezone.now())
        return
    path = unfinished(build.name, build.claim)
    product.make(path, _teller(build))
    if beat(build=build, now=timezone.now()):
        pages = pages_of(path)
        put_whole(path, finished(build.name))
        finish_build(build=build, now=timezone.now(), pages=pages, mark=mark, content_at=day)
    sweep(build.name)


def _teller(build: "Build") -> Callable[[int, int], None]:
    """Writes down how far the build is, each percent once."""
    from django.utils import timezone

    from vetatwork.exports.builds.services import beat

    told = -1

    def tell(done: int, total: int) -> None:
        nonlocal told
        percent = min(99, 100 * done // max(total, 1))
        if percent > told:
            told = percent
            beat(build=build, now=timezone.now(), progress=percent)

    return tell


@contextmanager
def _signs_of_life(build: "Build") -> Iterator[None]:
    """Beat as long as the block lasts. A build that hangs, or that another process has taken up, ends this process."""
    over = threading.Event()

    def keep_beating() -> None:
        from django.db import DatabaseError, connection
        from django.utils import timezone

        from vetatwork.exports.builds.services import beat

        try:
            for _beat in range(int(LONGEST_SECONDS / BEAT_SECONDS)):
                if over.wait(BEAT_SECONDS):
                    return
                with suppress(DatabaseError):  # It may be away for a moment.
                    if not beat(build=build, now=timezone.now()) and not over.is_set():
                        break
            if not over.is_set():
                log.error("%s took too long, or another process took it up. It is left unfinished.", build.name)
                os._exit(1)
        finally:
            connection.close()

    thread = threading.Thread(target=keep_beating, name="signs of life", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def why_not(error: BaseException) -> "tuple[Reason, str]":
    """Why a file could not be made: in words for everybody, and exactly, with the place in our code."""
    from vetatwork.exports.models import Reason

    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    words = f"{type(error).__name__}: {error}{place}"
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Reason.FULL, words
    if isinstance(error, PermissionError) or (isinstance(error, OSError) and error.errno == errno.EROFS):
        return Reason.FOLDER, words
    if isinstance(error, TimeoutError | subprocess.TimeoutExpired) or isinstance(
        error.__cause__, subprocess.TimeoutExpired
    ):
        return Reason.SLOW, words
    if isinstance(error, MemoryError):
        return Reason.MEMORY, words
    return (Reason.PART if isinstance(error, ImportError) else Reason.FAULT), words


if __name__ == "__main__":
    sys.exit(main())
