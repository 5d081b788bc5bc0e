"""Sheets as PDF: what they say, for eyes and for a screen reader, and that no text in them can stop them."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
import typst
from hypothesis import given, settings
from pypdf import PdfReader

from tests.documents.sheets import (
    ANY_SHEET,
    LANGUAGES,
    NASTY,
    SVG,
    TYPST_MARKUP,
    every_block,
    logo,
    sheet_of,
)
from vetatwork.documents.pdf import pdf_file
from vetatwork.documents.printable import printable
from vetatwork.documents.sheet import (
    Bullets,
    Card,
    Fields,
    Heading,
    Lines,
    PageBreak,
    Pair,
    Paragraph,
    Picture,
    Sheet,
    Signatures,
    Table,
)

pytestmark = pytest.mark.pure

A4 = (595, 842)
LONG = ("word " * 20_000).strip()
LONGER_THAN_PAGES = ("word " * 3_000).strip()
PLACES = {
    "heading": Heading,
    "paragraph": Paragraph,
    "notice": lambda text: Paragraph(text, "notice"),
    "strong line": lambda text: Paragraph(text, "strong"),
    "list": lambda text: Bullets((text,), "☐"),
    "title of a card": lambda text: Card(text, number="1"),
    "text of a card": lambda text: Card("A card", (text,), "foot"),
    "cell": lambda text: Table(("a", "b"), (("", text), ("c", "d"))),
    "cell to write in": lambda text: Table(("a", "b"), ((text, ""),), row_height=11.0),
    "head of a table": lambda text: Table((text, "b"), (("c", "d"),)),
    "side": lambda text: Pair("provider", "a", text, "employer", "b", "c"),
    "name of a side": lambda text: Pair("provider", text, "a", "employer", "b", "c"),
    "question": lambda text: Lines(text, 2),
    "label of a line": lambda text: Fields(((text, "a"),)),
    "line to fill in": lambda text: Fields((("a", text), ("b", ""))),
    "who signs": lambda text: Signatures((text,), ("a", "b", "c", "d")),
    "word for the sums": lambda text: Table(("a", "b"), (("", "1"),), totals=text),
}


def read(sheet):
    return PdfReader(BytesIO(pdf_file(sheet)))


def text_of(reader):
    """All text, with spaces as a person reads them: a hyphen at the end of a line joins its halves."""
    text = "\n".join(page.extract_text() for page in reader.pages)
    return " ".join(re.sub("\u00ad\n?", "", text).split())


def structure(reader):
    """The tags of a document in the order of reading, each with its entry."""
    found, todo = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while todo:
        node = todo.pop(0).get_object()
        if isinstance(node, list):
            todo = [*node, *todo]
        elif isinstance(node, dict):
            found.append((node.get("/S"), node))
            todo = [node["/K"], *todo] if "/K" in node else todo
    return found


def tags(reader):
    return [tag for tag, _ in structure(reader)]


def pages_with(reader, text):
    return [number for number, page in enumerate(reader.pages, start=1) if text in page.extract_text()]


# --- For a screen reader ----------------------------------------------------------------------------------------------


def test_a_paper_says_its_title_and_language_and_is_tagged():
    reader = read(sheet_of(*every_block(), title="You keep\nyour word", language="pt-BR"))
    root = reader.trailer["/Root"]
    assert reader.metadata.title == "You keep your word"
    assert root["/Lang"].lower() == "pt-br"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()


def test_headings_lists_tables_and_pictures_are_real_ones():
    reader = read(sheet_of(*every_block()))
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Figure"} <= set(tags(reader))
    pictures = [node.get("/Alt") for tag, node in structure(reader) if tag == "/Figure"]
    assert pictures == ["Some words"]  # The one without words is decoration.


def test_no_level_of_headings_is_skipped():
    reader = read(sheet_of(Heading("a", 3), Heading("b", 1), Heading("c", 9), Heading(" "), Heading("d", 3)))
    assert [tag for tag in tags(reader) if tag and tag.startswith("/H")] == ["/H1", "/H2", "/H2", "/H3", "/H3"]
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)] == ["A sheet"]


def test_only_our_own_typeface_is_used_and_it_is_in_the_file():
    fonts = {
        font["/BaseFont"]: font["/DescendantFonts"][0]["/FontDescriptor"]
        for page in read(sheet_of(*every_block())).pages
        for font in (reference.get_object() for reference in page["/Resources"]["/Font"].values())
    }
    assert all("SourceSans3" in name for name in fonts)
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in fonts.values())


# --- What is on the page ----------------------------------------------------------------------------------------------


def test_every_page_is_a4_and_says_where_it_is():
    reader = read(sheet_of(Paragraph("a"), PageBreak(), Paragraph("b"), foot="From us", page="Page {page} of {pages}"))
    assert [(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in reader.pages] == [A4, A4]
    for number, page in enumerate(reader.pages, start=1):
        assert page.extract_text().split("From us")[1].strip() == f"Page {number} of 2"


def test_breaks_at_the_start_the_end_and_in_a_row_make_no_empty_page():
    assert len(read(sheet_of(PageBreak(), Paragraph("a"), PageBreak(), PageBreak(), Paragraph("b"))).pages) == 3
    assert len(read(sheet_of(Paragraph("a"), PageBreak())).pages) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_comes_out_in_every_script_we_print(language):
    text = LANGUAGES[language]
    reader = read(sheet_of(*every_block(text), title=text, language=language, foot=text, eyebrow=text))
    assert text_of(reader).count(text) >= 30
    assert reader.metadata.title == text
    assert reader.trailer["/Root"]["/Lang"] == language


@pytest.mark.parametrize("name", NASTY)
def test_no_text_stops_a_paper_wherever_it_stands(name):
    text = NASTY[name]
    reader = read(sheet_of(*every_block(text), title=text, foot=text, eyebrow=text, page=text))
    # Of a letter with marks pypdf reads something else than a reader of PDF does.
    expected = "algo" if name == "marks" else " ".join(printable(text).split())
    assert text_of(reader).count(expected) >= 20


def test_markup_is_shown_and_never_run():
    text = text_of(read(sheet_of(Paragraph(TYPST_MARKUP))))
    assert TYPST_MARKUP in text
    assert "root:" not in text


def test_line_breaks_and_one_empty_line_stay():
    page = read(sheet_of(Paragraph("first\nsecond\r\n\r\n\r\n\r\nthird"))).pages[0]
    assert [line for line in page.extract_text().splitlines() if line in {"first", "second", "third"}] == [
        "first",
        "second",
        "third",
    ]


def test_lines_to_write_on_are_nine_millimetres_apart():
    assert len(read(sheet_of(Lines("", 24))).pages) == 1  # 216 of some 230 mm under the title
    assert len(read(sheet_of(Lines("", 27))).pages) == 2


def test_empty_rows_leave_room_to_write():
    rows = (("",) * 3,) * 19
    assert len(read(sheet_of(Table(("a", "b", "c"), rows))).pages) == 1
    assert len(read(sheet_of(Table(("a", "b", "c"), rows, row_height=11.0))).pages) == 1
    assert len(read(sheet_of(Table(("a", "b", "c"), rows, row_height=14.0))).pages) == 2


def test_the_head_of_a_table_is_on_each_of_its_pages():
    reader = read(sheet_of(Table(("Question", "Answer"), tuple((f"q{n}", "yes") for n in range(100)))))
    assert len(reader.pages) > 1
    assert pages_with(reader, "Question") == list(range(1, len(reader.pages) + 1))


@pytest.mark.parametrize("filling", range(30, 46))
def test_what_belongs_together_stays_on_one_page(filling):
    before = Bullets(tuple(f"Filling {n}" for n in range(filling)))
    card = Card("The title of the card", ("Its first line", "Its second line"), "Its foot", "1")
    reader = read(sheet_of(before, Heading("The heading"), card))
    pages = [pages_with(reader, text) for text in ("The heading", "The title of the card", "Its foot")]
    assert pages[0] == pages[1] == pages[2]


# --- Very long text ---------------------------------------------------------------------------------------------------


def outside(reader):
    """Pieces of text that stand where no paper is."""
    found = []

    def look(text, current, matrix, _font, _size):
        x = matrix[4] * current[0] + matrix[5] * current[2] + current[4]
        y = matrix[4] * current[1] + matrix[5] * current[3] + current[5]
        if text.strip() and not (0 < x < A4[0] and 0 < y < A4[1]):
            found.append((text, x, y))

    for page in reader.pages:
        page.extract_text(visitor_text=look)
    return found


def test_a_hundred_thousand_characters_are_there_to_the_last():
    text = text_of(read(sheet_of(Paragraph(LONG), Paragraph("The end"))))
    assert text.count("word") == 20_000
    assert f"{LONG[-50:]} The end" in text


@pytest.mark.parametrize("place", PLACES)
def test_a_text_longer_than_pages_is_there_to_its_end(place):
    reader = read(sheet_of(PLACES[place](LONGER_THAN_PAGES), Paragraph("The end")))
    assert len(reader.pages) > 2
    assert text_of(reader).count("word") == 3_000
    assert "The end" in reader.pages[-1].extract_text()
    assert outside(reader) == []


@pytest.mark.parametrize("place", PLACES)
def test_a_very_long_word_breaks_inside_its_room(place):
    reader = read(sheet_of(PLACES[place]("W" * 3_000)))
    assert sum(page.extract_text().count("W") for page in reader.pages) == 3_000
    lines = [line for page in reader.pages for line in page.extract_text().split() if set(line) == {"W"}]
    assert max(map(len, lines)) < 60
    assert outside(reader) == []


def test_a_long_word_in_a_narrow_column_gets_hyphens():
    table = Table(("Sana", "b"), (("Ammattikoulutusjärjestelmä", "x"),), (0.1, 0.9))
    page = read(sheet_of(table, language="fi")).pages[0].extract_text()
    assert "\u00ad" in page
    assert "Ammattikoulutusjärjestelmä" in re.sub("\u00ad\n?", "", page)


# --- Pictures ---------------------------------------------------------------------------------------------------------


def test_a_picture_may_be_tall_and_hold_what_no_font_has():
    tall = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 900"><text y="9" font-size="2">你好 👍</text></svg>'
    assert len(read(sheet_of(Picture(tall, "A tower"), Paragraph("after"))).pages) == 1


def test_a_picture_that_is_none_is_an_error_of_ours():
    with pytest.raises(typst.TypstError):
        pdf_file(sheet_of(Picture("no svg", "words")))


# --- Any sheet --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(len(every_block())))
def test_every_kind_of_block_can_stand_alone(number):
    block = every_block()[number]
    assert len(read(sheet_of(block)).pages) == 1


@pytest.mark.parametrize(
    "block",
    [
        Table((), ()),
        Table((), ((),)),
        Table(("a",), ()),
        Table((), (("a", "b"), ("c",))),
        Bullets(()),
        Card(""),
        Lines("", 0),
    ],
    ids=repr,
)
def test_a_block_with_little_or_nothing_in_it_can_be_set(block):
    assert len(read(sheet_of(block)).pages) == 1


@given(ANY_SHEET)
@settings(max_examples=40)
def test_any_sheet_can_be_set(sheet):
    assert len(read(sheet).pages) >= 1


# --- How it is made ---------------------------------------------------------------------------------------------------


def test_the_same_sheet_gives_the_same_bytes():
    sheet = sheet_of(*every_block())
    assert pdf_file(sheet) == pdf_file(sheet)


def test_several_threads_can_make_papers_at_once():
    sheets = [sheet_of(*every_block(f"number {n}"), title=f"Sheet {n}") for n in range(24)]
    with ThreadPoolExecutor(6) as threads:
        titles = [PdfReader(BytesIO(made)).metadata.title for made in threads.map(pdf_file, sheets)]
    assert titles == [sheet.title for sheet in sheets]


def result_like(number):
    """Two pages of the size of a result, none like another."""
    rows = tuple(
        (f"Question {row} of {number}?", "What you chose. " * 4, "One step further. " * 3) for row in range(12)
    )
    cards = (
        Card(f"Step {card} of {number}", ("Why it matters. " * 6,), "who · effort", str(card)) for card in range(3)
    )
    table = Table(("Question", "Your answer", "One step further"), rows, (0.3, 0.35, 0.35))
    return Sheet(f"Result {number}", "en", (Picture(SVG, "The Bridge"), *cards, PageBreak(), Heading("All"), table))


def test_a_result_takes_a_third_of_a_second_at_most():
    times = []
    for number in range(8):
        start = time.perf_counter()
        made = pdf_file(result_like(number))
        times.append(time.perf_counter() - start)
    assert len(PdfReader(BytesIO(made)).pages) == 2
    assert min(times) < 0.3  # The best of some: other tests run beside this one.


def test_a_table_ends_with_its_sums():
    reader = read(sheet_of(Table(("What", "Hours"), (("Talk", "2"), ("Walk", "0.5")), totals="Total")))
    assert "Total 2.5" in text_of(reader)


def test_lines_to_fill_in_stand_with_what_was_filled_in():
    text = text_of(read(sheet_of(Fields((("School", "Aula"), ("Mentor", ""))), Fields(()))))
    assert "School Aula" in text and "Mentor" in text


def test_a_logo_is_a_picture_with_words():
    reader = read(sheet_of(Paragraph("a"), logo=logo()))
    assert [node.get("/Alt") for tag, node in structure(reader) if tag == "/Figure"] == ["Logo of the school"]
    assert len(reader.pages[0].images) == 1
