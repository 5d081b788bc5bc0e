"""Words of the glossary that school and employer use differently, kept in memory until the content changes."""

from dataclasses import dataclass
from functools import lru_cache

from vetatwork.content.prose import plain_text
from vetatwork.core.stamp import current_stamp
from vetatwork.manual.guide import guide
from vetatwork.manual.models import WordPage
from vetatwork.manual.presentation.text import tree


@dataclass(frozen=True)
class WordInTwo:
    """A word: what it means, what the school tends to mean by it, what the employer tends to hear."""

    title: str
    url: str
    summary: str
    school_says: str
    employer_hears: str
    language: str


def words_in_two(keys: tuple[str, ...], language: str) -> tuple[WordInTwo, ...]:
    """Those of the words `keys` that are published and have two sides, in their order."""
    return _words_in_two(keys, language, current_stamp())


@lru_cache(maxsize=256)
def _words_in_two(keys: tuple[str, ...], language: str, _stamp: str) -> tuple[WordInTwo, ...]:
    pages = guide(language)
    links = {key: link for key in keys if (link := pages.page(key))}
    stored = {
        (page.key, page.locale.language_code): page
        for page in WordPage.objects.live().filter(key__in=links, alias_of=None).select_related("locale")
    }
    found = []
    for key, link in links.items():
        page = stored.get((key, link.language))
        if page and page.the_school_says and page.the_employer_hears:
            school, employer = plain_text(tree(page.the_school_says)), plain_text(tree(page.the_employer_hears))
            found.append(WordInTwo(link.title, link.url, link.summary, school, employer, link.language))
    return tuple(found)
