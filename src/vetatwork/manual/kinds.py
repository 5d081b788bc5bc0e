"""The fields and headings of each kind of page. docs/how-to/write-a-page.md says the same to an author.

The flat names are the names of the model fields: `vetatwork.manual.mapping` joins the two.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from vetatwork.content.document import PARTY_HEADINGS
from vetatwork.content.fields import (
    Cell,
    Choice,
    Choices,
    Day,
    Entries,
    EntryTexts,
    Group,
    Line,
    Lines,
    PageRef,
    Pages,
    Whole,
)
from vetatwork.content.kinds import Bars, Kind
from vetatwork.content.quality.prose_rules import lines_of_substance
from vetatwork.manual.charts import Sections
from vetatwork.manual.downloads.parts import Parts

PARTIES = tuple(PARTY_HEADINGS)
PHASES = {"before": "Before", "during": "During", "after": "After"}


LEAST = {"provider": 3, "employer": 3, "learner": 2}
"""Lines of substance that a kit has for each party in each phase."""


def _for_parties(
    name: str, heading: str, parties: tuple[str, ...] = PARTIES, *, bullets: bool = False, advice: bool = False
) -> tuple[Cell, ...]:
    return tuple(
        Cell(f"{name}_{party}", heading, PARTY_HEADINGS[party], True, bullets, advice=advice) for party in parties
    )


def _plan(phase: str, heading: str) -> Iterator[Cell]:
    """What each party does in a phase of a kit. Its hours and sums are ours."""
    for party in PARTIES:
        yield Cell(f"{phase}_{party}", heading, PARTY_HEADINGS[party], True, True, LEAST[party], advice=True)


def _steps(values: Mapping[str, Any]) -> Iterator[str]:
    """The steps a kit or a case serves."""
    first, last = (values.get(name) or values.get("step") or 0 for name in ("step_from", "step_to"))
    return map(str, range(first, last + 1))


def _areas(values: Mapping[str, Any]) -> Iterator[str]:
    return iter(values.get("areas") or ())


def _parties(values: Mapping[str, Any]) -> Iterator[str]:
    """The parties that a kit or a case tells two things or more."""
    for party in PARTIES:
        texts = (values.get(f"{part}_{party}") or () for part in (*PHASES, "what_they_did"))
        if sum(map(lines_of_substance, texts)) >= 2:
            yield party


SERVES = {"steps": _steps, "areas": _areas, "parties": _parties}


SIDES = ("provider", "employer")
AREAS = Choices("areas", True, vocabulary="areas")
OBSTACLES = Pages("obstacles", collection="obstacles")
METHODS = Pages("methods", collection="methods")
CASES = Pages("cases", collection="cases")
WORDS = Pages("words", collection="words")

HOME = Kind(
    "home",
    {"home": ""},
    front=(
        Entries("doors", True, parts=(Line("title", True, 70), Line("text", True, 200), PageRef("page", True))),
        Pages("featured"),
    ),
    body=(Cell("steps", "Steps"), Cell("promise", "Promise")),
)

SECTION = Kind(
    "section",
    {"sections": "home/home"},
    front=(Line("menu", True, 24), Whole("order", True, least=0, most=99)),
    body=(Cell("lead", "Lead", required=False),),
)

METHOD = Kind(
    "method",
    {"methods": "sections/methods"},
    front=(
        Line("slogan", True, 90),
        Group("step", (Whole("step_from", True, least=1, most=5), Whole("step_to", True, least=1, most=5))),
        AREAS,
        Group("effort", tuple(Choice(f"effort_{party}", True, vocabulary="effort") for party in PARTIES)),
        Group("time", tuple(Line(f"time_{party}", True, 60) for party in PARTIES)),
        Line("people", True, 120),
        Line("lead_time", True, 120),
        Line("cost", True, 160),
        Choice("evidence", True, vocabulary="evidence"),
        Choices("raises", True, vocabulary="constructs"),
        OBSTACLES,
        METHODS,
        CASES,
        Pages("templates", collection="templates"),
    ),
    body=(
        Cell("purpose", "Purpose"),
        Cell("on_monday", "On Monday", advice=True),
        *(cell for phase, heading in PHASES.items() for cell in _plan(phase, heading)),
        Cell("small_version", "Small version", required=False),
        Cell("words_to_say", "Words to say", required=False, advice=True),
        Cell("checklist", "Checklist", bullets=True, advice=True),
        Cell("pitfalls", "Pitfalls", bullets=True),
        Cell("evidence_text", "Evidence"),
    ),
    bars=Bars("kits", 20, {"cases": 1, "sources": 1}, SERVES),
)

LESSON = Kind(
    "lesson",
    {"lessons": "methods/{method}"},
    front=(
        PageRef("method", True, collection="methods"),
        Whole("number", True, least=1, most=99),
        Whole("minutes", True, least=1, most=60),
    ),
    body=(
        Cell("lesson", "Lesson"),
        Cell("think_about", "Think about", advice=True),
        Cell("try_it", "Try it", advice=True),
    ),
    address="number",
    bars=Bars("lessons", 10),
)

OBSTACLE = Kind(
    "obstacle",
    {"obstacles": "sections/obstacles"},
    front=(
        Choice("group", True, vocabulary="groups"),
        AREAS,
        Entries(
            "ways_out",
            True,
            parts=(Line("title", True, 90), Choices("who", True, vocabulary="parties"), METHODS),
            heading="Ways out",
        ),
        METHODS,
        CASES,
    ),
    body=(
        *_for_parties("how_you_notice_it", "How you notice it", SIDES, bullets=True),
        Cell("why_it_is_there", "Why it is there"),
        EntryTexts("ways_out", "Ways out"),
        *_for_parties("this_week", "This week", SIDES, advice=True),
        Cell("what_does_not_work", "What does not work", bullets=True),
        *_for_parties("what_to_say", "What to say", SIDES, bullets=True, advice=True),
    ),
    bars=Bars("obstacles", 15, {"methods": 2, "cases": 2}),
)

CASE = Kind(
    "case",
    {"cases": "sections/cases"},
    front=(
        Line("organisations", True, 500),
        Choices("countries", True, vocabulary="countries"),
        Choices("sectors", True, vocabulary="sectors"),
        Choices("forms", True, vocabulary="forms"),
        Choices("sizes", vocabulary="sizes"),
        Whole("step", True, least=1, most=5),
        AREAS,
        Line("years", False, 60),
        Choice("quality", True, vocabulary="quality"),
        Line("credit", False, 120),
        OBSTACLES,
        METHODS,
    ),
    body=(
        Cell("situation", "Situation"),
        *_for_parties("what_they_did", "What they did"),
        Cell("what_it_took", "What it took"),
        Cell("what_came_of_it", "What came of it"),
        Cell("copy_tomorrow", "Copy tomorrow", bullets=True, advice=True),
    ),
    bars=Bars("cases", 90, {"sources": 1}, SERVES),
)

WORD = Kind(
    "word",
    {"words": "sections/words"},
    front=(Lines("also", max_length=60), WORDS),
    body=(
        Cell("plain_words", "Plain words"),
        Cell("the_school_says", "The school says"),
        Cell("the_employer_hears", "The employer hears"),
        Cell("say_instead", "Say instead", required=False),
    ),
    other_names="also",
    bars=Bars("words", 130),
)

STANDARD = Kind(
    "standard",
    {"standards": "sections/standards"},
    front=(Line("reference", True, 200), Day("checked_on", True), WORDS),
    body=(
        Cell("in_plain_words", "In plain words"),
        *_for_parties("for_one_placement", "For one placement", bullets=True),
        Cell("national_rules", "National rules"),
    ),
)

TEMPLATE = Kind(
    "template",
    {"templates": "sections/templates"},
    front=(
        Choices("parties", True, vocabulary="parties"),
        Choices("formats", True, vocabulary="formats"),
        METHODS,
        WORDS,
        Entries("fields", parts=(Line("label", True, 90),)),
        Parts(
            "parts",
            True,
            parts=(
                Line("title", False, 90),
                Choice("form", True, vocabulary="part_forms"),
                Lines("columns", max_length=60),
                Line("rows", False, 2),
                Choice("totals", vocabulary="totals"),
            ),
            heading="Parts",
            needs_text=False,
        ),
    ),
    body=(
        Cell("what_it_is_for", "What it is for", advice=True),
        Cell("how_to_use_it", "How to use it", bullets=True, advice=True),
        EntryTexts("parts", "Parts", advice=True),
    ),
)

PLAIN = Kind(
    "page",
    {"pages": "home/home", **{part: f"sections/{part}" for part in ("benefits", "start", "tips", "learners")}},
    front=(
        Choice("side", vocabulary="parties"),
        Choice("style", True, vocabulary="styles"),
        Sections(
            "sections",
            parts=(
                Line("title", True, 90),
                Line("figure", False, 30),
                Line("figure_note", False, 160),
                Line("chart", False, 160),
                Line("unit", False, 12),
                Line("source", False, 90),
                Lines("values", max_length=90),
            ),
            heading="Sections",
        ),
        Pages("next"),
    ),
    body=(Cell("lead", "Lead", required=False), EntryTexts("sections", "Sections")),
)

ALL_KINDS = (HOME, SECTION, PLAIN, METHOD, LESSON, OBSTACLE, CASE, WORD, STANDARD, TEMPLATE)
"""Parents before children: loading follows this order."""
