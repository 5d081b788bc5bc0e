"""What every page of the manual has, whatever its kind."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from vetatwork.content.kinds import Kind
from vetatwork.manual.fields import LinesField, SourcesField
from vetatwork.manual.forms import PageForm


class BasePage(Page):
    """A page of the manual. A new kind of page:

    1. describes its fields in `manual.kinds` (the file's side) and registers them,
    2. declares model fields of the same names here, with panels grouped as on the page,
    3. has a template `manual/<kind>_page.html` and, if it shows more than its texts, an entry in `manual.presentation`.

    `key` (collection/slug) names the page in every language and never changes; the translation key follows from it.
    """

    kind: Kind

    key = models.CharField(max_length=200, blank=True, editable=False, db_index=True)
    sources = SourcesField(_("sources"), help_text=_("Every source the page uses. In a text, cite one as [@its-key]."))
    searched_by = LinesField(
        _("what readers call it"),
        help_text=_("One a line, as somebody would type it into the search. Readers do not see it."),
    )
    translated_from = models.CharField(max_length=80, blank=True, default="", editable=False)
    reviewed = models.BooleanField(_("read by a native speaker"), null=True, blank=True, default=None)
    content_hash = models.CharField(max_length=80, blank=True, default="", editable=False)

    base_form_class = PageForm
    promote_panels: list[Any] = []
    settings_panels: list[Any] = []
    show_in_menus_default = False

    class Meta:
        abstract = True

    @property
    def summary(self) -> str:
        """One or two sentences: shown in lists, in search and to search engines."""
        return str(self.search_description)

    @summary.setter
    def summary(self, text: str) -> None:
        self.search_description = text

    def get_template(self, request: Any, *args: Any, **kwargs: Any) -> str:
        return f"manual/{'plain' if self.kind.name == 'page' else self.kind.name}_page.html"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from vetatwork.manual.presentation import page_context  # It reads the models, so it cannot be imported first.

        return {**super().get_context(request, *args, **kwargs), **page_context(self, request)}
