"""Readers' voices in Wagtail's admin: their place in the menu, their addresses, the way to them from a page."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, re_path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from vetatwork.manual.editorial.rules import may_use_the_desk
from vetatwork.manual.feedback import desk
from vetatwork.manual.models import BasePage

ADDRESSES = (
    [
        path("", desk.Texts.as_view(), name="texts"),
        path("pages/", desk.Pages.as_view(), name="pages"),
        re_path(r"^(?P<pk>\d{1,18})/(?P<decision>new|handled|aside|delete)/$", desk.Decide.as_view(), name="decide"),
    ],
    "voices",
)


@hooks.register("register_admin_urls")
def voices_addresses() -> list[URLPattern | URLResolver]:
    """Below /admin/voices/."""
    return [path("voices/", include(ADDRESSES, namespace="voices"))]


class VoicesItem(MenuItem):
    """Shown to whoever may change pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_use_the_desk(request.user)


@hooks.register("register_admin_menu_item")
def voices_item() -> Any:
    """Below the editors' desk."""
    return VoicesItem(desk.TITLE, reverse("voices:texts"), name="readers-voices", icon_name="comment", order=92)


@hooks.register("register_page_header_buttons")
def voices_about_this_page(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """From a page in the editor to what readers wrote about it."""
    specific = page.specific_deferred
    if isinstance(specific, BasePage) and may_use_the_desk(user):
        key = specific.key or ""
        if key:
            yield Button(gettext_lazy("What readers say"), desk.texts_address(key), icon_name="comment", priority=66)
