"""The offline copy: while one is made, templates and panels leave out what needs a server and say where it works.

A template asks with `{% offline_copy as copy %}{% if copy %}…`, Python with `offline_copy()`. The room that writes the
folder switches it on with `making`; no reader's request ever sees it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class OfflineCopy:
    """The copy that is being made. `site` is the address of the site on the web, '' if nobody else can reach it."""

    made_on: date
    site: str = ""

    POLICY = (
        "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:; font-src data:; "
        "form-action 'self' file:; base-uri 'none'"
    )
    """What its pages may load. `'self'` means nothing for a file; `file:` means nothing on a server."""


_copy: ContextVar[OfflineCopy | None] = ContextVar("offline_copy", default=None)


def offline_copy() -> OfflineCopy | None:
    """The copy that is being made; None while a reader is answered."""
    return _copy.get()


@contextmanager
def making(copy: OfflineCopy) -> Iterator[None]:
    """Pages that are rendered inside are for `copy`."""
    before = _copy.set(copy)
    try:
        yield
    finally:
        _copy.reset(before)
