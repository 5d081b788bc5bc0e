"""Editors in Wagtail: who may do what, what cannot be saved, what leaves a trace."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page, WorkflowState
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from tests.people import sign_in
from vetatwork.accounts.models import User
from vetatwork.manual import queries
from vetatwork.manual.models import PAGE_MODELS, Source, WordPage

pytestmark = pytest.mark.django_db


def _posted(page, **fields):
    """What a browser sends for `page`: the fields every kind has, and those given. Lists stay lists."""
    common = {
        "title": page.title,
        "search_description": page.search_description,
        "slug": page.slug,
        "sources": page.sources,
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""},
    }
    fields = {**common, **fields}
    lists = {name: value for name, value in fields.items() if isinstance(value, list)}
    return {**nested_form_data({name: value for name, value in fields.items() if name not in lists}), **lists}


def _form(page: WordPage, **changes):
    texts = ("plain_words", "the_school_says", "the_employer_hears", "say_instead")
    own = {name: rich_text(getattr(page, name)) for name in texts}
    return _posted(page, **{**own, "also": "\n".join(page.also), "words": page.words, **changes})


@pytest.fixture
def word() -> WordPage:
    """A page with few fields."""
    return queries.page_with_key("words/learner", "en")


def _send(client, page, action="action-publish", **changes):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, {**_form(page, **changes), action: "yes"})


def test_publishing_shows_the_page_at_once(client, editor, word):
    assert _send(client, word, title="Learner at work").status_code == 302
    assert "Learner at work" in client.get("/en/words/learner/").content.decode()
    word.refresh_from_db()
    assert word.latest_revision.user == editor


def test_a_draft_is_kept_and_not_shown(client, editor, word):
    assert _send(client, word, action="action-save", title="Only a draft").status_code == 302
    assert "Only a draft" not in client.get("/en/words/learner/").content.decode()
    word.refresh_from_db()
    assert word.has_unpublished_changes


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"plain_words": rich_text("")}, "is required"),
        ({"search_description": ""}, "required"),
        ({"search_description": "long " * 100}, "220"),
        ({"sources": []}, "does not stand in"),
        ({"plain_words": rich_text("<p>As somebody found. [@no-such-source]</p>")}, "no-such-source"),
        ({"words": ["no-such-word"]}, "There is no page"),
    ],
)
def test_what_would_break_the_page_is_not_published(client, editor, word, changes, sentence):
    answer = _send(client, word, **changes)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    word.refresh_from_db()
    assert not word.has_unpublished_changes


def test_script_an_editor_pastes_is_never_run(client, editor, word):
    _send(client, word, also="<script>alert(1)</script>")
    html = client.get("/en/words/learner/").content.decode()
    assert "<script>alert" not in html and "&lt;script&gt;alert(1)" in html


def test_who_may_only_write_sends_it_for_review(client, word):
    writer = sign_in(client, "Editors")
    assert _send(client, word, title="Please look").status_code == 302
    assert "Please look" not in client.get("/en/words/learner/").content.decode(), "writers do not publish"
    _send(client, word, action="action-submit", title="Please look")
    state = WorkflowState.objects.get()
    assert state.requested_by == writer and state.status == WorkflowState.STATUS_IN_PROGRESS
    moderator = User.objects.create_user("mo@example.org", "correct horse battery staple")
    moderator.groups.add(Group.objects.get(name="Moderators"))
    state.current_task_state.approve(user=moderator)
    assert "Please look" in client.get("/en/words/learner/").content.decode()


@pytest.mark.parametrize("model", PAGE_MODELS, ids=lambda model: model.__name__)
def test_the_editor_of_every_kind_opens(client, editor, model):
    page = model.objects.first()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = client.get(address)
    assert response.status_code == 200
    preview = client.get(reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]))
    assert preview.status_code == 200


def test_a_new_page_is_made_where_it_belongs(client, editor):
    parent = queries.page_with_key("sections/words", "en")
    address = reverse("wagtailadmin_pages:add", args=["manual", "wordpage", parent.pk])
    assert client.get(address).status_code == 200
    new = WordPage(title="Trade", search_description="What a person has learned to do for a living.", slug="trade")
    texts = {name: rich_text("<p>Text.</p>") for name in ("plain_words", "the_school_says", "the_employer_hears")}
    answer = client.post(address, {**_form(new, **texts), "action-publish": "yes"})
    assert answer.status_code == 302, answer.context["form"].errors
    assert queries.page_with_key("words/trade", "en").key == "words/trade"
    assert "What a person has learned" in client.get("/en/words/trade/").content.decode()
    assert "/en/words/trade/" in client.get("/en/words/").content.decode()


def test_history_shows_who_changed_what(client, editor, word):
    _send(client, word, title="Learner at work")
    history = client.get(reverse("wagtailadmin_pages:history", args=[word.pk])).content.decode()
    assert "Ed E" in history


def test_a_source_in_use_stays(client, editor):
    used = Source.objects.get(key=queries.page_with_key("words/learner", "en").sources[0])
    client.post(f"/admin/snippets/manual/source/delete/{used.pk}/")
    assert Source.objects.filter(pk=used.pk).exists()


def test_entries_are_edited_as_blocks(client, editor):
    page = queries.page_with_key("pages/privacy", "en")
    blocks = [("entry", {**_entry(block.value), "id": block.value["id"]}) for block in page.sections]
    blocks[0][1]["title"] = "A new heading"
    own = {"side": page.side, "style": page.style, "lead": rich_text(page.lead), "next": page.next}
    # A stream is a list of its own kind; the browser sends it as numbered fields.
    data = {**_posted(page, **own), **nested_form_data({"sections": streamfield(blocks)})}
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(address, {**data, "action-publish": "yes"})
    assert answer.status_code == 302, answer.context["form"].errors
    assert "A new heading" in client.get("/en/privacy/").content.decode()


def _entry(value):
    names = ("title", "figure", "figure_note", "chart", "unit", "source")
    texts = {name: value.get(name) or "" for name in names}
    return {**texts, "values": {"count": "0"}, "text": rich_text(value["text"].source)}


def test_the_home_page_is_not_made_by_hand(client, editor):
    root = Page.objects.get(depth=1)
    html = client.get(reverse("wagtailadmin_pages:add_subpage", args=[root.pk]), follow=True).content.decode()
    assert "Home page" not in html.split("<main", 1)[-1]
