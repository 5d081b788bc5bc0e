"""What the manual's facts rest on."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from vetatwork.content.fields import SLUG
from vetatwork.manual.fields import TermField


class Source(models.Model):
    """One source, cited in texts by its key."""

    key = models.CharField(
        _("key"),
        max_length=80,
        unique=True,
        validators=[RegexValidator(rf"^{SLUG.pattern}$", _("Use small letters, figures and hyphens."))],
        help_text=_("Cite it in a text as [@key]. Publisher and year make a good key: bibb-2019."),
    )
    author = models.CharField(_("author or publisher"), max_length=200)
    title = models.CharField(_("title"), max_length=300)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    url = models.URLField(_("address"), max_length=1000)
    quality = TermField(_("quality"), vocabulary="quality", blank=False)

    panels = [FieldPanel(name) for name in ("key", "author", "title", "year", "url", "quality")]

    class Meta:
        verbose_name = _("source")
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.author}: {self.title}" + (f" ({self.year})" if self.year else "")
