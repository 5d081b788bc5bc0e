"""Practices by token, in the order in which editors read them."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from wagtail.models import Page

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.core.tokens import token_hash
from vetatwork.manual.mapping import translation_key
from vetatwork.manual.models import CasePage, Practice, PracticeState
from vetatwork.manual.presentation.shelf import address

SENT = tuple(state for state in PracticeState if state != PracticeState.DRAFT)
"""States that editors see. What is being written is nobody else's."""


def held_practice(token: str) -> Practice | None:
    """The practice that this token opens."""
    known = token_hash(token)
    return Practice.objects.filter(Q(token_hash=known) | Q(mail_hash=known)).first()


def sent_practices(state: str) -> QuerySet[Practice]:
    """Practices in one of the states that editors see, those that have waited longest first."""
    return Practice.objects.filter(state=state).order_by(F("sent_at").asc(nulls_last=True), "pk")


def waiting_count() -> int:
    """How many wait for an editor."""
    return Practice.objects.filter(state=PracticeState.WAITING).count()


@dataclass(frozen=True)
class Shelf:
    """A state with how many practices stand in it."""

    state: str
    label: str
    count: int


def shelves() -> list[Shelf]:
    """Every state that editors see."""
    rows = Practice.objects.values("state").annotate(count=Count("pk")).values_list("state", "count")
    counts = dict(rows)
    return [Shelf(state.value, str(state.label), counts.get(state.value, 0)) for state in SENT]


def case_of(practice: Practice) -> CasePage | None:
    """The case that was made of it, published or not."""
    pages = CasePage.objects.filter(key=practice.case_key, locale__language_code=SOURCE_LANGUAGE)
    page: CasePage | None = pages.first()
    return page


def address_of_case(practice: Practice, language: str) -> str:
    """Where a reader of `language` finds its case, '' if it is not published now."""
    if not practice.case_key:
        return ""
    page = (
        Page.objects.live()
        .filter(
            translation_key=translation_key(practice.case_key), alias_of=None, locale__language_code=SOURCE_LANGUAGE
        )
        .first()
    )
    return address(language, page.url_path) if page else ""
