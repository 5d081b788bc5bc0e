"""A book as EPUB 3.3: reflowable, tagged for screen readers, in the colours and sizes its reader has chosen.

A writer of our own: see docs/decisions/0014-own-epub-writer.md. `epub_text` writes what stands in the book,
`epub_package` what tells of it, `epub_places` knows where everything is.
"""

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from vetatwork.documents.book import epub_package as about
from vetatwork.documents.book.epub_cover import cover_picture
from vetatwork.documents.book.epub_markup import SHEET, element, one_line, page, titled
from vetatwork.documents.book.epub_places import SOURCES, Places
from vetatwork.documents.book.epub_text import Text
from vetatwork.documents.book.parts import Book

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the same book gives the same bytes."""

DRAWN = re.compile(r"<svg[ >]")
STYLE = Path(__file__).parent / "epub.css"


def book_epub(book: Book) -> bytes:
    """`book` as the bytes of an EPUB file; the same book gives the same bytes. Any text can stand in it.

    A link to an anchor that the book does not have becomes words.
    """
    return _archive({name: text.encode() for name, text in written_files(book).items()}, cover_picture(book))


def written_files(book: Book) -> dict[str, str]:
    """Every file of the book that is text, by its name in the folder of the book; the cover is none."""
    places = Places(book)
    entries = about.contents(book, places)
    pages = {**_front(book, places, entries), **_pages(book, places)}
    others = {about.NCX: about.ncx(book, entries), SHEET: STYLE.read_text(encoding="utf-8")}
    properties = {name: "svg" if DRAWN.search(text) else "" for name, text in pages.items()}
    properties |= {about.NAV: "nav", about.COVER_PICTURE: "cover-image", **dict.fromkeys(others, "")}
    return {about.PACKAGE: about.package(book, properties, list(pages)), **pages, **others}


def _front(book: Book, places: Places, entries: Sequence[about.Entry]) -> dict[str, str]:
    """Cover, title page and contents."""
    bodies = {
        about.COVER_PAGE: (book.labels.cover, _cover(book)),
        about.TITLE_PAGE: (book.title, Text(places, book.language).title_page(book)),
        about.NAV: (book.labels.contents, about.navigation(book, entries)),
    }
    return {name: page(title, body, book.language) for name, (title, body) in bodies.items()}


def _cover(book: Book) -> str:
    """The page that shows the cover; its words are those on it, and what the drawing shows."""
    words = [titled(book.title), one_line(book.subtitle), one_line(book.cover.words) if book.cover else ""]
    picture = element("img", src=about.COVER_PICTURE, alt=". ".join(filter(None, words)), role="doc-cover")
    return element("section", picture, epub_type="cover", class_="cover")


def _pages(book: Book, places: Places) -> dict[str, str]:
    """The pages of the book itself in the order of reading."""
    pages: dict[str, str] = {}
    for part in places.parts:
        if part.id:
            pages[part.file] = page(part.title, Text(places, book.language).part(part), book.language)
        for placed in part.chapters:
            if placed.file not in pages:
                language = placed.chapter.language
                pages[placed.file] = page(placed.title, Text(places, language).chapter(placed), language)
    if book.sources:
        pages[SOURCES] = page(book.labels.sources, Text(places, book.language).sources(book), book.language)
    return pages


def _archive(files: dict[str, bytes], cover: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        # A reading system knows an EPUB by its first bytes: this entry, as it is.
        _add(archive, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        _add(archive, "META-INF/container.xml", about.container().encode(), zipfile.ZIP_DEFLATED)
        for name, content in files.items():
            _add(archive, f"{about.FOLDER}/{name}", content, zipfile.ZIP_DEFLATED)
        _add(archive, f"{about.FOLDER}/{about.COVER_PICTURE}", cover, zipfile.ZIP_STORED)
    return made.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes, how: int) -> None:
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    entry.compress_type = how
    archive.writestr(entry, content)
