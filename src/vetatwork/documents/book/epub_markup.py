"""XHTML that is well-formed whatever text goes into it: elements, texts, names of languages, addresses."""

import re
from html import escape
from urllib.parse import quote, urlsplit

from vetatwork.documents.printable import storable

NO_WORDS = "–"
"""Stands where a title must have words and has none."""

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?", re.IGNORECASE)
RIGHT_TO_LEFT = {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}
HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", re.IGNORECASE)
LONGEST_ADDRESS = 2_000


def element(tag: str, content: str = "", /, **attributes: str) -> str:
    """An element around `content`, which is markup already. An attribute without a value is left out.

    `class_` is the attribute `class`, `epub_type` is `epub:type`, another `_` in a name is a hyphen.
    """
    values = {_name(key): escape(one_line(value)) for key, value in attributes.items()}
    named = "".join(f' {key}="{value}"' for key, value in values.items() if value)
    return f"<{tag}{named}>{content}</{tag}>" if content else f"<{tag}{named}/>"


def _name(key: str) -> str:
    return key.rstrip("_").replace("epub_", "epub:").replace("xml_", "xml:").replace("_", "-")


def written(text: str) -> str:
    """`text` as markup that shows it; its line breaks stay."""
    return escape(storable(text), quote=False).replace("\n", "<br/>\n")


def one_line(text: str) -> str:
    """`text` without what a file may not hold, in one line."""
    return " ".join(storable(text).split())


def titled(*texts: str) -> str:
    """The first of `texts` that has words, in one line."""
    return next((line for text in texts if (line := one_line(text))), NO_WORDS)


def language_of(tag: str) -> str:
    """`tag` as a file may name a language (BCP 47); "und" is a language that nobody named."""
    tag = tag.strip().replace("_", "-")
    return tag if LANGUAGE.fullmatch(tag) else "und"


def direction_of(language: str) -> str:
    """`rtl` for a language that is written from right to left, '' for others."""
    return "rtl" if language.lower().split("-")[0] in RIGHT_TO_LEFT else ""


def address_of(url: str) -> str:
    """`url` as a link may hold it; '' if it leads nowhere: only web and mail addresses do."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode() if parts.scheme in ("http", "https") else "mail"
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme == "mailto" and "@" in parts.path:
        return f"mailto:{_quoted(parts.path)}" + (f"?{_quoted(parts.query)}" if parts.query else "")
    if parts.scheme not in ("http", "https") or not HOST.fullmatch(host) or len(url) > LONGEST_ADDRESS:
        return ""
    rest = _quoted(parts.path) + (f"?{_quoted(parts.query)}" if parts.query else "")
    return f"{parts.scheme}://{host}{port}{rest}" + (f"#{_quoted(parts.fragment)}" if parts.fragment else "")


def _quoted(text: str) -> str:
    """A part of an address; what is encoded already stays so."""
    whole = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text.encode("utf-8", "ignore").decode())
    return quote(whole, safe="/:@!$&'()*+,;=~?%-._")


# --- Files ------------------------------------------------------------------------------------------------------------

SHEET = "book.css"


def page(title: str, body: str, language: str) -> str:
    """A whole XHTML file."""
    language = language_of(language)
    head = (
        '<meta charset="UTF-8"/>'
        + element("title", escape(titled(title), quote=False))
        + element("link", rel="stylesheet", type="text/css", href=SHEET)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        + f' xml:lang="{language}" lang="{language}"'
        + (f' dir="{direction}"' if (direction := direction_of(language)) else "")
        + f">\n{element('head', head)}\n<body>\n{body}\n</body>\n</html>\n"
    )
