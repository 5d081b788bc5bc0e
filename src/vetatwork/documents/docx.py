"""A sheet as a Word file, to be changed and filled in.

Headings, lists and heads of tables are real ones, so that a screen reader finds them. Pictures are left out; their
words stand in their place.
"""

from io import BytesIO

import docx
from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.shared import Length, Mm, RGBColor
from docx.table import Table as WordTable
from docx.table import _Row
from docx.text.paragraph import Paragraph as WordParagraph

from vetatwork.documents import docx_look as look
from vetatwork.documents.printable import storable
from vetatwork.documents.sheet import (
    Block,
    Bullets,
    Card,
    Fields,
    Heading,
    Lines,
    Logo,
    PageBreak,
    Pair,
    Paragraph,
    Picture,
    Sheet,
    Signatures,
    Table,
)

PARAGRAPH_STYLES = {"lead": "Lead", "small": "Small", "strong": "Strong line", "notice": "Notice"}
LABEL_AND_VALUE = (0.36, 0.64)
LINE_TO_FILL_IN = 9.0
"""Millimetres."""
LONGEST_PROPERTY = 255
"""Characters that the format allows in the title of a file."""


def docx_file(sheet: Sheet) -> bytes:
    """`sheet` as the bytes of a `.docx` file on A4. Any text can be stored; what XML forbids is dropped."""
    document = docx.Document()
    title, language = _line(sheet.title), _line(sheet.language)
    look.set_page(document, language)
    look.set_styles(document)
    look.set_foot(document, _line(sheet.foot), _line(sheet.page))
    _describe(document, title, language)
    if sheet.logo:
        _logo(document, sheet.logo)
    if sheet.eyebrow:
        _add(document, _line(sheet.eyebrow), "Eyebrow")
    _add(document, title, "Heading 1")
    _write_all(document, sheet.outline())
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _describe(document: Document, title: str, language: str) -> None:
    about = document.core_properties
    about.title, about.language = title[:LONGEST_PROPERTY], language[:LONGEST_PROPERTY]
    about.author = about.comments = ""  # The empty file of the library names itself there.


def _line(text: str) -> str:
    return " ".join(storable(text).split())


def _add(document: Document, text: str, style: str) -> WordParagraph:
    return document.add_paragraph(storable(text), style)


def _logo(document: Document, logo: Logo) -> None:
    width, height = logo.millimetres
    picture = document.add_paragraph(style="Eyebrow").add_run().add_picture(BytesIO(logo.png), Mm(width), Mm(height))
    picture._inline.docPr.set("descr", _line(logo.words))


# --- Blocks -----------------------------------------------------------------------------------------------------------


def _write_all(document: Document, blocks: tuple[Block, ...]) -> None:
    """The blocks one after the other. A break of pages belongs to the paragraph that begins the new page."""
    turned = False
    for block in blocks:
        if isinstance(block, PageBreak):
            turned = True
        elif turned:
            before = len(document.paragraphs)
            if isinstance(block, Table | Fields | Signatures | Pair):
                _add(document, "", "Gap")  # A table cannot hold the break.
            _write(document, block)
            new = document.paragraphs[before:]
            if new:
                new[0].paragraph_format.page_break_before = True
            turned = not new
        else:
            _write(document, block)


def _write(document: Document, block: Block) -> None:
    match block:
        case Heading(text, level):
            _add(document, _line(text), f"Heading {level}")
        case Paragraph(text, style):
            _add(document, text, PARAGRAPH_STYLES.get(style, "Normal"))
        case Picture() if block.words.strip():
            _add(document, block.words, "Picture in words")
        case Bullets():
            _list(document, block)
        case Card():
            _card(document, block)
        case Table():
            _table(document, block)
        case Fields():
            _fields(document, block)
        case Signatures():
            _table(document, block.table)
        case Pair():
            _pair(document, block)
        case Lines(label, count):
            if label:
                _add(document, label, "Strong line")
            for _ in range(count):
                _add(document, "", "Line to write on")
            _add(document, "", "Gap")


def _list(document: Document, block: Bullets) -> None:
    numbering = look.new_numbering(document) if block.sign == "1" else 0
    for item in block.items:
        if block.sign == "1":
            properties = _add(document, item, "List Number")._p.get_or_add_pPr()
            properties.get_or_add_numPr().get_or_add_numId().val = numbering
        elif block.sign == "•":
            _add(document, item, "List Bullet")
        elif block.sign:
            _add(document, f"{block.sign}\t{item}", "Checklist")
        else:
            _add(document, item, "Normal")


def _card(document: Document, block: Card) -> None:
    number = f"{block.number}  " if block.number else ""
    parts = [_add(document, f"{number}{block.title}", "Card title")]
    parts += [_add(document, text, "Card") for text in block.lines]
    if block.foot:
        parts.append(_add(document, block.foot, "Card foot"))
    parts[-1].paragraph_format.keep_with_next = False
    _add(document, "", "Gap")  # Two boxes without a gap would be one.


def _table(document: Document, block: Table) -> None:
    if block.columns == 0:
        return
    table = _empty_table(document, [Length(int(look.LINE * share)) for share in block.shares])
    head = _row(table, block.filled(block.head), "Cell of a head")
    _repeat(head)
    for texts in block.rows:
        row = _row(table, block.filled(texts), "Cell")
        if block.least_height > 0:
            _stretch(row, block.least_height)
    if block.last_row:
        _row(table, block.last_row, "Cell of a head")
    _add(document, "", "Gap")


def _fields(document: Document, block: Fields) -> None:
    if not block.rows:
        return
    table = _empty_table(document, [Length(int(look.LINE * share)) for share in LABEL_AND_VALUE])
    for label, value in block.rows:
        row = _row(table, (label, value), "Cell")
        row.cells[0].paragraphs[0].style = "Cell of a head"
        _stretch(row, LINE_TO_FILL_IN)
    _add(document, "", "Gap")


def _pair(document: Document, block: Pair) -> None:
    half = Length(int(look.LINE / 2))
    table = _empty_table(document, [half, half])
    names = _row(table, (block.left_name, block.right_name), "Cell of a head")
    _repeat(names)
    for cell, side in zip(names.cells, (block.left_side, block.right_side), strict=True):
        sign, colour = look.SIDES.get(side, ("●", look.INK))
        name = cell.paragraphs[0].runs[0] if cell.paragraphs[0].runs else cell.paragraphs[0].add_run()
        name.text = f"{sign} {name.text}"
        name.font.color.rgb = RGBColor.from_string(colour)
        borders = OxmlElement("w:tcBorders")
        borders.append(look.line("top", colour, 18))
        cell._tc.get_or_add_tcPr().append(borders)
    _row(table, (block.left, block.right), "Cell")
    _add(document, "", "Gap")


# --- Tables -----------------------------------------------------------------------------------------------------------


def _empty_table(document: Document, widths: list[Length]) -> WordTable:
    table: WordTable = document.add_table(0, len(widths), "Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(look.line(side, look.HAIR, 4))
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    return table


def _row(table: WordTable, texts: tuple[str, ...], style: str) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    for cell, text in zip(row.cells, texts, strict=True):
        cell.paragraphs[0].style = style
        if text:
            cell.paragraphs[0].add_run(storable(text))
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return row


def _stretch(row: _Row, millimetres: float) -> None:
    row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(millimetres)


def _repeat(row: _Row) -> None:
    """The head of a table: repeated on each page, and said by a screen reader."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
