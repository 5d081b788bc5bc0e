"""Readers' voices in tests: a tap, a text, a voice in the database."""

from django.utils import timezone

from vetatwork.core.tokens import token_hash
from vetatwork.manual.feedback.services import say_whether_helpful, write_text
from vetatwork.manual.models import Feedback

KIT = "methods/job-dating"
HERE = "/en/feedback/"
TEXTS = "/admin/voices/"
FROM_OUR_PAGE = {"HTTP_SEC_FETCH_SITE": "same-origin"}
NOW = timezone.now()


def tap(client, page=KIT, helpful="no", status=302, **extra):
    response = client.post(HERE, {"page": page, "helpful": helpful, "topic": "", **extra}, **FROM_OUR_PAGE)
    assert response.status_code == status
    return response


def send(client, address, text, status=302, **extra):
    response = client.post(address, {"text": text, "topic": "", **extra}, **FROM_OUR_PAGE)
    assert response.status_code == status
    return response


def voice_of(text="", key=KIT, *, is_helpful=False, now=NOW):
    token = say_whether_helpful(key=key, language="en", is_helpful=is_helpful, is_robot=False, now=now)
    voice = Feedback.objects.get(token_hash=token_hash(token))
    if text:
        write_text(voice=voice, text=text, is_robot=False, now=now)
    return Feedback.objects.get(pk=voice.pk)
