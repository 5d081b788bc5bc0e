"""What the papers of a result say: the result itself, my plan, and its days for a calendar."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vetatwork.documents.sheet import (
    Block,
    Bullets,
    Calendar,
    Card,
    Entry,
    Heading,
    Lines,
    PageBreak,
    Paragraph,
    Picture,
    Sheet,
    Table,
)
from vetatwork.domain.evaluation.instrument import Side
from vetatwork.evaluation.labels import SIZES, label
from vetatwork.evaluation.plan import PlanEntry
from vetatwork.evaluation.results import Plank, Result
from vetatwork.evaluation.sentences import side_name
from vetatwork.evaluation.steps import StepReading
from vetatwork.ui.templatetags.ui import bridge_picture

EMPTY_ROW = 11.0
"""Millimetres of a row that is filled in by hand."""


def result_sheet(result: Result, language: str) -> Sheet:
    """The result on paper: one page that says everything in short, then the planks and all answers."""
    blocks: list[Block] = [_bridge(result), *(Paragraph(text) for text in result.explanation)]
    if result.gates:
        blocks += [Heading(_("What must be there before a learner comes")), Bullets(_gates(result), sign="")]
    if result.first_steps:
        blocks += [Heading(_("Three next steps")), *_cards(result.first_steps)]
    blocks += [PageBreak(), Heading(_("The four planks")), _planks(result.planks), Paragraph(rule_in_words(), "small")]
    for plank in result.planks:
        blocks += [Heading(plank.label), _answers(result, plank)]
    return Sheet(
        title=" ".join(result.headline),
        eyebrow=subtitle(result, language),
        language=language,
        blocks=tuple(blocks),
        page=_("Page {page} of {pages}"),
        foot=_("VET@work readiness check %(version)s, %(day)s")
        % {"version": result.version, "day": date_format(result.created_at, "DATE_FORMAT")},
    )


def subtitle(result: Result, language: str) -> str:
    """Who answered, and how much."""
    parts = [side_name(result.side)]
    if result.size:
        parts.append(label("sizes", SIZES[result.size], language))
    parts.append(
        _("%(answered)s of %(count)s questions answered") % {"answered": result.answered, "count": len(result.items)}
    )
    return " · ".join(parts)


def rule_in_words() -> str:
    """How the place follows from the answers, for whoever wants to know."""
    return _(
        "The rule: a plank's score is the mean of its chosen statements (1 to 5). What does not apply is left out. "
        "“I don't know” and blanks count as not chosen: a plank needs at least two, and at least half. Your place is "
        "the mean of the four planks, at most one step past the weakest, rounded to the nearest step (halves down)."
    )


def _bridge(result: Result) -> Picture:
    built = result.step or 0
    provider = built if result.side is Side.PROVIDER else 0
    employer = built if result.side is Side.EMPLOYER else 0
    words = bridge_words(result)
    return Picture(bridge_picture(provider, employer, words), words)


def bridge_words(result: Result) -> str:
    """What the picture of the Bridge shows, in words."""
    if result.step is None:
        return _("The Bridge. Your half has no stones yet.")
    return _("The Bridge. Your half has %(step)s of 5 stones.") % {"step": result.step}


def _gates(result: Result) -> tuple[str, ...]:
    return tuple(
        (_("In place: %(gate)s") if gate.is_open else _("Missing: %(gate)s")) % {"gate": gate.label}
        for gate in result.gates
    )


def _cards(steps: tuple[StepReading, ...]) -> list[Card]:
    return [Card(step.action, (step.why,), _foot(step), str(number)) for number, step in enumerate(steps, start=1)]


def _foot(step: StepReading) -> str:
    parts = [step.who, _("effort: %(level)s") % {"level": step.effort_label.lower()}]
    if step.kit:
        parts.append(_("kit: %(title)s") % {"title": step.kit.title})
    if step.obstacle:
        parts.append(_("obstacle: %(title)s") % {"title": step.obstacle.title})
    if step.case:
        parts.append(_("case: %(title)s") % {"title": step.case.title})
    return " · ".join(parts)


def _planks(planks: tuple[Plank, ...]) -> Table:
    rows = tuple(
        (
            plank.label,
            "–" if plank.step is None else str(plank.step),
            figure(plank),
            f"{plank.answered} / {plank.of}",
            f"{plank.share_unknown} %",
        )
        for plank in planks
    )
    head = (_("Plank"), _("Step"), _("Score"), _("Statements chosen"), _("“I don't know”"))
    return Table(head, rows, (0.36, 0.1, 0.14, 0.2, 0.2))


def figure(plank: Plank) -> str:
    """The score to one decimal, a dash if there is none."""
    return "–" if plank.score is None else f"{float(plank.score):.1f}"


def _answers(result: Result, plank: Plank) -> Table:
    rows = tuple((item.stem, item.answer or _("left out"), item.further or "–") for item in result.items_in(plank.area))
    return Table((_("Question"), _("Your answer"), _("One step further")), rows, (0.3, 0.35, 0.35))


# --- My plan ----------------------------------------------------------------------------------------------------------


def plan_sheet(plan: list[PlanEntry], result: Result, language: str) -> Sheet:
    """My plan on paper, with room to write."""
    rows = tuple(
        (
            entry.step.action,
            entry.who or entry.step.who,
            date_format(entry.day, "DATE_FORMAT") if entry.day else "",
            entry.step.kit.title if entry.step.kit else "",
            "",
        )
        for entry in plan
    )
    head = (_("What"), _("Who"), _("Until when"), _("What helps"), _("Done"))
    empty: Block = Paragraph(_("Nothing is ticked yet. Tick a next step on your result page, or write here by hand."))
    table = Table(head, rows or (("",) * 5,) * 3, (0.4, 0.18, 0.15, 0.17, 0.1), EMPTY_ROW)
    blocks: tuple[Block, ...] = (*(() if rows else (empty,)), table, Lines(_("What we want to look at again"), 3))
    return Sheet(
        title=_("My plan"),
        eyebrow=" ".join(result.headline),
        language=language,
        blocks=blocks,
        page=_("Page {page} of {pages}"),
        foot=_("From the VET@work readiness check of %(day)s") % {"day": date_format(result.created_at, "DATE_FORMAT")},
    )


def plan_calendar(plan: list[PlanEntry], owner: str, language: str) -> Calendar:
    """The days of my plan. `owner` keeps the entries of two plans apart; it is no token."""
    entries = tuple(
        Entry(
            key=f"{owner}/{entry.step.item}",
            day=entry.day,
            title=entry.step.action,
            text="\n".join(part for part in (entry.who, entry.step.why) if part),
            url=f"{settings.SITE_URL}{entry.step.kit.url}" if entry.step.kit else "",
        )
        for entry in plan
        if entry.day
    )
    return Calendar(_("My plan"), language, entries)
