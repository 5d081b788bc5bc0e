"""What can be judged: every published page of the manual, and the few addresses beside them that are no pages."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.manual.mapping import translation_key
from vetatwork.manual.presentation.shelf import address

LONGEST_KEY = 200
"""Characters of a key."""

BESIDE = {
    "search": ("search", gettext_lazy("Search")),
    "start/finder": ("finder", gettext_lazy("Find your method")),
    "benefits/employers/return": ("employer-return", gettext_lazy("What a learner costs and brings in")),
    "check": ("check", gettext_lazy("How far does your half reach?")),
    "take-away": ("take-away", gettext_lazy("Take it with you")),
}
"""Key of what is no page → name of its address, which a higher room may have, and title."""


@dataclass(frozen=True)
class Subject:
    """What is judged, as a reader meets it. `lang` is the language it is written in."""

    key: str
    title: str
    url: str
    lang: str


def subject_of(key: str, language: str) -> Subject | None:
    """What `key` names for a reader of `language`; None if readers see no such thing."""
    if key in BESIDE:
        name, title = BESIDE[key]
        return Subject(key, str(title), reverse(name), language)
    page = _published(key, language) if 0 < len(key) <= LONGEST_KEY else None
    if page is None:
        return None
    return Subject(key, page.title, address(language, page.url_path), page.locale.language_code)


def _published(key: str, language: str) -> Any:
    """The page that a reader of `language` sees: in that language, else in English."""
    pages = (
        Page.objects.live()
        .public()
        .filter(
            translation_key=translation_key(key), alias_of=None, locale__language_code__in=(language, SOURCE_LANGUAGE)
        )
        .select_related("locale")
    )
    return min(pages, key=lambda page: page.locale.language_code != language, default=None)
