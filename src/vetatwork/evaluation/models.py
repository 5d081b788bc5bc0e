"""Instruments, drafts of answers, results. Nothing here says who answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class InstrumentVersion(models.Model):
    """A version of the check as its files were loaded: structure, recommendations, words per language."""

    version = models.CharField(max_length=12, unique=True)
    published = models.DateField(null=True)
    """From this day on it is asked; None for a draft."""
    structure = models.JSONField(default=dict)
    recommendations = models.JSONField(default=dict)
    texts = models.JSONField(default=dict)
    structure_hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.version


class Answered(models.Model):
    """What drafts and results share. Answers are by item: 1 to 5, "na", "dk"; what was left blank is not there."""

    token_hash = models.CharField(max_length=64, unique=True)
    version = models.CharField(max_length=12)
    side = models.CharField(max_length=8)
    form = models.CharField(max_length=5)
    experience = models.CharField(max_length=5)
    size = models.CharField(max_length=6, blank=True, default="")
    sector = models.CharField(max_length=40, blank=True, default="")
    country = models.CharField(max_length=8, blank=True, default="")
    language = models.CharField(max_length=12)
    answers = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        abstract = True


class Attempt(Answered):
    """A finished check. Its holder's token finds it; `share_hash` is that of a link which only shows it."""

    share_salt = models.CharField(max_length=64, blank=True, default="")
    share_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  # Unique, and mostly absent.
    plan = models.JSONField(default=dict, blank=True)
    """My plan: item → who and when, in the holder's words; only for the next steps that were ticked."""
    previous = models.ForeignKey("self", models.SET_NULL, null=True, related_name="repeats")

    class Meta:
        verbose_name = _("result of the check")
        verbose_name_plural = _("results of the check")

    def __str__(self) -> str:
        return f"{self.side} {self.form} {self.created_at:%Y-%m-%d}"


class Draft(Answered):
    """A check that is being answered, for a day. Once it is submitted it only knows that it is."""

    previous = models.ForeignKey(Attempt, models.SET_NULL, null=True, related_name="+")
    submitted = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.side} {self.form} {self.created_at:%Y-%m-%d}"
