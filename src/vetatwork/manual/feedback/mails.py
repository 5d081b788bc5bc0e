"""The mail to the editors: what readers wrote since the last one."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.manual.editorial.mail import mail_editors
from vetatwork.manual.feedback.queries import new_texts, titles_of_subjects
from vetatwork.manual.models import Feedback

MOST_IN_A_MAIL = 20
LONGEST_IN_A_MAIL = 300
"""Characters of a text; the whole of it is in the list."""


def tell_editors(now: datetime) -> int:
    """Mail the editors the new texts of which they had no mail yet; returns how many texts. A job of this room, once a
    day. Where no mail went out, the texts wait for the next day's."""
    if not settings.MAIL_CONFIGURED:
        return 0
    untold = list(new_texts().filter(is_told=False))
    with override(SOURCE_LANGUAGE):
        if not untold or not mail_editors(_subject(len(untold)), _body(untold)):
            return 0
    Feedback.objects.filter(pk__in=[voice.pk for voice in untold]).update(is_told=True)
    return len(untold)


def _subject(number: int) -> str:
    return ngettext("%(number)s new text from readers", "%(number)s new texts from readers", number) % {
        "number": number
    }


def _body(voices: list[Feedback]) -> str:
    titles = titles_of_subjects()
    blocks = [_block(voice, titles.get(voice.key, voice.key)) for voice in voices[:MOST_IN_A_MAIL]]
    if left := len(voices) - len(blocks):
        blocks.append(ngettext("And %(number)s more.", "And %(number)s more.", left) % {"number": left})
    where = _("All of them, and what you can do with them: %(url)s") % {
        "url": f"{settings.SITE_URL}{reverse('voices:texts')}"
    }
    return "\n\n".join([_("What readers wrote under the pages of the manual:"), *blocks, where]) + "\n"


def _block(voice: Feedback, title: str) -> str:
    said = _("it helped") if voice.is_helpful else _("not yet helpful")
    text = voice.text if len(voice.text) <= LONGEST_IN_A_MAIL else f"{voice.text[:LONGEST_IN_A_MAIL]} …"
    return f"{title} ({said})\n" + "\n".join(f"> {line}" for line in text.splitlines())
