"""A book as PDF on A4, tagged so that a screen reader can read it (PDF/UA-1).

How it looks is in `typst/book.typ`, what the template reads is made in `pdf_data.py`. A long book is made in a process
of its own: the hundreds of megabytes that Typst takes for it must not stay in a process that serves pages.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import typst

from vetatwork.documents.book.parts import Book
from vetatwork.documents.book.pdf_data import book_data
from vetatwork.documents.typesetting import pdf_of

PACKAGE_ROOT = Path(__file__).resolve().parents[3]
"""Python finds the package from there, whether it is installed or not."""

MOST_HERE = 150_000
"""Characters of data, about thirty pages, that are set in this process."""

LONGEST = 180
"""Seconds after which a book is given up."""


class BookNotMade(Exception):
    """The book could not be set; the text says why."""


def book_pdf(book: Book) -> bytes:
    """`book` as the bytes of a PDF file; the same book gives the same bytes. Any text can be printed.

    Raises:
        BookNotMade: if a picture is not SVG, or if it takes too long.
    """
    data = book_data(book)
    written = json.dumps(data, ensure_ascii=False).encode()
    return _made_here(data) if len(written) <= MOST_HERE else _made_elsewhere(written)


def _made_here(data: dict[str, Any]) -> bytes:
    try:
        return pdf_of("book", data)
    except typst.TypstError as error:
        raise BookNotMade(str(error)) from error


def _made_elsewhere(data: bytes) -> bytes:
    command = [sys.executable, "-m", "vetatwork.documents.book.compile"]
    try:
        done = subprocess.run(  # noqa: S603  # Our own module; the book goes in as data.
            command,
            input=data,
            capture_output=True,
            timeout=LONGEST,
            check=False,
            cwd=PACKAGE_ROOT,
        )
    except subprocess.TimeoutExpired as error:
        raise BookNotMade(f"The book took longer than {LONGEST} seconds.") from error
    if done.returncode != 0:
        reason = done.stderr.decode(errors="replace").strip()
        raise BookNotMade(reason or f"The process that sets the book ended with {done.returncode}.")
    return done.stdout
