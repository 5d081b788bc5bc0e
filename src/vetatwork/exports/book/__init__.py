"""The manual as a book: all of it, one part, or the pages that a reader picked.

`gathering` is the way in. A file a task: `published` fetches pages, `writing` turns texts into runs, `telling` and
`chapters` make a chapter of a page, `front` the cover and the imprint.
"""

from vetatwork.exports.book.gathering import (
    MOST_PICKED,
    BookError,
    NothingPicked,
    TooManyPages,
    UnknownPages,
    manual_book,
    picked_book,
    section_book,
)

__all__ = [
    "MOST_PICKED",
    "BookError",
    "NothingPicked",
    "TooManyPages",
    "UnknownPages",
    "manual_book",
    "picked_book",
    "section_book",
]
