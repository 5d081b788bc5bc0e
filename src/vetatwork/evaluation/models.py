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


class Invitation(models.Model):
    """Asks the other side to read two results together. `answers` is what the inviter shows, and nothing else."""

    token_hash = models.CharField(max_length=64, unique=True)
    attempt = models.ForeignKey("Attempt", models.CASCADE, related_name="invitations")
    salt = models.CharField(max_length=64)
    joint_hash = models.CharField(max_length=64)
    """The hash of the token with which the inviter will open the joint reading: made now, while its token is known."""
    answers = models.JSONField(default=dict)
    people = models.CharField(max_length=7)
    """Whether "one" person or "several" answered for the inviter."""
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"invitation of {self.created_at:%Y-%m-%d}"


class Attempt(Answered):
    """A finished check. Its holder's token finds it; `share_hash` is that of a link which only shows it."""

    share_salt = models.CharField(max_length=64, blank=True, default="")
    share_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  # Unique, and mostly absent.
    plan = models.JSONField(default=dict, blank=True)
    """My plan: item → who and when, in the holder's words; only for the next steps that were ticked."""
    previous = models.ForeignKey("self", models.SET_NULL, null=True, related_name="repeats")
    invited_by = models.ForeignKey(Invitation, models.SET_NULL, null=True, related_name="+")
    """The invitation that its holder has not answered yet."""

    class Meta:
        verbose_name = _("result of the check")
        verbose_name_plural = _("results of the check")

    def __str__(self) -> str:
        return f"{self.side} {self.form} {self.created_at:%Y-%m-%d}"


class Draft(Answered):
    """A check that is being answered, for a day. Once it is submitted it only knows that it is."""

    previous = models.ForeignKey(Attempt, models.SET_NULL, null=True, related_name="+")
    invited_by = models.ForeignKey(Invitation, models.SET_NULL, null=True, related_name="+")
    submitted = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.side} {self.form} {self.created_at:%Y-%m-%d}"


class JointReading(models.Model):
    """Two results read together: a copy of what each side shows. It ends with either result.

    Each side has a token of its own; at the table there is one more, which opens it for both.
    """

    provider = models.ForeignKey(Attempt, models.CASCADE, related_name="joint_as_provider")
    employer = models.ForeignKey(Attempt, models.CASCADE, related_name="joint_as_employer")
    salt = models.CharField(max_length=64)
    provider_hash = models.CharField(max_length=64, unique=True)
    employer_hash = models.CharField(max_length=64, unique=True)
    table_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  # Unique, and mostly absent.
    version = models.CharField(max_length=12)
    """The version in whose terms both sides are read."""
    provider_answers = models.JSONField(default=dict)
    employer_answers = models.JSONField(default=dict)
    provider_people = models.CharField(max_length=7)
    employer_people = models.CharField(max_length=7)
    steps = models.JSONField(default=list, blank=True)
    """Our next steps: what, who, when; the side that changed each last, and when."""
    previous = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("joint reading")
        verbose_name_plural = _("joint readings")

    def __str__(self) -> str:
        return f"joint reading of {self.created_at:%Y-%m-%d}"
