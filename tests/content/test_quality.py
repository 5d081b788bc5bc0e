"""What `content check` asks of the texts: each rule catches what it is for and lets pass what is good."""

import pytest

from vetatwork.content.document import read_document
from vetatwork.content.kinds import kind_of_collection
from vetatwork.content.library import read_library
from vetatwork.content.quality.claims import unsourced_figures, unsourced_headlines
from vetatwork.content.quality.corpus import Corpus, page_of
from vetatwork.content.quality.judging import text_faults
from vetatwork.content.quality.naming import circular_summaries, shared_names, unexplained_terms
from vetatwork.content.quality.prose_rules import hard_pages, long_sentences, repeated_passages, thin_cells
from vetatwork.content.quality.terms import Term, read_terms
from vetatwork.content.services import site_languages

pytestmark = pytest.mark.pure

HEAVY = "Implementation of collaborative training programmes necessitates comprehensive preparation. "
LONG = "You " + "and you " * 14 + "go. "
ECVET = Term("ECVET", "points", ("words/ecvet",), ("points for what",))
COMPETENCE = Term("competence", "what somebody can do")


@pytest.fixture
def page(repository):
    """A shipped page, with some of its text exchanged."""

    def changed(key, *changes, name=""):
        path = repository / "content" / "manual" / "en" / f"{key}.md"
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        kind = kind_of_collection(key.split("/")[0])
        document, faults = read_document(text, kind, name or key, "en", path)
        assert faults == []
        return page_of(document)

    return changed


def found(rule, *pages, terms=()):
    return [(fault.line, fault.message) for fault in rule(Corpus(pages, terms))]


def plain_words(text):
    return ("# Plain words\n\n", f"# Plain words\n\n{text}\n\n")


# --- How it reads -----------------------------------------------------------------------------------------------------


def test_a_page_in_the_language_of_offices_is_named_at_its_hardest_paragraph(page):
    heavy = page("words/mentor", plain_words(HEAVY * 6))
    [(line, message)] = found(hard_pages, heavy)
    assert line == heavy.document.lines["plain_words"] + 3
    assert "not like B1" in message and "“Implementation of collaborative" in message


def test_a_plain_page_passes(page):
    assert found(hard_pages, page("words/mentor")) == []


def test_a_long_sentence_is_named_with_its_line(page):
    [(line, message)] = found(long_sentences, page("words/mentor", plain_words("Short.\n\n" + LONG)))
    assert line == page("words/mentor").document.lines["plain_words"] + 5
    assert message.startswith("A sentence of 30 words, 28 at most: “You and you and you and you and …”")


def test_the_line_of_a_bullet_is_its_own(page):
    kit = page("methods/job-dating", ("# Checklist\n\n", f"# Checklist\n\n- Ring first.\n- {LONG}\n"))
    assert [line for line, _ in found(long_sentences, kit)] == [kit.document.lines["checklist"] + 4]


def test_citations_and_addresses_do_not_make_a_sentence_long_and_speech_does(page):
    words = "and you " * 13
    assert found(long_sentences, page("words/mentor", plain_words(f"You {words}[go](words/learner) [@sbb]."))) == []
    assert len(found(long_sentences, page("words/mentor", plain_words(f'She says: "You {words}go."')))) == 1


def test_a_long_summary_is_named(page):
    assert found(long_sentences, page("words/mentor", ("summary: ", f"summary: {LONG}")))[0][0] == 3


# --- What stands there ------------------------------------------------------------------------------------------------


def test_a_thin_cell_of_a_kit_is_named_and_a_full_one_is_not(page):
    cell = "## Employer\n\n- Ring the school on Monday.\n- Ask for their list of goals.\n- Take your time.\n\n"
    full = page("methods/job-dating")
    text = full.document.path.read_text(encoding="utf-8")
    old = text[text.index("## Employer\n") : text.index("## Learner\n")]
    thin = page("methods/job-dating", (old, cell))
    [(line, message)] = found(thin_cells, thin)
    assert line == thin.document.lines["before_employer"] + 1
    assert message.startswith("“Before / Employer” has 2 of the 3 lines it needs")
    assert found(thin_cells, full) == []


def test_two_lines_are_enough_for_a_learner(page):
    text = page("methods/job-dating").document.path.read_text(encoding="utf-8")
    old = text[text.index("## Learner\n") : text.index("# During\n")]
    new = "## Learner\n\n- Write down what you can do.\n- Think of one question to ask.\n\n"
    assert found(thin_cells, page("methods/job-dating", (old, new))) == []


def test_the_same_paragraph_on_two_pages_is_named_on_the_second(page):
    stock = "Ask for both names and write them on the first sheet."
    first = page("words/learner", plain_words(stock))
    [(line, message)] = found(repeated_passages, first, page("words/mentor", plain_words(stock)))
    assert line == page("words/mentor").document.lines["plain_words"] + 3
    assert "stands already in words/learner, line" in message


def test_eight_words_may_stand_on_two_pages(page):
    stock = plain_words("Nobody has counted it, as far as known.")
    assert found(repeated_passages, page("words/learner", stock), page("words/mentor", stock)) == []


# --- Figures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "claim", ["It was 35 %.", "It cost 30 euros.", "There were 3,000 of them.", "A tenth: 10 per cent."]
)
def test_a_figure_without_a_source_is_named(page, claim):
    [(line, message)] = found(unsourced_figures, page("words/mentor", plain_words(claim)))
    assert line == page("words/mentor").document.lines["plain_words"] + 3
    assert "has no source" in message


@pytest.mark.parametrize(
    "text",
    [
        "It was 35 %. [@sbb-conditions]",
        "In 2019 it took six hours, or 90 minutes a week.",
        "Our advice: keep 10 % of the week free.",
        "The 20 % are ours.",
        "ISO 21001 has a chapter on it.",
    ],
)
def test_a_figure_with_a_source_a_year_and_our_own_pass(page, text):
    assert found(unsourced_figures, page("words/mentor", plain_words(text))) == []


def test_advice_later_in_a_paragraph_does_not_excuse_a_claim_before_it(page):
    assert len(found(unsourced_figures, page("words/mentor", plain_words("Of all, 80 % do. Our advice: do it.")))) == 1


def test_what_a_kit_plans_is_ours(page):
    planned = page("methods/job-dating", ("# Checklist\n\n", "# Checklist\n\n- Put 200 euros aside for coffee.\n"))
    claimed = page("methods/job-dating", ("# Pitfalls\n\n", "# Pitfalls\n\n- It fails for 30 % of the firms.\n"))
    assert found(unsourced_figures, planned) == []
    assert len(found(unsourced_figures, claimed)) == 1


def test_a_figure_in_a_summary_needs_its_source_below(page):
    summary = ("summary: ", "summary: Thirty per cent. ")
    sourced = plain_words("It was 30 %. [@sbb-conditions]")
    assert found(unsourced_headlines, page("words/mentor", summary))[0][0] == 3
    assert found(unsourced_headlines, page("words/mentor", summary, sourced)) == []


def test_a_figure_beside_a_section_needs_a_source_in_that_section(page):
    assert found(unsourced_headlines, page("benefits/providers")) == []
    headline = ("title: Your learners see what it is for", "title: Nine see what it is for\n    figure: 90 %")
    text = page("benefits/providers").document.path.read_text(encoding="utf-8")
    section = text[text.index("## learners-stay") : text.index("## places")]
    without = page("benefits/providers", headline, (section, "## learners-stay\n\nAsk them.\n\n"))
    [(_, message)] = found(unsourced_headlines, without)
    assert message.startswith("“90 %” stands in “figure”")


# --- Words ------------------------------------------------------------------------------------------------------------


def test_a_term_that_is_not_explained_is_named_at_its_first_use(page):
    [(line, message)] = found(
        unexplained_terms, page("words/mentor", plain_words("One.\n\nThe school says ECVET.")), terms=(ECVET,)
    )
    assert line == page("words/mentor").document.lines["plain_words"] + 5
    assert message == (
        "“ECVET” is not explained on this page: say “points”, link words/ecvet, or explain it in brackets."
    )


@pytest.mark.parametrize(
    "text",
    [
        "It has [ECVET](words/ecvet).",
        "It has ECVET. See the [points](words/ecvet).",
        "It has ECVET (points).",
        "Points of learning (ECVET) count.",
        "ECVET gives points for what you can do.",
        'They say "ECVET" and nobody asks.',
        "TTT4ECVET is a project.",
        "Nothing of the kind.",
    ],
)
def test_a_term_that_is_linked_explained_or_only_talked_about_passes(page, text):
    assert found(unexplained_terms, page("words/mentor", plain_words(text)), terms=(ECVET,)) == []


def test_a_term_has_plurals_and_capitals_and_its_own_page(page):
    for text in ("Competences count.", "A list of competences."):
        assert len(found(unexplained_terms, page("words/mentor", plain_words(text)), terms=(COMPETENCE,))) == 1
    own = page("words/ecvet")
    assert "ECVET" in own.text and found(unexplained_terms, own, terms=(ECVET,)) == []


def test_the_list_of_terms_names_its_own_faults(tmp_path):
    path = tmp_path / "terms.yaml"
    path.write_text("WBL:\n  say: learning at work\n  words: gone\nSME:\n  tell: small firm\n", encoding="utf-8")
    faults = []
    assert [term.name for term in read_terms(path, frozenset(), faults)] == ["WBL", "SME"]
    assert [(fault.line, fault.message) for fault in faults] == [
        (1, "There is no page words/gone."),
        (5, "Unknown field “tell”. Known: say, words, explained, forms."),
        (4, "“SME” needs `say`: what to say instead."),
    ]
    assert read_terms(tmp_path / "none.yaml", frozenset(), faults) == ()


def test_a_word_is_not_explained_by_itself(page):
    circular = page("words/mentor", ("summary: ", "summary: Somebody who acts as mentors do. "))
    assert found(circular_summaries, circular) == [(3, "“Mentor” is explained by itself. Explain it in other words.")]
    assert found(circular_summaries, page("words/mentor")) == []


def test_only_words_are_held_to_explaining(page):
    kit = page("methods/job-dating", ("summary: ", "summary: Job dating. "))
    assert found(circular_summaries, kit) == []


def test_another_word_for_a_page_is_no_name_of_a_second(page):
    learner, mentor = page("words/learner"), page("words/mentor")
    assert found(shared_names, learner, mentor) == []
    also = ("also: [", "also: [Learner, ")
    assert found(shared_names, learner, page("words/mentor", also))[0][1].startswith(
        "“Learner” is a name of words/learner"
    )
    twice = page("words/mentor", name="words/mentor-again")
    messages = [message for _, message in found(shared_names, mentor, twice)]
    assert "“Mentor” is a name of words/mentor already. Keep it there or here." in messages
    assert "“practice trainer” is a name of words/mentor already. Keep it there or here." in messages


# --- All of it --------------------------------------------------------------------------------------------------------


def test_the_shipped_texts_keep_every_rule(repository):
    assert text_faults(read_library(repository / "content", site_languages())) == []


def test_a_text_with_faults_of_form_is_judged_all_the_same(content_copy):
    (content_copy / "manual/en/words/mentor.md").write_text(f"---\ntitle: [\n---\n\n# Plain words\n\n{LONG}", "utf-8")
    (content_copy / "terms.yaml").write_text("a: &a {say: x}\nb: *a\n", "utf-8")
    messages = [fault.message for fault in text_faults(read_library(content_copy, site_languages()))]
    assert any("A sentence of 30 words" in message for message in messages)
    assert any("Anchors and aliases" in message for message in messages)
