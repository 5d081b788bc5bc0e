"""What higher rooms add to pages of the manual, before the text or after it. They register when they start."""

from collections.abc import Callable
from enum import StrEnum

from django.utils.safestring import SafeString

from vetatwork.manual.models import BasePage
from vetatwork.ui.offline import offline_copy


class Place(StrEnum):
    """Where a panel stands on the page."""

    BEFORE = "before"
    AFTER = "after"


Panel = Callable[[BasePage, str], SafeString]
"""Makes HTML for a page and a reader's language; '' where there is nothing to add. The same for every reader."""

_panels: dict[Place, dict[str, list[Panel]]] = {place: {} for place in Place}
_need_a_server: set[Panel] = set()


def register_panel(place: Place, kinds: tuple[str, ...], panel: Panel, *, needs_server: bool = False) -> None:
    """Let `panel` stand on the pages of these kinds; if it needs a server, not in an offline copy."""
    if needs_server:
        _need_a_server.add(panel)
    for kind in kinds:
        _panels[place].setdefault(kind, []).append(panel)


def panels_of(page: BasePage, language: str) -> dict[str, list[SafeString]]:
    """The panels of a page by place, without empty ones."""
    left_out = _need_a_server if offline_copy() else set()
    return {
        place.value: [
            html
            for panel in by_kind.get(page.kind.name, ())
            if panel not in left_out and (html := panel(page, language))
        ]
        for place, by_kind in _panels.items()
    }
