"""The check in the menu of every page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vetatwork.ui.frame import Link


def check_link(request: Any) -> Link:
    """The way to the check."""
    url = reverse("check")
    return Link(_("Check"), url, request is not None and request.path.startswith(url))
