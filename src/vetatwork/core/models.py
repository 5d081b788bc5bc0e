"""The audit trail."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One thing that was done. Whoever and whatever it concerns are text keys, so that it outlives them.

    `actor` is `user:<id>`, `command:<name>` or `` for nobody known; `subject` names what was acted on (`user:3`,
    `methods/job-dating`); `organisation` is empty where none is concerned. Entries are never changed.
    """

    at = models.DateTimeField(_("at"), auto_now_add=True, db_index=True)
    action = models.CharField(_("action"), max_length=80)
    actor = models.CharField(_("actor"), max_length=120, blank=True, default="")
    organisation = models.CharField(_("organisation"), max_length=120, blank=True, default="")
    subject = models.CharField(_("subject"), max_length=250, blank=True, default="")
    details = models.JSONField(_("details"), default=dict, blank=True)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["subject", "at"], name="audit_subject"),
            models.Index(fields=["actor", "at"], name="audit_actor"),
            models.Index(fields=["organisation", "at"], name="audit_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new entry.

        Raises:
            TypeError: if the entry exists already.
        """
        if self.pk:
            raise TypeError("An audit entry is never changed.")
        super().save(*args, **kwargs)


class ContentStamp(models.Model):
    """One row: a word that changes with everything readers see. Caches of all workers go by it."""

    value = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.value


class Allowance(models.Model):
    """How much somebody has used up of what is limited. Who it is stands there only as a keyed hash, for minutes."""

    key = models.CharField(max_length=64, primary_key=True)
    free_at = models.DateTimeField(db_index=True)
    """When all that was used is given back."""

    def __str__(self) -> str:
        return self.key[:12]


class DueJob(models.Model):
    """When a recurring job is next to be done."""

    name = models.CharField(max_length=80, primary_key=True)
    due_at = models.DateTimeField()
    last_error = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return f"{self.name} at {self.due_at:%Y-%m-%d %H:%M}"
