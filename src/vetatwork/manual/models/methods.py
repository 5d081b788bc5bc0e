"""A method kit and its lessons."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from vetatwork.manual import kinds
from vetatwork.manual.fields import PagesField, TermField, TermsField, line, prose
from vetatwork.manual.models.base import BasePage
from vetatwork.manual.models.panels import editor, panel, per_party, row

PARTIES = kinds.PARTIES
STEP_HELP = _("1 to 5, as on the Bridge.")
CELL_HELP = _("Bullets. Each begins with a verb and is something a person can do.")


def _step(label: Any) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, null=True, blank=True, help_text=STEP_HELP)


class MethodPage(BasePage):
    """A kit: something a school and an employer can do on Monday."""

    kind = kinds.METHOD

    slogan = line(_("slogan"), 90, _("One line under the title."))
    step_from = _step(_("from step"))
    step_to = _step(_("to step"))
    areas = TermsField(_("areas"), among="areas")
    effort_provider = TermField(_("effort of the VET provider"), vocabulary="effort")
    effort_employer = TermField(_("effort of the employer"), vocabulary="effort")
    effort_learner = TermField(_("effort of the learner"), vocabulary="effort")
    time_provider = line(_("time of the VET provider"), 60)
    time_employer = line(_("time of the employer"), 60)
    time_learner = line(_("time of the learner"), 60)
    people = line(_("people"), 120, _("How many, and who."))
    lead_time = line(_("lead time"), 120, _("How long before it must be begun."))
    cost = line(_("cost"), 160)
    evidence = TermField(_("evidence"), vocabulary="evidence")
    raises = TermsField(
        _("raises"), among="constructs", help_text=_("Questions of the readiness check that it improves.")
    )
    obstacles = PagesField(_("obstacles it helps with"), among="obstacles")
    methods = PagesField(_("methods that go with it"), among="methods")
    cases = PagesField(_("cases"), among="cases")
    templates = PagesField(_("templates"), among="templates")
    purpose = prose(_("purpose"), _("What it is and what each side leaves with. 60 to 120 words."))
    on_monday = prose(_("on Monday"), _("The one small first step, for each side."))
    before_provider, before_employer, before_learner = (prose(_("before"), CELL_HELP) for _p in PARTIES)
    during_provider, during_employer, during_learner = (prose(_("during"), CELL_HELP) for _p in PARTIES)
    after_provider, after_employer, after_learner = (prose(_("after"), CELL_HELP) for _p in PARTIES)
    small_version = prose(
        _("small version"), _("How a firm with fewer than ten people, or one teacher alone, does it.")
    )
    words_to_say = prose(_("words to say"), _("Sentences one can say or write as they stand."))
    checklist = prose(_("checklist"), _("Bullets that can be ticked, 6 to 12."))
    pitfalls = prose(_("pitfalls"), _("Bullets: what goes wrong, then how to avoid it."))
    evidence_text = prose(_("what is known"), _("From where, how sure; what is our own advice."))

    parent_page_types = ["manual.SectionPage"]
    subpage_types = ["manual.LessonPage"]
    edit_handler = editor(
        [
            panel(_("Slogan and purpose"), "slogan", "purpose"),
            MultiFieldPanel(
                [
                    row("step_from", "step_to"),
                    FieldPanel("areas"),
                    row(*(f"effort_{party}" for party in PARTIES)),
                    row(*(f"time_{party}" for party in PARTIES)),
                    *map(FieldPanel, ("people", "lead_time", "cost", "evidence")),
                ],
                _("Facts"),
            ),
            panel(_("On Monday"), "on_monday"),
            MultiFieldPanel(per_party("before", *PARTIES), _("Before")),
            MultiFieldPanel(per_party("during", *PARTIES), _("During")),
            MultiFieldPanel(per_party("after", *PARTIES), _("After")),
            panel(_("To hand"), "small_version", "words_to_say", "checklist", "pitfalls"),
            panel(_("Evidence"), "evidence_text"),
            panel(_("Links"), "obstacles", "methods", "cases", "templates", "raises"),
        ]
    )

    class Meta:
        verbose_name = _("method kit")


class LessonPage(BasePage):
    """A five-minute lesson inside a kit. Its number is its address."""

    kind = kinds.LESSON

    number = models.PositiveSmallIntegerField(
        _("number"), null=True, blank=True, help_text=_("Its place in the kit, and its address.")
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True, default=5)
    lesson = prose(_("lesson"), _("180 to 300 words."))
    think_about = prose(_("think about"), _("One question."))
    try_it = prose(_("try it"), _("One task for tomorrow."))

    parent_page_types = ["manual.MethodPage"]
    subpage_types: list[str] = []
    edit_handler = editor(
        [row("number", "minutes"), panel(_("Lesson"), "lesson"), panel(_("To do"), "think_about", "try_it")]
    )

    class Meta:
        verbose_name = _("lesson")

    kit_key = ""
    """The kit of a lesson that does not stand in the tree yet."""

    @property
    def method(self) -> str:
        """The slug of its kit."""
        key = self.kit_key or self.get_parent().specific.key
        return str(key).split("/")[-1]

    def set_url_path(self, parent: Page | None) -> str:
        """Lessons stand at `methods/<kit>/lessons/<number>/`."""
        self.url_path = f"{parent.url_path if parent else '/'}lessons/{self.slug}/"
        return self.url_path
