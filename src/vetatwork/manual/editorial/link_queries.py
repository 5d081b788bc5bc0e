"""Addresses of other sites: which ones the manual names, and how they answered."""

from collections.abc import Mapping

from vetatwork.manual.editorial.facts import Facts
from vetatwork.manual.models import Source
from vetatwork.manual.models.link_checks import LinkCheck, LinkState

LONGEST = 4_000
"""Characters of an address; what is longer is not asked."""


def addresses_in_use(facts: Mapping[int, Facts]) -> set[str]:
    """Every web address that a source or a text names."""
    named = set(Source.objects.values_list("url", flat=True)).union(*(each.addresses for each in facts.values()))
    return {address for address in named if address.startswith(("https://", "http://")) and len(address) <= LONGEST}


def broken_links() -> list[LinkCheck]:
    """Addresses that have failed on several days, those that failed first at the top; ignored ones are left out."""
    broken = LinkCheck.objects.filter(state=LinkState.BROKEN, is_ignored=False)
    return sorted(broken, key=lambda check: (check.failed_on, check.address))
