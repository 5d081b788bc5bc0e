"""Who may see the editors' desk."""

from typing import Any

from wagtail.permissions import page_permission_policy


def may_use_the_desk(user: Any) -> bool:
    """Whoever may change pages."""
    return bool(page_permission_policy.user_has_any_permission(user, ["change"]))
