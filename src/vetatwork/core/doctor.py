"""Looking at a set-up and saying in plain words what is wrong. Higher rooms add to it with `register_examination`."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.conf import settings

from vetatwork.core.database import DatabaseCondition, database_state

LITTLE_SPACE = 200 * 1024 * 1024
"""Bytes. Below this a database soon cannot grow."""

SHORT_KEY = 32
"""Characters. A shorter SECRET_KEY can be guessed."""


class Level(StrEnum):
    """How bad a finding is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "FAIL"


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, and the one thing to do about it ('' if nothing)."""

    level: Level
    what: str
    why: str = ""
    what_to_do: str = ""


Examination = Callable[[], Iterator[Finding]]
_more: list[Examination] = []


def register_examination(examination: Examination) -> None:
    """Let `doctor` also ask this."""
    if examination not in _more:
        _more.append(examination)


def examine() -> list[Finding]:
    """Everything `doctor` looks at, in the order in which it matters."""
    own = (_python, _data_folder, _space, _database, _key, _address, _several_workers, _mail)
    return [finding for examination in (*own, *_more) for finding in examination()]


def _python() -> Iterator[Finding]:
    yield Finding(Level.OK, "Python", sys.version.split()[0])


def _data_folder() -> Iterator[Finding]:
    folder = Path(settings.DATA_DIR)
    todo = "Set DATA_DIR to a folder of your own, or give this user the right to write there."
    if folder.exists() and not folder.is_dir():
        yield Finding(Level.FAIL, "Data folder", f"{folder} is a file", todo)
    elif not folder.exists():
        above = next((parent for parent in folder.parents if parent.exists()), Path("/"))
        if above.is_dir() and os.access(above, os.W_OK):
            yield Finding(Level.WARN, "Data folder", f"{folder} does not exist yet", "`vetatwork run` makes it.")
        else:
            yield Finding(Level.FAIL, "Data folder", f"{folder} does not exist and cannot be made", todo)
    elif not os.access(folder, os.W_OK):
        yield Finding(Level.FAIL, "Data folder", f"{folder} cannot be written to", todo)
    else:
        yield Finding(Level.OK, "Data folder", str(folder))


def _space() -> Iterator[Finding]:
    folder = Path(settings.DATA_DIR)
    place = next((path for path in (folder, *folder.parents) if path.exists()), Path("/"))
    free = shutil.disk_usage(place).free
    if free < LITTLE_SPACE:
        yield Finding(
            Level.WARN, "Space on the disk", f"{free // 1_000_000} MB are left", "Make room before the disk is full."
        )


def _database() -> Iterator[Finding]:
    state = database_state()
    advice = {
        DatabaseCondition.UNREACHABLE: (
            Level.FAIL,
            f"cannot be reached: {state.detail}",
            "Is it running? Look at DATABASE_URL.",
        ),
        DatabaseCondition.EMPTY: (Level.WARN, "is empty", "`vetatwork run` or `vetatwork migrate` fills it."),
        DatabaseCondition.OLDER: (Level.FAIL, "is older than this version", "Run `vetatwork migrate`."),
        DatabaseCondition.NEWER: (
            Level.FAIL,
            f"was made by a newer version ({', '.join(state.unknown[:3])})",
            "Install that version, or use another DATA_DIR or DATABASE_URL.",
        ),
        DatabaseCondition.CURRENT: (Level.OK, "fits this version", ""),
    }
    yield Finding(advice[state.condition][0], "Database", *advice[state.condition][1:])


def _key() -> Iterator[Finding]:
    if len(settings.SECRET_KEY) < SHORT_KEY:
        yield Finding(
            Level.FAIL if not settings.LOCAL else Level.WARN,
            "SECRET_KEY",
            f"has only {len(settings.SECRET_KEY)} characters",
            "Set a random one of 50 characters or more.",
        )
    else:
        yield Finding(Level.OK, "SECRET_KEY", "made for this local site" if settings.LOCAL else "set")


def _address() -> Iterator[Finding]:
    yield Finding(Level.OK, "Address", settings.SITE_URL)
    if settings.LOCAL:
        return
    if not settings.SITE_URL.startswith("https://"):
        yield Finding(
            Level.WARN, "TLS", "the address is not https://", "Put TLS in front and set SITE_URL to https://…"
        )
    if settings.DEBUG:
        yield Finding(Level.FAIL, "DEBUG", "shows the inside of the site to everybody", "Unset DEBUG.")
    if "*" in settings.ALLOWED_HOSTS:
        yield Finding(Level.FAIL, "ALLOWED_HOSTS", "lets any name through", "Name the hosts of your site.")


def _several_workers() -> Iterator[Finding]:
    if settings.WORKERS > 1 and "locmem" in settings.CACHES["default"]["BACKEND"]:
        yield Finding(
            Level.WARN,
            "Cache",
            f"{settings.WORKERS} workers each have their own, so limits on sign-in count separately",
            "Set CACHE_URL to a cache they share.",
        )


def _mail() -> Iterator[Finding]:
    if not settings.MAIL_CONFIGURED:
        level = Level.OK if settings.LOCAL else Level.WARN
        yield Finding(level, "Mail", "is printed to the terminal", "" if settings.LOCAL else "Set EMAIL_URL.")
