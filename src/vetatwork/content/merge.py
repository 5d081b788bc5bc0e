"""The three-way rule: file at the last load, file now, page now. See docs/algorithms/content-load.md."""

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What loading does with one page."""

    KEEP = "keep"
    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Sides:
    """Hashes of the three versions; None where there is no such version (never loaded, no file, no page)."""

    base: str | None
    file: str | None
    page: str | None


def decide(sides: Sides, *, take_files: bool = False) -> Action:
    """What to do with a page, so that no editor's work is lost unless `take_files` says so."""
    if sides.file == sides.page:
        return Action.KEEP
    file_changed, page_changed = sides.file != sides.base, sides.page != sides.base
    if not take_files:
        if not file_changed:
            return Action.KEEP
        if page_changed:
            return Action.CONFLICT
    elif sides.base is None and sides.file is None:
        return Action.KEEP  # A page that only ever lived in the browser is not the files' to delete.
    if sides.file is None:
        return Action.DELETE
    return Action.CREATE if sides.page is None else Action.UPDATE
