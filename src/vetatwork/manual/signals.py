"""What the manual does when a page is published, whoever published it."""

from typing import Any

from vetatwork.content.document import fingerprint
from vetatwork.manual import queries
from vetatwork.manual.models import BasePage


def remember_what_is_published(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Keep the hash of what the page says: translations are fresh as long as they were made from it."""
    if isinstance(instance, BasePage):
        said = fingerprint(queries.document_of_page(instance))
        type(instance).objects.filter(pk=instance.pk).update(content_hash=said)
