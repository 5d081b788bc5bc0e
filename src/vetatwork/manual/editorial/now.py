"""The manual as edited now: pages with their facts, sources, other sites, read with a few queries for all of them."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.urls import reverse

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.manual import queries
from vetatwork.manual.editorial.facts import Facts, facts_of_pages
from vetatwork.manual.models import Source

OLD_AFTER_YEARS = 8
"""A source older than this is worth a look."""

COLUMNS = (
    "pk", "key", "locale__language_code", "content_type__model", "live", "has_unpublished_changes", "content_hash",
    "translated_from", "reviewed", "latest_revision_created_at", "latest_revision__approved_go_live_at", "expire_at",
)  # fmt: skip


@dataclass(frozen=True)
class PageNow:
    """A page of one language. `edited_at`, `goes_live_at` and `expires_at` are None where there is no such time."""

    pk: int
    key: str
    language: str
    model: str
    is_live: bool
    has_draft: bool
    content_hash: str
    translated_from: str
    is_reviewed: bool | None
    edited_at: datetime.datetime | None
    goes_live_at: datetime.datetime | None
    expires_at: datetime.datetime | None
    facts: Facts

    @property
    def title(self) -> str:
        """The title of its newest draft."""
        return self.facts.title

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return self.model.removesuffix("page").replace("plain", "page")

    @property
    def edit_url(self) -> str:
        """Where it is edited."""
        return reverse("wagtailadmin_pages:edit", args=[self.pk])


@dataclass
class ManualNow:
    """What the desk's lists are made from, for one request. A source of more than so many `years` counts as old."""

    today: datetime.date
    years: int = OLD_AFTER_YEARS
    facts: Mapping[int, Facts] = field(default_factory=facts_of_pages)

    @cached_property
    def pages(self) -> list[PageNow]:
        """Every page, by key and language."""
        rows = (
            PageNow(*(*row, self.facts[row[0]])) for row in queries.columns_of_pages(*COLUMNS) if row[0] in self.facts
        )
        return sorted(rows, key=lambda page: (page.key, page.language))

    @property
    def english(self) -> Iterator[PageNow]:
        """The English pages: the source of all others."""
        return (page for page in self.pages if page.language == SOURCE_LANGUAGE)

    @cached_property
    def sources(self) -> list[Source]:
        """Every source, by key."""
        return list(Source.objects.order_by("key"))

    @cached_property
    def users_of_sources(self) -> dict[str, list[PageNow]]:
        """The pages that use each source, by its key."""
        users: dict[str, list[PageNow]] = defaultdict(list)
        for page in self.pages:
            for key in page.facts.sources:
                users[key].append(page)
        return users

    @cached_property
    def users_of_addresses(self) -> dict[str, list[PageNow]]:
        """The pages that lead to each address of another site, in a text or by a source."""
        users: dict[str, list[PageNow]] = defaultdict(list)
        for page in self.pages:
            for address in page.facts.addresses:
                users[address].append(page)
        for source in self.sources:
            users[source.url] += [
                page for page in self.users_of_sources.get(source.key, ()) if page not in users[source.url]
            ]
        return users

    @cached_property
    def links_to(self) -> dict[str, int]:
        """How many English pages lead to each key."""
        counted: dict[str, int] = defaultdict(int)
        for page in self.english:
            for key in page.facts.links:
                counted[key] += 1
        return counted
