"""Every write of readers' voices: by readers, by editors, by time."""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction

from vetatwork.core.services import record
from vetatwork.core.tokens import new_token, token_hash
from vetatwork.domain.typed_text import links_in, same_words
from vetatwork.manual.models import AsideReason, Feedback, VoiceState

TEXT_MAY_COME = timedelta(days=1)
"""So long a reader may add a text, or change it."""

HANDLED_LIVES = timedelta(days=365)
TEXT_LIVES = timedelta(days=730)
MOST_LINKS = 2
REPEATED_WITHIN = timedelta(days=30)
MOST_TIMES = 2
"""A text that others sent so often lately is put aside when it comes again."""


# --- Readers ----------------------------------------------------------------------------------------------------------


def say_whether_helpful(*, key: str, language: str, is_helpful: bool, is_robot: bool, now: datetime) -> str:
    """Write down what a reader says of a page; returns the token with which a text can be added for a day."""
    token = new_token()
    Feedback.objects.create(
        key=key,
        language=language,
        is_helpful=is_helpful,
        state=VoiceState.ASIDE if is_robot else VoiceState.NEW,
        reason=AsideReason.ROBOT if is_robot else "",
        closed_at=now if is_robot else None,
        token_hash=token_hash(token),
        created_at=now,
    )
    return token


@transaction.atomic
def write_text(*, voice: Feedback, text: str, is_robot: bool, now: datetime) -> None:
    """Keep the text of a voice in place of an earlier one. What looks like advertising is put aside, not refused: only
    editors can tell. An editor who has put the voice aside is not overruled."""
    locked = Feedback.objects.select_for_update().filter(pk=voice.pk).first()
    if locked is None:
        return  # An editor has deleted it just now.
    voice = locked
    is_new = text != voice.text
    voice.text, voice.text_hash = text, _hash(text)
    voice.written_at = now if text else None
    if voice.reason not in (AsideReason.EDITOR, AsideReason.ROBOT) and (is_new or is_robot):
        voice.reason = _reason(voice, is_robot, now)
        voice.state = VoiceState.ASIDE if voice.reason else VoiceState.NEW
        voice.closed_at = now if voice.reason else None
        voice.is_told = False
    voice.save()


def _reason(voice: Feedback, is_robot: bool, now: datetime) -> str:
    """Why a voice goes aside, '' if it does not."""
    if is_robot:
        return AsideReason.ROBOT
    if links_in(voice.text) > MOST_LINKS:
        return AsideReason.LINKS
    if voice.text_hash:
        others = Feedback.objects.filter(text_hash=voice.text_hash, written_at__gt=now - REPEATED_WITHIN)
        if others.exclude(pk=voice.pk).count() >= MOST_TIMES:
            return AsideReason.REPEATED
    return ""


def _hash(text: str) -> str:
    """By it a text is known again; emoji alone have none."""
    words = same_words(text)
    return hashlib.sha256(words.encode()).hexdigest() if words else ""


# --- Editors ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def decide(*, voice: Feedback, state: str, actor: str, now: datetime) -> None:
    """Say that a voice is handled, belongs aside, or is new again."""
    voice.state = VoiceState(state)
    voice.reason = AsideReason.EDITOR if state == VoiceState.ASIDE else ""
    voice.closed_at = None if state == VoiceState.NEW else now
    voice.save(update_fields=["state", "reason", "closed_at"])
    record(action=f"voice.{state}", actor=actor, subject=f"voice:{voice.pk}", details={"page": voice.key})


@transaction.atomic
def delete_voice(*, voice: Feedback, actor: str) -> None:
    """Delete a voice for good, with what it counted."""
    record(action="voice.deleted", actor=actor, subject=f"voice:{voice.pk}", details={"page": voice.key})
    voice.delete()


# --- What ends --------------------------------------------------------------------------------------------------------


@transaction.atomic
def forget_voices(now: datetime) -> dict[str, int]:
    """Let go of tokens after a day, of texts a year after they were handled and after two years in any case; what was
    put aside goes as a whole. Returns how many of each. A job of this room."""
    ended = Feedback.objects.exclude(token_hash=None).filter(created_at__lte=now - TEXT_MAY_COME)
    handled = Feedback.objects.filter(state=VoiceState.HANDLED, closed_at__lte=now - HANDLED_LIVES)
    old = Feedback.objects.filter(written_at__lte=now - TEXT_LIVES)
    empty = {"text": "", "text_hash": "", "written_at": None}
    aside = Feedback.objects.filter(state=VoiceState.ASIDE, created_at__lte=now - TEXT_LIVES)
    return {
        "aside": aside.delete()[0],
        "tokens": ended.update(token_hash=None),
        "texts": handled.exclude(text="").update(**empty) + old.exclude(text="").update(**empty),
    }
