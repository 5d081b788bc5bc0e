"""A book as EPUB: its texts."""

import re

import pytest
from lxml import etree

from tests.documents.epub_books import (
    ODD_SVG,
    book_of,
    chapter,
)
from tests.documents.epub_files import XML_LANG, elements, files_of, one_chapter, page_of, trees_of, words_of
from vetatwork.documents.book.epub_markup import address_of
from vetatwork.documents.book.parts import (
    Address,
    Box,
    Heading,
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

pytestmark = pytest.mark.pure


# --- Texts ------------------------------------------------------------------------------------------------------------


def test_links_between_chapters_lead_to_the_chapter_or_heading_and_dead_ones_become_words():
    first = chapter("a/b", Heading("Here", 2, "a/b#here"), title="First")
    second = chapter(
        "c",
        Paragraph(tuple(Reference(name, (Words(f"to {name}"),)) for name in ("a/b", "a/b#here", "nowhere"))),
    )
    trees = trees_of(book_of(Part("p", "P", (first, second))))
    shown = trees["EPUB/chapter-0002.xhtml"]
    assert [(a.get("href"), a.text) for a in elements(shown, "a")] == [
        ("chapter-0001.xhtml#a-b", "to a/b"),
        ("chapter-0001.xhtml#a-b-here", "to a/b#here"),
    ]
    assert "to nowhere" in words_of(shown)


def test_an_anchor_that_stands_twice_leads_to_its_first_place():
    chapters = (
        chapter("a", title="First"),
        chapter("a", title="Second"),
        chapter("c", Paragraph((Reference("a", (Words("x"),)),))),
    )
    trees = trees_of(book_of(Part("p", "P", chapters)))
    assert elements(trees["EPUB/chapter-0003.xhtml"], "a")[0].get("href") == "chapter-0001.xhtml#a"
    assert [a.get("href") for a in elements(trees["EPUB/nav.xhtml"], "a")][1:3] == [
        "chapter-0001.xhtml#a",
        "chapter-0002.xhtml#a-2",
    ]


def test_a_source_in_the_text_leads_to_its_entry_in_the_list_of_sources():
    note = Note("source/oecd", "OECD 2018")
    text = chapter("a", Paragraph((Words("Known. "), note)), Paragraph((Words("Sources: "), note), "small"))
    source = SourceEntry("source/oecd", "OECD (2018): Seven questions.", "https://example.org/a")
    trees = trees_of(book_of(Part("p", "P", (text,)), sources=(source,)))
    in_text, in_list = elements(trees["EPUB/chapter-0001.xhtml"], "a")
    assert (in_text.text, in_list.text) == ("[OECD 2018]", "OECD 2018")
    assert (in_text.get("href"), in_text.get("role")) == ("sources.xhtml#source-oecd", "doc-biblioref")
    listed = trees["EPUB/sources.xhtml"]
    assert elements(listed, "section")[0].get("role") == "doc-bibliography"
    assert elements(listed, "li")[0].get("id") == "source-oecd"
    assert words_of(elements(listed, "li")[0]) == "OECD (2018): Seven questions. https://example.org/a"


@pytest.mark.parametrize(
    ("given_address", "led_to"),
    [
        ("https://example.org/a b?c=d&e=ü#f g", "https://example.org/a%20b?c=d&e=%C3%BC#f%20g"),
        ("https://exämple.org/%C3%A4%zz", "https://xn--exmple-cua.org/%C3%A4%25zz"),
        ("mailto:desk@example.org?subject=A b", "mailto:desk@example.org?subject=A%20b"),
        ("https://example.org:8443", "https://example.org:8443"),
        *(
            (wrong, "")
            for wrong in ("javascript:alert(1)", "ftp://a.org/", "https://[bad", "https://", "a/b", "", "mailto:x")
        ),
    ],
)
def test_an_address_becomes_a_link_only_if_it_leads_to_the_web_or_to_a_mailbox(given_address, led_to):
    assert address_of(given_address) == led_to
    tree = page_of(one_chapter(Paragraph((Address(given_address, (Words("words"),)),))))
    assert [a.get("href") for a in elements(tree, "a")] == ([led_to] if led_to else [])
    assert words_of(tree).endswith("words")


def test_a_text_in_another_language_says_so_and_one_from_right_to_left_runs_so():
    arabic = chapter("a", Paragraph((Words("not translated"),), "small", "en"), title="مرحبا", language="ar")
    words = Part("w", "Words", (chapter("b", title="Sana", language="fi"),), compact=True)
    trees = trees_of(book_of(Part("p", "P", (arabic,)), words))
    root = trees["EPUB/chapter-0001.xhtml"]
    assert (root.get(XML_LANG), root.get("lang"), root.get("dir")) == ("ar", "ar", "rtl")
    assert [(p.get("lang"), p.get("dir")) for p in elements(root, "p")] == [("en", "ltr")]
    section = elements(trees["EPUB/part-02.xhtml"], "section")[1]
    assert (section.get("lang"), section.get(XML_LANG)) == ("fi", "fi")


def test_a_party_is_told_by_a_sign_and_its_name_never_by_colour_alone():
    boxes = [Box(name, (Paragraph((Words("x"),)),), "side", name) for name in ("provider", "employer", "learner")]
    tree = page_of(one_chapter(*boxes))
    assert [words_of(node) for node in elements(tree, "h2")] == ["◆ provider", "■ employer", "● learner"]
    assert all(span.get("aria-hidden") == "true" for span in elements(tree, "span"))


def test_stones_beside_an_eyebrow_say_nothing_twice():
    tree = page_of(one_chapter(Stones(1, 3, "from step 1 to step 3"), eyebrow="Method · from step 1 to step 3"))
    assert words_of(tree).count("step 1") == 1
    other = page_of(one_chapter(Stones(1, 3, "from step 1 to step 3"), eyebrow="Method"))
    assert "from step 1 to step 3 · Method" in words_of(other)


def test_a_table_says_of_each_cell_what_it_is_also_where_it_becomes_cards():
    table = Table("Which?", ("Method", "Effort"), (((Words("A"),), (Words("low"),)), ((Words("B"),),)))
    tree = page_of(one_chapter(table))
    assert words_of(elements(tree, "caption")[0]) == "Which?"
    assert [(cell.get("scope"), words_of(cell)) for cell in elements(tree, "th")] == [
        ("col", "Method"),
        ("col", "Effort"),
        ("row", "A"),
        ("row", "B"),
    ]
    assert [(cell.get("data-label"), words_of(cell)) for cell in elements(tree, "td")] == [
        ("Effort", "low"),
        ("Effort", ""),
    ]


def test_a_drawing_is_told_in_words_keeps_nothing_that_acts_and_stands_on_light_ground():
    tree = page_of(one_chapter(Picture(ODD_SVG, "A bridge"), Picture(ODD_SVG, "The same")))
    drawings = [node for node in tree.iter() if str(node.tag).endswith("}svg")]
    assert [(node.get("role"), node[0].text) for node in drawings] == [("img", "A bridge"), ("img", "The same")]
    assert all(node.get("aria-labelledby") == node[0].get("id") for node in drawings)
    assert {node[1].get("fill") for node in drawings} == {"#ffffff"}
    source = etree.tostring(tree).decode()
    assert not re.search("script|onload|onclick|<style|<image|alert|Old", source)
    assert "url(#picture_2-g)" in source
    assert 'href="#picture_2-h"' in source


def test_colours_and_sizes_are_the_readers_own():
    style = files_of(book_of())["EPUB/book.css"].decode()
    rules = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    assert not re.search(r"(?<![-\w])(?:color|background(?:-color)?|font-family)\s*:", rules)
    assert not re.search(r"font-size:\s*[\d.]+(?:px|pt)", rules)
    for colour in set(re.findall(r"#[0-9a-f]{6}", rules)):
        assert _contrast(colour, 1.0) >= 3.0, colour
        assert _contrast(colour, 0.0) >= 3.0, colour


def _contrast(colour, other):
    """The contrast of a colour with a ground of this luminance."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    own = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    high, low = max(own, other), min(own, other)
    return (high + 0.05) / (low + 0.05)
