"""A book as EPUB: the file, what tells of it, its contents."""

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from lxml import etree
from PIL import Image

from tests.documents.epub_books import (
    ANY_BOOK,
    LABELS,
    book_of,
    chapter,
    rich_book,
)
from tests.documents.epub_files import (
    DC,
    EPUB_TYPE,
    OPF,
    XHTML,
    broken_links,
    elements,
    files_of,
    one_chapter,
    page_of,
    trees_of,
    words_of,
)
from tests.documents.epubcheck import complaints
from tests.documents.sheets import NASTY, SVG
from vetatwork.documents.book.epub import book_epub
from vetatwork.documents.book.parts import (
    Heading,
    Paragraph,
    Part,
    Picture,
    Reference,
    SourceEntry,
    Words,
)

pytestmark = pytest.mark.pure


# --- The file ---------------------------------------------------------------------------------------------------------


def test_a_reading_system_knows_the_file_by_its_first_bytes():
    with zipfile.ZipFile(BytesIO(book_epub(rich_book()))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert archive.read("mimetype") == b"application/epub+zip"
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert len(set(archive.namelist())) == len(archive.namelist())


def test_every_file_in_the_archive_is_named_in_the_package_with_its_kind():
    files = files_of(rich_book())
    items = {
        item.get("href"): item.get("media-type")
        for item in etree.fromstring(files["EPUB/package.opf"]).iter(f"{OPF}item")
    }
    kinds = {"xhtml": "application/xhtml+xml", "png": "image/png", "css": "text/css", "ncx": "application/x-dtbncx+xml"}
    assert items == {name: kinds[name.rsplit(".")[-1]] for name in items}
    assert {f"EPUB/{name}" for name in items} == set(files) - {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}
    container = etree.fromstring(files["META-INF/container.xml"])
    assert [node.get("full-path") for node in container.iter() if node.get("full-path")] == ["EPUB/package.opf"]


def test_the_same_book_gives_the_same_bytes():
    assert book_epub(rich_book()) == book_epub(rich_book())
    assert book_epub(rich_book()) != book_epub(rich_book("Other words"))


def test_epubcheck_has_nothing_to_say_against_a_book_with_everything_in_it(tmp_path):
    assert complaints(book_epub(rich_book("".join(NASTY.values()))), tmp_path) == ""


def test_epubcheck_has_nothing_to_say_against_a_book_with_nothing_in_it(tmp_path):
    assert complaints(book_epub(book_of(title="", subtitle="", language="")), tmp_path) == ""


@settings(deadline=None)
@given(ANY_BOOK)
def test_any_book_is_well_formed_and_everything_in_it_leads_somewhere(book):
    trees = trees_of(book)
    assert list(broken_links(trees)) == []
    for tree in trees.values():
        ids = [node.get("id") for node in tree.iter() if node.get("id")]
        assert len(ids) == len(set(ids))


@settings(deadline=None)
@given(ANY_BOOK)
def test_no_page_of_any_book_skips_a_level_of_headings_or_has_one_without_words(book):
    for name, tree in trees_of(book).items():
        headings = [node for node in tree.iter() if re.fullmatch(f"{XHTML}h[1-6]", str(node.tag))]
        levels = [int(node.tag[-1]) for node in headings]
        assert all(later <= earlier + 1 for earlier, later in zip([0, *levels], levels, strict=False)), name
        assert all(words_of(node) for node in headings)
        assert levels.count(1) == (1 if name.endswith(".xhtml") and "cover" not in name else 0)


@pytest.mark.parametrize("name", NASTY)
def test_what_people_type_stays_text(name):
    text = NASTY[name]
    tree = page_of(one_chapter(Paragraph((Words(text, "strong"),)), title="T"))
    shown = words_of(elements(tree, "body")[0])
    assert shown == " ".join(
        ["T", *re.sub("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]", "", text).split()]
    )
    assert not elements(tree, "script")


def test_five_hundred_chapters_are_five_hundred_files_in_the_order_of_reading():
    chapters = tuple(chapter(f"cases/{n}", title=f"Case {n}") for n in range(1, 501))
    trees = trees_of(book_of(Part("cases", "Cases", chapters)))
    package = trees["EPUB/package.opf"]
    names = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    spine = [names[item.get("idref")] for item in package.iter(f"{OPF}itemref")]
    assert spine[:4] == ["cover.xhtml", "title.xhtml", "nav.xhtml", "part-01.xhtml"]
    assert spine[4:] == [f"chapter-{n:04}.xhtml" for n in range(1, 501)]
    assert words_of(trees["EPUB/chapter-0500.xhtml"]).endswith("Case 500")


# --- What tells of the book -------------------------------------------------------------------------------------------


def test_the_package_says_what_the_book_is_whose_and_of_when():
    package = trees_of(rich_book("A title"))["EPUB/package.opf"]
    said = {node.tag.removeprefix(DC): node.text for node in package.iter() if str(node.tag).startswith(DC)}
    assert said["identifier"] == "urn:uuid:3f2c8a10-0000-4000-8000-000000000001"
    assert said["publisher"] == "VET@work"
    assert "CC BY 4.0" in said["rights"]
    languages = [node.text for node in package.iter(f"{DC}language")]
    assert languages == ["en", "ar", "bg", "el", "fi", "is"]
    metas = {node.get("property"): node.text for node in package.iter(f"{OPF}meta")}
    assert metas["dcterms:modified"] == "2026-11-25T10:00:00Z"


def test_the_package_says_who_can_read_the_book():
    package = trees_of(rich_book())["EPUB/package.opf"]
    metas = [(node.get("property"), node.text) for node in package.iter(f"{OPF}meta")]
    for expected in (
        ("schema:accessMode", "textual"),
        ("schema:accessMode", "visual"),
        ("schema:accessModeSufficient", "textual"),
        ("schema:accessibilityFeature", "structuralNavigation"),
        ("schema:accessibilityFeature", "tableOfContents"),
        ("schema:accessibilityFeature", "alternativeText"),
        ("schema:accessibilityFeature", "readingOrder"),
        ("schema:accessibilityHazard", "none"),
        ("schema:accessibilitySummary", LABELS.accessibility),
    ):
        assert expected in metas


@pytest.mark.parametrize("modified", ["", "yesterday", "2026-11-25", "2026-11-25T10:00:00+02:00"])
def test_a_book_that_does_not_say_of_when_it_is_has_the_same_moment_every_time(modified):
    package = trees_of(book_of(modified=modified))["EPUB/package.opf"]
    metas = {node.get("property"): node.text for node in package.iter(f"{OPF}meta")}
    assert metas["dcterms:modified"] == "1980-01-01T00:00:00Z"


def test_a_book_without_a_name_gets_one_that_stays():
    one, same, other = (book_of(title=title) for title in ("A", "A", "B"))
    names = [next(trees_of(book)["EPUB/package.opf"].iter(f"{DC}identifier")).text for book in (one, same, other)]
    assert names[0] == names[1] != names[2]
    assert names[0].startswith("urn:uuid:")


def test_the_cover_is_a_picture_that_shelves_show_and_its_words_are_told():
    book = book_of(title="School & work", subtitle="Side by side", cover=Picture(SVG, "A bridge."))
    files = files_of(book)
    picture = Image.open(BytesIO(files["EPUB/cover.png"]))
    assert picture.size == (1200, 1800)
    assert len(picture.getcolors(1_000_000)) > 50
    (shown,) = elements(etree.fromstring(files["EPUB/cover.xhtml"]), "img")
    assert shown.get("alt") == "School & work. Side by side. A bridge."


def test_a_drawing_that_cannot_be_drawn_leaves_a_cover_of_words():
    plain, broken, odd = (
        files_of(book_of(cover=cover))["EPUB/cover.png"]
        for cover in (None, Picture("<svg", "A bridge"), Picture(SVG.replace('d="M', 'd="?'), "A bridge"))
    )
    assert broken == plain
    assert Image.open(BytesIO(odd)).size == (1200, 1800)


# --- Contents ---------------------------------------------------------------------------------------------------------


def grouped():
    chapters = (
        chapter("a", title="First", group="Outside"),
        chapter("b", title="Zweites", group="Outside", language="de"),
        chapter("c", title="Third"),
    )
    return book_of(Part("p", "A part", chapters), sources=(SourceEntry("s", "OECD", "https://example.org"),))


def test_the_contents_show_parts_groups_and_chapters_as_lists_in_lists():
    toc, landmarks = elements(trees_of(grouped())["EPUB/nav.xhtml"], "nav")
    shown = [words_of(node) for node in toc.iter() if node.tag in (f"{XHTML}a", f"{XHTML}span")]
    assert shown == ["A part", "Outside", "First", "Zweites", "Third", "Sources"]
    assert [len(list(node.iterancestors(f"{XHTML}ol"))) for node in toc.iter(f"{XHTML}a")] == [1, 3, 3, 2, 1]
    assert next(node for node in toc.iter(f"{XHTML}a") if node.text == "Zweites").get("lang") == "de"
    kinds = [node.get(EPUB_TYPE) for node in landmarks.iter(f"{XHTML}a")]
    assert kinds == ["cover", "titlepage", "toc", "bodymatter", "bibliography"]


def test_old_readers_get_the_same_contents():
    tree = trees_of(grouped())["EPUB/toc.ncx"]
    points = [node for node in tree.iter() if str(node.tag).endswith("navPoint")]
    assert [words_of(point[0]) for point in points] == ["A part", "First", "Zweites", "Third", "Sources"]
    assert [point.get("playOrder") for point in points] == ["1", "2", "3", "4", "5"]


def test_a_handout_has_no_page_for_a_part_and_its_contents_begin_with_chapters():
    book = book_of(
        Part("p", "A part", (chapter("a", Paragraph((Reference("p", (Words("up"),)),)), title="One"),)), handout=True
    )
    trees = trees_of(book)
    assert "EPUB/part-01.xhtml" not in trees
    assert words_of(elements(trees["EPUB/nav.xhtml"], "nav")[0]) == "Contents One"
    assert [a.get("href") for a in elements(trees["EPUB/chapter-0001.xhtml"], "a")] == ["chapter-0001.xhtml#a"]


def test_short_chapters_of_a_compact_part_share_a_file_under_its_title():
    words = (chapter("words/a", Heading("Why"), title="A"), chapter("words/b", title="B"))
    tree = trees_of(book_of(Part("words", "Words", words, compact=True)))["EPUB/part-01.xhtml"]
    levels = [(node.tag[-1], words_of(node)) for node in tree.iter() if re.fullmatch(f"{XHTML}h[1-6]", str(node.tag))]
    assert levels == [("1", "Words"), ("2", "A"), ("3", "Why"), ("2", "B")]
