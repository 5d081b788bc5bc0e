"""A word of the glossary, and a rule in plain words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel

from vetatwork.manual import kinds
from vetatwork.manual.fields import LinesField, PagesField, line, prose
from vetatwork.manual.models.base import BasePage
from vetatwork.manual.models.panels import editor, panel, per_party


class WordPage(BasePage):
    """A word, what each side means by it, and what to say instead. Its summary is the pop-up where the word occurs."""

    kind = kinds.WORD

    also = LinesField(_("other words for it"), help_text=_("One a line. Search finds the word by them."))
    plain_words = prose(_("plain words"), _("Two to five sentences."))
    the_school_says = prose(_("the school says"))
    the_employer_hears = prose(_("the employer hears"))
    say_instead = prose(_("say instead"))
    words = PagesField(_("related words"), among="words")

    parent_page_types = ["manual.SectionPage"]
    subpage_types: list[str] = []
    edit_handler = editor(
        [
            panel(_("In plain words"), "plain_words"),
            panel(_("Two sides"), "the_school_says", "the_employer_hears", "say_instead"),
            panel(_("Other words"), "also", "words"),
        ]
    )

    class Meta:
        verbose_name = _("word")


class StandardPage(BasePage):
    """A rule or standard in plain words, and what it means for one placement."""

    kind = kinds.STANDARD

    reference = line(_("official name"), 200)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    in_plain_words = prose(_("in plain words"))
    for_one_placement_provider = prose(_("for the VET provider"))
    for_one_placement_employer = prose(_("for the employer"))
    for_one_placement_learner = prose(_("for the learner"))
    national_rules = prose(_("national rules"))
    words = PagesField(_("words"), among="words")

    parent_page_types = ["manual.SectionPage"]
    subpage_types: list[str] = []
    edit_handler = editor(
        [
            panel(_("Reference"), "reference", "checked_on"),
            panel(_("In plain words"), "in_plain_words"),
            MultiFieldPanel(per_party("for_one_placement", *kinds.PARTIES), _("For one placement")),
            panel(_("National rules"), "national_rules"),
            panel(_("Links"), "words"),
        ]
    )

    class Meta:
        verbose_name = _("standard")
