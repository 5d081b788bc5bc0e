"""Long lists, a page at a time, with addresses that can be shared."""

from dataclasses import dataclass
from typing import Any

MOST_PAGES = 1_000


def page_number(request: Any) -> int:
    """The number in `page`, 1 if it is missing or no number that a list can have."""
    given = request.GET.get("page", "")
    return int(given) if given.isascii() and given.isdigit() and 1 <= int(given[:6]) <= MOST_PAGES else 1


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
    def previous_url(self) -> str:
        """The page before, '' on the first."""
        return self._url(min(self.number, self.last + 1) - 1) if self.number > 1 else ""

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
