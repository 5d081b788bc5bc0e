"""An obstacle and its ways out."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel

from vetatwork.manual import kinds
from vetatwork.manual.fields import PagesField, TermField, TermsField, entries, prose
from vetatwork.manual.models.base import BasePage
from vetatwork.manual.models.panels import editor, panel, per_party

SIDES = kinds.SIDES


class ObstaclePage(BasePage):
    """What stands in the way, and what to do about it."""

    kind = kinds.OBSTACLE

    group = TermField(_("group"), vocabulary="groups")
    areas = TermsField(_("areas"), among="areas")
    how_you_notice_it_provider = prose(_("how the VET provider notices it"))
    how_you_notice_it_employer = prose(_("how the employer notices it"))
    why_it_is_there = prose(_("why it is there"))
    ways_out = entries(_("ways out"), kinds.OBSTACLE.entry("ways_out"), _("Four to six, 40 to 90 words each."))
    this_week_provider = prose(_("this week, VET provider"), _("One thing, one or two sentences."))
    this_week_employer = prose(_("this week, employer"), _("One thing, one or two sentences."))
    what_does_not_work = prose(_("what does not work"), _("Bullets."))
    what_to_say_provider = prose(_("what the VET provider can say"), _("Bullets: sentences to the employer."))
    what_to_say_employer = prose(_("what the employer can say"), _("Bullets: sentences to the VET provider."))
    methods = PagesField(_("methods that help"), among="methods")
    cases = PagesField(_("cases"), among="cases")

    parent_page_types = ["manual.SectionPage"]
    subpage_types: list[str] = []
    edit_handler = editor(
        [
            panel(_("Where it belongs"), "group", "areas"),
            MultiFieldPanel(per_party("how_you_notice_it", *SIDES), _("How you notice it")),
            panel(_("Why it is there"), "why_it_is_there"),
            panel(_("Ways out"), "ways_out"),
            MultiFieldPanel(per_party("this_week", *SIDES), _("This week")),
            panel(_("What does not work"), "what_does_not_work"),
            MultiFieldPanel(per_party("what_to_say", *SIDES), _("What to say")),
            panel(_("Links"), "methods", "cases"),
        ]
    )

    class Meta:
        verbose_name = _("obstacle")
