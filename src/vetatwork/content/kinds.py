"""The registry of kinds: which fields and headings the files of a collection have. Rooms that own pages register them."""

from collections.abc import Iterator
from dataclasses import dataclass

from vetatwork.content.fields import Cell, Entries, EntryTexts, Field, Flag, Group, Line, Sources

HEAD: tuple[Field, ...] = (Line("title", True, 70), Line("summary", True, 220))
TAIL: tuple[Field, ...] = (Sources("sources"), Line("translated_from"), Flag("reviewed"))
"""Fields that every page begins and ends with."""


@dataclass(frozen=True)
class Kind:
    """A kind of page: its name, the collections (folders) that hold it, its fields and headings in canonical order."""

    name: str
    collections: tuple[str, ...]
    front: tuple[Field | Group, ...] = ()
    body: tuple[Cell | EntryTexts, ...] = ()

    def front_parts(self) -> tuple[Field | Group, ...]:
        """Front matter in order, with the fields every page has."""
        return (*HEAD, *self.front, *TAIL)

    def fields(self) -> Iterator[Field]:
        """Every field of the front matter, groups taken apart."""
        for part in self.front_parts():
            if isinstance(part, Group):
                yield from part.parts
            else:
                yield part

    def cells(self) -> Iterator[Cell]:
        """Every text of the body that has its own name."""
        return (part for part in self.body if isinstance(part, Cell))

    def entries(self) -> Iterator[Entries]:
        """Every field that is a list of entries."""
        return (field for field in self.fields() if isinstance(field, Entries))


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Make `kind` known; parents before children, because loading follows this order.

    Raises:
        ValueError: if one of its collections has a kind already.
    """
    taken = {c for known in _kinds.values() if known.name != kind.name for c in known.collections}
    if overlap := taken & set(kind.collections):
        raise ValueError(f"collections taken already: {', '.join(sorted(overlap))}")
    _kinds[kind.name] = kind


def kinds() -> tuple[Kind, ...]:
    """All kinds in the order of their registration."""
    return tuple(_kinds.values())


def kind_of_collection(collection: str) -> Kind | None:
    """The kind whose files stand in the folder `collection`."""
    return next((kind for kind in _kinds.values() if collection in kind.collections), None)
