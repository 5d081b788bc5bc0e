"""Which pages the outer cache keeps, and what they may depend on."""

from vetatwork.config.languages import LANGUAGES
from vetatwork.core.page_cache import Application, PageCache
from vetatwork.manual.presentation.lists import filters_of

NEVER = (
    "search",
    "check",
    "desk",
    "benefits/employers/return",
    "start/finder",
    "feedback",
    "practice/draft",
    "take-away",
)
"""First parts of addresses that are never kept: they depend on words, figures, answers, tokens or persons, or
on what is just being made."""

_codes = "|".join(code for code, _name in LANGUAGES)
PATHS = rf"/(?:{_codes})/(?!(?:{'|'.join(NEVER)})(?:[/.]|$))"
PARAMETERS = {"page", *(each.name for kind in ("method", "case") for each in filters_of(kind))}


def cached(application: Application) -> PageCache:
    """`application` with the page cache before it."""
    return PageCache(application, paths=PATHS, parameters=PARAMETERS)
