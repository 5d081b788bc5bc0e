"""The cover and the imprint of a book: what it is, of which day, what may be done with it, whose idea it continues."""

from datetime import datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vetatwork.documents.book.parts import Address, Block, Paragraph, Picture, Run, Words
from vetatwork.domain.bridge import STEPS
from vetatwork.exports.book.writing import Writer
from vetatwork.ui.templatetags.ui import bridge_picture

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ABOUT = "pages/about"


def cover() -> Picture:
    """The finished Bridge."""
    words = _("The Bridge: school and work have built five steps each, and a learner crosses.")
    return Picture(bridge_picture(STEPS, STEPS, words, walker=True), words)


def colophon(writer: Writer, modified: datetime | None) -> tuple[Block, ...]:
    """The imprint; it names the operator if there is one."""
    facts = [(_("What this is"), _what()), (_("Newest texts"), _where(writer, modified)), (_("Licence"), _licence())]
    facts += [(_("Whose idea"), _idea(writer)), (_("What this is not"), _limits())]
    if settings.OPERATOR_NAME:
        facts.append((_("Published by"), (Words(settings.OPERATOR_NAME),)))
    return tuple(Paragraph((Words(f"{label}. ", "strong"), *run)) for label, run in facts)


def _what() -> Run:
    return (Words(_("Pages of VET@work, a manual for vocational schools and employers who train learners together.")),)


def _where(writer: Writer, modified: datetime | None) -> Run:
    day = _("The texts are of %(day)s.") % {"day": date_format(modified, "DATE_FORMAT")} + " " if modified else ""
    home = f"{settings.SITE_URL}/{writer.published.language}/"
    words = Words(settings.SITE_URL.split("://")[-1])
    return (Words(day + _("Newer ones may be on the site:") + " "), Address(home, (words,)))


def _licence() -> Run:
    return (
        Address(LICENCE, (Words(_("Creative Commons Attribution 4.0 (CC BY 4.0)")),)),
        Words(
            ": "
            + _(
                "you may copy, print, translate and change the texts, also for money. Name VET@work as the source and "
                "say what you changed."
            )
        ),
    )


def _idea(writer: Writer) -> Run:
    text = _(
        "This manual continues the idea of VET@work, an Erasmus+ project that ran from 2018 to 2021. The five-step "
        "bridge and the three kinds of obstacles are its idea. The sentences here are new."
    )
    more = writer.page(ABOUT)
    return (Words(text), *((Words(" "), *more) if more else ()))


def _limits() -> Run:
    return (
        Words(
            _(
                "It is not legal advice: national rules and official forms always come first. It is not an official "
                "Erasmus+ publication and does not speak for the European Union."
            )
        ),
    )
