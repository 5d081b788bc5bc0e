"""The home page, the start pages of the parts, and plain pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from vetatwork.manual import kinds
from vetatwork.manual.fields import PagesField, TermField, entries, line, prose
from vetatwork.manual.models.base import BasePage
from vetatwork.manual.models.panels import editor, panel


class HomePage(BasePage):
    """The first page of a language."""

    kind = kinds.HOME

    doors = entries(_("doors"), kinds.HOME.entry("doors"), _("One door for each: VET provider, employer, learner."))
    featured = PagesField(_("featured pages"), help_text=_("Shown as cards, in this order."))
    steps = prose(_("above the five steps"))
    promise = prose(_("above the link to what every learner gets"))

    parent_page_types = ["wagtailcore.Page"]
    max_count_per_parent = None
    edit_handler = editor(
        [panel(_("Doors"), "doors"), panel(_("Steps and promise"), "steps", "promise"), FieldPanel("featured")]
    )

    class Meta:
        verbose_name = _("home page")

    @classmethod
    def can_create_at(cls, parent: object) -> bool:
        """A home page comes with its language, never by hand."""
        return False


class SectionPage(BasePage):
    """The start page of a part of the manual; it lists the pages below it."""

    kind = kinds.SECTION

    menu = line(_("short name in the menu"), 24)
    order = models.PositiveSmallIntegerField(
        _("place in the menu"), default=0, help_text=_("1 comes first, 0 keeps it out.")
    )
    lead = prose(_("lead"))

    parent_page_types = ["manual.HomePage"]
    edit_handler = editor([panel(_("Lead"), "lead"), panel(_("Menu"), "menu", "order")])

    class Meta:
        verbose_name = _("start page of a part")


class PlainPage(BasePage):
    """A page of sections: about, benefits, promises, tips."""

    kind = kinds.PLAIN

    side = TermField(_("speaks to"), vocabulary="parties", help_text=_("Leave it open if the page speaks to everyone."))
    style = TermField(_("style"), vocabulary="styles")
    lead = prose(_("lead"))
    sections = entries(_("sections"), kinds.PLAIN.entry("sections"))
    next = PagesField(_("where to go now"))

    parent_page_types = ["manual.HomePage", "manual.SectionPage"]
    edit_handler = editor(
        [
            panel(_("Kind of page"), "side", "style"),
            panel(_("Lead"), "lead"),
            panel(_("Sections"), "sections"),
            FieldPanel("next"),
        ]
    )

    class Meta:
        verbose_name = _("plain page")
