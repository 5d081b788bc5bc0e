"""The list of rules, and what they find."""

from collections.abc import Callable, Iterator

from vetatwork.content.faults import Fault
from vetatwork.content.library import Library
from vetatwork.content.quality.claims import unsourced_figures, unsourced_headlines
from vetatwork.content.quality.corpus import Corpus, corpus_of
from vetatwork.content.quality.naming import circular_summaries, shared_names, unexplained_terms
from vetatwork.content.quality.prose_rules import hard_pages, long_sentences, repeated_passages, thin_cells

Rule = Callable[[Corpus], Iterator[Fault]]

RULES: tuple[Rule, ...] = (
    hard_pages,
    long_sentences,
    unexplained_terms,
    unsourced_figures,
    unsourced_headlines,
    repeated_passages,
    thin_cells,
    circular_summaries,
    shared_names,
)
"""Every rule that `content check` holds the English pages to; docs/how-to/write-a-page.md tells an author of them."""


def text_faults(library: Library) -> list[Fault]:
    """What is wrong with the texts of a content folder, in the order of files and lines."""
    corpus = corpus_of(library)
    return sorted({*corpus.faults, *(fault for rule in RULES for fault in rule(corpus))})
