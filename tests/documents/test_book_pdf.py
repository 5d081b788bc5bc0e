"""Books as PDF: nothing in them can stop them, and a screen reader and a printer both find their way."""

import re
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.documents.sheets import ANY_TEXT, LANGUAGES, NASTY, SVG, TYPST_MARKUP
from vetatwork.documents.book import pdf
from vetatwork.documents.book.parts import (
    Address,
    Book,
    Box,
    Chapter,
    Facts,
    Figure,
    Heading,
    ItemList,
    Labels,
    Note,
    Paragraph,
    Part,
    Picture,
    Reference,
    SourceEntry,
    Stones,
    Table,
    Words,
)
from vetatwork.documents.book.pdf import BookNotMade, book_pdf
from vetatwork.documents.printable import printable

pytestmark = pytest.mark.pure

LABELS = Labels("Contents", "Sources", "page {page}")
SOURCE = SourceEntry("source/oecd", "OECD (2018): Seven questions. Public body or research", "https://example.org/oecd")
SIDES = ("provider", "employer", "learner")


def run(text="Some words"):
    return (
        Words(text),
        Words(text, "strong"),
        Words(text, "emphasis"),
        Words(text, "", "employer"),
        Reference("words/mentor", (Words(text),)),
        Address("https://example.org/", (Words(text),)),
        Note("source/oecd", text),
    )


def every_block(text="Some words"):
    some = run(text)
    return (
        Stones(1, 3, text),
        *(Paragraph(some, style) for style in ("lead", "", "small")),
        Paragraph(some, language="fi"),
        Heading(text, 2),
        Heading(text, 4),
        *(ItemList((some, some), sign) for sign in ("•", "1", "☐")),
        Facts(((text, some), (text, some))),
        Figure(text, text),
        Picture(SVG, text, 0.4),
        Table(text, (text, text), ((some, some), (some,)), (0.3, 0.7)),
        Table(text, (text, text), ((some, some),), bars=(40.0,)),
        *(Box(text, (Paragraph(some), ItemList((some,))), style) for style in ("monday", "say", "notice")),
        *(Box(text, (Paragraph(some),), "side", side) for side in SIDES),
    )


def chapter(*blocks, anchor="methods/job-dating", title="Job dating", language="en", **more):
    return Chapter(anchor, title, blocks, language, **more)


def book_of(*chapters, title="A book", language="en", **more):
    """A book of one part with `chapters`, a compact part with the word that texts lead to, and one source."""
    words = Part("sections/words", "Words", (chapter(anchor="words/mentor", title="Mentor"),), compact=True)
    parts = (Part("sections/methods", "Methods", chapters), words)
    return Book(title, "For all", language, parts, LABELS, (SOURCE,), Picture(SVG, "The Bridge"), **more)


def read(book):
    return PdfReader(BytesIO(book_pdf(book)))


def text_of(reader):
    """All text, with spaces as a person reads them."""
    return " ".join("\n".join(page.extract_text() for page in reader.pages).split())


def nodes(reader):
    """The structure of a document in the order of reading."""
    found, todo = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while todo:
        node = todo.pop(0).get_object()
        if isinstance(node, list):
            todo = [*node, *todo]
        elif isinstance(node, dict):
            found.append(node)
            todo = [node["/K"], *todo] if "/K" in node else todo
    return found


def tags(reader):
    """The tags of a document in the order of reading."""
    return [node.get("/S") for node in nodes(reader)]


def bookmarks(outline):
    """Titles of the bookmarks, those below in lists."""
    return [bookmarks(entry) if isinstance(entry, list) else entry.title for entry in outline]


def pages_with(reader, text):
    return [number for number, page in enumerate(reader.pages, start=1) if text in page.extract_text()]


# --- For a screen reader ----------------------------------------------------------------------------------------------


def test_a_book_says_its_title_and_language_and_is_tagged():
    reader = read(book_of(chapter(*every_block()), title="You keep\nyour word", language="pt-BR"))
    root = reader.trailer["/Root"]
    assert reader.metadata.title == "You keep your word"
    assert reader.metadata.author == "VET@work"
    assert root["/Lang"].lower() == "pt-br"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()


def test_contents_headings_lists_tables_pictures_and_links_are_real_ones():
    found = set(tags(read(book_of(chapter(*every_block())))))
    assert {"/TOC", "/TOCI", "/H1", "/H2", "/H3", "/L", "/LI", "/Table", "/TH", "/Figure", "/Link"} <= found


def test_no_level_of_headings_is_skipped():
    deep = chapter(Heading("a", 4), Heading("b", 9), Heading("c", 2), Heading(" "), Heading("d", 4), Heading("e", -3))
    first = [tag for tag in tags(read(book_of(deep))) if re.fullmatch("/H[1-6]", tag or "")]
    assert first[:9] == ["/H1", "/H1", "/H2", "/H3", "/H4", "/H3", "/H3", "/H4", "/H3"]


def test_parts_and_chapters_are_the_bookmarks_and_headings_inside_are_not():
    reader = read(book_of(chapter(Heading("Inside")), chapter(anchor="methods/b", title="Trial days")))
    assert bookmarks(reader.outline) == [
        "Contents",
        "Methods",
        ["Job dating", "Trial days"],
        "Words",
        ["Mentor"],
        "Sources",
    ]


def test_a_chapter_in_another_language_says_so():
    there = Paragraph((Words("auf Deutsch"),), language="de")
    reader = read(book_of(chapter(there), chapter(Paragraph(run()), anchor="methods/b", language="is")))
    marked = b"".join(page.get_contents().get_data() for page in reader.pages)
    languages = {node.get("/Lang") for node in nodes(reader)} | set(
        re.findall(r"/Lang\((\w+)\)", marked.decode("latin-1"))
    )
    assert {"is", "de"} <= languages


# --- On paper ---------------------------------------------------------------------------------------------------------


def test_parts_begin_on_right_hand_pages_and_what_is_left_empty_stays_empty():
    reader = read(book_of(chapter(Paragraph(run())), chapter(anchor="methods/b", title="Trial days")))
    starts = [reader.get_destination_page_number(e) + 1 for e in reader.outline if not isinstance(e, list)]
    assert all(number % 2 == 1 for number in starts)
    assert [n for n, page in enumerate(reader.pages, start=1) if not page.extract_text().strip()] == [4, 8]


def test_the_contents_give_the_pages_that_chapters_are_on():
    reader = read(book_of(*(chapter(anchor=f"methods/{n}", title=f"Kit {n}x", group="Group A") for n in range(5))))
    contents = " ".join(reader.pages[2].extract_text().split())
    for n in range(5):
        (page,) = set(pages_with(reader, f"Kit {n}x")) - {3}
        assert re.search(rf"Kit {n}x\s+{page}\b", contents)
    assert contents.count("Group A") == 1


def test_a_link_to_a_chapter_names_its_page_and_a_link_to_a_word_does_not():
    spans = (
        Reference("methods/b", (Words("Trial days"),)),
        Words(" and "),
        Reference("words/mentor", (Words("mentors"),)),
    )
    reader = read(book_of(chapter(Paragraph(spans)), chapter(anchor="methods/b", title="Trial days")))
    (page,) = set(pages_with(reader, "Trial days")) - set(pages_with(reader, "Job dating"))
    assert f"Trial days (page {page}) and mentors." not in text_of(reader)
    assert f"Trial days (page {page}) and mentors" in text_of(reader).replace("\u00a0", " ")


def test_a_source_has_the_same_number_in_the_text_and_in_the_list():
    text = text_of(read(book_of(chapter(Paragraph((Words("So they say. "), Note("source/oecd", "OECD 2018")))))))
    assert "So they say. [1]" in text.replace("\u00a0", " ")
    assert "1 OECD (2018): Seven questions." in text
    assert "example.org/oecd" in text


def test_a_handout_has_no_title_pages_of_parts_and_no_empty_pages():
    reader = read(book_of(chapter(Paragraph(run())), handout=True))
    assert all(page.extract_text().strip() for page in reader.pages)
    assert pages_with(reader, "Job dating") == [2, 3]


def test_the_same_book_is_the_same_file():
    book = book_of(chapter(*every_block()))
    assert book_pdf(book) == book_pdf(book)


# --- Nothing stops it -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_comes_out_in_every_script_we_print(language):
    text = LANGUAGES[language]
    reader = read(book_of(chapter(Paragraph(run(text))), title=text, language=language))
    assert reader.metadata.title == text
    assert text_of(reader).count(text.split()[0]) >= 6


@pytest.mark.parametrize("name", NASTY)
def test_no_text_stops_a_book_wherever_it_stands(name):
    text = NASTY[name]
    page = chapter(*every_block(text), anchor=text, title=text, eyebrow=text, group=text, language=text)
    part = Part(text, text, (page,), every_block(text))
    small = Part(f"{text}2", text, (chapter(*every_block(text), anchor=f"{text}3", title=text),), compact=True)
    source = SourceEntry("source/oecd", text, text)
    book = Book(text, text, "en", (part, small), Labels(text, text, text), (source,), colophon=every_block(text))
    expected = "algo" if name == "marks" else " ".join(printable(text).split())
    assert expected in text_of(read(book))


def test_markup_is_shown_and_never_run():
    text = text_of(read(book_of(chapter(Paragraph((Words(TYPST_MARKUP),))))))
    assert "root:" not in text
    assert '#read("/etc/passwd")' in text


@pytest.mark.parametrize("handout", [False, True])
def test_a_book_may_be_empty_or_have_empty_parts(handout):
    assert read(Book("", "", "", (), LABELS, handout=handout)).pages
    empty = (Part("a", "", ()), Part("b", "B", (), compact=True), Part("c", "C", (chapter(anchor="", title=""),)))
    hollow = (ItemList(()), Facts(()), Table("", (), ()), Box("", ()), Paragraph(()), Figure("", ""), Heading(""))
    assert read(Book("B", "", "en", (*empty, Part("d", "D", (chapter(*hollow),))), LABELS, handout=handout)).pages


def test_links_that_lead_nowhere_are_words_and_the_same_anchor_may_stand_twice():
    spans = (
        Reference("methods/none", (Words("gone"),)),
        Reference("", (Words("empty"),)),
        Reference("methods/job-dating", ()),
        Address("javascript:alert(1)", (Words("script"),)),
        Address("https://example.org/" + "a" * 3000, (Words("long"),)),
        Note("source/none", "Nobody 1999"),
    )
    reader = read(book_of(chapter(Paragraph(spans)), chapter(Heading("x", 2, "methods/job-dating"))))
    assert "goneemptyscriptlongNobody 1999" in text_of(reader)


def test_a_word_longer_than_the_line_stays_on_the_paper():
    reader = read(book_of(chapter(*every_block("Rindfleischetikettierungsüberwachung" * 40))))
    for page in reader.pages:
        places = []
        page.extract_text(visitor_text=lambda text, cm, tm, *_, places=places: places.append((cm[4] + tm[4], text)))
        assert all(x < float(page.mediabox.width) for x, text in places if text.strip())


@settings(max_examples=12)
@given(ANY_TEXT, ANY_TEXT, st.booleans())
def test_any_text_can_be_set(text, other, compact):
    part = Part(other, text, (chapter(*every_block(text), anchor=text, title=other),), compact=compact)
    assert read(Book(other, text, "en", (part,), LABELS)).pages


# --- A process of its own ---------------------------------------------------------------------------------------------


def test_a_long_book_is_made_in_a_process_of_its_own_and_is_the_same(monkeypatch):
    book = book_of(chapter(*every_block("Þið 👍")))
    here = book_pdf(book)
    monkeypatch.setattr(pdf, "MOST_HERE", 0)
    monkeypatch.setattr(pdf, "pdf_of", None)
    assert book_pdf(book) == here


@pytest.mark.parametrize("most_here", [0, 1_000_000])
def test_what_keeps_a_book_from_being_made_is_said(monkeypatch, most_here):
    monkeypatch.setattr(pdf, "MOST_HERE", most_here)
    with pytest.raises(BookNotMade, match="SVG"):
        book_pdf(book_of(chapter(Picture("no drawing", "words"))))


def test_a_book_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_HERE", 0)
    monkeypatch.setattr(pdf, "LONGEST", 0.01)
    with pytest.raises(BookNotMade, match="longer"):
        book_pdf(book_of(chapter()))
