"""The desk in Wagtail's admin: its place in the menu and its addresses."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, register_converter, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from vetatwork.manual.editorial import views
from vetatwork.manual.editorial.rules import may_use_the_desk


class Decision:
    """What can be decided about an address."""

    regex = "again|ignore"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    to_url = to_python


register_converter(Decision, "link_decision")

ADDRESSES = (
    [
        path("", views.Overview.as_view(), name="overview"),
        path("links/<int:pk>/<link_decision:decision>/", views.LinkDecision.as_view(), name="link"),
        path("<slug:name>/", views.ListView.as_view(), name="list"),
    ],
    "editors_desk",
)


@hooks.register("register_admin_urls")
def desk_addresses() -> list[URLPattern | URLResolver]:
    """Below /admin/editors-desk/."""
    return [path("editors-desk/", include(ADDRESSES, namespace="editors_desk"))]


class DeskItem(MenuItem):
    """Shown to whoever may change pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_use_the_desk(request.user)


@hooks.register("register_admin_menu_item")
def desk_item() -> Any:
    """First among what is ours: it says where to begin."""
    return DeskItem(
        gettext_lazy("Editors' desk"),
        reverse("editors_desk:overview"),
        name="editors-desk",
        icon_name="tasks",
        order=90,
    )
