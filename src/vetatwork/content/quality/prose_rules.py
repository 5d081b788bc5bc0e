"""Rules about how a page reads: level, long sentences, thin cells, the same words twice."""

from collections.abc import Iterator

from vetatwork.content.faults import Fault
from vetatwork.content.prose import Paragraph, Prose, plain_text
from vetatwork.content.quality.corpus import Corpus, Page, Passage, beginning
from vetatwork.domain.reading import LEVELS, TARGET, is_readable, measure, sentences_of, words_in

LONGEST_SENTENCE = 28
"""Words of a sentence, at most."""

OF_SUBSTANCE = 5
"""A bullet or a sentence with fewer words does not count as a line of substance."""

REPEATED = 8
"""A paragraph with more words may stand on the site only once."""


def hard_pages(corpus: Corpus) -> Iterator[Fault]:
    """A page reads at most like a text of the level we write for; the fault stands at its hardest passage."""
    for page in corpus.pages:
        measured = measure(passage.text for passage in page.passages)
        if not is_readable(measured):
            hardest = max(page.passages, key=_hardness)
            yield page.fault(
                hardest,
                f"The page reads like {measured.level}, not like {TARGET} ({measured.index:.1f}, "
                f"{dict(LEVELS)[TARGET]:.0f} at most: {measured.words_a_sentence:.1f} words a sentence, "
                f"{measured.long_in_hundred:.1f} long words in a hundred). "
                f"Take shorter sentences and words, first of all here: {beginning(hardest.text)}",
            )


def _hardness(passage: Passage) -> tuple[bool, float]:
    """Passages of some length first: in a short one a single long word decides."""
    measured = measure([passage.text])
    return measured.words >= 15, measured.index


def long_sentences(corpus: Corpus) -> Iterator[Fault]:
    """No sentence is longer than can be read in one breath; what somebody is quoted with counts too."""
    for page in corpus.pages:
        for passage in page.passages:
            for sentence in passage.sentences:
                if (words := words_in(sentence)) > LONGEST_SENTENCE:
                    yield page.fault(
                        passage,
                        f"A sentence of {words} words, {LONGEST_SENTENCE} at most: {beginning(sentence)} Make it two.",
                    )


def thin_cells(corpus: Corpus) -> Iterator[Fault]:
    """A cell that should help has as many lines of substance as its kind asks for."""
    for page in corpus.pages:
        for cell in page.document.kind.cells():
            value: Prose = page.document.values.get(cell.name) or ()
            lines = lines_of_substance(value)
            if value and lines < cell.least:
                where = " / ".join(filter(None, (cell.heading, cell.sub)))
                yield page.fault(
                    cell.name,
                    f"“{where}” has {lines} of the {cell.least} lines it needs (a bullet or a sentence of at least "
                    f"{OF_SUBSTANCE} words). Add what a person can do.",
                )


def lines_of_substance(prose: Prose) -> int:
    """How many bullets, and sentences of paragraphs, say something."""
    lines = []
    for block in prose:
        text = plain_text((block,))
        lines += sentences_of(text) if isinstance(block, Paragraph) else text.splitlines()
    return sum(words_in(line) >= OF_SUBSTANCE for line in lines)


def repeated_passages(corpus: Corpus) -> Iterator[Fault]:
    """No paragraph or bullet stands twice: the second is where to write anew."""
    first: dict[str, tuple[Page, Passage]] = {}
    for page in corpus.pages:
        for passage in page.body:
            if words_in(passage.text) <= REPEATED:
                continue
            other, there = first.setdefault(" ".join(passage.text.casefold().split()), (page, passage))
            if there is not passage:
                yield page.fault(
                    passage,
                    f"{beginning(passage.text)} stands already in {other.key}, line {there.line}. "
                    "Say it in other words, or leave it out here.",
                )
