"""The rule about figures: each one that claims something is followed by its source."""

from collections.abc import Iterator

from vetatwork.content.faults import Fault
from vetatwork.content.quality.corpus import Corpus, Page, Passage
from vetatwork.domain.figures import figures_in, same_form

OWN = ("our advice", "our own advice", "our view", "our example", "by our sum", "are ours", "is ours")
"""From the sentence with one of these words on, a paragraph says itself that its figures are ours."""


def unsourced_figures(corpus: Corpus) -> Iterator[Fault]:
    """A figure in a paragraph or bullet has a citation there, unless the part is our own advice."""
    for page in corpus.pages:
        for passage in page.body:
            for figure in () if passage.sources else _figures_of_others(passage):
                yield page.fault(
                    passage,
                    f"“{figure}” has no source. Put its citation ([@key]) into this paragraph or bullet, say that "
                    "it is our own advice, or leave it out.",
                )


def _figures_of_others(passage: Passage) -> Iterator[str]:
    if passage.advice:
        return
    for sentence in passage.sentences:
        if any(words in sentence.casefold() for words in OWN):
            return
        yield from figures_in(sentence)


def unsourced_headlines(corpus: Corpus) -> Iterator[Fault]:
    """A figure in the title, the summary or a headline, where no citation can stand, has its source in the text."""
    for page in corpus.pages:
        cited = (passage.text for passage in page.body if passage.sources)
        sourced = {same_form(figure) for text in cited for figure in figures_in(text)}
        for name in ("title", "summary"):
            for figure in figures_in(str(page.document.values.get(name) or "")):
                if same_form(figure) not in sourced:
                    yield page.fault(name, _missing_below(figure, name))
        yield from _headlines_of_entries(page)


def _headlines_of_entries(page: Page) -> Iterator[Fault]:
    for entries in page.document.kind.entries():
        for entry in (page.document.values.get(entries.name) or ()) if entries.heading else ():
            place = f"{entries.name}/{entry['id']}"
            if any(passage.sources for passage in page.body if passage.place == place):
                continue
            for part in entries.parts:
                for figure in figures_in(entry[part.name]) if isinstance(entry[part.name], str) else ():
                    yield page.fault(place, _missing_below(figure, part.name))


def _missing_below(figure: str, name: str) -> str:
    return f"“{figure}” stands in “{name}”, and no paragraph below gives it with its source. Add one, or leave it out."
