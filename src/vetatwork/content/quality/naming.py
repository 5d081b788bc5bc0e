"""Rules about words: what needs an explanation, what explains itself by itself, what has two pages."""

from collections.abc import Iterator

from vetatwork.content.faults import Fault
from vetatwork.content.quality.corpus import Corpus, Page
from vetatwork.content.quality.terms import Term
from vetatwork.domain.words import phrase, words_of


def unexplained_terms(corpus: Corpus) -> Iterator[Fault]:
    """A page that uses a word of the list links it or explains it; the fault stands at the first use."""
    for page in corpus.pages:
        for term in corpus.terms:
            if term.used_in(page.text) and not _explains(page, term):
                first = next(passage for passage in page.passages if term.used_in(passage.text))
                ways = [f"say “{term.say}”", *(f"link {key}" for key in term.pages[:1])]
                yield page.fault(
                    first, f"“{term.name}” is not explained on this page: {', '.join(ways)}, or explain it in brackets."
                )


def _explains(page: Page, term: Term) -> bool:
    is_linked = page.key in term.pages or not page.links.isdisjoint(term.pages)
    return is_linked or term.explained_in(page.text)


def circular_summaries(corpus: Corpus) -> Iterator[Fault]:
    """The summary of a word explains it with other words than its title."""
    for page in corpus.pages:
        title, summary = (_stems(str(page.document.values.get(name) or "")) for name in ("title", "summary"))
        if page.document.kind.other_names and title and f" {title} " in f" {summary} ":
            yield page.fault("summary", f"“{page.document.title}” is explained by itself. Explain it in other words.")


def _stems(text: str) -> str:
    return phrase(words_of(text), "en")


def shared_names(corpus: Corpus) -> Iterator[Fault]:
    """Two pages of a kind never have one name: neither as their title nor as another word for it."""
    named = [page for page in corpus.pages if page.document.kind.other_names]
    titles = {(page.document.kind.name, page.document.title.casefold()): page for page in reversed(named)}
    taken: dict[tuple[str, str], Page] = {}
    for page in named:
        kind = page.document.kind
        if (first := titles[kind.name, page.document.title.casefold()]) is not page:
            yield page.fault("title", _shared(page.document.title, first))
        for name in page.document.values.get(kind.other_names) or ():
            place = (kind.name, name.casefold())
            other = titles.get(place) or taken.setdefault(place, page)
            if other is not page or place in titles:
                yield page.fault(kind.other_names, _shared(name, other))


def _shared(name: str, other: Page) -> str:
    return f"“{name}” is a name of {other.key} already. Keep it there or here."
