"""What readers say of a page: whether it helped, and what is missing. Nothing here says who they are."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VoiceState(models.TextChoices):
    """Where a voice stands. Those put aside are kept apart and counted nowhere."""

    NEW = "new", _("new")
    HANDLED = "handled", _("handled")
    ASIDE = "aside", _("put aside")


class AsideReason(models.TextChoices):
    """Why a voice was put aside."""

    ROBOT = "robot", _("a robot filled it in")
    LINKS = "links", _("looks like advertising: many links")
    REPEATED = "repeated", _("looks like advertising: the same text again and again")
    EDITOR = "editor", _("an editor put it aside")


class Feedback(models.Model):
    """A reader's voice about one page: a yes or a not yet, and perhaps a text.

    `key` names the page; `language` is the reader's. `written_at` is when the text came, `closed_at` when it was
    handled or put aside. The token, for a day, is what lets the same reader add a text; then its hash is cleared.
    `text_hash` finds a text that is sent again and again, whatever its capitals and spaces.
    `is_told`: editors had a mail about it.
    """

    key = models.CharField(_("page"), max_length=200, db_index=True)
    language = models.CharField(_("language"), max_length=12)
    is_helpful = models.BooleanField(_("helpful"))
    text = models.TextField(_("text"), blank=True, default="")
    text_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)
    state = models.CharField(_("state"), max_length=8, choices=VoiceState.choices, default=VoiceState.NEW)
    reason = models.CharField(_("reason"), max_length=8, choices=AsideReason.choices, blank=True, default="")
    token_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  # Unique, and mostly absent.
    created_at = models.DateTimeField(_("said at"), db_index=True)
    written_at = models.DateTimeField(_("written at"), null=True, blank=True, db_index=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    is_told = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("reader's voice")
        verbose_name_plural = _("readers' voices")
        default_permissions = ()
        indexes = [models.Index(fields=["state", "written_at"], name="voice_queue")]

    def __str__(self) -> str:
        return f"{self.key} {self.created_at:%Y-%m-%d}"
