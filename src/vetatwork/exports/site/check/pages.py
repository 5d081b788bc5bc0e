"""The pages of the quick check in a folder, and the data their scripts read."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vetatwork.documents.pdf import pdf_file
from vetatwork.domain.bridge import STEPS
from vetatwork.domain.evaluation.instrument import Form, Side, Size
from vetatwork.domain.evaluation.readiness import GATES
from vetatwork.evaluation.forms import AboutForm
from vetatwork.evaluation.instruments import Edition, current_edition
from vetatwork.evaluation.joint.papers import paper_form
from vetatwork.evaluation.labels import label
from vetatwork.evaluation.paging import minutes_to_read
from vetatwork.evaluation.papers import rule_in_words
from vetatwork.evaluation.results import SHOWN_FIRST
from vetatwork.evaluation.sentences import AREA_TERMS, side_name
from vetatwork.exports.site.check.rules import rules_of
from vetatwork.exports.site.check.wording import WordedForm, worded_forms
from vetatwork.exports.site.check.words import sentences_of
from vetatwork.exports.site.files import SiteFile
from vetatwork.exports.site.request import reader_request
from vetatwork.exports.site.scripts import data_script
from vetatwork.manual.guide import guide
from vetatwork.ui.offline import offline_copy

SLOTS = ("answered", "of", "count")
"""Numbers of a result that the script fills in."""


def check_pages(language: str) -> list[SiteFile]:
    """The check of one language: its start, a page for each side, their data, the form for the table on paper.

    Without a published version there is only the start, which says so.
    """
    with translation.override(language):
        return list(_files(language))


def _files(language: str) -> Iterator[SiteFile]:
    used = current_edition()
    yield _page(reverse("check"), "start", _start_context(used, language))
    yield _page(reverse("check-table"), "table", {"live_url": _on_the_web(reverse("check-table")), "open": bool(used)})
    if used is None:
        return
    for side in Side:
        forms = worded_forms(used, side, language)
        address = reverse("check-about", args=[side.value, Form.QUICK.value])
        data_address = f"{address}data.js"
        yield _page(address, "quick", _quick_context(used, side, forms, language) | {"data_url": data_address})
        yield data_script(data_address.strip("/"), "check", _data(used, forms, language))
    yield SiteFile(reverse("check-paper").strip("/"), pdf_file(paper_form(used, language)))


def _page(address: str, name: str, context: dict[str, Any]) -> SiteFile:
    page = render_to_string(f"exports/check/{name}.html", context, reader_request(address))
    return SiteFile(f"{address.strip('/')}/index.html", page.encode())


def _on_the_web(address: str) -> str:
    """The same page on the site, '' if nobody else can reach it."""
    copy = offline_copy()
    site = copy.site if copy else settings.SITE_URL
    return f"{site}{address}" if site else ""


# --- Start ------------------------------------------------------------------------------------------------------------


def _start_context(used: Edition | None, language: str) -> dict[str, Any]:
    return {
        "doors": [_door(used, side, language) for side in (Side.EMPLOYER, Side.PROVIDER)] if used else [],
        "here": _on_the_web(reverse("check")),
        "paper_url": reverse("check-paper"),
    }


def _door(used: Edition, side: Side, language: str) -> dict[str, Any]:
    url = reverse("check-about", args=[side.value, Form.QUICK.value])
    return {"side": side.value, "url": url, **_length(used, side, language)}


def _length(used: Edition, side: Side, language: str) -> dict[str, int]:
    items = used.instrument.items_in(Form.QUICK)
    minutes = minutes_to_read(used, items, side=side, size="", language=language)
    return {"questions": len(items), "minutes": minutes}


# --- The check of a side ----------------------------------------------------------------------------------------------


def _quick_context(used: Edition, side: Side, forms: list[WordedForm], language: str) -> dict[str, Any]:
    about = AboutForm(None, side=side)
    pages = guide(language)
    return {
        "side": side.value,
        "side_name": side_name(side),
        "length": _length(used, side, language),
        "form": about,
        "forms": forms,
        "missing": about.fields["experience"].error_messages["required"],
        "areas": [_area(area, language) for area in used.instrument.areas],
        "gates": [{"item": gate, "label": label("constructs", gate, language)} for gate in GATES],
        "bridges": [_bridge(side, step) for step in range(STEPS + 1)],
        "steps": range(1, STEPS + 1),
        "cases": [page for case in pages.cases if (page := pages.page(case.key))],
        "rule": rule_in_words(),
        "version": used.version,
        "slots": {name: SafeString(f'<span data-slot="{name}"></span>') for name in SLOTS},
        "paper_url": reverse("check-paper"),
        "live_url": _on_the_web(reverse("check-about", args=[side.value, Form.QUICK.value])),
    }


def _area(area: str, language: str) -> dict[str, str]:
    return {"id": area, "label": label("areas", area, language), "term": str(AREA_TERMS.get(area, area))}


def _bridge(side: Side, step: int) -> dict[str, Any]:
    """One half of the Bridge with so many stones, and what it shows in words."""
    words = (
        _("The Bridge. Your half has %(step)s of 5 stones.") % {"step": step}
        if step
        else _("The Bridge. Your half has no stones yet.")
    )
    built = {each.value: step if each is side else 0 for each in Side}
    return {"step": step, "words": words, **built}


def _data(used: Edition, forms: list[WordedForm], language: str) -> dict[str, Any]:
    """What the scripts of a page read."""
    return {
        "rules": rules_of(used, language),
        "sentences": sentences_of(used, language),
        "statements": {form.name: form.statements for form in forms},
        "texts": _texts(len(used.instrument.items_in(Form.QUICK))),
        "micro": Size.MICRO.value,
        "shown_first": SHOWN_FIRST,
    }


def _texts(count: int) -> dict[str, Any]:
    """Sentences with a number in them, and the titles of the window."""
    numbers = range(1, count + 1)
    return {
        "next": {n: ngettext("Your next step", "Your next steps", n) for n in range(1, SHOWN_FIRST + 1)},
        "more": {n: _more(n) for n in numbers},
        "blank": {n: _left_out(n, count) for n in numbers},
        "result_shown": _("Your result is shown."),
    }


def _more(number: int) -> str:
    return ngettext("%(number)s more next step", "%(number)s more next steps", number) % {"number": number}


def _left_out(blank: int, count: int) -> str:
    return ngettext(
        "%(blank)s of %(count)s questions is left out. That is fine: a part with too few answers gets a dash.",
        "%(blank)s of %(count)s questions are left out. That is fine: a part with too few answers gets a dash.",
        blank,
    ) % {"blank": blank, "count": count}
