"""How hard a text is to read, as docs/algorithms/reading-level.md says it, and which figures claim something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetatwork.domain.figures import figures_in, same_form
from vetatwork.domain.reading import LEVELS, LONG, is_readable, measure, sentences_of, words_in

pytestmark = pytest.mark.pure

WORDS = st.text(alphabet="abcdefghij", min_size=1, max_size=12)
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: " ".join(words).capitalize() + ".")
PASSAGES = st.lists(st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=6)


@given(PASSAGES, st.randoms())
def test_the_order_of_paragraphs_does_not_matter(passages, random):
    mixed = random.sample(passages, len(passages))
    assert measure(mixed) == measure(passages)


@given(st.lists(WORDS, min_size=2, max_size=30), st.data())
def test_a_full_stop_never_makes_a_text_harder(words, data):
    cut = data.draw(st.integers(1, len(words) - 1))
    two = f"{' '.join(words[:cut])}. {words[cut].capitalize()} {' '.join(words[cut + 1 :])}"
    assert measure([two]).sentences == 2
    assert measure([two]).index <= measure([" ".join(words)]).index


@given(st.lists(WORDS, min_size=1, max_size=30), st.data())
def test_a_short_word_in_place_of_a_long_one_never_makes_a_text_harder(words, data):
    place = data.draw(st.integers(0, len(words) - 1))
    shorter = [*words[:place], words[place][:LONG], *words[place + 1 :]]
    assert measure([" ".join(shorter)]).index <= measure([" ".join(words)]).index


@given(st.text(max_size=300))
def test_any_text_can_be_measured(text):
    measured = measure([text])
    assert measured.long_words <= measured.words and measured.sentences <= measured.words
    assert measured.sentences == len(sentences_of(text))
    assert measured.words == sum(map(words_in, sentences_of(text)))


def test_levels_rise_and_too_little_text_has_none():
    assert [end for _, end in LEVELS] == sorted(end for _, end in LEVELS)
    assert measure(["Incomprehensibilities."]).level is None and is_readable(measure(["Incomprehensibilities."]))
    assert measure([]).index == 0


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("You go. We stay.", ["You go.", "We stay."]),
        ('She asked: "Who? When?" Nobody knew.', ['She asked: "Who?', 'When?"', "Nobody knew."]),
        ("Guests heard it. ŠKODA AUTO did not.", ["Guests heard it.", "ŠKODA AUTO did not."]),
        ("Ask St. Mary's, e.g. Mr. Smith or J. Doe.", ["Ask St. Mary's, e.g. Mr. Smith or J. Doe."]),
        ("It ended. 12 came back.", ["It ended.", "12 came back."]),
        ("a bullet without a stop\nand another", ["a bullet without a stop", "and another"]),
        ("… and then (he says).", ["… and then (he says)."]),
        ("* * *", []),
    ],
)
def test_sentences_end_where_a_reader_stops(text, sentences):
    assert sentences_of(text) == sentences


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("About 70 % stayed, 83–90 % in Canada, thirty per cent here.", ["70 %", "83–90 %", "thirty per cent"]),
        ("EUR 13,700 or 50,000 euros or 18 million euros", ["EUR 13,700", "50,000 euros", "18 million euros"]),
        (
            "183,093 Norwegian kroner, £20, five million pounds",
            ["183,093 Norwegian kroner", "£20", "five million pounds"],
        ),
        ("Some 3,000 firms and 12000 learners", ["3,000", "12000"]),
        ("In 2019, 2022/23 and 1968 it took 315 hours and 90 minutes.", []),
        ("Regulation (EU) 2016/679, ISO 21001, No. 2081", []),
        ("One firm in four, 999 people, page 12", []),
    ],
)
def test_figures_that_claim_something_are_found_and_years_are_not(text, figures):
    assert figures_in(text) == figures


def test_one_figure_has_one_form():
    assert same_form("Thirty per cent") == same_form("30 %") == same_form("30%")
    assert same_form("30 %") != same_form("30 euros")
