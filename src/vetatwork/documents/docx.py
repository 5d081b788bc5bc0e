"""A sheet as a Word file that can be changed."""

from io import BytesIO

import docx

from vetatwork.documents.printable import storable
from vetatwork.documents.sheet import Bullets, Card, Heading, Lines, Pair, Paragraph, Picture, Sheet, Table


def docx_file(sheet: Sheet) -> bytes:
    """`sheet` as the bytes of a `.docx` file on A4."""
    document = docx.Document()
    document.core_properties.title = storable(sheet.title)[:255]
    document.add_heading(storable(sheet.title), 1)
    for block in sheet.blocks:
        match block:
            case Heading(text, level):
                document.add_heading(storable(text), level)
            case Paragraph(text):
                document.add_paragraph(storable(text))
            case Bullets(items, sign):
                for item in items:
                    document.add_paragraph(f"{sign} {storable(item)}")
            case Picture():
                document.add_paragraph(storable(block.words))
            case Card(title, lines, foot):
                for text in (title, *lines, foot):
                    document.add_paragraph(storable(text))
            case Table(head, rows):
                table = document.add_table(0, len(head))
                for row in (head, *rows):
                    for cell, text in zip(table.add_row().cells, row, strict=True):
                        cell.text = storable(text)
            case Pair():
                for text in (block.left_name, block.left, block.right_name, block.right):
                    document.add_paragraph(storable(text))
            case Lines(label):
                document.add_paragraph(storable(label))
    file = BytesIO()
    document.save(file)
    return file.getvalue()
