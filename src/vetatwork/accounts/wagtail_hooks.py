"""Links from Wagtail's account page to what allauth looks after."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks


@hooks.register("register_account_menu_item")
def password(request: Any) -> dict[str, Any]:
    """Change the password."""
    return {
        "url": reverse("account_change_password"),
        "label": _("Change your password"),
        "help_text": _("Twelve characters or more."),
    }


@hooks.register("register_account_menu_item")
def second_factor(request: Any) -> dict[str, Any]:
    """Passkeys and one-time codes."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Passkeys and codes"),
        "help_text": _("Make your account safer with a passkey or an app that shows codes."),
    }
