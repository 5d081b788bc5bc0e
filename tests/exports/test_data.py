"""Open data: what everybody can read, whole, in the files that it came from, with schemas that hold."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from django.contrib.auth import get_user_model
from wagtail.models import PageViewRestriction

from vetatwork.content.document import read_document
from vetatwork.content.library import read_library
from vetatwork.content.merge import Action
from vetatwork.content.models import LoadedPage
from vetatwork.content.quality.judging import text_faults
from vetatwork.content.services import load_content
from vetatwork.evaluation.models import InstrumentVersion
from vetatwork.exports.data import write_data
from vetatwork.manual import queries
from vetatwork.manual.kinds import ALL_KINDS, CASE
from vetatwork.manual.models import Source

pytestmark = [pytest.mark.django_db, pytest.mark.outputs, pytest.mark.xdist_group("test_data")]


def files_in(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def written(folder):
    folder.mkdir()
    write_data(folder)
    return folder


def faults_in(content):
    library = read_library(content, frozenset({"en", "fi", "de"}))
    return [str(fault) for fault in library.faults + text_faults(library)]


def page(key, language="en"):
    return queries.page_with_key(key, language)


def named(folder, text):
    """The files that hold `text`."""
    return [name for name, content in files_in(folder).items() if text.encode() in content]


@pytest.fixture(scope="module")
def data(django_db_setup, django_db_blocker, tmp_path_factory):
    """The open data of the site as it is shipped. Tests only read it."""
    with django_db_blocker.unblock():
        return written(tmp_path_factory.mktemp("data") / "out")


# --- There and back ---------------------------------------------------------------------------------------------------


def test_the_content_of_a_fresh_site_comes_out_as_the_files_it_went_in(data, repository):
    shipped = {name: text for name, text in files_in(repository / "content").items() if name != "LICENSE.md"}
    assert files_in(data / "content") == shipped


def test_what_comes_out_has_no_fault_and_changes_nothing_when_it_is_loaded(data):
    assert faults_in(data / "content") == []
    LoadedPage.objects.all().delete()  # As on a site that never loaded a file.
    report = load_content(folder=data / "content")
    assert {action for action, pages in report.done.items() if pages} == {Action.KEEP}
    assert report.count(Action.KEEP) > 300


def test_the_same_content_gives_the_same_bytes(data, tmp_path):
    assert files_in(written(tmp_path / "again")) == files_in(data)


# --- Schemas, list, what to know --------------------------------------------------------------------------------------


def checked(folder):
    """Runs the program in README.md in the folder."""
    (program,) = re.findall(r"```python\n(.*?)```", (folder / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    return subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)


def test_the_program_in_the_readme_finds_every_file_in_order_and_each_that_is_not(data, tmp_path):
    done = checked(data)
    assert done.returncode == 0, done.stderr
    broken = Path(shutil.copytree(data, tmp_path / "broken"))
    file = broken / "content/planned.yaml"
    file.write_text("- methods/job-dating\n", encoding="utf-8")
    assert "planned.yaml" in checked(broken).stderr


def test_the_list_names_every_file_and_every_file_of_content_and_data_has_a_schema(data):
    listed = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["path"]: resource for resource in listed["resources"]}
    assert set(resources) == set(files_in(data)) - {"datapackage.json"}
    assert len({resource["name"] for resource in resources.values()}) == len(resources)
    assert all(re.fullmatch(r"[-a-z0-9._/]+", resource["name"]) for resource in resources.values())
    for path, resource in resources.items():
        if path.startswith(("content/", "data/")):
            assert resource["jsonSchema"] in resources, path
    assert listed["licenses"][0]["name"] == "CC-BY-4.0"
    assert re.fullmatch(r"\d{4}\.\d\d\.\d\d", listed["version"])


def test_every_schema_is_one_and_forbids_what_it_does_not_know(data):
    for path in (data / "schema").rglob("*.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        assert not jsonschema.Draft202012Validator(schema).is_valid({"unknown": 1}), path
        assert schema["title"]


def test_there_is_a_schema_for_each_kind_of_page_that_names_its_fields_and_headings(data):
    for kind in ALL_KINDS:
        schema = json.loads((data / f"schema/content/manual/{kind.name}.json").read_text(encoding="utf-8"))
        assert list(schema["properties"]) == [part.name for part in kind.front_parts()]
        assert [each["heading"] for each in schema["x-body"]] == [part.heading for part in kind.body]


def head_of(text):
    return yaml.load(text.split("---\n")[1], yaml.BaseLoader)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", None),
        ("title", "x" * 71),
        ("step", "6"),
        ("step", "one"),
        ("areas", []),
        ("areas", ["cooperation", "cooperation"]),
        ("areas", ["love"]),
        ("countries", "fi"),
        ("methods", ["Job dating"]),
        ("translated_from", "yesterday"),
        ("reviewed", "perhaps"),
        ("slogan", "not of this kind"),
    ],
)
def test_a_schema_refuses_what_content_check_refuses(data, field, value):
    """`content check` itself would report it: the schema is made of the same fields."""
    name = next(iter(sorted((data / "content/manual/en/cases").glob("*.md"))))
    head = head_of(name.read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(
        json.loads((data / "schema/content/manual/case.json").read_text(encoding="utf-8"))
    )
    assert validator.is_valid(head)
    changed = {key: each for key, each in {**head, field: value}.items() if each is not None}
    assert not validator.is_valid(changed)


def test_the_readme_says_of_when_it_is_what_may_be_done_and_whom_to_name(data):
    text = (data / "README.md").read_text(encoding="utf-8")
    newest = max(page("methods/job-dating").last_published_at, page("home/home").last_published_at)
    assert f"{newest:%Y-%m}" in text
    for words in ("CC BY 4.0", "Name the source: VET@work", "content check", "vocabulary.yaml"):
        assert words in text
    assert not re.search(r"\{[a-z]+\}", text)
    assert (data / "LICENSE").read_text(encoding="utf-8").startswith("Creative Commons Attribution 4.0 International")


# --- JSON -------------------------------------------------------------------------------------------------------------


def test_every_page_is_in_the_json_with_its_fields_its_texts_and_its_place(data):
    pages = json.loads((data / "data/pages.json").read_text(encoding="utf-8"))
    by_key = {each["key"]: each for each in pages if each["lang"] == "en"}
    assert len(pages) == len(list((data / "content/manual").rglob("*.md")))
    kit = by_key["methods/job-dating"]
    assert (kit["kind"], kit["path"], kit["parent"]) == ("method", "/en/methods/job-dating/", "sections/methods")
    assert (kit["fields"]["step_from"], kit["fields"]["step_to"]) == (1, 3)
    assert kit["fields"]["effort_provider"] in ("low", "medium", "high")
    assert "(words/" in kit["texts"]["purpose"]
    obstacle = by_key["obstacles/time"]
    ways = [entry["id"] for entry in obstacle["fields"]["ways_out"]]
    assert ways
    assert {f"ways_out/{way}" for way in ways} <= set(obstacle["texts"])
    assert "text" in by_key["home/home"]["fields"]["doors"][0]
    sources = json.loads((data / "data/sources.json").read_text(encoding="utf-8"))
    assert kit["sources"]
    assert set(kit["sources"]) <= {source["id"] for source in sources}


def test_the_texts_in_the_json_are_those_of_the_files(data):
    pages = json.loads((data / "data/pages.json").read_text(encoding="utf-8"))
    for each in pages:
        if each["kind"] == "case":
            path = data / f"content/manual/{each['lang']}/{each['key']}.md"
            document, faults = read_document(path.read_text(encoding="utf-8"), CASE, each["key"], each["lang"], path)
            assert not faults
            assert document.title == each["title"]
            assert {cell.name for cell in CASE.cells()} == set(each["texts"])
            assert all(bool(document.values.get(name)) == bool(text) for name, text in each["texts"].items())


def test_the_sources_are_csl_json_and_the_lists_keep_their_order(data):
    sources = {each["id"]: each for each in json.loads((data / "data/sources.json").read_text(encoding="utf-8"))}
    assert len(sources) == Source.objects.count()
    known = Source.objects.filter(year__isnull=False).first()
    assert sources[known.key]["issued"] == {"date-parts": [[known.year]]}
    assert sources[known.key]["author"] == [{"literal": known.author}]
    lists = json.loads((data / "data/vocabulary.json").read_text(encoding="utf-8"))
    assert [term["key"] for term in lists["steps"]] == ["1", "2", "3", "4", "5"]
    assert lists["countries"][0]["label"]["en"]


# --- Nothing that is not public ---------------------------------------------------------------------------------------


def test_the_pages_are_as_readers_see_them_and_nothing_is_about_a_person_who_uses_the_site(tmp_path):
    user = get_user_model().objects.create_user(email="editor.somebody@example.org", password="x")
    kit = page("methods/job-dating")
    kit.owner = user
    kit.slogan = "Changed and published"
    kit.save_revision(user=user).publish()
    kit.slogan = "Only a draft"
    kit.save_revision(user=user)
    out = written(tmp_path / "out")
    assert set(named(out, "Changed and published")) == {"content/manual/en/methods/job-dating.md", "data/pages.json"}
    assert named(out, "Only a draft") == []
    assert named(out, "editor.somebody") == []


def test_what_is_not_published_is_not_there_and_the_rest_has_no_fault(data, tmp_path):
    kit, word, hidden = page("methods/job-dating"), page("words/learner"), page("obstacles/time")
    assert "(words/learner)" in (data / "data/pages.json").read_text(encoding="utf-8")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    for each in (kit, word):
        each.unpublish()
    out = written(tmp_path / "out")
    for each in (kit, word, hidden):
        assert not (out / f"content/manual/en/{each.key}.md").exists()
        assert named(out, each.summary) == []
    # Rules and lists that name them still do; nothing else is wrong with the files.
    planned = (out / "content/planned.yaml").read_text(encoding="utf-8").splitlines()
    assert {"- methods/job-dating", "- obstacles/time"} <= set(planned)
    assert [str(fault) for fault in read_library(out / "content", frozenset({"en"})).faults] == []
    assert "(words/learner)" not in (out / "data/pages.json").read_text(encoding="utf-8")
    assert checked(out).returncode == 0


def test_pages_under_one_that_is_not_public_and_of_closed_languages_are_not_there_either(tmp_path):
    page("sections/tips").unpublish()
    german = page("methods/job-dating").copy_for_translation(queries.locale_of("de"), copy_parents=True)
    german.title = "Tempo-Treffen"
    german.save_revision().publish()
    page("home/home", "de").unpublish()
    out = written(tmp_path / "out")
    assert not list((out / "content/manual/en/tips").glob("*.md"))
    assert (out / "content/manual/en/methods/job-dating.md").exists()
    assert named(out, "Tempo-Treffen") == []


def test_a_translation_is_there_once_its_language_is_open_and_says_of_which_text_it_is(tmp_path):
    home = page("home/home").copy_for_translation(queries.locale_of("de"))
    home.translated_from = page("home/home").content_hash
    home.save_revision().publish()
    out = written(tmp_path / "out")
    head = head_of((out / "content/manual/de/home/home.md").read_text(encoding="utf-8"))
    assert head["translated_from"] == home.translated_from
    pages = json.loads((out / "data/pages.json").read_text(encoding="utf-8"))
    (german,) = [each for each in pages if each["lang"] == "de"]
    assert (german["path"], german["translated_from_current"]) == ("/de/", True)
    assert [str(fault) for fault in read_library(out / "content", frozenset({"en", "de"})).faults] == []


def test_a_version_of_the_check_that_nobody_is_asked_yet_is_not_there(tmp_path):
    InstrumentVersion.objects.filter(version="1.0").update(published="2999-01-01")
    out = written(tmp_path / "out")
    assert not (out / "content/evaluation").exists()
    assert (out / "schema/content/evaluation/item.json").exists()


def test_a_site_without_pages_gives_data_without_pages(tmp_path):
    page("home/home").unpublish()
    out = written(tmp_path / "out")
    assert json.loads((out / "data/pages.json").read_text(encoding="utf-8")) == []
    assert not (out / "content/manual").exists()
    assert checked(out).returncode == 0
