"""The manual as a book: every page is in it, in the reader's language, and nothing in it leads nowhere."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from vetatwork.documents.book.parts import (
    Address,
    Box,
    Facts,
    Heading,
    ItemList,
    Note,
    Paragraph,
    Reference,
    Table,
    Words,
    broken_references,
    chapters_of,
)
from vetatwork.documents.book.pdf import book_pdf
from vetatwork.exports.book import (
    MOST_PICKED,
    NothingPicked,
    TooManyPages,
    UnknownPages,
    manual_book,
    picked_book,
    section_book,
)
from vetatwork.exports.book.gathering import OF_THE_SITE
from vetatwork.exports.book.published import Published
from vetatwork.manual import queries
from vetatwork.manual.models import CasePage, LessonPage, MethodPage, ObstaclePage, PlainPage, WordPage

pytestmark = [pytest.mark.django_db, pytest.mark.outputs, pytest.mark.xdist_group("test_book")]
ORDER = ["start", "benefits", "obstacles", "methods", "cases", "tips", "learners", "standards", "words", "templates"]


def spans_of(blocks):
    """Every span of some blocks."""
    for block in blocks:
        match block:
            case Paragraph(run):
                yield from run
            case ItemList(items):
                yield from (span for item in items for span in item)
            case Facts(rows):
                yield from (span for _label, run in rows for span in run)
            case Table():
                yield from (span for row in block.rows for run in row for span in run)
            case Box():
                yield from spans_of(block.blocks)


def spans(book):
    yield from spans_of(book.colophon)
    for part in book.parts:
        yield from spans_of(part.lead)
        for chapter in part.chapters:
            yield from spans_of(chapter.blocks)


def chapter_of(book, key):
    return next(chapter for chapter in chapters_of(book) if chapter.anchor == key)


def words_of(blocks):
    return " ".join(
        [block.text for block in blocks if isinstance(block, Heading)]
        + [span.text for span in spans_of(blocks) if isinstance(span, Words)]
    )


def set_text(page, **fields):
    type(page).objects.filter(pk=page.pk).update(**fields)


@pytest.fixture
def icelandic(settings):
    """Icelandic, in which one page is translated."""
    locale = Locale.objects.get_or_create(language_code="is")[0]
    page = MethodPage.objects.get(key="methods/job-dating", locale__language_code="en")
    home = queries.page_with_key("home/home", "en")
    translated_home = home.copy_for_translation(locale, copy_parents=True, alias=False)
    translated_home.save_revision().publish()
    for key in ("sections/methods", "methods/job-dating"):
        copy = queries.page_with_key(key, "en").copy_for_translation(locale, copy_parents=True, alias=False)
        copy.save_revision().publish()
    set_text(MethodPage.objects.get(translation_key=page.translation_key, locale=locale), title="Stefnumót")
    return locale


# --- The whole manual -------------------------------------------------------------------------------------------------


def test_every_published_page_is_in_the_whole_book_once():
    book = manual_book("en")
    keys = [chapter.anchor for chapter in chapters_of(book)]
    assert len(keys) == len(set(keys))
    parts = {part.anchor for part in book.parts}
    assert set(Published("en").by_key) == set(keys) | (parts - {"part/about"}) | set(OF_THE_SITE)


def test_pages_that_speak_of_the_site_alone_are_named():
    about = manual_book("en").parts[-1]
    urls = {span.url for span in spans_of(about.lead) if isinstance(span, Address)}
    assert {url.rstrip("/").rsplit("/", 1)[-1] for url in urls} == {"privacy", "accessibility"}


def test_parts_follow_each_other_in_the_order_of_the_manual():
    assert [part.anchor for part in manual_book("en").parts] == [*(f"sections/{name}" for name in ORDER), "part/about"]


def test_lessons_stand_behind_their_kit_and_words_in_the_order_of_the_alphabet():
    book = manual_book("en")
    methods = [chapter.anchor for chapter in book.parts[3].chapters]
    lessons = [page.key for page in LessonPage.objects.live().order_by("number")]
    after = methods.index("methods/proud-to-be-a-mentor") + 1
    assert methods[after : after + len(lessons)] == lessons
    titles = [chapter.title.casefold() for chapter in book.parts[8].chapters]
    assert titles == sorted(titles)


def test_nothing_in_the_book_leads_nowhere():
    book = manual_book("en")
    assert broken_references(book) == frozenset()
    assert {span.target for span in spans(book) if isinstance(span, Note)} == {source.anchor for source in book.sources}
    ours = "http://127.0.0.1:8000/en/"
    inside = {span.url for span in spans(book) if isinstance(span, Address) and span.url.startswith(ours)}
    assert all(
        url == ours or "/templates/" in url or url.split("/")[-2] in ("privacy", "accessibility") for url in inside
    )


def test_all_that_a_kit_says_is_in_its_chapter():
    page = MethodPage.objects.get(key="methods/job-dating", locale__language_code="en")
    chapter = chapter_of(manual_book("en"), page.key)
    writer_of = Published("en").key_of_id
    from vetatwork.content.prose import plain_text
    from vetatwork.content.richtext import from_editor

    said = "".join(words_of(chapter.blocks).split())
    for block in chapter.blocks:
        said += "".join(words_of(getattr(block, "blocks", ())).split())
    said += "".join("".join(span.text for span in _words_in(chapter.blocks)).split())
    for cell in page.kind.cells():
        for line in plain_text(from_editor(getattr(page, cell.name) or "", writer_of)).splitlines():
            assert "".join(line.split())[:40] in said, cell.name
    facts = next(block for block in chapter.blocks if isinstance(block, Facts))
    assert {"VET provider", "Employer", "Learner", "Begin", "People", "Cost", "Evidence"} <= {
        row[0] for row in facts.rows
    }


def _words_in(blocks):
    for span in spans_of(blocks):
        if isinstance(span, Words):
            yield span
        elif isinstance(span, Reference | Address):
            yield from span.words


def test_the_number_of_queries_does_not_grow_with_the_pages():
    Published("en")
    with CaptureQueriesContext(
        connection,
    ) as queried:
        manual_book("en")
    assert len(queried) <= 16


def test_a_page_that_cites_an_unknown_source_goes_without_it():
    page = CasePage.objects.filter(locale__language_code="en").first()
    set_text(page, sources=["nobody-1999"], situation="<p>So it was. [@nobody-1999] And [@oecd-nowhere] so on.</p>")
    book = picked_book("en", [page.key])
    assert broken_references(book) == frozenset()
    assert "nobody" not in str(book)


def test_a_page_behind_a_password_is_in_no_book():
    page = ObstaclePage.objects.filter(locale__language_code="en").first()
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    assert page.key not in {chapter.anchor for chapter in chapters_of(manual_book("en"))}
    with pytest.raises(UnknownPages):
        picked_book("en", [page.key])


def test_a_page_whose_part_is_not_published_is_in_the_book_all_the_same():
    queries.page_with_key("sections/tips", "en").unpublish()
    last = manual_book("en").parts[-1]
    assert {page.key for page in PlainPage.objects.filter(key__startswith="tips/")} <= {c.anchor for c in last.chapters}


def test_the_imprint_names_licence_day_and_operator(settings):
    settings.OPERATOR_NAME = "Chamber of Somewhere"
    book = manual_book("en")
    said = words_of(book.colophon)
    assert "Chamber of Somewhere" in said
    assert "not legal advice" in said
    assert any(isinstance(s, Address) and "licenses/by/4.0" in s.url for s in spans_of(book.colophon))
    assert book.modified.endswith("Z")


# --- Languages --------------------------------------------------------------------------------------------------------


def test_what_is_not_translated_stands_in_the_book_in_english_and_says_so(icelandic):
    book = section_book("is", "methods")
    assert book.language == "is"
    translated, other = chapter_of(book, "methods/job-dating"), chapter_of(book, "methods/plan-to-learn")
    assert (translated.language, translated.title) == ("is", "Stefnumót")
    assert other.language == "en"
    first = other.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.language == "is"
    assert "English" in first.run[0].text
    assert broken_references(book) == frozenset()


def test_a_page_is_in_a_translated_book_once(icelandic):
    keys = [chapter.anchor for chapter in chapters_of(manual_book("is"))]
    assert len(keys) == len(set(keys))
    assert set(keys) == {chapter.anchor for chapter in chapters_of(manual_book("en"))}


# --- A part, and a handout --------------------------------------------------------------------------------------------


def test_a_part_leads_to_the_site_for_what_it_does_not_hold():
    book = section_book("en", "methods")
    assert [part.anchor for part in book.parts] == ["sections/methods"]
    assert {c.anchor for c in chapters_of(book)} == {
        p.key for p in (*MethodPage.objects.live(), *LessonPage.objects.live())
    }
    assert broken_references(book) == frozenset()
    assert "http://127.0.0.1:8000/en/words/mentor/" in {s.url for s in spans(book) if isinstance(s, Address)}


@pytest.mark.parametrize("collection", ["nothing", "", "pages", "lessons", "../methods"])
def test_an_unknown_part_is_an_error_that_names_it(collection):
    with pytest.raises(UnknownPages, match=f"sections/{collection}"):
        section_book("en", collection)


def test_a_handout_keeps_the_readers_order_and_puts_the_pages_of_a_part_together():
    keys = ["words/mentor", "methods/plan-to-learn", "words/learner", "methods/job-dating", "words/mentor"]
    book = picked_book("en", keys)
    assert book.handout
    assert [part.anchor for part in book.parts] == ["part/words", "part/methods"]
    assert [c.anchor for c in chapters_of(book)] == [keys[0], keys[2], keys[1], keys[3]]
    assert broken_references(book) == frozenset()
    assert picked_book("en", keys[:1]).title == chapter_of(book, keys[0]).title


def test_a_part_and_the_home_page_can_be_handed_out():
    book = picked_book("en", ["sections/methods", "home/home", "pages/privacy"])
    assert [c.anchor for c in chapters_of(book)] == ["sections/methods", "home/home", "pages/privacy"]
    assert broken_references(book) == frozenset()
    assert book_pdf(book).startswith(b"%PDF")


def test_what_cannot_be_handed_out_is_said():
    with pytest.raises(UnknownPages) as error:
        picked_book("en", ["methods/job-dating", "methods/nothing", "<b>"])
    assert error.value.keys == ("methods/nothing", "<b>")
    with pytest.raises(NothingPicked):
        picked_book("en", [])
    words = list(WordPage.objects.live().values_list("key", flat=True))[: MOST_PICKED + 1]
    assert len(words) == MOST_PICKED + 1
    with pytest.raises(TooManyPages, match=str(MOST_PICKED)):
        picked_book("en", words)
    assert len(list(chapters_of(picked_book("en", words[:-1])))) == MOST_PICKED


def test_a_book_keeps_its_name_whatever_its_texts_say():
    assert section_book("en", "tips").identifier == section_book("en", "tips").identifier
    names = {
        section_book("en", "tips").identifier,
        section_book("en", "words").identifier,
        manual_book("en").identifier,
    }
    assert len(names) == 3
