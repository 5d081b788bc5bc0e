"""What may be done with a practice, and by whom."""

from typing import Any

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.manual import queries
from vetatwork.manual.models import Practice, PracticeState

PARENT = "sections/cases"
"""The page below which cases stand."""


def may_edit(practice: Practice) -> bool:
    """Whether its holder may change it: before it is sent, and when editors have sent it back."""
    return practice.state in (PracticeState.DRAFT, PracticeState.ASKED)


def may_withdraw(practice: Practice) -> bool:
    """Whether its holder may delete it: until it is published. Then others may have quoted it."""
    return practice.state != PracticeState.PUBLISHED


def may_decide(practice: Practice) -> bool:
    """Whether editors may ask, take it or not take it. One sent back need not be waited for."""
    return practice.state in (PracticeState.WAITING, PracticeState.ASKED)


def may_make_case(practice: Practice) -> bool:
    """Whether editors may make a case of it: not while its holder may still change it."""
    return practice.state == PracticeState.WAITING


def may_review(user: Any) -> bool:
    """Whether somebody may read what was sent: whoever may add pages below the cases."""
    section = queries.page_with_key(PARENT, SOURCE_LANGUAGE)
    return bool(section and section.permissions_for_user(user).can_add_subpage())
