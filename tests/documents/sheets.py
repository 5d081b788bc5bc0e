"""Sheets to try the engines on: one of every block, what people type to break things, and any sheet at all."""

import math
from datetime import date
from io import BytesIO

from hypothesis import strategies as st
from PIL import Image

from vetatwork.documents.sheet import (
    Bullets,
    Calendar,
    Card,
    Entry,
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

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60" font-family="Source Sans 3">'
    '<path d="M10 50 A90 60 0 0 1 190 50" fill="none" stroke="#0b6464" stroke-width="8"/>'
    '<text x="100" y="45" text-anchor="middle" font-size="12">Bridge</text></svg>'
)

LANGUAGES = {
    "en": "You keep your word. You rarely plan together; ask first, “difficult” offices too.",
    "fi": "Työpaikkaohjaaja ja opettaja sopivat yhdessä, mitä harjoittelija oppii näinä päivinä.",
    "is": "Þið standið við orð ykkar. Kennari og fyrirtæki ræða saman um nám á vinnustað, ekki æ síðar.",
    "el": "Ο εκπαιδευτής και ο καθηγητής συμφωνούν τι μαθαίνει ο μαθητευόμενος. Ώρα για κουβέντα!",
    "bg": "Училището и работодателят се уговарят какво учи стажантът. Щъркелът чака ябълка.",
}

TYPST_MARKUP = '#read("/etc/passwd") $x^2$ *b* _i_ `raw` = no heading <label> @ref // no comment \\ #panic()'

NASTY = {
    "markup": TYPST_MARKUP,
    "emoji": "Well done 👩‍🔧👍🏽 1️⃣ 🇫🇮",
    "cjk": "你好，世界 こんにちは 안녕하세요",
    "right to left": "a\u202eb\u202c\u200f שלום مرحبا \u2066c\u2069",
    "control characters": "a\x00b\x07c\x1bd\x7fe\x85f\u2028g\x0bh",
    "lone surrogates": "a\ud83db\udc00c",
    "no characters": "a\ufdd0b\uffffc\ufffed\U0001ffffe\ue000f\U000f0000g",
    "marks": "e\u0301 Z\u0351\u0310\u0302\u031a\u0489algo \u0939\u093f",
    "nothing to see": "\u200b\u2060\ufeff",
    "only spaces": " \t\n ",
    "json": '"}], "blocks": [{"kind": "none"}',
    "template": "%s {0} {page} {{ x }} {% y %}",
}


def logo(width=120, height=40):
    """A logo: a field of one colour."""
    file = BytesIO()
    Image.new("RGB", (width, height), "#0b6464").save(file, "PNG")
    return Logo(file.getvalue(), width, height, "Logo of the school")


def sheet_of(*blocks, title="A sheet", language="en", **more):
    return Sheet(title, language, blocks, **more)


def every_block(text="Some words"):
    """One of every kind, in every style, all with `text` in all that can hold text."""
    return (
        Heading(text),
        Heading(text, 3),
        *(Paragraph(text, style) for style in ("", "lead", "small", "strong", "notice")),
        *(Bullets((text, text), sign) for sign in ("•", "☐", "1", "", "→")),
        Picture(SVG, text),
        Picture(SVG, "", 0.5),
        Card(text, (text, text), text, "1"),
        Card(text),
        Table((text, text), ((text, ""), ("", text))),
        Table((text, "", text), ((text, "", ""),), (0.5, 0.1, 0.4), 11.0),
        Table((text, text), ((text, "3"), (text, "4.5")), totals=text),
        Fields(((text, text), (text, ""))),
        Signatures((text, text), (text, text, text, text)),
        Pair("provider", text, text, "employer", text, text),
        Pair("learner", text, text, "", text, text),
        Lines(text, 2),
        PageBreak(),
        Paragraph(text),
    )


# --- Any sheet at all -------------------------------------------------------------------------------------------------

PIECES = st.sampled_from([*NASTY.values(), *LANGUAGES.values(), "W" * 70, "x" * 400, "\n" * 9])
ANY_TEXT = st.one_of(
    st.text(st.characters(codec=None, exclude_categories=()), max_size=60),
    st.lists(PIECES, min_size=1, max_size=3).map("".join),
)
TEXTS = st.lists(ANY_TEXT, max_size=3).map(tuple)
ROWS = st.lists(TEXTS, max_size=4).map(tuple)
SIDES = st.sampled_from(["provider", "employer", "learner", ""])
SIZES = st.floats(-1, 200) | st.sampled_from([0.0, math.inf])

ANY_BLOCK = st.one_of(
    st.builds(Heading, ANY_TEXT, st.integers(0, 6)),
    st.builds(Paragraph, ANY_TEXT, st.sampled_from(["", "lead", "small", "strong", "notice", "unknown"])),
    st.builds(Bullets, TEXTS, st.sampled_from(["•", "☐", "1", "", "→"]) | ANY_TEXT),
    st.builds(Picture, st.just(SVG), ANY_TEXT, st.floats(-1, 3)),
    st.builds(Card, ANY_TEXT, TEXTS, ANY_TEXT, st.sampled_from(["", "1", "12"]) | ANY_TEXT),
    st.builds(Table, TEXTS, ROWS, st.lists(st.floats(-1, 1), max_size=3).map(tuple), SIZES, ANY_TEXT),
    st.builds(Fields, st.lists(st.tuples(ANY_TEXT, ANY_TEXT), max_size=3).map(tuple)),
    st.builds(Signatures, TEXTS, st.tuples(ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT)),
    st.builds(Pair, SIDES, ANY_TEXT, ANY_TEXT, SIDES, ANY_TEXT, ANY_TEXT),
    st.builds(Lines, ANY_TEXT, st.integers(-1, 40)),
    st.just(PageBreak()),
)
ANY_SHEET = st.builds(
    Sheet,
    ANY_TEXT,
    st.sampled_from(["en", "fi", "el", "pt-BR", "sr-Latn", "de_AT", "", "x"]),
    st.lists(ANY_BLOCK, max_size=8).map(tuple),
    ANY_TEXT,
    ANY_TEXT,
)
ANY_ENTRY = st.builds(Entry, ANY_TEXT, st.dates(date(1, 1, 1), date.max), ANY_TEXT, ANY_TEXT, ANY_TEXT)
ANY_CALENDAR = st.builds(Calendar, ANY_TEXT, st.just("en"), st.lists(ANY_ENTRY, max_size=3).map(tuple))
