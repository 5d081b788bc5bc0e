"""What our typeface can print stays as it is; what it cannot leaves a sign; nothing else is lost."""

import sys
import unicodedata

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given

from tests.documents.sheets import ANY_TEXT, LANGUAGES, NASTY, sheet_of
from vetatwork.documents import printable as room
from vetatwork.documents.pdf import pdf_file
from vetatwork.documents.printable import FONTS, PLACEHOLDER, printable, storable
from vetatwork.documents.sheet import Paragraph

pytestmark = pytest.mark.pure

EVERY_CHARACTER = [chr(point) for point in range(sys.maxunicode + 1)]


def test_the_fonts_are_read_as_a_library_for_fonts_reads_them():
    known = [set(TTFont(path).getBestCmap()) for path in FONTS.glob("*.ttf")]
    assert len(known) == 3
    assert room._coverage() == set.intersection(*known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_languages_stay_as_they_are(language):
    assert printable(LANGUAGES[language]) == LANGUAGES[language]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ok 👍", "ok □"),
        ("👩‍🔧", "□□"),
        ("1️⃣", "1"),
        ("你好", "□□"),
        ("a\u202eb\u200f\u2066c\u200bd\ufeff\u00ade", "abcde"),
        ("a\x00b\x1b\x7f", "a□b□□"),
        ("\ud83d", "□"),
        ("\ue000", "□"),
        ("e\u0301 a\u030a", "é å"),
        ("5 ㎡, Ｆｕｌｌ, 𝐛𝐨𝐥𝐝", "5 m2, Full, bold"),
        ("a\tb\u00a0c\u3000d", "a b\u00a0c d"),
        ("a\r\nb\rc\u2028d\x0be\x85f", "a\nb\nc\nd\ne\nf"),
        ("a\n\n \n\t\n\nb\n\nc", "a\n\nb\n\nc"),
        ("„Þæð“ – ½ € → ☐ • …", "„Þæð“ – ½ € → ☐ • …"),
    ],
)
def test_what_is_shown_for_what_was_typed(typed, shown):
    assert printable(typed) == shown


@given(ANY_TEXT)
def test_printable_text_is_printable_and_stays(text):
    once = printable(text)
    assert printable(once) == once
    assert all(ord(character) in room._coverage() or character in "\n" for character in once)


def test_every_character_that_is_let_through_can_be_set():
    kept = sorted({printable(character) for character in EVERY_CHARACTER})
    assert len(kept) > 1500
    pdf_file(sheet_of(*(Paragraph(f"a{character}b") for character in kept)))
    pdf_file(sheet_of(*(Paragraph(character) for character in kept)))
    pdf_file(sheet_of(Paragraph("".join(kept)), Paragraph("".join(kept), "strong")))


def test_no_letter_digit_or_sign_vanishes_without_a_placeholder():
    shapeless = {"Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp"}
    lost = [c for c in EVERY_CHARACTER if unicodedata.category(c) not in shapeless and not printable(c).strip()]
    assert lost == []
    assert printable("\U0001f9ff") == PLACEHOLDER


@pytest.mark.parametrize("name", NASTY)
def test_storable_text_can_be_written_as_utf_8_and_keeps_every_script(name):
    text = storable(NASTY[name])
    text.encode()
    if name in {"emoji", "cjk", "right to left", "markup"}:
        assert text == NASTY[name]
