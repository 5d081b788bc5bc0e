"""Who reads a page."""

from django.conf import settings
from django.utils.translation import get_language


def reader_language() -> str:
    """The code of the language in the address."""
    return get_language() or settings.LANGUAGE_CODE
