"""A person with an account, and the invitation that makes one."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes people, who are found by their e-mail whatever its capitals."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person who may do nothing yet. Without a password they cannot sign in with one.

        Raises:
            ValueError: if `email` is empty.
        """
        if not email:
            raise ValueError("A person needs an e-mail address.")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person who may do everything."""
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, username: str | None) -> "User":
        """The person with this e-mail."""
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person who signs in, known by e-mail. There is no user name."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail"), unique=True, error_messages={"unique": _("This e-mail is in use already.")})

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="one_account_an_email", violation_error_message=_("This e-mail is in use already.")
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def clean(self) -> None:
        """E-mails are kept in small letters."""
        super().clean()
        self.email = self.email.lower()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """E-mails are kept in small letters."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    @property
    def audit_key(self) -> str:
        """How the audit trail names this person."""
        return f"user:{self.pk}"


class Invitation(models.Model):
    """A link that makes the person with this e-mail an editor, once."""

    email = models.EmailField(_("e-mail"))
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.CharField(_("invited by"), max_length=120)
    created_at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("ends at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["email"], name="invitation_email")]

    def __str__(self) -> str:
        return self.email
