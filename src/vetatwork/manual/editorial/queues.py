"""What readers have sent and nobody has answered yet: how much of each waits, and where it is dealt with."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from vetatwork.manual.feedback.queries import new_texts
from vetatwork.manual.practice.queries import waiting_count


@dataclass(frozen=True)
class Queue:
    """One queue. `count` is how many wait."""

    heading: str
    text: str
    count: int
    url: str


def queues() -> list[Queue]:
    """Every queue, empty ones too."""
    return [_voices(), _practices()]


def _voices() -> Queue:
    return Queue(
        heading=_("Readers' voices"),
        text=_("Texts about a page that nobody has dealt with yet."),
        count=new_texts().count(),
        url=reverse("voices:texts"),
    )


def _practices() -> Queue:
    return Queue(
        heading=_("Submitted practice"),
        text=_("Practices that somebody sent and that wait for an editor."),
        count=waiting_count(),
        url=reverse("practice_review:queue"),
    )
