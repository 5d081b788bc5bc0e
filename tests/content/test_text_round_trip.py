"""Text: what is written in canonical form is read back as it was, whatever signs it holds."""

from hypothesis import given
from hypothesis import strategies as st

from vetatwork.content.markdown import parse, write
from vetatwork.content.prose import Cite, Emphasis, ItemList, Link, Paragraph, Strong, Text, normal
from vetatwork.content.richtext import from_editor, to_editor

WORDS = st.text(alphabet='ab 1.-+*_[]!()\\#>%é<&@/\n"', max_size=8)
TARGETS = st.sampled_from(["words/learner", "https://a.example/c_(d)*e", "methods/job-dating"])
LEAF = st.one_of(st.builds(Text, WORDS), st.builds(Cite, st.just("oecd-2018")))


def _nested(children):
    runs = st.one_of(
        LEAF, st.builds(Strong, children), st.builds(Emphasis, children), st.builds(Link, TARGETS, children)
    )
    return st.lists(runs, max_size=4).map(tuple)


RUN = st.recursive(st.lists(LEAF, max_size=3).map(tuple), _nested, max_leaves=8)
LISTS = st.builds(ItemList, st.booleans(), st.lists(RUN, max_size=3).map(tuple))
PROSE = st.lists(st.one_of(st.builds(Paragraph, RUN), LISTS), max_size=3).map(tuple)


@given(PROSE)
def test_the_normal_form_is_its_own_normal_form(prose):
    once = normal(prose)
    assert normal(once) == once


@given(PROSE, st.sampled_from([10, 30, 100]))
def test_markdown_gives_the_same_tree_back(prose, width):
    faults = []
    tree = normal(prose)
    text = write(tree, width)
    assert parse(text, lambda line, message: faults.append(message)) == tree, text
    assert faults == []


@given(PROSE)
def test_the_browsers_editor_gives_the_same_tree_back(prose):
    ids = {"words/learner": 1, "methods/job-dating": 2}
    keys = {pk: key for key, pk in ids.items()}
    tree = normal(prose)
    assert from_editor(to_editor(tree, ids.get), keys.get) == tree


def test_html_in_a_file_is_words():
    tree = parse("<script>alert(1)</script> and <b>bold</b>", lambda line, message: None)
    assert tree == (Paragraph((Text("<script>alert(1)</script> and <b>bold</b>"),)),)


def test_what_cannot_stand_in_a_text_is_named_with_its_line():
    faults = []
    parse(
        "One\n\n- a\n  - b\n\n![x](y.png)\n\n[z](javascript:alert(1))",
        lambda line, message: faults.append((line, message)),
    )
    assert [line for line, _ in faults] == [2, 5, 7]
    assert "Lists cannot stand inside lists" in faults[0][1]
    assert "Images" in faults[1][1]
    assert "is not a link" in faults[2][1]


def test_words_that_look_like_a_heading_never_begin_a_line():
    for text in ("# no heading", "#", "###### six", "a long line and then # no heading"):
        tree = normal((Paragraph((Text(text),)),))
        for width in (10, 30, 100):
            written = write(tree, width)
            assert not [line for line in written.split("\n") if line.startswith("#")], written
            assert parse(written, lambda line, message: None) == tree
