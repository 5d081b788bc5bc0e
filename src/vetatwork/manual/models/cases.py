"""A real case."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel

from vetatwork.manual import kinds
from vetatwork.manual.fields import PagesField, TermField, TermsField, line, prose
from vetatwork.manual.models.base import BasePage
from vetatwork.manual.models.panels import editor, panel, per_party


class CasePage(BasePage):
    """What a school and an employer really did, from a source one can look up."""

    kind = kinds.CASE

    organisations = line(_("organisations"), 500)
    countries = TermsField(_("countries"), among="countries")
    sectors = TermsField(_("sectors"), among="sectors")
    forms = TermsField(_("forms"), among="forms")
    sizes = TermsField(
        _("size of the employers"), among="sizes", help_text=_("Leave it open if the source does not say.")
    )
    step = models.PositiveSmallIntegerField(_("step"), null=True, blank=True, help_text=_("1 to 5, as on the Bridge."))
    areas = TermsField(_("areas"), among="areas")
    years = line(_("years"), 60)
    quality = TermField(_("quality of the source"), vocabulary="quality")
    credit = line(
        _("told by"), 120, _("Only for a practice that somebody sent in: whom to name as its author under CC BY 4.0.")
    )
    obstacles = PagesField(_("obstacles"), among="obstacles")
    methods = PagesField(_("methods"), among="methods")
    situation = prose(_("situation"))
    what_they_did_provider = prose(_("what the VET provider did"))
    what_they_did_employer = prose(_("what the employer did"))
    what_they_did_learner = prose(_("what the learner did"))
    what_it_took = prose(_("what it took"), _("What the source does not say is said to be unknown, never filled in."))
    what_came_of_it = prose(_("what came of it"))
    copy_tomorrow = prose(_("copy tomorrow"), _("Bullets. Shown as our own advice."))

    parent_page_types = ["manual.SectionPage"]
    subpage_types: list[str] = []
    edit_handler = editor(
        [
            panel(
                _("Facts"),
                "organisations",
                "countries",
                "sectors",
                "forms",
                "sizes",
                "step",
                "years",
                "quality",
                "credit",
                "areas",
            ),
            panel(_("Situation"), "situation"),
            MultiFieldPanel(per_party("what_they_did", *kinds.PARTIES), _("What they did")),
            panel(_("Result"), "what_it_took", "what_came_of_it"),
            panel(_("Copy tomorrow"), "copy_tomorrow"),
            panel(_("Links"), "obstacles", "methods"),
        ]
    )

    class Meta:
        verbose_name = _("case")
