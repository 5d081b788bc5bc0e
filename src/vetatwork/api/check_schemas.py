"""What goes in and out of the readiness check's part of the API."""

from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from vetatwork.domain.evaluation.instrument import Experience, Form, Side, Size
from vetatwork.domain.evaluation.readiness import Readiness

Statement = Annotated[int, Field(strict=True, ge=1, le=5)]
Given = Statement | Literal["na", "dk"]


class Attempted(Schema):
    """A whole check, taken at once. What was left blank is left out of `answers`."""

    model_config = ConfigDict(extra="forbid")

    experience: Experience = Field(description="Whether the side has worked with the other one before.")
    side: Side
    form: Form
    size: Size | None = Field(None, description="People who work there: up to 9, 49, 249, or more.")
    sector: str | None = Field(None, max_length=40, description="A sector of the manual, such as health.")
    country: str | None = Field(None, max_length=8, description="A country of the manual, by ISO 3166 code.")
    lang: str = Field("en", max_length=12)
    answers: Annotated[dict[Annotated[str, Field(max_length=60)], Given], Field(max_length=200)] = Field(
        description='By item: the number of the last true statement (1 to 5), "na" or "dk".'
    )


class PageRef(Schema):
    """A page of the manual; `url` is its path on this site."""

    key: str
    title: str
    url: str


class NextStep(Schema):
    """What to do next, the most useful first."""

    item: str
    why: str
    action: str
    who: str
    effort: str
    kit: PageRef | None
    obstacle: PageRef | None
    case: PageRef | None


class AreaOut(Schema):
    """A focus area: its mean (null: too few answers), statements chosen, items that apply, unknown ones."""

    score: float | None
    answered: int
    of: int
    unknown: int


class ResultOut(Schema):
    """A result. The token of the answer to a POST is that of its holder: it shows and deletes the result."""

    token: str
    url: str
    version: str
    side: Side
    form: Form
    experience: Experience
    size: Size | None
    sector: str | None
    country: str | None
    answers: dict[str, Any]
    areas: dict[str, AreaOut]
    step: int | None = Field(description="1 to 5; null where no place can be said, and for those who begin.")
    provisional: bool
    readiness: Readiness | None = Field(description="For those who begin: whether they can.")
    headline: str
    created_at: str
    expires_at: str
    next_steps: list[NextStep]
    invitations: list["InvitationOut"] = Field(description="Open invitations; for the holder only.")
    joint_readings: list["JointRef"] = Field(description="With the holder's own tokens; for the holder only.")


class InvitationOut(Schema):
    """An invitation to read two results together: single use, 30 days."""

    invitation: str
    url: str


class JointRef(Schema):
    """A joint reading; the token is that of the side that asked."""

    token: str
    url: str


class WordingOut(Schema):
    """A question as one side gets it: five statements, from the first step to the fifth."""

    stem: str
    statements: list[str]


class ItemOut(Schema):
    """An item in its wordings; `micro` is for firms with up to nine people, where it has one."""

    id: str
    kind: Literal["own", "shared"]
    quick: bool
    why: str
    example: str
    provider: WordingOut
    employer: WordingOut
    micro: WordingOut | None


class AreaOfItems(Schema):
    """A focus area with its items."""

    id: str
    label: str
    term: str
    items: list[ItemOut]


class InstrumentOut(Schema):
    """The version of the check that is asked now."""

    version: str
    lang: str
    areas: list[AreaOfItems]
