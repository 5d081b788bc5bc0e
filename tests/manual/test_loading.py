"""Files to pages and back: idempotent, atomic, and an editor's work stays."""

import re

import pytest
from django.utils import translation
from wagtail.models import Locale, Page

from vetatwork.content.document import write_document
from vetatwork.content.faults import ContentError
from vetatwork.content.merge import Action
from vetatwork.content.services import dump_content, load_content
from vetatwork.content.sources import write_sources
from vetatwork.content.store import the_store
from vetatwork.core.models import AuditEntry
from vetatwork.manual import queries
from vetatwork.manual.models import PAGE_MODELS, MethodPage, Source, WordPage

pytestmark = pytest.mark.django_db
KIT = "manual/en/methods/job-dating.md"


def _edit(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _edit_page(key, **values):
    page = queries.page_with_key(key, "en")
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def _actions(report):
    return {action for action, pages in report.done.items() if pages}


def _files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_page_gives_back_the_file_it_came_from(repository):
    documents = list(the_store().documents())
    sources = [document for document in documents if not document.language]
    assert write_sources(sources) == (repository / "content/sources.yaml").read_text(encoding="utf-8")
    pages = [document for document in documents if document.language]
    assert len(pages) == len(list((repository / "content/manual").rglob("*.md")))
    for document in pages:
        path = repository / "content/manual" / document.language / f"{document.key}.md"
        assert write_document(document) == path.read_text(encoding="utf-8"), document.key


def test_loading_again_changes_nothing(content_copy):
    revisions = Page.objects.values_list("pk", "latest_revision_id", "last_published_at")
    before = sorted(revisions)
    report = load_content(folder=content_copy)
    assert _actions(report) == {Action.KEEP}
    assert sorted(revisions.all()) == before


def test_an_unchanged_folder_is_not_even_read(content_copy):
    load_content(folder=content_copy)
    assert load_content(folder=content_copy, only_if_changed=True).unchanged_folder


def test_dumping_what_was_loaded_changes_no_file(content_copy):
    before = _files(content_copy)
    assert dump_content(folder=content_copy).changed == []
    assert _files(content_copy) == before


def test_a_changed_file_changes_its_page_and_leaves_a_revision(content_copy):
    _edit(content_copy, KIT, "title: Job dating", "title: Job dating today")
    revisions = queries.page_with_key("methods/job-dating", "en").revisions.count()
    report = load_content(folder=content_copy)
    page = queries.page_with_key("methods/job-dating", "en")
    assert report.done[Action.UPDATE] == [("methods/job-dating", "en")]
    assert page.title == "Job dating today"
    assert page.revisions.count() == revisions + 1


def test_loading_is_recorded(content_copy):
    load_content(folder=content_copy)
    entry = AuditEntry.objects.latest("at")
    assert entry.action == "content.load"
    assert entry.details["keep"] > 20


def test_what_an_editor_wrote_stays_and_is_dumped(content_copy):
    _edit_page("methods/job-dating", slogan="Changed in the browser", cost="")
    report = load_content(folder=content_copy)
    assert _actions(report) == {Action.KEEP}
    assert MethodPage.objects.get(key="methods/job-dating").slogan == "Changed in the browser"
    dumped = dump_content(folder=content_copy)
    assert dumped.changed == [content_copy / KIT]
    text = (content_copy / KIT).read_text(encoding="utf-8")
    assert "slogan: Changed in the browser\n" in text
    assert "\ncost:" not in text


def test_a_draft_is_dumped_too(content_copy):
    page = queries.page_with_key("methods/job-dating", "en")
    page.slogan = "Only a draft"
    page.save_revision()
    dump_content(folder=content_copy)
    assert "slogan: Only a draft\n" in (content_copy / KIT).read_text(encoding="utf-8")


def test_both_changed_is_a_conflict_and_the_page_stays(content_copy):
    _edit_page("methods/job-dating", slogan="From the browser")
    _edit(content_copy, KIT, "title: Job dating", "title: From the file")
    for _time in range(2):
        report = load_content(folder=content_copy)
        assert report.conflicts == [("methods/job-dating", "en")]
        assert MethodPage.objects.get(key="methods/job-dating").slogan == "From the browser"
    assert dump_content(folder=content_copy).conflicts == [content_copy / KIT]
    assert "title: From the file" in (content_copy / KIT).read_text(encoding="utf-8")


def test_files_win_when_told_so(content_copy):
    _edit_page("methods/job-dating", slogan="From the browser")
    _edit(content_copy, KIT, "title: Job dating", "title: From the file")
    load_content(folder=content_copy, take_files=True)
    page = MethodPage.objects.get(key="methods/job-dating")
    assert (page.title, page.slogan != "From the browser") == ("From the file", True)


def test_a_removed_file_removes_its_page(content_copy):
    path = content_copy / "manual/en/words/passing-word.md"
    learner = (content_copy / "manual/en/words/learner.md").read_text(encoding="utf-8")
    passing = re.sub(r"^title: .*$", "title: Passing word", learner, count=1, flags=re.M)
    path.write_text(re.sub(r"^also:(.*\n( .*\n)*)", "", passing, count=1, flags=re.M), encoding="utf-8")
    load_content(folder=content_copy)
    assert WordPage.objects.filter(key="words/passing-word").exists()
    path.unlink()
    report = load_content(folder=content_copy)
    assert report.done[Action.DELETE] == [("words/passing-word", "en")]
    assert not WordPage.objects.filter(key="words/passing-word").exists()


def test_a_page_an_editor_deleted_stays_deleted_and_its_file_goes(content_copy):
    queries.page_with_key("cases/leerhuis-gouda", "en").delete()
    load_content(folder=content_copy)
    assert queries.page_with_key("cases/leerhuis-gouda", "en") is None
    assert dump_content(folder=content_copy).changed == [content_copy / "manual/en/cases/leerhuis-gouda.md"]


def test_a_faulty_file_loads_nothing(content_copy):
    _edit(content_copy, KIT, "title: Job dating", "title: Changed")
    _edit(content_copy, "manual/en/words/learner.md", "# Plain words", "# Nonsense")
    with pytest.raises(ContentError, match=r"learner\.md:\d+: Unknown heading"):
        load_content(folder=content_copy)
    assert MethodPage.objects.get(key="methods/job-dating").title == "Job dating"


def test_a_full_disk_in_the_middle_loads_nothing(content_copy, monkeypatch):
    from vetatwork.manual.store import PageStore

    _edit(content_copy, KIT, "title: Job dating", "title: Changed")
    _edit(content_copy, "manual/en/words/learner.md", "title: ", "title: The ")
    write, written = PageStore.write, []

    def write_then_fail(self, document):
        if written:
            raise OSError(28, "No space left on device")
        written.append(document.key)
        write(self, document)

    monkeypatch.setattr(PageStore, "write", write_then_fail)
    with pytest.raises(OSError, match="No space"):
        load_content(folder=content_copy)
    assert written
    assert not Page.objects.filter(title__in=["Changed", "The learner", "The Learner"]).exists()


def test_a_changed_source_is_loaded_and_dumped(content_copy):
    source = Source.objects.first()
    source.title = "A better title"
    source.save()
    assert _actions(load_content(folder=content_copy)) == {Action.KEEP}
    assert dump_content(folder=content_copy).changed == [content_copy / "sources.yaml"]
    assert "title: A better title\n" in (content_copy / "sources.yaml").read_text(encoding="utf-8")


def test_ids_of_blocks_are_the_same_at_every_load(content_copy):
    page = queries.page_with_key("obstacles/time", "en")
    before = [block.id for block in page.ways_out]
    _edit(content_copy, "manual/en/obstacles/time.md", "title: There", "title: Again there")
    load_content(folder=content_copy, take_files=True)
    assert [block.id for block in queries.page_with_key("obstacles/time", "en").ways_out] == before


# --- A second language ------------------------------------------------------------------------------------------------


def _finnish_word(folder, of="words/learner", **front):
    english = queries.page_with_key(of, "en")
    path = folder / f"manual/fi/{of}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = (folder / f"manual/en/{of}.md").read_text(encoding="utf-8")
    marks = {"translated_from": english.content_hash, "reviewed": "false", **front}
    head, body = text.split("\n---\n", 1)
    head = "\n".join(line for line in head.splitlines() if not line.startswith("title:"))
    extra = "".join(f"{name}: {value}\n" for name, value in marks.items())
    path.write_text(f"---\ntitle: Oppija{head[3:]}\n{extra}---\n{body}", encoding="utf-8")
    return path


def _finnish_home(folder):
    path = _finnish_word(folder, of="home/home")
    path.write_text(path.read_text(encoding="utf-8").replace("title: Oppija", "title: Koulu ja työ"), encoding="utf-8")


def test_a_second_language_folder_just_works(content_copy, client):
    assert client.get("/fi/").status_code == 404
    _finnish_home(content_copy)
    _finnish_word(content_copy)
    load_content(folder=content_copy)
    assert Locale.objects.filter(language_code="fi").exists()
    page = client.get("/fi/words/learner/").content.decode()
    assert "<h1" in page and "Oppija" in page
    assert 'lang="fi"' in page
    assert "No native speaker" in page


def test_what_is_not_translated_is_shown_in_english_and_says_so(content_copy, client):
    _finnish_home(content_copy)
    load_content(folder=content_copy)
    response = client.get("/fi/methods/job-dating/")
    page = response.content.decode()
    assert response.status_code == 200
    assert '<html lang="fi"' in page
    assert '<article lang="en"' in page or 'lang="en"' in page.split("<main", 1)[1]
    assert '<link rel="canonical" href="http://127.0.0.1:8000/en/methods/job-dating/">' in page
    assert "noindex" in page


def test_a_translation_is_stale_when_the_english_page_changes(content_copy, client):
    _finnish_home(content_copy)
    _finnish_word(content_copy)
    load_content(folder=content_copy)
    stale = "The English page has changed"
    assert stale not in client.get("/fi/words/learner/").content.decode()
    _edit_page("words/learner", search_description="A new explanation.")
    assert stale in client.get("/fi/words/learner/").content.decode()


def test_links_lead_to_the_translation_where_there_is_one(content_copy, client):
    _finnish_home(content_copy)
    _finnish_word(content_copy)
    load_content(folder=content_copy)
    page = client.get("/fi/methods/job-dating/").content.decode()
    assert 'href="/fi/words/learner/"' in page
    assert 'href="/en/words/learner/"' not in page


def test_deleting_a_language_folder_takes_its_pages(content_copy):
    _finnish_home(content_copy)
    path = _finnish_word(content_copy)
    load_content(folder=content_copy)
    path.unlink()
    report = load_content(folder=content_copy)
    assert report.done[Action.DELETE] == [("words/learner", "fi")]
    assert queries.page_with_key("words/learner", "en") is not None


def test_a_translated_folder_round_trips(content_copy):
    _finnish_home(content_copy)
    _finnish_word(content_copy)
    load_content(folder=content_copy)
    before = _files(content_copy)
    dump_content(folder=content_copy)
    after = _files(content_copy)
    assert {name for name in before if before[name] != after.get(name)} <= {
        name for name in before if "fi" in name.parts
    }
    dump_content(folder=content_copy)
    assert _files(content_copy) == after


def test_the_active_language_of_a_test_is_english():
    assert translation.get_language() == "en"


@pytest.mark.parametrize("model", PAGE_MODELS, ids=lambda model: model.__name__)
def test_the_model_of_a_kind_has_its_fields(model):
    for part in (*model.kind.fields(), *model.kind.cells()):
        assert hasattr(model, part.name) or any(field.name == part.name for field in model._meta.get_fields()), (
            part.name
        )
