"""Sources as pages list them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.manual import queries
from vetatwork.manual.models import Source


def cited_sources(keys: Iterable[str]) -> list[dict[str, Any]]:
    """The sources of `keys`, by author and year, each with the label of its citations and who tells it."""
    wanted = list(keys)
    if not wanted:
        return []
    quality, language = queries.vocabulary()["quality"], get_language() or SOURCE_LANGUAGE
    return [
        {
            "key": source.key,
            "label": f"{source.author} {source.year or ''}".strip(),
            "author": source.author,
            "title": source.title,
            "year": source.year,
            "url": source.url,
            "quality": {
                "key": source.quality,
                "label": quality[source.quality].label(language) if source.quality in quality else "",
            },
        }
        for source in Source.objects.filter(key__in=wanted).order_by("author", "year", "key")
    ]
