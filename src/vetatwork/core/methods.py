"""Which methods a view answers to."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponseBase]


def reads_only(view: View) -> View:
    """Let `view` be read and nothing else: every other method is answered with 405.

    Nothing can be sent to it, so a form without its proof of origin hears just that, and not that it may not come in.
    """
    guarded: Any = csrf_exempt(require_safe(view))
    return guarded  # type: ignore[no-any-return]
