"""Finding pages by words: the real manual, the same on every database."""

import pytest

from vetatwork.manual import queries
from vetatwork.manual.indexing import index_everything, index_if_stale
from vetatwork.search.models import Entry, Posting
from vetatwork.search.queries import listing
from vetatwork.search.words import answer

pytestmark = pytest.mark.django_db


def _keys(text, **options):
    return [hit.entry.key for hit in answer(text=text, language="en", **options).hits]


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("learner", "words/learner"),
        ("learners", "words/learner"),
        ("LEARNER", "words/learner"),
        ("learne", "words/learner"),
        ("job dating", "methods/job-dating"),
        ("dati", "methods/job-dating"),
        ("no time", "obstacles/time"),
        ("what to do when nobody has time", "obstacles/time"),
        ("care homes in the Netherlands", "cases/leerhuis-gouda"),
        ("night work under 18", "standards/young-workers"),
    ],
)
def test_a_question_finds_its_page(question, key):
    assert key in _keys(question)[:4]


@pytest.mark.parametrize("other", ["intern", "trainee", "Trainees"])
def test_other_words_of_the_glossary_find_the_page_and_its_word(other):
    assert "words/learner" in _keys(other)[:3]
    assert answer(text=other, language="en").count > 10, "pages that say learner are found too"


@pytest.mark.parametrize(("typed", "meant"), [("aprentice", "apprentice"), ("mentro", "mentor"), ("lerner", "learner")])
def test_a_typo_is_answered_with_what_was_meant(typed, meant):
    found = answer(text=typed, language="en")
    assert (found.suggestion, found.instead) == (meant, True)
    right = answer(text=meant, language="en")
    assert (found.hits, found.count, found.kinds) == (right.hits, right.count, right.kinds)
    unmended = answer(text=typed, language="en", mend=False)
    assert (unmended.hits, unmended.count, unmended.suggestion) == ([], 0, meant)


def test_a_hit_shows_where_it_stands():
    hit = next(hit for hit in answer(text="bell", language="en").hits if hit.entry.key == "methods/job-dating")
    assert ("bell", True) in hit.pieces


def test_hits_are_counted_by_kind_and_can_be_narrowed():
    everything = answer(text="learner", language="en")
    assert sum(everything.kinds.values()) == everything.count
    cases = answer(text="learner", language="en", kind="case", limit=1000)
    assert cases.count == everything.kinds["case"] == len(cases.hits)
    assert {hit.entry.kind for hit in cases.hits} == {"case"}


def test_pages_of_results_follow_each_other():
    first, second = _keys("learner", limit=5), _keys("learner", limit=5, offset=5)
    assert first + second == _keys("learner", limit=10) and len(set(first + second)) == 10


def test_words_that_stand_side_by_side_in_a_name_are_better_side_by_side():
    """Seven glossary pages have “company” as another word and “time” in their text; no page has “no time” but one."""
    assert _keys("the company has no time")[0] == "obstacles/time"
    pairs = set(Posting.objects.filter(entry__key="obstacles/time").values_list("term", flat=True))
    assert {"en:no time", "en:too busi"} <= pairs and "en:is no" not in pairs


def test_a_word_is_explained_first_to_who_asks_for_it_alone():
    assert _keys("trainee")[0] == _keys("what does trainee mean")[0] == "words/learner"
    assert _keys("feedback for a trainee")[0] != "words/learner"


def test_a_long_question_may_have_words_that_no_page_has():
    whole, chat = (
        answer(text=text, language="en") for text in ("induction checklist", "induction checklist zebra please")
    )
    assert whole.hits[0].entry.key == chat.hits[0].entry.key == "templates/induction-checklist"
    assert not chat.enough_words, "two of four words are too few"
    assert answer(text="induction checklist zebra", language="en").enough_words


def test_a_page_is_found_by_what_readers_call_it_and_does_not_show_it(client):
    page = queries.page_with_key("obstacles/time", "en")
    page.searched_by = ["quokka season"]
    page.save_revision().publish()
    assert _keys("quokka") == ["obstacles/time"]
    assert "quokka" not in client.get("/en/obstacles/time/").content.decode()
    assert "quokka" not in client.get("/en/obstacles/time/index.md").content.decode()


def test_letters_that_no_page_has_are_a_word_that_is_missing():
    found = answer(text="привет learner", language="en")
    assert not found.enough_words and found.hits[0].entry.key == "words/learner"


def test_if_no_page_has_enough_words_those_with_some_are_shown():
    found = answer(text="dating zebra", language="en")
    assert not found.enough_words and found.hits[0].entry.key == "methods/job-dating"


@pytest.mark.parametrize(
    "text",
    ["", " ", "?!", "\x00", "'; DROP TABLE search_entry; --", "(((", ".*", "%", "_", "\\", "a" * 10_000, "é" * 300,
     "🙂", "привет", "привет learner", "日本語", "the of and", "x " * 5_000, "SELECT * FROM", "^(a+)+$", "en:learner",
     "@words/learner"],
)  # fmt: skip
def test_no_question_is_an_error(text):
    answer(text=text, language="en")
    answer(text=text, language="is", kind="nonsense")


def test_a_publish_is_found_at_once_and_an_unpublish_is_not():
    page = queries.page_with_key("words/learner", "en")
    page.title = "Quokka"
    page.save_revision().publish()
    assert _keys("quokka") == ["words/learner"]
    page.title = "Learner"
    page.save_revision().publish()
    assert _keys("quokka") == []
    page.unpublish()
    assert "words/learner" not in _keys("learner", limit=50)


def test_a_draft_is_not_found():
    page = queries.page_with_key("words/learner", "en")
    page.title = "Quokka"
    page.save_revision()
    assert _keys("quokka") == []


def test_a_deleted_page_leaves_nothing():
    page = queries.page_with_key("words/placement", "en")
    page.delete()
    assert not Entry.objects.filter(key="words/placement").exists()
    assert not Posting.objects.filter(entry__key="words/placement").exists()


def test_building_anew_gives_the_same_index():
    before = set(Posting.objects.values_list("term", "entry__key", "kind", "weight"))
    index_everything()
    assert set(Posting.objects.values_list("term", "entry__key", "kind", "weight")) == before
    assert not index_if_stale()


def test_the_index_holds_every_published_page_but_the_home_page(repository):
    files = {f"{path.parent.name}/{path.stem}" for path in (repository / "content/manual/en").rglob("*.md")}
    assert set(Entry.objects.values_list("key", flat=True)) == files - {"home/home"}


def test_a_list_counts_what_each_choice_would_leave():
    whole = listing(language="en", kind="case", chosen={}, names=["country", "step"], limit=1000)
    assert whole.count == len(whole.entries) == sum(whole.counts["step"].values())
    for country, number in whole.counts["country"].items():
        assert listing(language="en", kind="case", chosen={"country": [country]}).count == number
    chosen = listing(language="en", kind="case", chosen={"step": ["1"]}, names=["country", "step"])
    assert chosen.counts["step"] == whole.counts["step"], "another step may be chosen instead"
    assert sum(chosen.counts["country"].values()) < sum(whole.counts["country"].values())


def test_a_list_takes_as_many_queries_however_long_it_is(django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        listing(language="en", kind="case", chosen={"step": ["1"]}, names=["country", "step", "area", "sector"])
