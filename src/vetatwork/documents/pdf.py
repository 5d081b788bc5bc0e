"""A sheet as PDF on A4, tagged so that a screen reader can read it (PDF/UA-1).

How it looks is in `typst/sheet.typ`. The text goes there as data, never as markup: what a reader typed is not run.
"""

import base64
from dataclasses import asdict
from typing import Any

from vetatwork.documents.printable import printable
from vetatwork.documents.sheet import Block, Fields, Heading, Lines, Logo, Picture, Sheet, Signatures, Table
from vetatwork.documents.typesetting import NO_TITLE, language_and_region, one_line, pdf_of

LONGEST_FOOT = 160
"""Characters; a longer foot would run off the page."""
IN_ONE_LINE = {"number", "sign", "title", "label", "words", "left_name", "right_name"}
"""Fields of blocks in which a line break means nothing."""


def pdf_file(sheet: Sheet) -> bytes:
    """`sheet` as the bytes of a PDF file; the same sheet gives the same bytes. Any text can be printed.

    Raises `typst.TypstError` if a picture is not SVG.
    """
    return pdf_of("sheet", _data(sheet))


# --- What the template reads ------------------------------------------------------------------------------------------


def _data(sheet: Sheet) -> dict[str, Any]:
    language, region = language_and_region(sheet.language)
    foot = one_line(sheet.foot)
    return {
        "title": one_line(sheet.title) or NO_TITLE,
        "lang": language,
        "region": region,
        "eyebrow": one_line(sheet.eyebrow),
        "foot": foot if len(foot) <= LONGEST_FOOT else f"{foot[:LONGEST_FOOT]}…",
        "page": one_line(sheet.page),
        "logo": _logo(sheet.logo) if sheet.logo else None,
        "blocks": [
            {"kind": type(block).__name__, **_fields(block)} for block in map(_set, sheet.outline()) if _shows(block)
        ],
    }


def _set(block: Block) -> Block:
    """The block that is set for `block`."""
    return block.table if isinstance(block, Signatures) else block


def _logo(logo: Logo) -> dict[str, Any]:
    """The logo as an SVG drawing around its bytes: data for Typst is text."""
    width, height = logo.millimetres
    picture = base64.b64encode(logo.png).decode()
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {logo.width} {logo.height}">'
        f'<image width="{logo.width}" height="{logo.height}" href="data:image/png;base64,{picture}"/></svg>'
    )
    return {"svg": svg, "words": one_line(logo.words) or NO_TITLE, "width": width, "height": height}


def _shows(block: Block) -> bool:
    """Whether there is anything to set; a table without columns is an error to Typst."""
    return not (isinstance(block, Table) and block.columns == 0) and not (isinstance(block, Fields) and not block.rows)


def _fields(block: Block) -> dict[str, Any]:
    fields: dict[str, Any] = _printed(asdict(block))
    for name in IN_ONE_LINE & fields.keys():
        fields[name] = " ".join(fields[name].split())
    match block:
        case Heading():
            fields["text"] = one_line(block.text) or NO_TITLE
        case Lines():
            fields["count"] = max(block.count, 0)
        case Picture():
            fields["width"] = min(max(block.width, 0.05), 1.0)
        case Table():
            sums = (block.last_row,) if block.last_row else ()
            head, *rows = _printed([block.filled(row) for row in (block.head, *block.rows, *sums)])
            fields |= {"head": head, "rows": rows, "widths": block.shares, "row_height": block.least_height}
            fields["totals"] = bool(sums)
    return fields


def _printed(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: _printed(inner) for name, inner in value.items()}
    return [_printed(inner) for inner in value] if isinstance(value, list | tuple) else value
