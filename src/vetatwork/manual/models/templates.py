"""A template: a paper to fill in, that becomes a Word or Excel file."""

from django.utils.translation import gettext_lazy as _

from vetatwork.manual import kinds
from vetatwork.manual.fields import PagesField, TermsField, entries, prose
from vetatwork.manual.models.base import BasePage
from vetatwork.manual.models.panels import editor, panel


class TemplatePage(BasePage):
    """A paper to fill in. Its parts make the preview on the page and the files that readers take away."""

    kind = kinds.TEMPLATE

    parties = TermsField(_("who fills it in"), among="parties")
    formats = TermsField(_("files to edit"), among="formats", help_text=_("A PDF is always offered too."))
    methods = PagesField(_("methods it belongs to"), among="methods")
    words = PagesField(_("words in it"), among="words")
    what_it_is_for = prose(_("what it is for"), _("30 to 80 words: who uses it, when, what it does not replace."))
    how_to_use_it = prose(_("how to use it"), _("Three to six bullets."))
    fields = entries(
        _("asked for before the download"),
        kinds.TEMPLATE.entry("fields"),
        _("Where the short name stands in braces in a part, such as {school}, the reader's words are put."),
    )
    parts = entries(
        _("parts"),
        kinds.TEMPLATE.entry("parts"),
        _("A row of a table: cells with | between them. A line to fill in: “Label: value”, the value may be missing."),
    )

    parent_page_types = ["manual.SectionPage"]
    subpage_types: list[str] = []
    edit_handler = editor(
        [
            panel(_("What it is for"), "what_it_is_for", "how_to_use_it"),
            panel(_("Who and how"), "parties", "formats"),
            panel(_("Before the download"), "fields"),
            panel(_("Parts"), "parts"),
            panel(_("Links"), "methods", "words"),
        ]
    )

    class Meta:
        verbose_name = _("template")
