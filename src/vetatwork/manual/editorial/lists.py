"""Every list of the desk, in the order of the overview: what keeps readers from something stands first."""

from vetatwork.manual.editorial.listing import Listing
from vetatwork.manual.editorial.page_lists import (
    DEAD_ENDS,
    DRAFTS,
    PROBLEMS,
    READING,
    REMARKS,
    TRANSLATIONS,
    UNLINKED,
)
from vetatwork.manual.editorial.reader_lists import SEARCHES
from vetatwork.manual.editorial.source_lists import LINKS, SOURCES, STANDARDS

LISTINGS: dict[str, Listing] = {
    listing.name: listing
    for listing in (
        PROBLEMS,
        DRAFTS,
        SEARCHES,
        LINKS,
        SOURCES,
        STANDARDS,
        READING,
        REMARKS,
        UNLINKED,
        DEAD_ENDS,
        TRANSLATIONS,
    )
}
