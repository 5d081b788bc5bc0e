"""What there is to take away: which files, in which languages, and how each is made."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from vetatwork.manual import queries

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""

Make = Callable[[Path, Progress], None]
"""Writes the whole file at a path."""

MANUAL, SITE, DATA = "manual", "site", "data"
PART = "sections/"
"""How the keys of the start pages of parts begin."""

NO_PAGES = ("sections", "home")
"""Collections of pages that lead to others."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Product:
    """A file to take away. `name` is what it is (`manual`, `site`, `data` or a section); no language: all of them."""

    name: str
    ending: str
    make: Make
    language: str = ""

    @property
    def file(self) -> str:
        """The name of the file."""
        language = f"-{self.language}" if self.language else ""
        return f"vetatwork-{self.name}{language}.{self.ending}"


def products() -> tuple[Product, ...]:
    """Every file there is to be made now, the ones most asked for first."""
    languages = list(queries.home_paths())
    whole = [book(language, ending) for language in languages for ending in ("pdf", "epub")]
    folders = [Product(SITE, "zip", _site), Product(DATA, "zip", _data)] if languages else []
    parts = [section(language, name) for language in languages for name in sections(language)]
    return (*whole, *folders, *parts)


def sections(language: str) -> list[str]:
    """The parts of the manual that a reader of `language` sees a page of, in their order: `methods` and the like."""
    from vetatwork.exports.book.parts import by_part, in_order
    from vetatwork.exports.book.published import Published

    published = Published(language)
    pages = by_part((key for key in published.by_key if key.split("/")[0] not in NO_PAGES), published)
    return [part.removeprefix(PART) for part in in_order(pages) if part.startswith(PART)]


# --- How each is made -------------------------------------------------------------------------------------------------


def book(language: str, ending: str) -> Product:
    """The whole manual as a book."""

    def make(path: Path, progress: Progress) -> None:
        from vetatwork.exports.book import manual_book

        _bound(path, ending, manual_book(language), progress)

    return Product(MANUAL, ending, make, language)


def section(language: str, name: str, ending: str = "pdf") -> Product:
    """A section of the manual as a book."""

    def make(path: Path, progress: Progress) -> None:
        from vetatwork.exports.book import section_book

        _bound(path, ending, section_book(language, name), progress)

    return Product(name, ending, make, language)


def _bound(path: Path, ending: str, gathered: object, progress: Progress) -> None:
    progress(1, 2)
    path.write_bytes(engine(ending)(gathered))
    progress(2, 2)


def engine(ending: str) -> Callable[[object], bytes]:
    """What turns a book into a file with this ending. Loaded when it is first needed: most pages never need it."""
    if ending == "epub":
        from vetatwork.documents.book.epub import book_epub

        return book_epub  # type: ignore[return-value]
    from vetatwork.documents.book.pdf import book_pdf

    return book_pdf  # type: ignore[return-value]


def _site(path: Path, progress: Progress) -> None:
    from vetatwork.exports.site import write_site

    with _folder_beside(path) as folder:
        write_site(folder, progress)
        pack(folder, path, f"vetatwork-{SITE}")


def _data(path: Path, progress: Progress) -> None:
    from vetatwork.exports.data import write_data

    with _folder_beside(path) as folder:
        write_data(folder)
        pack(folder, path, f"vetatwork-{DATA}")


def _folder_beside(path: Path) -> "_Folder":
    return _Folder(prefix=f"{path.name}.", dir=path.parent)


class _Folder(TemporaryDirectory[str]):
    """A temporary folder as a path, on the same disk as what is made from it."""

    def __enter__(self) -> Path:  # type: ignore[override]
        return Path(super().__enter__())


def pack(folder: Path, path: Path, top: str) -> None:
    """Write everything in `folder` as a ZIP whose only folder is `top`. The same files give the same bytes."""
    with zipfile.ZipFile(path, "w") as archive:
        for file in _files(folder):
            entry = zipfile.ZipInfo(f"{top}/{file.relative_to(folder).as_posix()}", _EARLIEST)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
