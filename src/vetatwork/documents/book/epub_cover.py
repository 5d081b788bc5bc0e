"""The cover of an EPUB as a picture: readers show it among other books, and many of them show no SVG there."""

import json
import threading
from functools import cache
from typing import Any

import typst

from vetatwork.documents.book.epub_picture import drawing
from vetatwork.documents.book.parts import Book
from vetatwork.documents.printable import FONTS
from vetatwork.documents.typesetting import NO_TITLE, TEMPLATES, language_and_region, one_line

PIXELS_PER_INCH = 254.0
"""The page is 120 by 180 millimetres: 1200 by 1800 pixels."""

_one_at_a_time = threading.Lock()


def cover_picture(book: Book) -> bytes:
    """The cover as PNG. The same book gives the same bytes."""
    language, region = language_and_region(book.language)
    data: dict[str, Any] = {
        "title": one_line(book.title) or NO_TITLE,
        "subtitle": one_line(book.subtitle),
        "publisher": one_line(book.publisher),
        "lang": language,
        "region": region,
        "picture": book.cover.svg if book.cover and drawing(book.cover.svg, "", "cover") else "",
    }
    try:
        return _png(data)
    except typst.TypstError:
        return _png({**data, "picture": ""})  # A drawing that a browser can show and Typst cannot.


def _png(data: dict[str, Any]) -> bytes:
    with _one_at_a_time:
        inputs = {"cover": json.dumps(data, ensure_ascii=False)}
        made = _compiler().compile(format="png", ppi=PIXELS_PER_INCH, sys_inputs=inputs)
    first = made if isinstance(made, bytes) else made[0] if made else None
    if first is None:
        raise TypeError("A cover is one page.")
    return first


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.Compiler(TEMPLATES / "cover.typ", root=TEMPLATES, font_paths=fonts)
