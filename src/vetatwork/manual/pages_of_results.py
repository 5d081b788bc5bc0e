"""Long lists, a page at a time, with addresses that can be shared."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

NUMBER = re.compile(r"[0-9]{1,6}")
SHOWN = 20
"""Signs of a number that is none, in the sentence that says so."""


class _Counted(Protocol):
    @property
    def count(self) -> int: ...


Found = TypeVar("Found", bound=_Counted)


def turned_to(request: Any, size: int, fetch: Callable[[int], Found]) -> tuple[Found, "Pages"]:
    """What `fetch` finds from an offset on, for the page in the address; the nearest one if the list has no such page.

    `size` is how many items a page has.
    """
    given = request.GET.get("page", "")
    number = max(1, int(given)) if NUMBER.fullmatch(given) else 1
    found = fetch((number - 1) * size)
    pages = Pages(number, found.count, size, request)
    if number > pages.last:
        found = fetch((pages.last - 1) * size)
        pages = Pages(pages.last, found.count, size, request)
    return found, pages


@dataclass(frozen=True)
class Pages:
    """Where a reader is in a list of `count` items, `size` to a page."""

    number: int
    count: int
    size: int
    request: Any

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.count // self.size))

    @property
    def missing(self) -> str:
        """The page that was asked for, if the list has none of this name; '' otherwise."""
        given: str = self.request.GET.get("page", "")
        return given[:SHOWN] if given != str(self.number) else ""

    @property
    def previous_url(self) -> str:
        """The page before, '' on the first."""
        return self._url(self.number - 1) if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        """The page after, '' on the last."""
        return self._url(self.number + 1) if self.number < self.last else ""

    def _url(self, number: int) -> str:
        query = self.request.GET.copy()
        query.pop("page", None)
        if number > 1:
            query["page"] = str(number)
        return f"?{query.urlencode()}"
