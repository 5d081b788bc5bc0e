"""Panels of the editor that several kinds share: grouped as on the page."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)

PARTY_LABELS = {"provider": _("VET provider"), "employer": _("Employer"), "learner": _("Learner")}


class TranslationPanel(MultiFieldPanel):
    """Shown on translations only."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(self.instance.locale.language_code != "en") and super().is_shown()


def editor(content: list[Panel]) -> TabbedInterface:
    """The editor of a kind: its content, then sources, search and translation."""
    head = MultiFieldPanel(
        [TitleFieldPanel("title", placeholder=False), FieldPanel("search_description", heading=_("Summary"))],
        _("Head of the page"),
    )
    foot: list[Any] = [
        MultiFieldPanel([FieldPanel("sources")], _("Sources")),
        MultiFieldPanel([FieldPanel("searched_by")], _("Search")),
        MultiFieldPanel([FieldPanel("slug", heading=_("Address"))], _("Address")),
        TranslationPanel([FieldPanel("matches_english"), FieldPanel("reviewed")], _("Translation")),
    ]
    return TabbedInterface(
        [ObjectList([head, *content], heading=_("Page")), ObjectList(foot, heading=_("Sources, search, address"))]
    )


def panel(heading: Any, *names: str, help_text: Any = "") -> MultiFieldPanel:
    """Fields that stand together on the page."""
    return MultiFieldPanel([FieldPanel(name) for name in names], heading, help_text=help_text)


def row(*names: str) -> FieldRowPanel:
    """Short fields side by side."""
    return FieldRowPanel([FieldPanel(name) for name in names])


def per_party(name: str, *parties: str) -> list[FieldPanel]:
    """A text per party, each headed by the party's name."""
    return [FieldPanel(f"{name}_{party}", heading=PARTY_LABELS[party]) for party in parties]
