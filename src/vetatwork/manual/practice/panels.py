"""The way to this form from the cases."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from vetatwork.manual.models import BasePage
from vetatwork.manual.practice.rules import PARENT


def offer(page: BasePage, language: str) -> SafeString:
    """At the foot of the list of cases and of each case."""
    if page.kind.name == "section" and page.key != PARENT:
        return SafeString("")
    return render_to_string("manual/practice/panel.html", {"url": reverse("practice")})
