"""The queue of practices in Wagtail's admin: its place in the menu and its addresses."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, re_path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from vetatwork.manual.practice import review
from vetatwork.manual.practice.rules import may_review

ADDRESSES = (
    [
        path("", review.QueueView.as_view(), name="queue"),
        path("<int:pk>/", review.ReadView.as_view(), name="read"),
        path("<int:pk>/as-case/", review.AsCaseView.as_view(), name="as-case"),
        re_path(r"^(?P<pk>\d{1,18})/(?P<decision>ask|decline|make-case)/$", review.DecideView.as_view(), name="decide"),
    ],
    "practice_review",
)


@hooks.register("register_admin_urls")
def review_addresses() -> list[URLPattern | URLResolver]:
    """Below /admin/submitted-practice/."""
    return [path("submitted-practice/", include(ADDRESSES, namespace="practice_review"))]


class ReviewItem(MenuItem):
    """Shown to whoever may add cases."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_review(request.user)


@hooks.register("register_admin_menu_item")
def review_item() -> Any:
    """Beside what readers say."""
    return ReviewItem(
        review.TITLE, reverse("practice_review:queue"), name="submitted-practice", icon_name="form", order=94
    )
