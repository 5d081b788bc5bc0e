"""Handouts: a few pages as one file, made when they are asked for and kept while the content stays as it is."""

import hashlib
import logging
import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from vetatwork.core.stamp import current_stamp
from vetatwork.exports.builds.folder import exports_folder
from vetatwork.exports.products import engine

log = logging.getLogger(__name__)
MOST_BYTES = 200 * 1024 * 1024
"""What is kept of handouts in all; those not asked for longest go first."""


def handout_name(language: str, keys: Sequence[str], ending: str) -> str:
    """The name under which a handout is kept: the same pages of the same content have the same one."""
    words = "\n".join((current_stamp(), settings.SITE_URL, language, *keys))
    return f"{hashlib.sha256(words.encode()).hexdigest()[:40]}.{ending}"


def kept_handout(name: str) -> Path | None:
    """The handout if it was made already."""
    path = _folder() / name
    if not path.is_file():
        return None
    with suppress(OSError):
        os.utime(path)
    return path


def make_handout(language: str, keys: Sequence[str], ending: str) -> bytes:
    """The pages `keys` in their order as a file.

    Raises:
        BookError: if they make no handout.
    """
    from vetatwork.exports.book import picked_book

    return engine(ending)(picked_book(language, keys))


def keep_handout(name: str, content: bytes) -> None:
    """Keep a handout for who asks for it next. A full disk is no fault: then it is made again."""
    if len(content) > MOST_BYTES:
        return
    path = _folder() / name
    fresh = path.with_name(f".{name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(content)
        fresh.replace(path)
        _throw_out()
    except OSError:
        log.warning("A handout could not be kept.", exc_info=True)
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _throw_out() -> None:
    kept = []
    for path in _folder().iterdir():
        with suppress(FileNotFoundError):  # Another worker may throw out too.
            stat = path.stat()
            kept.append((stat.st_mtime_ns, stat.st_size, path))
    too_much = sum(size for _when, size, _path in kept) - MOST_BYTES
    for _when, size, path in sorted(kept):
        if too_much <= 0:
            return
        path.unlink(missing_ok=True)
        too_much -= size


def _folder() -> Path:
    return exports_folder() / "handouts"
