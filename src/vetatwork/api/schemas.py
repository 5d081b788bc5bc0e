"""What goes in and out of the API. The descriptions are part of its documentation (`openapi.json`)."""

from enum import StrEnum
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from vetatwork.api.known import Number, OneOf, ShortName


class Kind(StrEnum):
    """Kinds of pages."""

    SECTION = "section"
    PAGE = "page"
    METHOD = "method"
    LESSON = "lesson"
    OBSTACLE = "obstacle"
    CASE = "case"
    WORD = "word"
    STANDARD = "standard"
    TEMPLATE = "template"


Values = Annotated[list[Annotated[str, Field(max_length=60)]], Field(max_length=20)]
"""Values of one filter; one of them is enough."""


class Which(Schema):
    """Which pages. A filter may be repeated: one of its values is enough. All filters must be met."""

    lang: str = Field("en", max_length=12, description="The reader's language. What is not translated is in English.")
    kind: Kind | None = Field(None, description="One kind of page.")
    step: Annotated[Values, OneOf("steps")] = Field([], description="Steps of the Bridge, 1 to 5.")
    level: Annotated[Values, OneOf("levels")] = Field([], description="Levels of cases: starter, growing, experienced.")
    area: Annotated[Values, OneOf("areas")] = Field(
        [], description="Focus areas: commitment, cooperation, collaboration, celebration."
    )
    sector: Annotated[Values, OneOf("sectors")] = Field([], description="Sectors, such as health.")
    country: Annotated[Values, OneOf("countries")] = Field(
        [], description="Countries, by ISO 3166 code in small letters."
    )
    form: Annotated[Values, OneOf("forms")] = Field([], description="Forms of collaboration, such as placement.")
    size: Annotated[Values, OneOf("sizes")] = Field([], description="Sizes of employers: 1-9, 10-49, 50-249, 250+.")
    group: Annotated[Values, OneOf("groups")] = Field(
        [], description="Groups of obstacles: external, internal, habitual."
    )
    evidence: Annotated[Values, OneOf("evidence")] = Field(
        [], description="Evidence of a method: tested, reported, advice."
    )
    effort_provider: Annotated[Values, OneOf("effort")] = Field(
        [], description="Effort of the VET provider: low, medium, high."
    )
    effort_employer: Annotated[Values, OneOf("effort")] = Field([], description="Effort of the employer.")
    effort_learner: Annotated[Values, OneOf("effort")] = Field([], description="Effort of the learner.")
    obstacle: Annotated[Values, ShortName(Kind.OBSTACLE)] = Field(
        [], description="Obstacles that a page belongs to, by their short name."
    )
    method: Annotated[Values, ShortName(Kind.METHOD)] = Field(
        [], description="Methods that a page belongs to, by their short name."
    )
    limit: Annotated[int, Number(0, 1000)] = Field(100, description="How many pages at most.")
    offset: Annotated[int, Number(0, 1_000_000)] = Field(0, description="How many pages to leave out at the beginning.")


class Item(Schema):
    """A page in short."""

    key: str = Field(description="Collection and slug. The same in every language, for ever.")
    kind: Kind
    title: str
    url: str = Field(description="Where people read it.")
    summary: str
    steps: list[int] = Field(description="Steps of the Bridge that it belongs to, 1 to 5.")
    lang: str = Field(description="The language it is in: that of the reader, or English.")
    translated_from_current: bool = Field(description="False if the English page has changed since the translation.")


class Items(Schema):
    """Part of a list."""

    items: list[Item]
    count: int = Field(description="How many pages there are in all.")


class Cited(Schema):
    """A source of a page."""

    key: str
    author: str
    title: str
    year: int | None
    url: str
    quality: str = Field(description="A public body or research, B the organisations themselves, C second hand.")


class Whole(Item):
    """A whole page."""

    fields: dict[str, Any] = Field(description="What the page says in its fields, by name.")
    texts: dict[str, str] = Field(description="Its texts in Markdown, by name; those of entries by `field/id`.")
    sources: list[Cited]
    licence: str = "https://creativecommons.org/licenses/by/4.0/"


class Fault(Schema):
    """One thing that is wrong with a request."""

    where: str
    what: str


class Problem(Schema):
    """Why a request was not answered (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    faults: list[Fault] = []
