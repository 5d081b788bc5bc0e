"""What is known of addresses of other sites that the manual names."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkState(models.TextChoices):
    """What the last times showed. `CLOSED` answers people but not robots; `FAILING` has not failed often enough yet."""

    WAITING = "waiting", _("not asked yet")
    GOOD = "good", _("answers")
    CLOSED = "closed", _("not open to robots")
    FAILING = "failing", _("did not answer lately")
    BROKEN = "broken", _("broken")


class LinkCheck(models.Model):
    """One address, and how it answered.

    `fingerprint` is the SHA-256 of the address: some are too long for an index. `failed_on` are the days on which it
    failed in a row, as ISO dates. `due_at` is when it may be asked again. An ignored one is asked no more.
    """

    fingerprint = models.CharField(max_length=64, unique=True)
    address = models.TextField(_("address"))
    host = models.CharField(_("host"), max_length=255, db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=LinkState.choices, default=LinkState.WAITING)
    status = models.PositiveSmallIntegerField(_("HTTP status"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=20, blank=True, default="")
    failed_on = models.JSONField(_("failed on"), blank=True, default=list)
    moved_to = models.TextField(_("moved to"), blank=True, default="")
    asked_at = models.DateTimeField(_("asked at"), null=True, blank=True)
    due_at = models.DateTimeField(_("due at"), db_index=True)
    is_ignored = models.BooleanField(_("ignored"), default=False)

    class Meta:
        verbose_name = _("address of another site")
        verbose_name_plural = _("addresses of other sites")

    def __str__(self) -> str:
        return self.address
