"""The frame of every page: what stands around its content. The room that knows the pages registers how it is filled."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import get_language

from vetatwork.ui.offline import offline_copy


@dataclass(frozen=True)
class Link:
    """A link of the menu or the footer; `current` marks the part the reader is in."""

    title: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Language:
    """The page the reader is on, in another language. `name` is the language's own name."""

    code: str
    name: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Frame:
    """Header and footer of a page. `operator` is the organisation that runs this copy, '' if it is not named."""

    home_url: str
    search_url: str = ""
    menu: list[Link] = field(default_factory=list)
    footer: list[Link] = field(default_factory=list)
    languages: list[Language] = field(default_factory=list)
    operator: str = ""

    @property
    def language_name(self) -> str:
        """The own name of the reader's language."""
        return next((language.name for language in self.languages if language.current), "")


_makers: list[Callable[[Any], Frame]] = []


def register_frame(maker: Callable[[Any], Frame]) -> None:
    """Let `maker` fill the frame from a request. The newest registration counts."""
    _makers[:] = [maker]


_links: list[tuple[Callable[[Any], Link], bool]] = []


def register_link(maker: Callable[[Any], Link], *, needs_server: bool = False) -> None:
    """Let the link that `maker` makes from a request stand at the end of the menu.

    One that needs a server is left out of an offline copy.
    """
    _links.append((maker, needs_server))


def site_frame(request: Any) -> Frame:
    """The frame for `request`. A page that says the database is away still gets one: with the way home only."""
    try:
        frame = _makers[0](request) if _makers else _bare_frame()
        makers = [maker for maker, needs_server in _links if not (needs_server and offline_copy())]
        return replace(frame, menu=[*frame.menu, *(maker(request) for maker in makers)])
    except DatabaseError:
        return _bare_frame()


def _bare_frame() -> Frame:
    return Frame(home_url=f"/{get_language() or settings.LANGUAGE_CODE}/", operator=settings.OPERATOR_NAME)
