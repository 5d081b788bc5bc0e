"""What schools and employers tell of their own practice, before editors make a case of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PracticeState(models.TextChoices):
    """Where a practice stands. The rules say what may follow."""

    DRAFT = "draft", _("being written")
    WAITING = "waiting", _("waiting for an editor")
    ASKED = "asked", _("sent back with a question")
    TAKEN = "taken", _("being made a case")
    PUBLISHED = "published", _("published as a case")
    DECLINED = "declined", _("not taken")


class Practice(models.Model):
    """One practice. Its holder is whoever has the link; `mail_hash` is that of a second link, sent to the holder.

    `answers` are by the names of the form's fields: a text or a list of keys; what was left empty is not there.
    `versions` counts for each page of the form how often it was saved, so that no window overwrites another unseen.
    `language` is that of the form. `email` is used for a question and for the news of publication, and then deleted.
    `licensed_at` is when its holder last gave the licence and said that all who are named agree. `question` is the
    editors' last one, `reason` why they did not take it. `case_key` names the case that was made of it.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    mail_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  # Unique, and mostly absent.
    language = models.CharField(_("language"), max_length=12)
    state = models.CharField(_("state"), max_length=10, choices=PracticeState.choices, default=PracticeState.DRAFT)
    answers = models.JSONField(default=dict, blank=True)
    versions = models.JSONField(default=dict, blank=True)
    email = models.EmailField(_("e-mail"), blank=True, default="")
    licensed_at = models.DateTimeField(_("licence given at"), null=True, blank=True)
    question = models.TextField(_("question of the editors"), blank=True, default="")
    reason = models.TextField(_("reason"), blank=True, default="")
    case_key = models.CharField(_("case"), max_length=200, blank=True, default="", db_index=True)
    created_at = models.DateTimeField(_("begun at"))
    changed_at = models.DateTimeField(_("changed at"), db_index=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("submitted practice")
        verbose_name_plural = _("submitted practices")
        default_permissions = ()
        indexes = [models.Index(fields=["state", "sent_at"], name="practice_queue")]

    def __str__(self) -> str:
        return self.title or f"practice of {self.created_at:%Y-%m-%d}"

    @property
    def title(self) -> str:
        """The name its holder gave it, '' if none yet."""
        return str(self.answers.get("title", ""))
