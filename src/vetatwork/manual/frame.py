"""The frame of every page: menu, footer, languages."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.manual import queries
from vetatwork.manual.models import PlainPage, SectionPage
from vetatwork.manual.presentation.shelf import address
from vetatwork.ui.frame import Frame, Language, Link

FOOTER = ("pages/about", "pages/privacy", "pages/accessibility")


def manual_frame(request: Any) -> Frame:
    """Menu and footer in the reader's language; links a reader cannot follow are left out."""
    languages = list(queries.homes_for(request))
    language = get_language() or SOURCE_LANGUAGE
    language = language if language in languages else SOURCE_LANGUAGE
    sections = (
        SectionPage.objects.live()
        .filter(order__gt=0)
        .values_list("key", "menu", "order", "url_path", "locale__language_code")
    )
    pages = (
        PlainPage.objects.live()
        .filter(key__in=FOOTER)
        .values_list("key", "title", "pk", "url_path", "locale__language_code")
    )
    best: dict[str, tuple[str, int, str]] = {}
    for key, title, order, url_path, code in sorted(
        sections.order_by().union(pages.order_by()), key=lambda row: row[4] == language
    ):
        if code in (language, SOURCE_LANGUAGE):
            best[key] = (title, order, address(language, url_path))
    here = request.path if request is not None else ""
    menu = sorted((order, title, url) for key, (title, order, url) in best.items() if key not in FOOTER)
    return Frame(
        home_url=f"/{language}/",
        search_url=f"/{language}/search/",
        menu=[Link(title, url, here.startswith(url)) for _order, title, url in menu],
        footer=[Link(best[key][0], best[key][2], here == best[key][2]) for key in FOOTER if key in best],
        languages=_languages(here, language, languages),
        operator=settings.OPERATOR_NAME,
    )


def _languages(here: str, language: str, codes: list[str]) -> list[Language]:
    names = dict(settings.LANGUAGES)
    rest = here.split("/", 2)[2] if here.startswith(f"/{language}/") else ""
    return [Language(code, names.get(code, code), f"/{code}/{rest}", code == language) for code in codes]
