"""What goes in and out of the joint readings' part of the API."""

from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from vetatwork.api.check_schemas import PageRef

Own = Annotated[list[Annotated[str, Field(max_length=60)]], Field(max_length=60)]


class Inviting(Schema):
    """Saying yes for the inviting side. Own items stay private unless they stand in `own`."""

    model_config = ConfigDict(extra="forbid")

    own: Own = Field([], description="Own items whose answers the other side may see.")
    people: Literal["one", "several"] = Field("one", description="Who answered: one person or several together.")


class Joining(Schema):
    """Saying yes for the invited side."""

    model_config = ConfigDict(extra="forbid")

    invitation: str = Field(max_length=200)
    attempt: str = Field(max_length=200, description="The holder's token of the result to join with.")
    consent: bool = Field(strict=True, description="Must be true: without it nothing is shown to anybody.")
    own: Own = Field([], description="Own items whose answers the other side may see.")
    people: Literal["one", "several"] = "one"


class ItemTogether(Schema):
    """An item that both sides show."""

    id: str
    kind: Literal["own", "shared"]
    provider: Any = Field(description='1 to 5 or "dk".')
    employer: Any
    reading: Literal["shared-strength", "shared-gap", "blind-spot", "uneven", "unknown", "close"]


class ConversationOut(Schema):
    """Something to talk about, with both statements; `reading` is null for safeguards that one side shows as open."""

    item: str
    label: str
    reading: str | None
    why: str
    provider: str
    employer: str
    kit: PageRef | None


class AgendaOut(Schema):
    """A part of the first meeting."""

    part: str
    minutes: int
    title: str
    text: str


class JointOut(Schema):
    """A joint reading. The token is that of the side that asked; the other side has another one."""

    token: str
    url: str
    version: str
    headline: str
    steps: dict[str, int | None] = Field(description="The place of each side, from the items in common.")
    provisional: bool
    items: list[ItemTogether]
    conversations: list[ConversationOut] = Field(description="At most three.")
    agenda: list[AgendaOut] = Field(description="45 minutes in all.")
    created_at: str
    expires_on: str
