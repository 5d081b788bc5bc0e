"""The content stamp changes once for a transaction, and only when it is done."""

import pytest
from django.db import DatabaseError, transaction
from wagtail.models import PageViewRestriction

from vetatwork.core import stamp
from vetatwork.core.models import ContentStamp
from vetatwork.core.stamp import change_stamp, content_changed, current_stamp

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unread(monkeypatch):
    """No stamp read yet."""
    monkeypatch.setattr(stamp._Known, "value", "")
    monkeypatch.setattr(stamp._Known, "read_at", 0.0)


def test_a_change_is_known_at_once_where_it_was_made():
    first = current_stamp()
    assert first and current_stamp() == first
    change_stamp()
    assert current_stamp() != first


def test_another_worker_reads_it_within_a_second(monkeypatch):
    clock = [100.0]
    monkeypatch.setattr(stamp.time, "monotonic", lambda: clock[0])
    first = current_stamp()
    ContentStamp.objects.update(value="by another worker")
    clock[0] += 0.9
    assert current_stamp() == first
    clock[0] += 0.2
    assert current_stamp() == "by another worker"


def test_it_changes_once_and_after_the_transaction(django_capture_on_commit_callbacks):
    before = current_stamp()
    with django_capture_on_commit_callbacks(execute=True) as calls, transaction.atomic():
        content_changed()
        content_changed()
        assert current_stamp() == before
    assert len(calls) == 1
    assert current_stamp() != before


def test_what_is_taken_back_changes_nothing(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as calls:
        try:
            with transaction.atomic():
                content_changed()
                raise ValueError
        except ValueError:
            pass
    assert calls == []


def test_readers_go_on_while_the_database_is_away(monkeypatch):
    first = current_stamp()
    monkeypatch.setattr(stamp._Known, "read_at", -10.0)

    def away(*args, **kwargs):
        raise DatabaseError("gone")

    monkeypatch.setattr(ContentStamp.objects, "values_list", away)
    assert current_stamp() == first


@pytest.mark.parametrize("act", ["publish", "unpublish", "delete", "source", "restrict", "draft"])
def test_everything_readers_see_changes_it_and_a_draft_does_not(act, django_capture_on_commit_callbacks):
    from vetatwork.manual import queries
    from vetatwork.manual.models import Source

    page = queries.page_with_key("words/learner", "en")
    with django_capture_on_commit_callbacks() as calls:
        match act:
            case "publish":
                page.save_revision().publish()
            case "unpublish":
                page.unpublish()
            case "delete":
                page.delete()
            case "source":
                Source.objects.first().save()
            case "restrict":
                PageViewRestriction.objects.create(page=page, restriction_type="login")
            case "draft":
                page.title = "Draft"
                page.save_revision()
    changed = change_stamp in calls
    assert changed == (act != "draft")
