"""A page of each kind as a chapter: what its template shows on the site, in the same order and with the same words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vetatwork.documents.book.parts import (
    Block,
    Box,
    Chapter,
    Facts,
    Figure,
    Heading,
    ItemList,
    Paragraph,
    Run,
    Stones,
    Table,
    Words,
)
from vetatwork.exports.book.telling import Telling, steps_in_words
from vetatwork.exports.book.writing import NUMBERED, TICKED, Writer, plain
from vetatwork.manual.charts import chart_of
from vetatwork.manual.kinds import PARTIES, PHASES, SIDES
from vetatwork.manual.models import BasePage
from vetatwork.manual.presentation.details import PROMISE
from vetatwork.manual.presentation.shelf import kind_labels

Maker = Callable[[Telling], Chapter]


def chapter_of(page: BasePage, writer: Writer, lessons: tuple[str, ...] = ()) -> Chapter:
    """`page` as a chapter; `lessons` are the keys of the lessons of a kit."""
    with translation.override(page.locale.language_code):
        telling = Telling(page, writer)
        return _method(telling, lessons) if page.kind.name == "method" else MAKERS[page.kind.name](telling)


# --- Kits and lessons -------------------------------------------------------------------------------------------------


def _method(it: Telling, lessons: tuple[str, ...]) -> Chapter:
    blocks: list[Block] = [*it.stones(), *it.lead(it.facts["slogan"]), *it.texts("purpose")]
    blocks += [*it.box(_("Do it on Monday"), "on_monday", "monday"), _method_facts(it)]
    for phase in PHASES:
        blocks += it.sides(str(it.labels.choice("phases", phase)["label"]), phase, PARTIES)
    if lessons:
        blocks += [Heading(_("Lessons")), ItemList(tuple(it.writer.page(key) for key in lessons), NUMBERED)]
    blocks += it.under(_("The small version"), "small_version")
    blocks += it.box(_("Words to say"), "words_to_say", "say")
    blocks += it.under(_("Checklist"), "checklist", TICKED)
    blocks += it.under(_("What goes wrong, and what helps"), "pitfalls")
    blocks += [Heading(_("How sure are we?")), _evidence(it), *it.texts("evidence_text")]
    blocks += it.onward(
        (_("See how others did it"), "cases"),
        (_("Methods that go with it"), "methods"),
        (_("Obstacles it helps with"), "obstacles"),
    )
    return it.chapter(blocks, _with_steps(it, kind_labels()["method"]))


def _with_steps(it: Telling, eyebrow: str) -> str:
    steps = it.facts.get("steps")
    return f"{eyebrow} · {steps_in_words(*steps)}" if steps else eyebrow


def _evidence(it: Telling) -> Paragraph:
    term = it.facts["evidence"]
    return Paragraph((Words(f"{term['label']}. ", "strong"), Words(str(term["text"]))))


def _method_facts(it: Telling) -> Facts:
    rows = []
    for effort, time in zip(it.facts["effort"], it.facts["time"], strict=True):
        level = _("effort: %(level)s") % {"level": str(effort["level"]["label"]).lower()}
        rows.append((effort["label"], plain(f"{time['text']} · {level}" if time["text"] else level)))
    rows += [
        (_("Begin"), plain(_("%(time)s ahead") % {"time": it.facts["lead_time"]} if it.facts["lead_time"] else "")),
        (_("People"), plain(it.facts["people"])),
        (_("Cost"), plain(it.facts["cost"])),
        (_("Evidence"), plain(it.facts["evidence"]["label"])),
        (_("Templates"), it.writer.pages(it.related("templates"))),
        (_("Part of"), plain(it.terms("areas"))),
    ]
    return _facts(*rows)


def _facts(*rows: tuple[str, Run]) -> Facts:
    return Facts(tuple((label, run) for label, run in rows if run and run != plain("")))


def _lesson(it: Telling) -> Chapter:
    blocks = [*it.lead(), *it.texts("lesson")]
    blocks += it.box(_("Think about"), "think_about", "notice")
    blocks += it.box(_("Try it"), "try_it", "monday")
    place = {"number": it.facts["number"], "minutes": it.facts["minutes"]}
    return it.chapter(blocks, _("Lesson %(number)s · %(minutes)s minutes") % place)


# --- Obstacles and cases ----------------------------------------------------------------------------------------------


def _obstacle(it: Telling) -> Chapter:
    group = str(it.facts["group"]["label"])
    blocks = [*it.lead(), *it.sides(_("How you notice it"), "how_you_notice_it", SIDES)]
    blocks += it.under(_("Why it is there"), "why_it_is_there")
    blocks += it.sides(_("One thing to do this week"), "this_week", SIDES)
    ways = list(_ways_out(it))
    blocks += [Heading(_("Ways out")), *ways] if ways else []
    blocks += it.under(_("What does not work"), "what_does_not_work")
    blocks += it.sides(_("What to say"), "what_to_say", SIDES)
    blocks += it.onward((_("Methods that help"), "methods"), (_("See how others did it"), "cases"))
    return it.chapter(blocks, _("Obstacle · %(group)s") % {"group": group}, group)


def _ways_out(it: Telling) -> Iterator[Block]:
    for number, block in enumerate(it.page.ways_out, start=1):
        way = block.value
        yield Heading(f"{number}. {way['title']}", 3)
        if way["who"]:
            yield Paragraph(it.parties(way["who"]), "small")
        yield from it.entry_texts(way)
        if methods := it.writer.pages([f"methods/{slug}" for slug in way["methods"]]):
            yield Paragraph((Words(_("Use:") + " ", "strong"), *methods))


def _case(it: Telling) -> Chapter:
    level = str(it.facts["level"]["label"]) if it.facts["level"] else ""
    where = _("Case · %(level)s") % {"level": level} if level else kind_labels()["case"]
    blocks: list[Block] = [*it.stones(), *it.lead()]
    blocks.append(
        _facts(
            (_("Who"), plain(it.facts["organisations"])),
            (_("Where"), plain(it.terms("countries"))),
            (_("When"), plain(it.facts["years"])),
            (_("Sector"), plain(it.terms("sectors"))),
            (_("Form"), plain(it.terms("forms"))),
            (_("Size of the employers"), plain(it.terms("sizes"))),
            (_("Part of"), plain(it.terms("areas"))),
            (_("Who tells it"), plain(it.facts["quality"]["label"])),
            (_("Told by"), plain(it.facts["credit"])),
        )
    )
    blocks += it.under(_("The situation"), "situation")
    blocks += it.sides(_("What they did"), "what_they_did", PARTIES)
    blocks += it.under(_("What it took"), "what_it_took")
    blocks += it.under(_("What came of it"), "what_came_of_it")
    blocks += it.box(_("Copy tomorrow: our advice"), "copy_tomorrow", "monday")
    blocks += it.onward((_("Do the same"), "methods"), (_("Obstacles they met"), "obstacles"))
    return it.chapter(blocks, _with_steps(it, where), level)


# --- Words, standards, templates --------------------------------------------------------------------------------------


def _word(it: Telling) -> Chapter:
    blocks = [*it.lead(), *it.texts("plain_words")]
    for title, name, side in (
        (_("The school says"), "the_school_says", "provider"),
        (_("The employer hears"), "the_employer_hears", "employer"),
    ):
        texts = it.texts(name)
        blocks += [Box(title, texts, "side", side)] if texts else []
    blocks += it.box(_("Say instead"), "say_instead", "say")
    for title, run in (
        (_("Also called"), plain(", ".join(map(str, it.facts["also"])))),
        (_("Words close to it"), it.writer.pages(it.related("words"))),
    ):
        if run and run != plain(""):
            blocks.append(Paragraph((Words(f"{title}: ", "strong"), *run), "small"))
    return it.chapter(blocks)


def _standard(it: Telling) -> Chapter:
    day = it.facts["checked_on"]
    blocks: list[Block] = [*it.lead()]
    blocks.append(
        _facts(
            (_("Official name"), plain(it.facts["reference"])),
            (_("Checked on"), plain(date_format(day, "DATE_FORMAT") if day else "")),
        )
    )
    blocks += it.under(_("In plain words"), "in_plain_words")
    blocks += it.sides(_("For one placement"), "for_one_placement", PARTIES)
    blocks += it.under(_("National rules come first"), "national_rules")
    blocks += it.onward((_("Words close to it"), "words"))
    return it.chapter(blocks, kind_labels()["standard"])


def _template(it: Telling) -> Chapter:
    url = it.writer.published.url(it.page.key)
    formats = ", ".join([*(str(term["label"]) for term in it.facts["formats"]), _("PDF")])
    blocks = [*it.lead(), *it.texts("what_it_is_for"), *it.texts("how_to_use_it")]
    blocks.append(
        _facts(
            (_("Take it with you"), (Words(f"{formats}: "), *it.writer.led(url, (Words(url),)))),
            (_("Who fills it in"), it.parties(it.page.parties)),
            (_("Methods it belongs to"), it.writer.pages(it.related("methods"))),
            (_("Words close to it"), it.writer.pages(it.related("words"))),
        )
    )
    return it.chapter(blocks)


# --- Plain pages and the home page ------------------------------------------------------------------------------------


def _plain(it: Telling) -> Chapter:
    blocks = [*it.lead(), *it.texts("lead")]
    promises = it.facts["style"] == "promises"
    for number, block in enumerate(it.page.sections, start=1):
        section = block.value
        blocks.append(Heading(f"{number}. {section['title']}" if promises else section["title"]))
        if section.get("figure"):
            blocks.append(Figure(section["figure"], section.get("figure_note") or ""))
        blocks += _chart(it, section)
        blocks += it.entry_texts(section)
    following = [spans for key in it.related("next") if (spans := it.writer.page(key))]
    blocks += [Heading(_("What now?")), ItemList(tuple(following))] if following else []
    return it.chapter(blocks, it.facts["side"]["label"] if it.facts["side"] else "")


def _chart(it: Telling, section: Mapping[str, Any]) -> list[Block]:
    """The chart of a section as a table whose rows carry bars, and its source."""
    chart = chart_of(section)
    if chart is None:
        return []
    head, widths = (_("What"), _("Figure")), (0.4, 0.6)
    rows = [(plain(bar.label), plain(f"{bar.number} {chart.unit}".strip())) for bar in chart.bars]
    table = Table(chart.title, head, tuple(rows), widths, tuple(float(bar.share) for bar in chart.bars))
    if chart.has_notes:
        noted = tuple((*row, plain(bar.note)) for row, bar in zip(rows, chart.bars, strict=True))
        table = replace(table, head=(*head, _("Note")), rows=noted, widths=(0.3, 0.42, 0.28))
    notes = it.writer.notes([chart.source])
    return [table, *([Paragraph((Words(_("Source:") + " "), *notes), "small")] if notes else [])]


def _home(it: Telling) -> Chapter:
    blocks = [*it.lead(), Heading(_("Five steps from each bank")), *it.texts("steps")]
    for key, term in it.labels.vocabulary["steps"].items():
        blocks += [Heading(f"{key}. {term.label(it.language)}", 3), Stones(1, int(key), _step_of_five(key))]
        blocks.append(Paragraph(plain(term.text(it.language))))
    blocks += it.under(_("What every learner gets"), "promise")
    if promise := it.writer.page(PROMISE):
        blocks.append(Paragraph(promise))
    return it.chapter(blocks)


def _step_of_five(step: str) -> str:
    return _("Step %(step)s of 5") % {"step": step}


def _section(it: Telling) -> Chapter:
    return it.chapter([*it.lead(), *it.texts("lead")])


MAKERS: dict[str, Maker] = {
    "home": _home,
    "section": _section,
    "page": _plain,
    "lesson": _lesson,
    "obstacle": _obstacle,
    "case": _case,
    "word": _word,
    "standard": _standard,
    "template": _template,
}
