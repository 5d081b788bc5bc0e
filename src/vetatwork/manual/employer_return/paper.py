"""The business case of one learner on one page."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vetatwork.documents.sheet import Block, Bullets, Heading, Lines, Paragraph, Sheet, Table
from vetatwork.manual.employer_return.reading import Reading

LONG_TABLE = 12
"""Rows from which what is assumed is set small, so that all of it stays on one page."""


def return_sheet(reading: Reading, *, note: str, sources: list[str], day: date, language: str) -> Sheet:
    """The business case on paper. `note` says where the figures come from, if they are an example of ours."""
    blocks: list[Block] = [Paragraph(" ".join((reading.answer, *reading.sentences)), "lead")]
    if note:
        blocks.append(Paragraph(note, "notice"))
    blocks += [
        Bullets(reading.break_even),
        _table(reading),
        *([Paragraph(reading.left_out, "small")] if reading.left_out else []),
        Heading(_("What this assumes")),
        *_assumptions(reading),
        *(Paragraph(text, "small") for text in sources),
        Lines(_("Notes"), _lines_for_notes(reading)),
    ]
    return Sheet(
        title=_("What a learner costs and brings in"),
        eyebrow=_("A business case for one learner"),
        language=language,
        blocks=tuple(blocks),
        page=_("Page {page} of {pages}"),
        foot=_("Counted with VET@work on %(day)s") % {"day": date_format(day, "DATE_FORMAT")},
    )


def _table(reading: Reading) -> Table:
    rows = tuple(
        (f"= {row.name}" if row.kind else row.name, row.how, row.amount) for part in reading.parts for row in part.rows
    )
    return Table((_("Line"), _("How it is counted"), reading.unit), rows, (0.37, 0.43, 0.2))


def _assumptions(reading: Reading) -> list[Block]:
    texts = tuple(said.text for said in reading.assumptions)
    return [Paragraph(" ".join(texts), "small") if _rows(reading) > LONG_TABLE else Bullets(texts)]


def _lines_for_notes(reading: Reading) -> int:
    return max(2, 8 - _rows(reading) // 2)


def _rows(reading: Reading) -> int:
    return sum(len(part.rows) for part in reading.parts)
