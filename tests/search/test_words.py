"""Words as search sees them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetatwork.domain.excerpt import excerpt
from vetatwork.domain.words import folded, pairs_of, stem, words_of

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("en", "learner", "learners"),
        ("en", "expectation", "expectations"),
        ("de", "ausbildung", "ausbildungen"),
        ("fi", "opiskelija", "opiskelijat"),
        ("is", "vinnustaður", "vinnustaðir"),
        ("bg", "учител", "учителят"),
    ],
)
def test_forms_of_a_word_share_a_stem(language, first, second):
    assert stem(first, language) == stem(second, language) != ""


@pytest.mark.parametrize(
    ("word", "plain"),
    [("Ærø", "aero"), ("Łódź", "lodz"), ("straße", "strasse"), ("þjálfun", "thjalfun"), ("μαθητής", "mathitis")],
)
def test_letters_are_folded(word, plain):
    assert folded(word.casefold()) == plain


@given(st.text(max_size=300), st.sampled_from(["en", "is", "el", "xx"]))
def test_any_text_can_be_taken_apart(text, language):
    for word in words_of(text):
        assert len(word) <= 40
        assert stem(word, language).isascii() and folded(word).isascii()


@given(st.text(max_size=600), st.text(min_size=1, max_size=3))
def test_an_excerpt_is_a_part_of_the_text(text, part):
    pieces = excerpt(text, lambda word: part in word)
    shown = "".join(piece for piece, _hit in pieces)
    assert shown.strip("…").strip() in text
    assert all(part in piece.casefold() for piece, hit in pieces if hit)


def test_an_excerpt_shows_the_first_hit_among_whole_words():
    text = "word " * 100 + "and then the hit stands here " + "word " * 100
    pieces = excerpt(text, lambda word: word == "hit", length=120)
    assert ("hit", True) in pieces
    assert pieces[0] == ("…", False) and pieces[-1] == ("…", False)
    assert len("".join(piece for piece, _hit in pieces)) < 140


def test_pairs_are_neighbours_without_the_fillers_but_with_no_and_not():
    assert pairs_of(words_of("There is no time for the learners"), "en") == {"no time", "time learner"}
    assert pairs_of(words_of("not no"), "en") == pairs_of(words_of("time"), "en") == set()
