"""What this room adds to pages of the manual and to their frame: take this page with you."""

from typing import Any
from urllib.parse import quote

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vetatwork.manual.models import BasePage
from vetatwork.ui.frame import Link

KINDS = ("page", "method", "lesson", "obstacle", "case", "word", "standard", "template")
"""Kinds of pages that can stand in a handout."""


def take_page(page: BasePage, language: str) -> SafeString:
    """This page as a file, or as the first of a handout."""
    query = f"?page={quote(page.key)}"
    context = {
        "formats": [(ending.upper(), reverse("handout", args=[ending]) + query) for ending in ("pdf", "epub")],
        "handout_url": f"{reverse('take-away')}{query}#handout",
    }
    return render_to_string("exports/panels/take.html", context)


def take_away_link(request: Any) -> Link:
    """The way to everything there is to take."""
    url = reverse("take-away")
    return Link(_("Take away"), url, request is not None and request.path.startswith(url))
