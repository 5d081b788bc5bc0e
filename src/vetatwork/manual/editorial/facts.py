"""What is counted of every page as edited now, its newest draft included: texts, links, problems.

Reading all pages takes a second or two, so what was found is kept by the revision it was found in. Only pages that were
edited since are read again; `refresh_facts` does that in the background, so that the desk opens at once.
"""

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from wagtail.models import Page

from vetatwork import __version__
from vetatwork.content.document import Document, document_problems
from vetatwork.content.fields import PageRef, Pages, Scope, is_empty
from vetatwork.content.library import referred_pages
from vetatwork.content.parts import parts
from vetatwork.content.prose import KEY
from vetatwork.content.quality.corpus import Corpus, beginning, page_of
from vetatwork.content.quality.corpus import Page as Text
from vetatwork.content.quality.judging import RULES
from vetatwork.content.quality.naming import shared_names
from vetatwork.content.quality.prose_rules import LONGEST_SENTENCE, hard_pages, long_sentences, repeated_passages
from vetatwork.content.quality.terms import Term, read_terms
from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.core.stamp import current_stamp
from vetatwork.domain.reading import Measure, measure, words_in
from vetatwork.manual import queries
from vetatwork.manual.mapping import document_of
from vetatwork.manual.models import PAGE_MODELS, BasePage, LessonPage, MethodPage

FORM = 1
"""Goes up when `Facts` changes its shape: what was kept in another shape is not read."""

COUNTED_ELSEWHERE = (hard_pages, long_sentences, repeated_passages, shared_names)
"""Rules whose result has a place of its own here, or that compare pages with each other."""


@dataclass(frozen=True)
class Facts:
    """One page as edited now, in the revision `version`, '' if it was never saved as one.

    `links` are keys of pages; `addresses` are those of other sites.

    `asked` are the keys of pages and sources that judging it asked for, `missing` those of them that were not there.
    """

    version: str
    title: str
    links: frozenset[str]
    addresses: frozenset[str]
    sources: frozenset[str]
    checked_on: datetime.date | None
    measured: Measure
    long_sentences: tuple[tuple[int, str], ...]
    remarks: tuple[str, ...]
    problems: tuple[str, ...]
    asked: frozenset[str]
    missing: frozenset[str]


class _Noted(frozenset[str]):
    """A set that writes down what it was asked for."""

    notes: set[str]

    def __contains__(self, key: object) -> bool:
        self.notes.add(str(key))
        return super().__contains__(key)


def facts_of_pages() -> dict[int, Facts]:
    """The facts of every page by its id; pages that only mirror another language have none."""
    scope, terms = queries.scope(), _terms()
    name = _name_in_cache(scope, terms)
    kept: dict[int, Facts] = cache.get(name) or {}
    versions = _versions()
    known = scope.pages | scope.sources
    current = {pk: facts for pk, facts in kept.items() if pk in versions and _holds(facts, versions[pk], known)}
    changed = versions.keys() - current.keys()
    if changed:
        current |= _read(changed, versions, scope, terms)
    if changed or current.keys() != kept.keys():
        cache.set(name, current, timeout=None)
    return current


def refresh_facts(now: datetime.datetime) -> int:
    """Read what was edited since; a job of this room. Returns how many pages there are."""
    pages_named_by_parts()
    return len(facts_of_pages())


def pages_named_by_parts() -> frozenset[str]:
    """Keys of the pages that the route finder and the readiness check lead to; their files are read once a publish."""
    name = f"manual.named_by_parts.{current_stamp()}"
    kept: frozenset[str] | None = cache.get(name)
    if kept is None:
        folder = Path(settings.CONTENT_DIR)
        kept = frozenset(key for part in parts() for key in part.referred_pages(part.read(folder, [])))
        cache.set(name, kept, timeout=86_400)
    return kept


def _holds(facts: Facts, version: str, known: frozenset[str]) -> bool:
    """Whether facts are still true: of the same revision, and nothing they name has come or gone."""
    return bool(version) and facts.version == version and facts.missing == facts.asked - known


def _terms() -> tuple[Term, ...]:
    path = Path(settings.CONTENT_DIR) / "terms.yaml"
    keys = frozenset(key for key, _title in queries.titles_by_key())
    return read_terms(path, keys, []) if path.exists() else ()


def _name_in_cache(scope: Scope, terms: tuple[Term, ...]) -> str:
    """Other rules, other terms or other closed lists make other facts."""
    lists = {name: sorted(each) for name, each in scope.vocabulary.items()}
    rules = repr((FORM, __version__, terms, lists, sorted(scope.planned)))
    return "manual.facts." + hashlib.sha256(rules.encode()).hexdigest()[:24]


def _versions() -> dict[int, str]:
    """The newest revision of each page, with its time: a database that was restored gives numbers out again."""
    rows = queries.columns_of_pages("pk", "latest_revision_id", "latest_revision_created_at")
    return {pk: f"{revision}@{saved_at}" if revision else "" for pk, revision, saved_at in rows}


def _read(ids: Iterable[int], versions: Mapping[int, str], scope: Scope, terms: tuple[Term, ...]) -> dict[int, Facts]:
    keys = queries.keys_by_id()
    kits = dict(MethodPage.objects.values_list("path", "key"))
    found = {}
    for model in PAGE_MODELS:
        for page in model.objects.filter(pk__in=list(ids)).select_related("locale", "latest_revision"):
            newest = _newest(page)
            if isinstance(newest, LessonPage):  # It would ask the tree for its kit, lesson by lesson.
                newest.kit_key = kits.get(page.path[: -Page.steplen], "")
            found[page.pk] = _facts(document_of(newest, keys.get), versions[page.pk], scope, terms)
    return found


def _newest(page: BasePage) -> Any:
    """The page as its newest draft says; Wagtail's own way asks the database several times for each page."""
    if not (page.has_unpublished_changes and page.latest_revision):
        return page
    draft = type(page).from_serializable_data(page.latest_revision.content, check_fks=False, strict_fks=False)
    draft.locale, draft.key, draft.path = page.locale, page.key, page.path
    return draft


def _facts(document: Document, version: str, scope: Scope, terms: tuple[Term, ...]) -> Facts:
    page = page_of(document)
    problems, asked = _problems(document, scope)
    listed = document.values.get("sources") or ()
    return Facts(
        version=version,
        title=document.title,
        links=_linked_keys(page),
        addresses=frozenset(target for target in page.links if target.startswith(("https://", "http://"))),
        sources=frozenset(listed).union(*(passage.sources for passage in page.body)),
        checked_on=document.values.get("checked_on"),
        measured=measure(passage.text for passage in page.passages),
        long_sentences=_long_sentences(page),
        remarks=_remarks(page, terms) if document.language == SOURCE_LANGUAGE else (),
        problems=problems,
        asked=asked,
        missing=asked - scope.pages - scope.sources,
    )


def _problems(document: Document, scope: Scope) -> tuple[tuple[str, ...], frozenset[str]]:
    """The sentences that say why a page cannot be published, and the keys that were asked for meanwhile."""
    noted = [_Noted(keys) for keys in (scope.pages, scope.planned, scope.sources)]
    notes: set[str] = set()
    for keys in noted:
        keys.notes = notes
    pages, planned, sources = noted
    watched = Scope(pages=pages, planned=planned, sources=sources, vocabulary=scope.vocabulary)
    found = document_problems(document, watched)
    return tuple(f"{name}: {sentence}" for name, sentence in found), frozenset(notes)


def _linked_keys(page: Text) -> frozenset[str]:
    """Keys of every page that lists, doors and texts lead to, but for the page itself."""
    in_texts = (target for target in page.links if KEY.fullmatch(target))
    return frozenset((*referred_pages(page.document), *_single_pages(page.document), *in_texts)) - {page.key}


def _single_pages(document: Document) -> Iterator[str]:
    for field in document.kind.fields():
        if isinstance(field, PageRef) and not is_empty(value := document.values.get(field.name)):
            yield field.key(str(value))
    for entries in document.kind.entries():
        for entry in document.values.get(entries.name) or ():
            for part in entries.parts:
                if isinstance(part, PageRef) and not isinstance(part, Pages) and entry.get(part.name):
                    yield part.key(entry[part.name])


def _long_sentences(page: Text) -> tuple[tuple[int, str], ...]:
    """Words and beginning of each sentence that is too long, the longest first."""
    sentences = (sentence for passage in page.passages for sentence in passage.sentences)
    counted = ((words_in(sentence), beginning(sentence)) for sentence in sentences)
    return tuple(sorted((each for each in counted if each[0] > LONGEST_SENTENCE), reverse=True))


def _remarks(page: Text, terms: tuple[Term, ...]) -> tuple[str, ...]:
    """What the check of texts says of this page alone, beside its level and its long sentences."""
    corpus = Corpus((page,), terms)
    rules = [rule for rule in RULES if rule not in COUNTED_ELSEWHERE]
    return tuple(dict.fromkeys(fault.message for rule in rules for fault in rule(corpus)))
