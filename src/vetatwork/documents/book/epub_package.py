"""What tells a reading system of a book: its package, its contents (and those for old readers), where they are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import NAMESPACE_URL, uuid5

from vetatwork.documents.book.epub_markup import (
    direction_of,
    element,
    language_of,
    one_line,
    titled,
    written,
)
from vetatwork.documents.book.epub_places import SOURCES, PlacedPart, Places
from vetatwork.documents.book.parts import Book, chapters_of

FOLDER = "EPUB"
PACKAGE = "package.opf"
NAV, NCX = "nav.xhtml", "toc.ncx"
COVER_PAGE, COVER_PICTURE, TITLE_PAGE = "cover.xhtml", "cover.png", "title.xhtml"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
NO_MOMENT = "1980-01-01T00:00:00Z"
"""A book that does not say of when it is still needs a moment, and the same one every time."""

KINDS = {
    "xhtml": "application/xhtml+xml",
    "ncx": "application/x-dtbncx+xml",
    "css": "text/css",
    "png": "image/png",
}
FEATURES = (
    *("structuralNavigation", "tableOfContents", "readingOrder", "alternativeText", "displayTransformability"),
    *("ARIA", "unlocked"),
)
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True)
class Entry:
    """A line of the contents. One without an address is a heading over those inside."""

    title: str
    href: str
    language: str
    inside: tuple["Entry", ...] = ()


def container() -> str:
    """Where the package is."""
    file = element("rootfile", full_path=f"{FOLDER}/{PACKAGE}", media_type="application/oebps-package+xml")
    space = "urn:oasis:names:tc:opendocument:xmlns:container"
    return f'{XML}<container version="1.0" xmlns="{space}">{element("rootfiles", file)}</container>\n'


def identifier(book: Book) -> str:
    """The name of the book among all books."""
    made = f"urn:uuid:{uuid5(NAMESPACE_URL, one_line(f'{book.publisher}/{book.language}/{book.title}'))}"
    return one_line(book.identifier).replace(" ", "-") or made


# --- Package ----------------------------------------------------------------------------------------------------------


def package(book: Book, files: dict[str, str], reading: Sequence[str]) -> str:
    """The package of a book: `files` are all of its files with their properties, `reading` those in order."""
    language = language_of(book.language)
    names = {file: f"file-{number}" for number, file in enumerate(files, start=1)}
    items = "\n".join(
        element("item", id=names[file], href=file, media_type=KINDS[file.rsplit(".", 1)[1]], properties=properties)
        for file, properties in files.items()
    )
    spine = "".join(element("itemref", idref=names[file]) for file in reading)
    attributes = {"toc": names[NCX], "page_progression_direction": direction_of(language)}
    space = f'xmlns="http://www.idpf.org/2007/opf" xml:lang="{language}"'
    cover = element("meta", name="cover", content=names[COVER_PICTURE])  # For readers of EPUB 2.
    return (
        f'{XML}<package {space} version="3.0" unique-identifier="book">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        + "\n".join([*_metadata(book), *_accessibility(book), cover])
        + f"\n</metadata>\n{element('manifest', items)}\n{element('spine', spine, **attributes)}\n</package>\n"
    )


def _metadata(book: Book) -> Iterator[str]:
    yield _dc("identifier", identifier(book), id="book")
    yield _dc("title", titled(book.title), id="title")
    yield _meta("title-type", "main", refines="#title")
    if subtitle := one_line(book.subtitle):
        yield _dc("title", subtitle, id="subtitle")
        yield _meta("title-type", "subtitle", refines="#subtitle")
    own = language_of(book.language)
    yield _dc("language", own)
    others = {language_of(chapter.language) for chapter in chapters_of(book)} - {own, "und"}
    yield from (_dc("language", language) for language in sorted(others))
    for name, text in (("publisher", book.publisher), ("rights", book.rights)):
        if one_line(text):
            yield _dc(name, one_line(text))
    moment = one_line(book.modified)
    yield _meta("dcterms:modified", moment if MOMENT.fullmatch(moment) else NO_MOMENT)


def _accessibility(book: Book) -> Iterator[str]:
    yield _meta("schema:accessMode", "textual")
    yield _meta("schema:accessMode", "visual")
    yield _meta("schema:accessModeSufficient", "textual")
    yield from (_meta("schema:accessibilityFeature", feature) for feature in FEATURES)
    yield _meta("schema:accessibilityHazard", "none")
    if summary := one_line(book.labels.accessibility):
        yield _meta("schema:accessibilitySummary", summary)


def _dc(name: str, text: str, **attributes: str) -> str:
    return element(f"dc:{name}", written(text), **attributes)


def _meta(name: str, text: str, **attributes: str) -> str:
    return element("meta", written(text), property=name, **attributes)


# --- Contents ---------------------------------------------------------------------------------------------------------


def contents(book: Book, places: Places) -> tuple[Entry, ...]:
    """The contents of a book: its parts, in them its chapters, those that belong together under their heading."""
    entries: list[Entry] = []
    for placed in places.parts:
        inside = tuple(_chapters(placed))
        entries += [Entry(placed.title, placed.href, book.language, inside)] if placed.id else inside
    if book.sources:
        entries.append(Entry(titled(book.labels.sources), SOURCES, book.language))
    return tuple(entries)


def _chapters(part: PlacedPart) -> Iterator[Entry]:
    for group, members in groupby(part.chapters, key=lambda placed: one_line(placed.chapter.group)):
        entries = tuple(Entry(placed.title, placed.href, placed.chapter.language) for placed in members)
        if group:
            yield Entry(group, "", entries[0].language, entries)
        else:
            yield from entries


def navigation(book: Book, entries: Sequence[Entry]) -> str:
    """The contents as a page of the book, and the places that a reading system offers to go to."""
    title = titled(book.labels.contents)
    begin = next(_leading(entries), Entry(titled(book.title), TITLE_PAGE, book.language))
    marks = [
        ("cover", COVER_PAGE, titled(book.labels.cover)),
        ("titlepage", TITLE_PAGE, titled(book.title)),
        ("toc", NAV, title),
        ("bodymatter", begin.href, begin.title),
    ]
    if book.sources:
        marks.append(("bibliography", SOURCES, titled(book.labels.sources)))
    listed = "".join(
        element("li", element("a", written(words), epub_type=kind, href=href)) for kind, href, words in marks
    )
    heading = element("h1", written(title), id="contents_title")
    lines = _list(entries, language_of(book.language)) or _list([Entry(marks[1][2], TITLE_PAGE, book.language)], "")
    toc = {"epub_type": "toc", "role": "doc-toc", "id": "toc", "aria_labelledby": "contents_title"}
    landmarks = element("nav", element("ol", listed), epub_type="landmarks", hidden="hidden")
    return element("nav", f"{heading}\n{lines}", **toc) + "\n" + landmarks


def _leading(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Those of `entries`, and of what is in them, that lead somewhere."""
    for entry in entries:
        if entry.href:
            yield entry
        yield from _leading(entry.inside)


def _list(entries: Sequence[Entry], around: str) -> str:
    lines = []
    for entry in entries:
        own = language_of(entry.language)
        tongue = {"xml_lang": own, "lang": own} if own != around and around else {}
        line = element("a" if entry.href else "span", written(entry.title), href=entry.href, **tongue)
        lines.append(element("li", line + (_list(entry.inside, around) if entry.inside else "")))
    return element("ol", "\n".join(lines)) if lines else ""


# --- Contents for readers of EPUB 2 -----------------------------------------------------------------------------------


def ncx(book: Book, entries: Sequence[Entry]) -> str:
    """The contents as readers of EPUB 2 know them: without headings that lead nowhere."""
    points = _Points().of(entries or (Entry(titled(book.title), TITLE_PAGE, book.language),))
    metas = element("meta", name="dtb:uid", content=identifier(book)) + element("meta", name="dtb:depth", content="2")
    metas += "".join(element("meta", name=name, content="0") for name in ("dtb:totalPageCount", "dtb:maxPageNumber"))
    title = element("docTitle", element("text", written(titled(book.title))))
    space = f'xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="{language_of(book.language)}"'
    return f"{XML}<ncx {space}>\n{element('head', metas)}\n{title}\n{element('navMap', points)}\n</ncx>\n"


class _Points:
    def __init__(self) -> None:
        self.count = 0

    def of(self, entries: Iterable[Entry]) -> str:
        """Entries in the order of reading."""
        return "\n".join(self._point(entry) if entry.href else self.of(entry.inside) for entry in entries)

    def _point(self, entry: Entry) -> str:
        self.count += 1
        number = str(self.count)
        label = element("navLabel", element("text", written(entry.title)))
        inside = label + element("content", src=entry.href) + self.of(entry.inside)
        return element("navPoint", inside, id=f"point-{number}", playOrder=number)
