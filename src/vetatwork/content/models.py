"""What loading remembers: the base of the three-way rule."""

from django.db import models


class LoadedPage(models.Model):
    """A page as its file was when it was last loaded."""

    key = models.CharField(max_length=200)
    language = models.CharField(max_length=12, blank=True)
    tree_hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["key", "language"], name="content_one_base_per_page"),)

    def __str__(self) -> str:
        return f"{self.key} ({self.language or 'all languages'})"


class LoadedFolder(models.Model):
    """The fingerprint of the whole content folder at the last load, so that an unchanged folder costs nothing."""

    fingerprint = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.fingerprint[:12]} at {self.loaded_at:%Y-%m-%d %H:%M}"
