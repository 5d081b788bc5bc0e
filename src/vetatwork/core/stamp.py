"""The content stamp: a word that changes whenever something readers see has changed. Caches go by it."""

import logging
import secrets
import time

from django.db import DatabaseError, connection, transaction

from vetatwork.core.models import ContentStamp

log = logging.getLogger(__name__)
READ_SECONDS = 1.0
"""How long a worker may go on with the stamp it last read."""


class _Known:
    value = ""
    read_at = 0.0


def current_stamp() -> str:
    """The stamp, at most a second old; '' if there is none yet.

    While the database is away the last one known stays: nothing can be published then, and readers go on reading.
    """
    now = time.monotonic()
    if not _Known.value or now - _Known.read_at >= READ_SECONDS:
        _Known.read_at = now
        try:
            stored = ContentStamp.objects.values_list("value", flat=True).first()
            if stored:
                _Known.value = stored
            else:
                change_stamp()
        except DatabaseError:
            log.warning("The content stamp could not be read.", exc_info=True)
        finally:
            # This runs outside a request, so nobody else looks whether the connection is still good.
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()
    return _Known.value


def change_stamp() -> None:
    """Give the content a new stamp."""
    value = secrets.token_hex(8)
    ContentStamp.objects.update_or_create(pk=1, defaults={"value": value})
    _Known.value, _Known.read_at = value, time.monotonic()


def content_changed() -> None:
    """Call it where something readers see is changed: the stamp changes once, when the transaction is done."""
    waiting = any(entry[1] is change_stamp for entry in connection.run_on_commit)
    if not waiting:
        transaction.on_commit(change_stamp)
