"""Files for readers to take away: which there are, of which content, and what is being done about them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where the making of a file stands. The last whole file stays in every one of them."""

    WAITING = "waiting", _("Waiting")
    BUILDING = "building", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class Reason(models.TextChoices):
    """Why a file could not be made, in words for everybody. What exactly it was stands in `Build.error`."""

    FULL = "full", _("The disk of this site is full.")
    FOLDER = "folder", _("The folder for finished files cannot be written to.")
    MEMORY = "memory", _("The machine has too little memory for it.")
    SLOW = "slow", _("The machine was too busy to make it in time.")
    STOPPED = "stopped", _("It was begun three times and stopped each time before it was done.")
    PART = "part", _("A part of this copy of the site is missing.")
    FAULT = "fault", _("Something on a page could not be put into it. The fault is ours and is noted.")


class Build(models.Model):
    """A file that is made in the background, and how far that is. `name` is that of the file.

    The fields up to `error` are about the work, those after it about the last whole file; `size` is 0 where there is
    none yet.
    """

    name = models.CharField(_("file"), max_length=120, unique=True)
    product = models.CharField(max_length=60)
    language = models.CharField(_("language"), max_length=12, blank=True, default="")
    order = models.PositiveIntegerField(default=0)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    stamp = models.CharField(max_length=32, blank=True, default="")
    """The content stamp that the work is about."""
    asked_at = models.DateTimeField(null=True, blank=True)
    """When somebody asked for it; who asks comes before what merely is out of date."""
    claim = models.CharField(max_length=32, blank=True, default="")
    """Names the process that has it; only that one may say how it ended."""
    beat_at = models.DateTimeField(null=True, blank=True)
    """When that process last gave a sign of life."""
    tries = models.PositiveSmallIntegerField(default=0)
    """How often it was begun and not brought to an end."""
    progress = models.PositiveSmallIntegerField(_("percent done"), default=0)
    started_at = models.DateTimeField(_("begun"), null=True, blank=True)
    finished_at = models.DateTimeField(_("ended"), null=True, blank=True)
    reason = models.CharField(_("why it failed"), max_length=10, choices=Reason, blank=True, default="")
    error = models.TextField(_("what exactly went wrong"), blank=True, default="")
    """For those who mend it: it may name files of this machine."""

    size = models.PositiveBigIntegerField(_("bytes"), default=0)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    file_stamp = models.CharField(max_length=32, blank=True, default="")
    """The content stamp the file is of."""
    mark = models.CharField(max_length=64, blank=True, default="")
    """What the file was made from, as a hash: a new stamp with the same mark needs no new file."""
    content_at = models.DateTimeField(_("content of"), null=True, blank=True)
    made_at = models.DateTimeField(_("made"), null=True, blank=True)

    class Meta:
        verbose_name = _("file to take away")
        verbose_name_plural = _("files to take away")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class SeenContent(models.Model):
    """One row: the newest content stamp, and since when it is the newest."""

    stamp = models.CharField(max_length=32)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.stamp} since {self.since:%Y-%m-%d %H:%M}"
