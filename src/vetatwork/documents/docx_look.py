"""How our Word files look: page, language, named styles, borders. The measures are those of `typst/sheet.typ`."""

import re

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

TYPEFACE = "Calibri"
"""Ours is not on every computer; this one, or one of the same widths, is."""
INK, SOFT, HAIR, WRITTEN = "1C2430", "515B6C", "DCD8CD", "8B94A3"
BOX_TINT, GOLD, GOLD_TINT = "FAF9F5", "D9A400", "FBF1D3"
SIDES = {"provider": ("◆", "0B6464"), "employer": ("■", "9C420C"), "learner": ("●", "5E3594")}
"""The sign and colour of each side."""

MARGIN = Mm(21)
LINE = Mm(210 - 2 * 21)
BETWEEN_LINES = Mm(9)
"""From one line to write on to the next."""
HANGING = Mm(7)


def set_page(document: Document, language: str) -> None:
    """A4, our typeface, and the language of the text for spelling and for a voice that reads it."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Mm(19), Mm(22)
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    _set_fonts(defaults.find(qn("w:rFonts")))
    tongue = defaults.find(qn("w:lang"))
    tongue.attrib.clear()
    tongue.set(qn("w:val"), language)
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), language)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # Less makes Word speak of a file of an old version.


def _set_fonts(fonts: BaseOxmlElement) -> None:
    fonts.attrib.clear()
    for script in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(script), TYPEFACE)


# --- Styles -----------------------------------------------------------------------------------------------------------


def set_styles(document: Document) -> None:
    """The styles of the blocks, under names a reader of the file understands."""
    _text(document, "Normal", 11, after=6)
    for name, size, before in (("Heading 1", 23, 0), ("Heading 2", 14, 18), ("Heading 3", 12, 12)):
        _text(document, name, size, before=before, after=6, bold=True, leads=True)
    _text(document, "Eyebrow", 10.5, colour=SOFT, after=2, leads=True)
    _text(document, "Lead", 13, colour=SOFT, after=10)
    _text(document, "Small", 9, colour=SOFT)
    _text(document, "Strong line", 11, bold=True, leads=True)
    _text(document, "Gap", 4, after=0)
    _text(document, "Footer", 9, colour=SOFT)
    _text(document, "Cell", 10, before=2, after=3)
    _text(document, "Cell of a head", 10, bold=True, before=2, after=3)
    _text(document, "Picture in words", 10, colour=SOFT)
    tinted = dict.fromkeys(("top", "bottom", "right"), (GOLD_TINT, 4))
    _text(document, "Notice", 11, border={"left": (GOLD, 24), **tinted}, fill=GOLD_TINT, before=8, after=10)
    box = dict.fromkeys(("top", "left", "bottom", "right"), (HAIR, 4))
    _text(document, "Card title", 12, bold=True, leads=True, border=box, fill=BOX_TINT, before=8, after=0)
    _text(document, "Card", 11, leads=True, border=box, fill=BOX_TINT, after=0)
    _text(document, "Card foot", 9, colour=SOFT, border=box, fill=BOX_TINT, after=8)
    ruled = _text(document, "Line to write on", 11, after=0, border=dict.fromkeys(("bottom", "between"), (WRITTEN, 4)))
    ruled.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    ruled.paragraph_format.line_spacing = BETWEEN_LINES
    _hang(_text(document, "Checklist", 11, after=4))


def _text(
    document: Document,
    name: str,
    size: float,
    *,
    colour: str = INK,
    bold: bool = False,
    leads: bool = False,
    before: float = 0,
    after: float = 6,
    border: dict[str, tuple[str, int]] | None = None,
    fill: str = "",
) -> ParagraphStyle:
    """The style `name`, made if the file has none. Sizes in points; what `leads` is on one page with what follows."""
    styles = document.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no style of paragraphs.")
    if border:
        _draw_around(style, border, fill)
    _set_fonts(style.element.get_or_add_rPr().get_or_add_rFonts())
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, RGBColor.from_string(colour)
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.keep_with_next = Pt(before), Pt(after), leads
    layout.keep_together = leads or bool(fill)
    return style


def _draw_around(style: ParagraphStyle, border: dict[str, tuple[str, int]], fill: str) -> None:
    properties = style.element.get_or_add_pPr()
    drawn = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right", "between"):  # In the order the format wants.
        if side in border:
            drawn.append(line(side, *border[side], space=4))
    properties.append(drawn)
    if fill:
        properties.append(shade(fill))
        style.paragraph_format.left_indent = style.paragraph_format.right_indent = Mm(2)


def _hang(style: ParagraphStyle) -> None:
    style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = HANGING, Length(-HANGING)
    style.paragraph_format.tab_stops.add_tab_stop(HANGING)


# --- Parts of the format ----------------------------------------------------------------------------------------------


def line(side: str, colour: str, width: int, *, space: int = 0) -> BaseOxmlElement:
    """A border line; `width` in eighths of a point, `space` to the text in points."""
    return _element(f"w:{side}", val="single", sz=str(width), space=str(space), color=colour)


def shade(fill: str) -> BaseOxmlElement:
    """A background."""
    return _element("w:shd", val="clear", color="auto", fill=fill)


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def set_foot(document: Document, foot: str, page: str) -> None:
    """The foot of each page: `foot` at the left, `page` with its numbers filled in by Word at the right."""
    paragraph = document.sections[0].footer.paragraphs[0]
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(LINE, WD_TAB_ALIGNMENT.RIGHT)
    for inherited in document.styles["Footer"].paragraph_format.tab_stops:
        stops.add_tab_stop(inherited.position, WD_TAB_ALIGNMENT.CLEAR)
    paragraph.add_run(f"{foot}\t")
    for part in re.split(r"(\{pages?\})", page):
        if part in {"{page}", "{pages}"}:
            number = _element("w:fldSimple", instr="PAGE" if part == "{page}" else "NUMPAGES")
            number.append(paragraph.add_run("1")._r)
            paragraph._p.append(number)
        else:
            paragraph.add_run(part)


def new_numbering(document: Document) -> int:
    """A numbering that begins at 1; each numbered list needs its own, or it would go on from the list before."""
    numbering = document.part.numbering_part.element
    used = document.styles["List Number"].element.pPr.numPr.numId.val
    own = numbering.add_num(numbering.num_having_numId(used).abstractNumId.val)
    own.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(own.numId)
