"""Sheets as Excel files: real heads of tables, sums that count, pages to print, and any text in them."""

import zipfile
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings

from tests.documents.sheets import ANY_SHEET, LANGUAGES, NASTY, TYPST_MARKUP, every_block, sheet_of
from vetatwork.documents.printable import storable
from vetatwork.documents.sheet import (
    Bullets,
    Fields,
    Heading,
    Lines,
    PageBreak,
    Paragraph,
    Signatures,
    Table,
)
from vetatwork.documents.xlsx import xlsx_file

pytestmark = pytest.mark.pure

HOURS = Table(("What", "Hours", "Note"), (("Talk", "2", ""), ("Walk", "0.5", "slow"), ("", "", "")), totals="Total")


def read(sheet, **options):
    return openpyxl.load_workbook(BytesIO(xlsx_file(sheet)), **options)


def texts(page):
    return [[cell.value for cell in row if cell.value is not None] for row in page.iter_rows()]


def all_text(book):
    return "\n".join(str(value) for page in book for row in texts(page) for value in row)


def test_a_table_is_a_worksheet_with_a_real_head_that_stays_and_is_printed_again():
    page = read(sheet_of(Paragraph("a"), Heading("Our hours"), HOURS))["Our hours"]
    (table,) = page.tables.values()
    assert (table.ref, table.headerRowCount, table.autoFilter) == ("A2:C5", 1, None)
    assert [cell.value for cell in page[2]] == ["What", "Hours", "Note"]
    assert (page.freeze_panes, page.print_title_rows) == ("B3", "$2:$2")


def test_numbers_can_be_counted_and_sums_are_formulas():
    page = read(sheet_of(HOURS)).worksheets[0]
    assert [page.cell(row, 2).value for row in (3, 4, 5)] == [2, 0.5, None]
    assert [cell.value for cell in page[6]] == ["Total", "=SUM(B3:B5)", None]
    assert read(sheet_of(HOURS), data_only=True).worksheets[0]["B6"].value == 2.5


def test_the_sum_of_nothing_is_not_shown():
    page = read(sheet_of(Table(("Month", "Days"), (("May", ""),), totals="Total"))).worksheets[0]
    assert page["B4"].value == "=SUM(B3:B3)"
    assert page["B4"].number_format == "General;-General;;@"


def test_a_code_with_a_leading_zero_stays_words():
    page = read(sheet_of(Table(("Code",), (("007",), ("1.2.3",), ("-4",))))).worksheets[0]
    assert [page.cell(row, 1).value for row in (3, 4, 5)] == ["007", "1.2.3", -4]


def test_text_and_lines_to_fill_in_stand_on_the_first_worksheet():
    blocks = (
        Fields((("School", "Aula"), ("Mentor", ""))),
        Heading("We agree"),
        Bullets(("To talk",), "☐"),
        Lines("And?", 2),
        Signatures(("Learner",), ("Who", "Name", "Day", "Signature")),
        Heading("Hours"),
        HOURS,
    )
    book = read(sheet_of(*blocks, title="A plan"))
    assert book.sheetnames == ["A plan", "Hours"]
    assert [row for row in texts(book["A plan"]) if row] == [
        ["A plan"],
        ["School", "Aula"],
        ["Mentor"],
        ["We agree"],
        ["☐ To talk"],
        ["And?"],
        ["Who", "Name", "Day", "Signature"],
        ["Learner"],
    ]


def test_a_page_is_a4_as_wide_as_its_columns_with_words_at_its_foot():
    book = read(sheet_of(HOURS, Table(tuple("abcdef"), ()), foot="R&D & us", page="Page {page} of {pages}"))
    upright, wide = book.worksheets
    assert (upright.page_setup.paperSize, upright.page_setup.orientation) == (9, "portrait")
    assert (wide.page_setup.paperSize, wide.page_setup.orientation) == (9, "landscape")
    assert upright.sheet_properties.pageSetUpPr.fitToPage and upright.page_setup.fitToHeight == 0
    assert all(upright.column_dimensions[letter].width >= 9 for letter in "ABC")
    with zipfile.ZipFile(BytesIO(xlsx_file(sheet_of(HOURS, foot="R&D", page="Page {page} of {pages}")))) as archive:
        assert b"&amp;L&amp;9 R&amp;&amp;D&amp;R&amp;9 Page &amp;P of &amp;N" in archive.read(
            "xl/worksheets/sheet1.xml"
        )


def test_the_file_says_its_title_and_has_no_macros():
    content = xlsx_file(sheet_of(HOURS, title="Kausi"))
    assert openpyxl.load_workbook(BytesIO(content)).properties.title == "Kausi"
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert not any("vba" in name.lower() for name in archive.namelist())


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("https://evil.example")', "+1", "-2+3", "@SUM(A1)", "https://a.example"]
)
def test_what_was_typed_is_no_formula_and_no_link(text):
    for block in (Fields((("a", text),)), Table((text, "b"), ((text, text),)), Paragraph(text), Heading(text)):
        for page in read(sheet_of(block)):
            found = [cell for row in page.iter_rows() for cell in row if cell.value == text]
            assert all(cell.data_type == "s" and cell.hyperlink is None for cell in found)


def test_worksheets_have_names_that_the_format_takes():
    names = ["History", "a/b:c?*[d]", "'x'", "x" * 40, "x" * 40, "👩‍🔧" * 20, " "]
    blocks = [block for name in names for block in (Heading(name), Table(("a",), (("b",),)))]
    book = read(sheet_of(*blocks, title="T"))
    assert len(book.sheetnames) == len(set(map(str.casefold, book.sheetnames))) == 7
    assert all(
        0 < len(name.encode("utf-16-le")) // 2 <= 31 and not set(name) & set("[]:*?/\\") for name in book.sheetnames
    )


def test_columns_of_one_name_are_told_apart():
    page = read(sheet_of(Table(("Day", "Day", ""), (("a", "b", "c"),)))).worksheets[0]
    assert [cell.value for cell in page[2]] == ["Day", "Day (2)", "–"]


@pytest.mark.parametrize("text", LANGUAGES.values(), ids=list(LANGUAGES))
def test_text_is_there_in_every_script(text):
    assert all_text(read(sheet_of(*every_block(text), title=text))).count(text) >= 25


@pytest.mark.parametrize("name", NASTY)
def test_any_text_can_be_stored_wherever_it_stands(name):
    text = NASTY[name]
    book = read(sheet_of(*every_block(text), title=text, foot=text, language=text, page=text))
    assert book.worksheets
    if storable(text).strip():
        assert all_text(book).count(storable(text)) >= 8


def test_emoji_and_every_script_stay_and_markup_is_text():
    text = all_text(read(sheet_of(Paragraph(NASTY["emoji"]), Paragraph(NASTY["cjk"]), Paragraph(TYPST_MARKUP))))
    assert all(kept in text for kept in (NASTY["emoji"], NASTY["cjk"], TYPST_MARKUP))


def test_a_sheet_without_anything_is_a_file_too():
    assert read(sheet_of(title="")).sheetnames == ["–"]
    assert read(sheet_of(PageBreak(), Table((), ()))).worksheets


@given(ANY_SHEET)
@settings(max_examples=25)
def test_any_sheet_can_be_stored(sheet):
    assert read(sheet).worksheets
