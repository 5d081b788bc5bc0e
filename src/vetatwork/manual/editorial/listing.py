"""The form of a list on the desk: its name, what it says, its columns, and how a line of it looks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vetatwork.manual.editorial.now import ManualNow, PageNow
from vetatwork.manual.models.link_checks import LinkCheck
from vetatwork.manual.presentation.shelf import kind_labels


@dataclass(frozen=True)
class Line:
    """One line: a title that leads to where it is mended, then a cell for each column of its list.

    `note` says in a few words why it stands here. `group` is what the list can be narrowed to. `users` are the pages
    concerned, where the line is not a page itself. `link` is an address of another site that the line is about.
    """

    title: str
    url: str
    cells: tuple[str | int, ...] = ()
    note: str = ""
    group: str = ""
    language: str = ""
    kind: str = ""
    users: tuple[PageNow, ...] = ()
    link: LinkCheck | None = None

    @property
    def kind_label(self) -> str:
        """What a reader calls its kind, '' if it is not a page."""
        return kind_labels().get(self.kind, "")


def line_of(page: PageNow, *cells: str | int, note: str = "", group: str = "") -> Line:
    """The line of a page."""
    return Line(page.title, page.edit_url, cells, note, group, page.language, page.kind)


@dataclass(frozen=True)
class Listing:
    """A list. `lines` are the worst first. `groups` are what it can be narrowed to, by key; a line of a group in
    `not_counted` asks for nothing, so that it is shown only on demand. Texts are lazy: they wait for the language.
    """

    name: str
    heading: Any
    text: Any
    columns: tuple[Any, ...]
    lines: Callable[[ManualNow], list[Line]]
    first_column: Any
    nothing: Any
    groups: Mapping[str, Any] = field(default_factory=dict)
    not_counted: frozenset[str] = frozenset()
    users_column: Any = ""
    asks_years: bool = False

    def counted(self, now: ManualNow) -> list[Line]:
        """The lines that ask for something."""
        return [line for line in self.lines(now) if line.group not in self.not_counted]
