"""A drawing inside a page of a book: only what draws, on a light ground, with the words that stand for it."""

import re
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree

from vetatwork.documents.book.epub_markup import one_line

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
DRAWS = {
    *("svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("text", "tspan", "clipPath", "mask", "pattern", "marker", "linearGradient", "radialGradient", "stop"),
}
TELLS = {"class", "role", "focusable", "lang", "tabindex"}
"""Attributes that say something of the drawing where it comes from; here its words do."""

GROUND = "#ffffff"
"""Drawings are made for light paper, and a reader's page may be black."""


def drawing(svg: str, words: str, name: str, width: float = 1.0) -> str:
    """The element `svg`, '' if it cannot be read; `name` begins every id in it. Without words it is decoration."""
    root = _root(svg)
    box = _box(root) if root is not None else None
    if root is None or box is None:
        return ""
    x, y, across, down = box
    ground = f'<rect x="{x:g}" y="{y:g}" width="{across:g}" height="{down:g}" fill="{GROUND}"/>'
    inside = ground + "".join(_element(child, name) for child in root)
    said, spoken = 'aria-hidden="true"', ""
    if words := one_line(words):
        said = f'role="img" aria-labelledby="{name}-title"'
        spoken = f'<title id="{name}-title">{escape(words, quote=False)}</title>'
    share = f"{min(max(width, 0.05), 1.0):.0%}"
    kept = "".join(_attribute(key, value, name) for key, value in root.attrib.items() if key not in _FRAME)
    view = f'viewBox="{x:g} {y:g} {across:g} {down:g}" width="{share}"'
    return f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}" {said} {view}{kept}>{spoken}{inside}</svg>'


_FRAME = {"viewBox", "width", "height", "x", "y", "id", "version"}


def _root(svg: str) -> ElementTree.Element | None:
    if "<!" in svg.replace("<!--", ""):
        return None  # A document type could name files and grow without end.
    try:
        root = ElementTree.fromstring(svg)  # noqa: S314
    except (ElementTree.ParseError, ValueError):
        return None
    return root if root.tag == f"{{{SVG}}}svg" else None


def _box(root: ElementTree.Element) -> tuple[float, float, float, float] | None:
    """The part of the plane that is shown; None if there is none."""
    given = root.get("viewBox") or f"0 0 {root.get('width', '')} {root.get('height', '')}"
    try:
        x, y, across, down = (float(number.removesuffix("px")) for number in re.split(r"[\s,]+", given.strip()))
    except ValueError:
        return None
    return (x, y, across, down) if across > 0 and down > 0 else None


def _element(node: ElementTree.Element, name: str) -> str:
    tag = str(node.tag).removeprefix(f"{{{SVG}}}")
    if tag not in DRAWS:
        return ""
    attributes = "".join(_attribute(key, value, name) for key, value in node.attrib.items())
    inside = "".join(_inside(node, name))
    return f"<{tag}{attributes}>{inside}</{tag}>" if inside else f"<{tag}{attributes}/>"


def _inside(node: ElementTree.Element, name: str) -> Iterator[str]:
    yield escape(node.text or "", quote=False)
    for child in node:
        yield _element(child, name)
        yield escape(child.tail or "", quote=False)


def _attribute(key: str, value: str, name: str) -> str:
    key = key.replace(f"{{{XLINK}}}", "xlink:")
    if key in TELLS or key.startswith(("{", "on", "aria-", "data-")):
        return ""
    if key == "id":
        value = f"{name}-{value}"
    elif key in ("href", "xlink:href"):
        if not value.startswith("#"):
            return ""
        key, value = "xlink:href", f"#{name}-{value[1:]}"
    elif "url(" in value:
        value = re.sub(r"""url\(\s*['"]?#([^)'"]+)['"]?\s*\)""", rf"url(#{name}-\1)", value)
        if re.search(r"url\((?!#)", value):
            return ""
    return f' {key}="{escape(value)}"'
