"""What the manual does when a page is published, taken back, moved or deleted, whoever does it."""

from typing import Any

from vetatwork.content.document import fingerprint
from vetatwork.core.stamp import content_changed
from vetatwork.manual import queries
from vetatwork.manual.indexing import index_below, index_page
from vetatwork.manual.models import BasePage
from vetatwork.search.services import remove_entries


def remember_what_is_published(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Keep the hash of what the page says: translations are fresh as long as they were made from it. Then index it."""
    if isinstance(instance, BasePage):
        document = queries.document_of_page(instance)
        instance.content_hash = fingerprint(document)
        type(instance).objects.filter(pk=instance.pk).update(content_hash=instance.content_hash)
        index_page(instance, document)


def forget_in_search(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A page that readers no longer see is not found either."""
    if isinstance(instance, BasePage) and instance.alias_of_id is None:
        remove_entries(key=instance.key, language=instance.locale.language_code)


def index_at_new_address(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A page and those below it have moved."""
    index_below(instance)


def readers_see_something_else(sender: Any, **kwargs: Any) -> None:
    """Whatever was kept for readers is not what they should see any more."""
    content_changed()
