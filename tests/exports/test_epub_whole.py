"""The whole manual as EPUB: valid, quick, and whole."""

import time

import pytest

from tests.documents.epubcheck import complaints
from vetatwork.documents.book.epub import book_epub, written_files
from vetatwork.documents.book.parts import broken_references, chapters_of
from vetatwork.exports.book import manual_book

pytestmark = [pytest.mark.django_db, pytest.mark.outputs, pytest.mark.xdist_group("test_epub_whole")]

MOST_SECONDS = 5.0
"""Of computing, on 2 cores: what else a machine does while tests run does not count."""


@pytest.fixture(scope="module")
def book(django_db_setup, django_db_blocker):
    """The whole English manual."""
    with django_db_blocker.unblock():
        return manual_book("en")


def test_epubcheck_has_nothing_to_say_against_the_whole_manual(book, tmp_path):
    assert complaints(book_epub(book), tmp_path) == ""


def test_the_whole_manual_is_quickly_gathered_and_written():
    start = time.process_time()
    epub = book_epub(manual_book("en"))
    assert time.process_time() - start <= MOST_SECONDS
    assert epub.startswith(b"PK")


def test_no_page_is_missing_and_no_link_of_the_manual_is_lost(book):
    assert broken_references(book) == frozenset()
    text = "\n".join(written_files(book).values())
    for chapter in chapters_of(book):
        assert f'id="{chapter.anchor.replace("/", "-")}"' in text
