"""Where pages live: the room that owns them registers a store, and loading and dumping go through it."""

from collections.abc import Callable, Iterable
from typing import Protocol

from vetatwork.content.document import Document


class Store(Protocol):
    """Pages as documents. A page is known by its key and language ('' for sources)."""

    def documents(self) -> Iterable[Document]:
        """Every page now, its newest draft included."""

    def make_room(self, document: Document) -> None:
        """See that the page exists, under its parent, so that others can link to it."""

    def write(self, document: Document) -> None:
        """Publish the document as the page's content."""

    def delete(self, key: str, language: str) -> None:
        """Delete the page.

        Raises:
            StoreError: if that would take other pages with it.
        """


class StoreError(Exception):
    """A page cannot be stored or deleted; the sentence says why."""


_makers: list[Callable[[], Store]] = []


def register_store(maker: Callable[[], Store]) -> None:
    """Make what `maker` returns the one store of the site; each load and each dump asks for a fresh one."""
    _makers[:] = [maker]


def the_store() -> Store:
    """A fresh object of the registered store.

    Raises:
        LookupError: if no room registered one.
    """
    if not _makers:
        raise LookupError("no room registered a store for pages")
    return _makers[0]()
