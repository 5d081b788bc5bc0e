"""Other things than pages that stand in the content folder: a higher room registers how its part is read and loaded."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from vetatwork.content.faults import Fault

if TYPE_CHECKING:
    from vetatwork.content.library import Library


class Part(Protocol):
    """A part of the content folder. What `read` returns is handed to the others."""

    name: str

    def read(self, folder: Path, faults: list[Fault]) -> Any:
        """What stands in the content folder; what is wrong with it is added to `faults`."""

    def problems(self, read: Any, library: "Library") -> Iterable[Fault]:
        """What is wrong with it beside the pages of `library`."""

    def referred_pages(self, read: Any) -> Iterable[str]:
        """Keys of the pages that it names, those not written yet included."""

    def canonical_files(self, read: Any) -> Mapping[Path, str]:
        """The one form of each of its files."""

    def summary(self, read: Any) -> Iterable[str]:
        """Lines that say what there is, for whoever checks the folder."""

    def load(self, read: Any) -> None:
        """Bring the database in line with it.

        Raises:
            ContentError: if that would change what must stay.
        """


_parts: dict[str, Part] = {}


def register_part(part: Part) -> None:
    """Let `part` be read, checked, formatted and loaded with the pages."""
    _parts[part.name] = part


def parts() -> tuple[Part, ...]:
    """All parts in the order of their registration."""
    return tuple(_parts.values())
