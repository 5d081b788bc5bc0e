"""Typst, for sheets and books alike: the typeface, the compiler of a template, how a language is named."""

import json
import re
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

from vetatwork.documents.printable import FONTS, printable

TEMPLATES = Path(__file__).parent / "typst"
NO_TITLE = "–"
"""PDF/UA wants words in every heading."""

_of_thread = threading.local()


def pdf_of(name: str, data: Mapping[str, Any]) -> bytes:
    """The PDF (PDF/UA-1) that the template `typst/<name>.typ` makes of `data`; the same data gives the same bytes.

    Raises:
        typst.TypstError: if it cannot be set.
    """
    inputs = {name: json.dumps(data, ensure_ascii=False)}
    made = _compiler(name).compile(format="pdf", pdf_standards=["ua-1"], sys_inputs=inputs)
    if not isinstance(made, bytes):
        raise TypeError("A PDF is one file.")
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _compiler(name: str) -> typst.Compiler:
    """The compiler of this thread for a template, kept with its fonts and what it knows of the template.

    One cannot be used by two threads at once.
    """
    kept: dict[str, typst.Compiler] = _of_thread.__dict__.setdefault("compilers", {})
    if name not in kept:
        kept[name] = typst.Compiler(TEMPLATES / f"{name}.typ", root=TEMPLATES, font_paths=_fonts())
    return kept[name]


def one_line(text: str) -> str:
    """`text` as it can be printed, in one line."""
    return " ".join(printable(text).split())


def language_and_region(tag: str) -> tuple[str, str | None]:
    """Language and region of a BCP 47 tag as Typst takes them; "und" is a language that nobody named."""
    parts = tag.lower().replace("_", "-").split("-")
    language = parts[0] if re.fullmatch("[a-z]{2,3}", parts[0]) else "und"
    return language, next((part for part in parts[1:] if re.fullmatch("[a-z]{2}", part)), None)
