"""The manual room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ManualConfig(AppConfig):
    """Pages of the manual; tells lower rooms its kinds, its store and the frame of its pages."""

    name = "vetatwork.manual"
    label = "manual"
    verbose_name = _("Manual")

    def ready(self) -> None:
        from django.db.models.signals import post_delete
        from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

        from vetatwork.content.kinds import register_kind
        from vetatwork.content.store import register_store
        from vetatwork.manual import signals
        from vetatwork.manual.frame import manual_frame
        from vetatwork.manual.kinds import ALL_KINDS
        from vetatwork.manual.models import PAGE_MODELS
        from vetatwork.manual.store import PageStore
        from vetatwork.ui.frame import register_frame

        for kind in ALL_KINDS:
            register_kind(kind)
        register_store(PageStore)
        register_frame(manual_frame)
        page_published.connect(signals.remember_what_is_published, dispatch_uid="manual.published")
        page_unpublished.connect(signals.forget_in_search, dispatch_uid="manual.unpublished")
        post_page_move.connect(signals.index_at_new_address, dispatch_uid="manual.moved")
        page_slug_changed.connect(signals.index_at_new_address, dispatch_uid="manual.renamed")
        for model in PAGE_MODELS:
            post_delete.connect(signals.forget_in_search, sender=model, dispatch_uid=f"manual.deleted.{model.__name__}")
