"""The manual room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ManualConfig(AppConfig):
    """Pages of the manual; tells lower rooms its kinds, its store and the frame of its pages."""

    name = "vetatwork.manual"
    label = "manual"
    verbose_name = _("Manual")

    def ready(self) -> None:
        from wagtail.signals import page_published

        from vetatwork.content.kinds import register_kind
        from vetatwork.content.store import register_store
        from vetatwork.manual.frame import manual_frame
        from vetatwork.manual.kinds import ALL_KINDS
        from vetatwork.manual.signals import remember_what_is_published
        from vetatwork.manual.store import PageStore
        from vetatwork.ui.frame import register_frame

        for kind in ALL_KINDS:
            register_kind(kind)
        register_store(PageStore)
        register_frame(manual_frame)
        page_published.connect(remember_what_is_published, dispatch_uid="manual.content_hash")
