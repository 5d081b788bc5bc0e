"""The registry of kinds: which fields and headings a collection's files have. Rooms that own pages register them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from vetatwork.content.fields import Cell, Entries, EntryTexts, Field, Flag, Group, Line, Lines, Sources

HEAD: tuple[Field, ...] = (Line("title", True, 70), Line("summary", True, 220))
TAIL: tuple[Field, ...] = (
    Lines("searched_by", max_length=60),
    Sources("sources"),
    Line("translated_from"),
    Flag("reviewed"),
)
"""Fields that every page begins and ends with."""


@dataclass(frozen=True)
class Bars:
    """What a complete manual has of a kind: so many `pages`, and on each of them so many entries in the lists `each`.

    `serves` says for a closed list of the vocabulary which of its keys a page with these values serves. `what` is the
    word for such pages.
    """

    what: str
    pages: int
    each: Mapping[str, int] = field(default_factory=dict)
    serves: Mapping[str, Callable[[Mapping[str, Any]], Iterable[str]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """A kind of page: its name, its fields and headings in canonical order.

    `collections` are the folders that hold it, each with the key of the parent page ('' for the root of a language);
    `{method}` in it is the value of that field. `address` names the field that gives the last part of the address,
    where that is not the slug of the key. `other_names` names the field with other words for what a page explains.
    """

    name: str
    collections: Mapping[str, str]
    front: tuple[Field | Group, ...] = ()
    body: tuple[Cell | EntryTexts, ...] = ()
    address: str = ""
    other_names: str = ""
    bars: Bars | None = None

    def parent(self, key: str, values: Mapping[str, Any]) -> str:
        """The key of the page under which the page `key` stands, '' for the root of a language."""
        template = self.collections[key.split("/", maxsplit=1)[0]]
        return re.sub(r"\{(\w+)\}", lambda match: str(values.get(match[1]) or ""), template)

    def slug(self, key: str, values: Mapping[str, Any]) -> str:
        """The last part of the address of the page `key`."""
        return str(values.get(self.address) or "") if self.address else key.split("/")[1]

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

    def entry(self, name: str) -> Entries:
        """The list of entries called `name`."""
        return next(field for field in self.entries() if field.name == name)

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
