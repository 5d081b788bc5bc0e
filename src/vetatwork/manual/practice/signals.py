"""What happens to a practice when the case that was made of it is published or deleted, whoever does it."""

from typing import Any

from django.utils import timezone

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.manual.models import CasePage
from vetatwork.manual.practice.services import note_publication, take_back_into_queue


def case_published(sender: Any, instance: Any, **kwargs: Any) -> None:
    """It is there for readers."""
    if _is_original(instance):
        note_publication(case_key=instance.key, now=timezone.now())


def case_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    """It is gone."""
    if _is_original(instance):
        take_back_into_queue(case_key=instance.key)


def _is_original(page: CasePage) -> bool:
    """Translations and mirrors of a case carry the same key."""
    return page.alias_of_id is None and bool(page.locale.language_code == SOURCE_LANGUAGE)
