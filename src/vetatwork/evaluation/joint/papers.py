"""What the papers of a joint reading say: the sheet for the table, minutes, next steps, the form to fill in by hand."""

from datetime import timedelta

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
    Pair,
    Paragraph,
    Picture,
    Sheet,
    Table,
)
from vetatwork.domain.evaluation.instrument import Form, Side
from vetatwork.evaluation.instruments import Edition
from vetatwork.evaluation.joint.readings import Talk, Together
from vetatwork.evaluation.joint.sentences import lines_to_settle, questions_to_a_learner, side_in_reading
from vetatwork.evaluation.joint.steps import JointStep
from vetatwork.evaluation.papers import EMPTY_ROW
from vetatwork.ui.templatetags.ui import bridge_picture

LOOK_AGAIN = timedelta(days=183)
"""Six months."""

HAND = 8.5
"""Millimetres of a row that is filled in by hand."""

WORDS_ON_PAPER = 3
"""So that the agenda with its empty lines stays on one page."""

STRENGTHS_ON_PAPER = 5


def table_sheet(together: Together, language: str) -> Sheet:
    """The paper that lies on the table: both halves, conversations, agenda, room to write."""
    blocks: list[Block] = [_bridge(together), Paragraph(" ".join(together.people), "small")]
    if together.strengths:
        labels = [item.label for item in together.strengths[:STRENGTHS_ON_PAPER]]
        blocks += [Heading(_("What you both do well")), Bullets(tuple(labels))]
    if together.unknowns:
        unknown = "; ".join(item.label for item in together.unknowns)
        blocks.append(Paragraph(_("To be found out together: %(items)s.") % {"items": unknown}))
    if together.talks:
        blocks.append(Heading(_("Worth talking about")))
        explained: set[str] = set()
        for number, talk in enumerate(together.talks, start=1):
            blocks += _talk(talk, number, why="" if talk.why in explained else talk.why)
            explained.add(talk.why)
    elif not together.items:
        blocks.append(Paragraph(_("You have no questions in common yet. The agenda helps all the same."), "notice"))
    blocks += [PageBreak(), *_agenda(together, hand=True)]
    return Sheet(
        title=" ".join(together.headline),
        eyebrow=_("The school and the employer, read together"),
        language=language,
        blocks=tuple(blocks),
        page=_("Page {page} of {pages}"),
        foot=_foot(together),
    )


def _foot(together: Together) -> str:
    day = date_format(together.created_on, "DATE_FORMAT")
    return _("VET@work joint reading, %(day)s") % {"day": day}


def _bridge(together: Together) -> Picture:
    words = bridge_in_words(together)
    provider, employer = (together.steps[side.value] or 0 for side in Side)
    return Picture(bridge_picture(provider, employer, words, walker=True), words, 0.66)


def bridge_in_words(together: Together) -> str:
    """What the picture of the Bridge shows, in words."""
    provider, employer = (together.steps[side.value] or 0 for side in Side)
    return _("The Bridge: the school has built %(p)s of 5 steps, the employer %(e)s of 5.") % {
        "p": provider,
        "e": employer,
    }


def _talk(talk: Talk, number: int, *, why: str) -> list[Block]:
    school, employer = talk.item.answers
    foot = _("What helps: %(kit)s") % {"kit": talk.kit.title} if talk.kit else ""
    return [
        Card(talk.item.label, (f"{talk.item.reading_name}. {why}".strip(),), foot, str(number)),
        Pair(
            Side.PROVIDER,
            side_in_reading(Side.PROVIDER),
            school.text or _("not shown"),
            Side.EMPLOYER,
            side_in_reading(Side.EMPLOYER),
            employer.text or _("not shown"),
        ),
    ]


def _agenda(together: Together, *, hand: bool) -> list[Block]:
    """The agenda; with `hand` there is room to write in it."""
    minutes = tuple((_("%(n)s min") % {"n": line.minutes}, line.title, line.text) for line in together.agenda)
    blocks: list[Block] = [
        Heading(_("Your first meeting: 45 minutes")),
        Table((_("Time"), _("What"), _("How")), minutes, (0.1, 0.25, 0.65)),
        Heading(_("Settle"), 3),
        Table((_("What"), _("What we agree")), tuple((line, "") for line in lines_to_settle()), (0.35, 0.65), HAND),
    ]
    if hand:
        rows = (("", "", ""),) * 3
        blocks += [
            Heading(_("Who does what by when"), 3),
            Table((_("What"), _("Who"), _("By when")), rows, (0.6, 0.2, 0.2), HAND),
        ]
    blocks += [Heading(_("Ask a learner beforehand"), 3), Bullets(questions_to_a_learner(), "1")]
    if together.words:
        blocks.append(Heading(_("Words you may use differently"), 3))
        rows_of_words = tuple(
            (word.title, word.school_says, word.employer_hears) for word in together.words[:WORDS_ON_PAPER]
        )
        head = (_("Word"), _("The school tends to say"), _("The employer tends to hear"))
        blocks.append(Table(head, rows_of_words, (0.2, 0.4, 0.4)))
    return blocks


def minutes_sheet(together: Together, steps: list[JointStep], language: str) -> Sheet:
    """Minutes of the meeting, filled in as far as the joint reading knows; the rest is typed."""
    talks: list[Block] = []
    for talk in together.talks:
        school, employer = talk.item.answers
        talks += [
            Heading(talk.item.label, 3),
            Paragraph(f"{side_in_reading(Side.PROVIDER)}: {school.text or _('not shown')}"),
            Paragraph(f"{side_in_reading(Side.EMPLOYER)}: {employer.text or _('not shown')}"),
            Lines(_("What we said, what we try"), 3),
        ]
    blocks: list[Block] = [
        Table((_("Day and place"), _("From the school"), _("From the employer")), (("", "", ""),), (), EMPTY_ROW),
        Heading(_("What works")),
        Bullets(tuple(item.label for item in together.strengths) or (_("…"),)),
        Heading(_("What we talked about")),
        *talks,
        Heading(_("What we settled")),
        Table((_("What"), _("What we agree")), tuple((line, "") for line in lines_to_settle()), (0.35, 0.65), HAND),
        Heading(_("Our next steps")),
        _steps(steps),
        Lines(_("We meet again on"), 1),
    ]
    title = _("Minutes of our meeting")
    return Sheet(title=title, language=language, blocks=tuple(blocks), foot=_foot(together))


def steps_sheet(together: Together, steps: list[JointStep], language: str) -> Sheet:
    """Our next steps on paper."""
    blocks: tuple[Block, ...] = (_steps(steps), Lines(_("What we look at when we meet again"), 3))
    return Sheet(title=_("Our next steps"), language=language, blocks=blocks, foot=_foot(together))


def _steps(steps: list[JointStep]) -> Table:
    rows = tuple((step.what, step.who, date_format(step.day, "DATE_FORMAT") if step.day else "", "") for step in steps)
    head = (_("What"), _("Who"), _("By when"), _("Done"))
    return Table(head, rows or (("", "", "", ""),) * 4, (0.5, 0.2, 0.2, 0.1), EMPTY_ROW)


def joint_calendar(together: Together, steps: list[JointStep], owner: str, url: str, language: str) -> Calendar:
    """The days of our next steps, and the day to look again. `owner` keeps the entries of two readings apart."""
    entries = [
        Entry(f"{owner}/step/{number}", step.day, step.what, step.who)
        for number, step in enumerate(steps, start=1)
        if step.day
    ]
    again = Entry(
        key=f"{owner}/again",
        day=together.created_on + LOOK_AGAIN,
        title=_("Look at the bridge together again"),
        text=_("Each side takes the check again from its result. Then read both together and compare."),
        url=url,
    )
    return Calendar(_("Our next steps"), language, (*entries, again))


def paper_form(used: Edition, language: str) -> Sheet:
    """The quick form's shared items for both sides, to be filled in by hand and typed in afterwards by code."""
    blocks: list[Block] = [
        Paragraph(
            _(
                "Each side fills in its own column, without looking. Write the number of the last statement that is "
                "true today. Write 0 if it does not apply to you, ? if you do not know."
            ),
            "lead",
        )
    ]
    for number, item in enumerate((i for i in used.instrument.items_in(Form.QUICK) if i.shared), start=1):
        words = used.words(item.id, language)
        school, employer = (words.wording(side) for side in Side)
        rows = tuple(
            (str(n), one, other)
            for n, (one, other) in enumerate(zip(school.statements, employer.statements, strict=True), 1)
        )
        blocks += [
            Heading(f"{number}  {school.stem} / {employer.stem}", 2),
            Table(("", side_in_reading(Side.PROVIDER), side_in_reading(Side.EMPLOYER)), (*rows, (item.id, "", "")),
                  (0.16, 0.42, 0.42), 7.0),
        ]  # fmt: skip
    address = f"{settings.SITE_URL}/{language}/check/table/typed/"
    blocks.append(Paragraph(_("Type the numbers in afterwards at %(address)s") % {"address": address}, "small"))
    return Sheet(
        title=_("Two sides, one table"),
        eyebrow=_("Readiness check, quick form, questions to both sides"),
        language=language,
        blocks=tuple(blocks),
        page=_("Page {page} of {pages}"),
        foot=f"VET@work {used.version}",
    )
