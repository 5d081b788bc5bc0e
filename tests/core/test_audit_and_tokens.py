"""The audit trail is only added to; tokens are kept as hashes and never logged."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetatwork.core import tokens
from vetatwork.core.models import AuditEntry
from vetatwork.core.services import record

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_what_was_done_is_written_down_once_and_never_changed():
    entry = record(action="page.published", actor="user:1", subject="methods/job-dating", details={"n": 1})
    entry.action = "something.else"
    with pytest.raises(TypeError):
        entry.save()
    kept = AuditEntry.objects.get(pk=entry.pk)
    assert (kept.action, kept.actor, kept.subject, kept.details) == (
        "page.published",
        "user:1",
        "methods/job-dating",
        {"n": 1},
    )


@pytest.mark.pure
def test_tokens_are_long_different_and_kept_as_a_hash():
    first, second = tokens.new_token(), tokens.new_token()
    assert first != second and len(first) >= 43
    assert len(tokens.token_hash(first)) == 64 and first not in tokens.token_hash(first)


@pytest.mark.pure
@given(st.text())
def test_any_text_can_be_looked_up_as_a_token(text):
    assert len(tokens.token_hash(text)) == 64


@pytest.mark.pure
def test_a_token_ends_at_its_time():
    assert not tokens.has_expired(NOW + timedelta(seconds=1), NOW)
    assert tokens.has_expired(NOW, NOW)


@pytest.mark.pure
def test_no_token_reaches_a_log():
    token = tokens.new_token()
    entry = logging.LogRecord("x", logging.INFO, "", 0, "GET %s 200", (f"/accounts/welcome/{token}/",), None)
    tokens.MaskTokens().filter(entry)
    assert token not in entry.getMessage()
    assert "/accounts/welcome/…/ 200" in entry.getMessage()
    assert tokens.masked(f"/en/check/result/{token}.json") == "/en/check/result/….json"
    assert tokens.masked("/en/check/provider/quick/") == "/en/check/provider/quick/"
