"""Books to try the EPUB writer on: one of every block, odd anchors and languages, and any book at all."""

from hypothesis import strategies as st

from tests.documents.sheets import ANY_TEXT, LANGUAGES, NASTY, SVG
from vetatwork.documents.book.parts import (
    Address,
    Book,
    Box,
    Chapter,
    Facts,
    Figure,
    Heading,
    ItemList,
    Labels,
    Note,
    Paragraph,
    Part,
    Picture,
    Reference,
    SourceEntry,
    Stones,
    Table,
    Words,
)

LABELS = Labels("Contents", "Sources", "page {page}", "Cover", "Every picture is described in words.")
ODD_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40px" height="20"'
    ' onload="alert(1)" role="img" aria-label="x" id="top"><style>p { display: none }</style><script>alert(1)</script>'
    '<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs><title>Old</title>'
    '<a xlink:href="https://example.org/"><rect width="9" height="9"/></a><g id="h"><path d="M0 0h9"/></g>'
    '<rect id="r" width="40" height="20" fill="url(#g)" class="x" onclick="alert(1)"/><use xlink:href="#h"/>'
    '<image xlink:href="https://example.org/x.png"/><text x="1" y="9">A &amp; B</text></svg>'
)
ADDRESSES = (
    "https://example.org/a b?c=d&e=ü#f g",
    "https://exämple.org/ö",
    "http://example.org:8080/%41%zz",
    "mailto:desk@example.org?subject=A b",
    "https://user:pass@example.org/",
    "javascript:alert(1)",
    "ftp://example.org/",
    "https://[bad",
    "https:///nothing",
    "https://example.org:99999999/",
    'https://example.org/"><script>',
    "relative/page",
    "",
)


def run(text="Some words"):
    """A run with one of every span."""
    return (
        Words(text),
        Words(text, "strong"),
        Words(text, "emphasis"),
        *(Words(text, "", party) for party in ("provider", "employer", "learner", "nobody")),
        Reference("methods/job-dating", (Words(text),)),
        Reference("nowhere", (Words(text, "strong"),)),
        Reference("methods/job-dating", ()),
        *(Address(url, (Words(text), Words(text, "strong"))) for url in ADDRESSES),
        Address("https://example.org/", ()),
        Note("source/oecd", text),
        Note("source/none", text),
    )


def every_block(text="Some words"):
    """One of every kind, in every style, all with `text` in all that can hold text."""
    some = run(text)
    return (
        Stones(1, 3, text),
        *(Paragraph(some, style) for style in ("lead", "", "small", "odd")),
        Paragraph(some, language="fi"),
        Heading(text, 2, "methods/job-dating#a"),
        Heading("", 2, "empty/heading"),
        Heading(text, 4),
        *(ItemList((some, some), sign) for sign in ("•", "1", "☐", "")),
        ItemList(()),
        Facts(((text, some), (text, ()))),
        Facts(()),
        Stones(4, 9, text),
        Figure(text, text),
        Picture(SVG, text),
        Picture(ODD_SVG, text, 0.4),
        Picture(ODD_SVG, "", 7),
        Picture("<svg", text),
        Picture('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>', text),
        Table(text, (text, text, ""), ((some, some, some), (some,)), (0.5, 0.3, 0.2)),
        Table("", (), ((some, some),)),
        Table(text, (), ()),
        *(Box(text, (Paragraph(some), ItemList((some,))), "side", s) for s in ("provider", "employer", "learner", "")),
        *(Box(text, (Paragraph(some),), style) for style in ("monday", "say", "notice", "odd")),
        Box("", ()),
    )


def chapter(anchor, *blocks, title="A chapter", language="en", **more):
    return Chapter(anchor, title, blocks, language, **more)


def book_of(*parts, **more):
    values = {"title": "A book", "subtitle": "For everybody", "language": "en", "labels": LABELS, **more}
    return Book(parts=parts, **values)


def rich_book(text="Some words"):
    """A book with everything there is."""
    methods = (
        chapter("methods/job-dating", *every_block(text), title=text, eyebrow="Method · from step 1 to step 3"),
        chapter("methods/job-dating", *every_block(text), title="The same anchor again", eyebrow=text),
        chapter("methods-job-dating", Stones(2, 4, text), title="An anchor that looks the same", eyebrow=text),
        chapter("", title="", eyebrow="Only an eyebrow"),
        chapter("9/ÄÖ ü//?#", title=""),
    )
    tongues = tuple(
        chapter(f"tongues/{language}", Paragraph((Words(words),)), title=words[:30], language=language, group="Tongues")
        for language, words in {**LANGUAGES, "ar": "مرحبا", "not a language": "?", "": "-"}.items()
    )
    words = tuple(chapter(f"words/{name}", *every_block(text), title=name, language="fi") for name in NASTY)
    sources = (
        SourceEntry("source/oecd", f"OECD: {text}", "https://example.org/a b"),
        SourceEntry("source/oecd", text, "javascript:alert(1)"),
        SourceEntry("source/", "", ""),
    )
    return book_of(
        Part("part/methods", text, methods, every_block(text)),
        Part("part/tongues", "", tongues),
        Part("part/words", "Words", words, compact=True),
        Part("part/words", "Nothing", ()),
        title=text,
        subtitle=text,
        sources=sources,
        cover=Picture(SVG, text),
        colophon=every_block(text),
        identifier="urn:uuid:3f2c8a10-0000-4000-8000-000000000001",
        modified="2026-11-25T10:00:00Z",
    )


# --- Any book at all --------------------------------------------------------------------------------------------------

ANCHORS = st.sampled_from(["a/b", "a-b", "A/B", "", "source/x", "ä", "part"]) | ANY_TEXT
TAGS = st.sampled_from(["en", "fi", "pt-BR", "ar", "", "x", "no language"])
WORDS = st.builds(Words, ANY_TEXT, st.sampled_from(["", "strong", "emphasis"]), st.sampled_from(["", "employer", "x"]))
MANY_WORDS = st.lists(WORDS, max_size=2).map(tuple)
SPANS = st.one_of(
    WORDS,
    st.builds(Reference, ANCHORS, MANY_WORDS),
    st.builds(Address, st.sampled_from(ADDRESSES) | ANY_TEXT.map("https://".__add__) | ANY_TEXT, MANY_WORDS),
    st.builds(Note, ANCHORS, ANY_TEXT),
)
RUNS = st.lists(SPANS, max_size=3).map(tuple)
MANY_RUNS = st.lists(RUNS, max_size=3).map(tuple)
TEXTS = st.lists(ANY_TEXT, max_size=3).map(tuple)
PARAGRAPHS = st.builds(Paragraph, RUNS, st.sampled_from(["", "lead", "small", "x"]), TAGS)
LISTS = st.builds(ItemList, MANY_RUNS, st.sampled_from(["•", "1", "☐"]))
ANY_BLOCK = st.one_of(
    st.builds(Heading, ANY_TEXT, st.integers(-1, 9), ANCHORS),
    PARAGRAPHS,
    LISTS,
    st.builds(Facts, st.lists(st.tuples(ANY_TEXT, RUNS), max_size=2).map(tuple)),
    st.builds(Stones, st.integers(-2, 9), st.integers(-2, 9), ANY_TEXT),
    st.builds(Figure, ANY_TEXT, ANY_TEXT),
    st.builds(Picture, st.sampled_from([SVG, ODD_SVG]) | ANY_TEXT, ANY_TEXT, st.floats(-1, 3)),
    st.builds(Table, ANY_TEXT, TEXTS, st.lists(MANY_RUNS, max_size=3).map(tuple)),
    st.builds(
        Box,
        ANY_TEXT,
        st.lists(PARAGRAPHS | LISTS, max_size=2).map(tuple),
        st.sampled_from(["side", "monday", "say", "notice", "x"]),
        st.sampled_from(["provider", "learner", "", "x"]),
    ),
)
BLOCKS = st.lists(ANY_BLOCK, max_size=5).map(tuple)
ANY_CHAPTER = st.builds(Chapter, ANCHORS, ANY_TEXT, BLOCKS, TAGS, ANY_TEXT, ANY_TEXT)
ANY_PART = st.builds(Part, ANCHORS, ANY_TEXT, st.lists(ANY_CHAPTER, max_size=3).map(tuple), BLOCKS, st.booleans())
ANY_BOOK = st.builds(
    Book,
    title=ANY_TEXT,
    subtitle=ANY_TEXT,
    language=TAGS,
    parts=st.lists(ANY_PART, max_size=3).map(tuple),
    labels=st.builds(Labels, ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT),
    sources=st.lists(st.builds(SourceEntry, ANCHORS, ANY_TEXT, st.sampled_from(ADDRESSES)), max_size=3).map(tuple),
    cover=st.none() | st.builds(Picture, st.just(SVG) | ANY_TEXT, ANY_TEXT),
    colophon=BLOCKS,
    identifier=ANY_TEXT,
    modified=ANY_TEXT,
    publisher=ANY_TEXT,
    handout=st.booleans(),
    rights=ANY_TEXT,
)
