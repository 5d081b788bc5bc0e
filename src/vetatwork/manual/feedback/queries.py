"""What readers said: by token, by page, in the order in which editors read it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from vetatwork.core.tokens import token_hash
from vetatwork.manual import queries
from vetatwork.manual.feedback.services import TEXT_MAY_COME
from vetatwork.manual.feedback.subjects import BESIDE
from vetatwork.manual.models import Feedback, VoiceState


def open_voice(token: str, now: datetime) -> Feedback | None:
    """The voice to which the reader with this token may still add a text."""
    return Feedback.objects.filter(token_hash=token_hash(token), created_at__gt=now - TEXT_MAY_COME).first()


def texts(*, key: str = "", state: str = "") -> QuerySet[Feedback]:
    """Voices with a text, newest first; of one page and in one state, if given."""
    found = Feedback.objects.exclude(text="").order_by("-written_at", "-pk")
    found = found.filter(key=key) if key else found
    return found.filter(state=state) if state else found


def new_texts() -> QuerySet[Feedback]:
    """Texts that no editor has dealt with."""
    return texts(state=VoiceState.NEW)


@dataclass(frozen=True)
class Tally:
    """What was said of a page: how many yes and not yet, how many texts nobody has dealt with, how many in all."""

    key: str
    title: str
    yes: int
    not_yet: int
    new: int
    texts: int


def tallies() -> list[Tally]:
    """Every page of which something was said, those that help least often first. What was put aside does not count."""
    with_text = ~Q(text="")
    rows = (
        Feedback.objects.exclude(state=VoiceState.ASIDE)
        .values("key")
        .annotate(
            yes=Count("pk", filter=Q(is_helpful=True)),
            not_yet=Count("pk", filter=Q(is_helpful=False)),
            new=Count("pk", filter=Q(state=VoiceState.NEW) & with_text),
            texts=Count("pk", filter=with_text),
        )
        .order_by("-not_yet", "-new", "yes", "key")
    )
    titles = titles_of_subjects()
    return [Tally(title=titles.get(row["key"], row["key"]), **row) for row in rows]


def titles_of_subjects() -> dict[str, str]:
    """The title of everything that can be judged, by key."""
    return {**dict(queries.titles_by_key()), **{key: str(title) for key, (_name, title) in BESIDE.items()}}
