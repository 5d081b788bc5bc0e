"""The manual room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ManualConfig(AppConfig):
    """Pages of the manual; tells lower rooms its kinds, its store and the frame of its pages."""

    name = "vetatwork.manual"
    label = "manual"
    verbose_name = _("Manual")

    def ready(self) -> None:
        from datetime import timedelta

        from django.conf import settings
        from django.db.models.signals import post_delete, post_save
        from wagtail.models import Locale, PageViewRestriction
        from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

        from vetatwork.content.kinds import register_kind
        from vetatwork.content.parts import register_part
        from vetatwork.content.store import register_store
        from vetatwork.core.jobs import register_job
        from vetatwork.core.languages import register_open_languages
        from vetatwork.manual import queries, signals
        from vetatwork.manual.editorial.facts import refresh_facts
        from vetatwork.manual.editorial.link_services import ask_what_is_due
        from vetatwork.manual.employer_return.views import offer_calculator
        from vetatwork.manual.feedback.mails import tell_editors
        from vetatwork.manual.feedback.services import forget_voices
        from vetatwork.manual.finder.panels import offer as offer_finder
        from vetatwork.manual.finder.part import FinderPart
        from vetatwork.manual.frame import manual_frame
        from vetatwork.manual.kinds import ALL_KINDS
        from vetatwork.manual.models import PAGE_MODELS, CasePage, Source
        from vetatwork.manual.practice import signals as practice_signals
        from vetatwork.manual.practice.panels import offer as offer_practice
        from vetatwork.manual.practice.services import forget_practices
        from vetatwork.manual.presentation.panels import Place, register_panel
        from vetatwork.manual.store import PageStore
        from vetatwork.ui.frame import register_frame

        for kind in ALL_KINDS:
            register_kind(kind)
        register_store(PageStore)
        register_part(FinderPart())
        register_frame(manual_frame)
        register_open_languages(queries.homes_for)
        _offer_tools()
        register_panel(Place.AFTER, ("page",), offer_calculator)
        register_panel(Place.AFTER, ("home", "section"), offer_finder)
        register_panel(Place.AFTER, ("section", "case"), offer_practice, needs_server=True)
        register_job("manual.facts", every=timedelta(minutes=5), act=refresh_facts)
        register_job("manual.voices", every=timedelta(hours=1), act=forget_voices)
        register_job("manual.voices-mail", every=timedelta(days=1), act=tell_editors)
        register_job("manual.practices", every=timedelta(hours=1), act=forget_practices)
        if settings.LINK_CHECK:
            register_job("manual.links", every=timedelta(minutes=30), act=ask_what_is_due)
        for signal, receiver in (
            (page_published, signals.remember_what_is_published),
            (page_unpublished, signals.forget_in_search),
            (post_page_move, signals.index_at_new_address),
            (page_slug_changed, signals.index_at_new_address),
        ):
            signal.connect(receiver, dispatch_uid=f"manual.{receiver.__name__}")
            signal.connect(signals.readers_see_something_else, dispatch_uid="manual.stamp")
        page_published.connect(practice_signals.case_published, sender=CasePage, dispatch_uid="manual.practice")
        post_delete.connect(practice_signals.case_deleted, sender=CasePage, dispatch_uid="manual.practice")
        for model in PAGE_MODELS:
            post_delete.connect(signals.forget_in_search, sender=model, dispatch_uid="manual.deleted")
            post_delete.connect(signals.readers_see_something_else, sender=model, dispatch_uid="manual.stamp")
        for other in (Source, Locale, PageViewRestriction):
            for signal in (post_save, post_delete):
                signal.connect(signals.readers_see_something_else, sender=other, dispatch_uid="manual.stamp")


def _offer_tools() -> None:
    from vetatwork.manual.tools import Tool, register_tool

    register_tool(
        Tool(
            "start/finder/",
            _("Find your method"),
            _(
                "At most five taps lead to one method for your school or firm, with its obstacle, a case like you and "
                "words to say on the phone."
            ),
            words=_("finder, find your method, method finder, route finder, quiz, which method, where to start"),
        )
    )
    register_tool(
        Tool(
            "benefits/employers/return/",
            _("What a learner costs and brings in"),
            _(
                "Count for your own firm what a learner costs, what comes back and when it is even. Five figures, no "
                "account; nothing you type is kept."
            ),
            words=_("calculator, calculate, costs and benefits, return on investment, ROI, profit, break even"),
        )
    )
    register_tool(
        Tool(
            "practice/",
            _("Share your practice"),
            _(
                "Has a school and an employer done something together that others can learn from? Tell it in ten "
                "minutes. We make a case of it, with your credit."
            ),
            words=_("share your practice, submit, send, own case, good practice, contribute"),
        )
    )
