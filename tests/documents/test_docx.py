"""Sheets as Word files: real headings, lists and tables, and any text in them."""

import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from lxml import etree

from tests.documents.sheets import ANY_SHEET, LANGUAGES, NASTY, SVG, TYPST_MARKUP, every_block, logo, sheet_of
from vetatwork.documents.docx import docx_file
from vetatwork.documents.printable import storable
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
    Signatures,
    Table,
)

pytestmark = pytest.mark.pure


def read(sheet):
    return docx.Document(BytesIO(docx_file(sheet)))


def parts(sheet):
    """The XML of the file, by name."""
    with zipfile.ZipFile(BytesIO(docx_file(sheet))) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.endswith(".xml")}


def text_of(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def styles(document):
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.text]


def test_the_file_says_its_title_and_language_and_nobody_else_s_name():
    document = read(sheet_of(Paragraph("a"), title="Meidän suunnitelma", language="fi"))
    about = document.core_properties
    assert (about.title, about.language, about.author, about.comments) == ("Meidän suunnitelma", "fi", "", "")
    for name in ("word/styles.xml", "word/settings.xml"):
        xml = parts(sheet_of(language="fi"))[name]
        assert b'="fi"' in xml
        assert b"en-US" not in xml


def test_headings_have_the_styles_of_headings_and_skip_no_level():
    document = read(sheet_of(Heading("a", 3), Heading("b"), Heading("c", 3), Heading(" "), title="T", eyebrow="E"))
    assert styles(document) == [
        ("Eyebrow", "E"),
        ("Heading 1", "T"),
        ("Heading 2", "a"),
        ("Heading 2", "b"),
        ("Heading 3", "c"),
    ]


def test_lists_are_lists_and_boxes_can_be_ticked():
    document = read(sheet_of(Bullets(("a",)), Bullets(("b",), "☐"), Bullets(("c",), "1"), Bullets(("d",), "")))
    assert styles(document)[1:] == [
        ("List Bullet", "a"),
        ("Checklist", "☐\tb"),
        ("List Number", "c"),
        ("Normal", "d"),
    ]


def test_each_numbered_list_begins_at_one():
    document = read(sheet_of(Bullets(("a", "b"), "1"), Bullets(("c", "d"), "1")))
    items = [paragraph._p.pPr.numPr.numId.val for paragraph in document.paragraphs if paragraph.text in set("abcd")]
    assert items[0] == items[1] != items[2] == items[3]
    numbers = document.part.numbering_part.element
    assert [numbers.num_having_numId(item).lvlOverride_lst[0].startOverride.val for item in items] == [1] * 4


def test_a_table_has_a_head_that_is_repeated_and_rows_to_write_in():
    document = read(sheet_of(Table(("What", "Who"), (("Call", ""), ("",)), (0.75, 0.25), 11.0)))
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["What", "Who"], ["Call", ""], ["", ""]]
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, False, False]
    assert [round(row.height / Mm(1)) if row.height else 0 for row in table.rows] == [0, 11, 11]
    assert table.columns[0].width == pytest.approx(3 * table.columns[1].width, rel=0.001)


def test_two_sides_stand_beside_each_other_with_name_and_sign():
    document = read(sheet_of(Pair("provider", "VET provider", "We know.", "employer", "Employer", "We ask.")))
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["◆ VET provider", "■ Employer"],
        ["We know.", "We ask."],
    ]


def test_a_picture_is_replaced_by_its_words():
    document = read(sheet_of(Picture(SVG, "The Bridge has 3 of 5 stones."), Picture(SVG, "")))
    assert [text for _, text in styles(document)] == ["A sheet", "The Bridge has 3 of 5 stones."]
    assert b"svg" not in parts(sheet_of(Picture(SVG, "a")))["word/document.xml"]


def test_a_question_has_lines_to_write_on():
    document = read(sheet_of(Lines("And then?", 4)))
    assert [paragraph.style.name for paragraph in document.paragraphs][1:6] == ["Strong line"] + [
        "Line to write on"
    ] * 4
    assert document.styles["Line to write on"].paragraph_format.line_spacing == pytest.approx(Mm(9), rel=0.001)


def test_a_card_keeps_its_parts_together():
    document = read(sheet_of(Card("Name a deputy", ("Because.", "Really."), "effort: low", "1")))
    card = document.paragraphs[1:5]
    assert [paragraph.text for paragraph in card] == ["1  Name a deputy", "Because.", "Really.", "effort: low"]
    kept = [
        paragraph.style.paragraph_format.keep_with_next
        if paragraph.paragraph_format.keep_with_next is None
        else paragraph.paragraph_format.keep_with_next
        for paragraph in card
    ]
    assert kept == [True, True, True, False]


def test_what_follows_a_break_begins_a_page():
    document = read(sheet_of(Paragraph("a"), PageBreak(), PageBreak(), Picture(SVG, ""), Heading("b"), Paragraph("c")))
    begins = {paragraph.text: paragraph.paragraph_format.page_break_before for paragraph in document.paragraphs}
    assert begins == {"A sheet": None, "a": None, "b": True, "c": None}
    before_a_table = read(sheet_of(PageBreak(), Table(("a",), ()))).paragraphs
    assert [paragraph.paragraph_format.page_break_before for paragraph in before_a_table][1] is True


def test_the_foot_has_its_words_and_the_numbers_of_the_page():
    sheet = sheet_of(Paragraph("a"), foot="From us", page="Page {page} of {pages}")
    (foot,) = [xml for name, xml in parts(sheet).items() if name.startswith("word/footer")]
    assert read(sheet).sections[0].footer.paragraphs[0].text.startswith("From us\tPage ")
    assert [field.get(qn("w:instr")) for field in etree.fromstring(foot).iter(qn("w:fldSimple"))] == [
        "PAGE",
        "NUMPAGES",
    ]


def test_the_page_is_a4():
    section = read(sheet_of()).sections[0]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (210, 297)


@pytest.mark.parametrize("text", LANGUAGES.values(), ids=list(LANGUAGES))
def test_text_is_there_in_every_script(text):
    assert text_of(read(sheet_of(*every_block(text), title=text))).count(text) >= 25


@pytest.mark.parametrize("name", NASTY)
def test_any_text_can_be_stored_wherever_it_stands(name):
    text = NASTY[name]
    document = read(sheet_of(*every_block(text), title=text, eyebrow=text, foot=text, language=text, page=text))
    assert text_of(document).count(storable(text)) >= 15


def test_emoji_and_every_script_stay_and_markup_is_text():
    text = text_of(read(sheet_of(Paragraph(NASTY["emoji"]), Paragraph(NASTY["cjk"]), Paragraph(TYPST_MARKUP))))
    assert all(kept in text for kept in (NASTY["emoji"], NASTY["cjk"], TYPST_MARKUP))


def test_a_very_long_text_and_title_are_kept():
    document = read(sheet_of(Paragraph("word " * 20_000), title="T" * 100_000))
    assert text_of(document).count("word") == 20_000
    assert len(document.core_properties.title) == 255


@given(ANY_SHEET)
@settings(max_examples=25)
def test_any_sheet_can_be_stored(sheet):
    assert read(sheet).paragraphs


def test_lines_to_fill_in_have_a_label_and_room():
    document = read(sheet_of(Fields((("School", "Aula"), ("Mentor", "")))))
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["School", "Aula"], ["Mentor", ""]]
    assert all(row.height >= Mm(9) - 1_000 for row in table.rows)


def test_whoever_signs_has_a_row():
    document = read(sheet_of(Signatures(("Learner", "Mentor"), ("Who", "Name", "Place and day", "Signature"))))
    (table,) = document.tables
    assert [row.cells[0].text for row in table.rows] == ["Who", "Learner", "Mentor"]


def test_a_table_ends_with_its_sums():
    document = read(sheet_of(Table(("What", "Hours", "Why"), (("A", "2", "x"), ("B", "0.5", "")), totals="Total")))
    assert [cell.text for cell in document.tables[0].rows[-1].cells] == ["Total", "2.5", ""]


def test_a_logo_stands_first_with_its_words():
    document = read(sheet_of(Paragraph("a"), logo=logo()))
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "Logo of the school"
    assert (round(shape.width / Mm(1)), round(shape.height / Mm(1))) == (50, 17)
    assert document.paragraphs[0]._p.xpath(".//pic:pic")
