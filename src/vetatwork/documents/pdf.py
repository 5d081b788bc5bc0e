"""A sheet as PDF, tagged so that a screen reader can read it (PDF/UA-1)."""

import json
import threading
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst

from vetatwork.documents.printable import FONTS, printable
from vetatwork.documents.sheet import Sheet

TEMPLATE = Path(__file__).parent / "typst" / "sheet.typ"

_own = threading.local()


def pdf_file(sheet: Sheet) -> bytes:
    """`sheet` as the bytes of a PDF file on A4."""
    data = json.dumps(_printed({**asdict(sheet), "blocks": [_block(block) for block in sheet.blocks]}))
    made = _compiler().compile(format="pdf", sys_inputs={"sheet": data}, pdf_standards=["ua-1"])
    assert isinstance(made, bytes)
    return made


def _block(block: Any) -> dict[str, Any]:
    return {"kind": type(block).__name__, **asdict(block)}


def _printed(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: _printed(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_printed(inner) for inner in value]
    return value


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _compiler() -> typst.Compiler:
    """A compiler of this thread's own: one cannot be used by two threads at once."""
    if not hasattr(_own, "compiler"):
        _own.compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=_fonts())
    return _own.compiler
