"""A sheet as PDF on A4, tagged so that a screen reader can read it (PDF/UA-1).

How it looks is in `typst/sheet.typ`. The text goes there as data, never as markup: what a reader typed is not run.
"""

import base64
import json
import re
import threading
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst

from vetatwork.documents.printable import FONTS, printable
from vetatwork.documents.sheet import Block, Fields, Heading, Lines, Logo, Picture, Sheet, Signatures, Table

TEMPLATE = Path(__file__).parent / "typst" / "sheet.typ"
LONGEST_FOOT = 160
"""Characters; a longer foot would run off the page."""
IN_ONE_LINE = {"number", "sign", "title", "label", "words", "left_name", "right_name"}
"""Fields of blocks in which a line break means nothing."""
NO_TITLE = "–"
"""PDF/UA wants words in every heading."""

_of_thread = threading.local()


def pdf_file(sheet: Sheet) -> bytes:
    """`sheet` as the bytes of a PDF file; the same sheet gives the same bytes. Any text can be printed.

    Raises `typst.TypstError` if a picture is not SVG.
    """
    made = _compiler().compile(
        format="pdf", pdf_standards=["ua-1"], sys_inputs={"sheet": json.dumps(_data(sheet), ensure_ascii=False)}
    )
    if not isinstance(made, bytes):
        raise TypeError("A PDF is one file.")
    return made


# --- What the template reads ------------------------------------------------------------------------------------------


def _data(sheet: Sheet) -> dict[str, Any]:
    language, region = _language(sheet.language)
    foot = _line(sheet.foot)
    return {
        "title": _line(sheet.title) or NO_TITLE,
        "lang": language,
        "region": region,
        "eyebrow": _line(sheet.eyebrow),
        "foot": foot if len(foot) <= LONGEST_FOOT else f"{foot[:LONGEST_FOOT]}…",
        "page": _line(sheet.page),
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
    return {"svg": svg, "words": _line(logo.words) or NO_TITLE, "width": width, "height": height}


def _shows(block: Block) -> bool:
    """Whether there is anything to set; a table without columns is an error to Typst."""
    return not (isinstance(block, Table) and block.columns == 0) and not (isinstance(block, Fields) and not block.rows)


def _fields(block: Block) -> dict[str, Any]:
    fields: dict[str, Any] = _printed(asdict(block))
    for name in IN_ONE_LINE & fields.keys():
        fields[name] = " ".join(fields[name].split())
    match block:
        case Heading():
            fields["text"] = _line(block.text) or NO_TITLE
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


def _line(text: str) -> str:
    return " ".join(printable(text).split())


def _printed(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: _printed(inner) for name, inner in value.items()}
    return [_printed(inner) for inner in value] if isinstance(value, list | tuple) else value


def _language(tag: str) -> tuple[str, str | None]:
    """Language and region of a BCP 47 tag as Typst takes them; "und" is a language that nobody named."""
    parts = tag.lower().replace("_", "-").split("-")
    language = parts[0] if re.fullmatch("[a-z]{2,3}", parts[0]) else "und"
    return language, next((part for part in parts[1:] if re.fullmatch("[a-z]{2}", part)), None)


# --- The compiler -----------------------------------------------------------------------------------------------------


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _compiler() -> typst.Compiler:
    """The compiler of this thread, kept with its fonts and what it knows of the template.

    One cannot be used by two threads at once.
    """
    if not hasattr(_of_thread, "compiler"):
        _of_thread.compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=_fonts())
    compiler: typst.Compiler = _of_thread.compiler
    return compiler
