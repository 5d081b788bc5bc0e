"""EPUB files in tests: their parts, and what leads where."""

import posixpath
import zipfile
from io import BytesIO
from urllib.parse import urlsplit

from lxml import etree

from tests.documents.epub_books import (
    book_of,
    chapter,
)
from vetatwork.documents.book.epub import book_epub, written_files
from vetatwork.documents.book.parts import (
    Part,
)

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DC = "{http://purl.org/dc/elements/1.1/}"
OPF = "{http://www.idpf.org/2007/opf}"


def files_of(book):
    """The bytes of every file, by name."""
    with zipfile.ZipFile(BytesIO(book_epub(book))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def trees_of(book):
    """Every file of the book that is XML, read strictly, by name."""
    written = written_files(book)
    return {
        f"EPUB/{name}": etree.fromstring(text.encode()) for name, text in written.items() if not name.endswith(".css")
    }


def page_of(book, number=1):
    """A chapter that is a file of its own."""
    return trees_of(book)[f"EPUB/chapter-{number:04}.xhtml"]


def one_chapter(*blocks, **more):
    return book_of(Part("part", "Part", (chapter("c", *blocks, **more),)))


def words_of(tree):
    return " ".join("".join(tree.itertext()).split())


def elements(tree, name):
    return list(tree.iter(XHTML + name))


def links(trees):
    """(file, address) of everything a file leads to or shows."""
    for name, tree in trees.items():
        for node in tree.iter():
            for key in ("href", "src"):
                if value := node.get(key):
                    yield name, value


def broken_links(trees):
    """Links that lead to a file or an element that is not in the book."""
    names = {*trees, "EPUB/book.css", "EPUB/cover.png"}
    ids = {name: {node.get("id") for node in tree.iter() if node.get("id")} for name, tree in trees.items()}
    for name, href in links(trees):
        parts = urlsplit(href)
        if parts.scheme in ("http", "https", "mailto"):
            continue
        target = posixpath.join(posixpath.dirname(name), parts.path) if parts.path else name
        if parts.scheme or target not in names or (parts.fragment and parts.fragment not in ids[target]):
            yield name, href
