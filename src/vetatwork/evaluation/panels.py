"""What the check adds to pages of the manual: what a kit raises, where the check helps, the way back to a result."""

from operator import itemgetter

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from vetatwork.domain.evaluation.instrument import Form, Side
from vetatwork.evaluation.instruments import current_edition
from vetatwork.evaluation.labels import label
from vetatwork.evaluation.paging import length_of
from vetatwork.manual.models import BasePage

SIDES = {"benefits/employers": Side.EMPLOYER, "benefits/providers": Side.PROVIDER}
"""Pages that speak to one side, which the check is offered to."""

NOTHING = SafeString("")


def way_back(page: BasePage, language: str) -> SafeString:
    """A hidden link that a script shows and leads back to the result this window came from."""
    return render_to_string("evaluation/panels/back.html")


def raised_by_kit(page: BasePage, language: str) -> SafeString:
    """The constructs that a kit raises."""
    used = current_edition()
    if used is None:
        return NOTHING
    constructs = [item for item in getattr(page, "raises", ()) if item in used.instrument.by_id]
    return _constructs("kit", constructs, language)


def shown_by_obstacle(page: BasePage, language: str) -> SafeString:
    """The constructs whose weak answers an obstacle stands behind."""
    used = current_edition()
    if used is None:
        return NOTHING
    rules = used.recommendations
    return _constructs("obstacle", [item for item in rules if rules[item].obstacle == page.key], language)


def _constructs(kind: str, constructs: list[str], language: str) -> SafeString:
    if not constructs:
        return NOTHING
    labels = [label("constructs", item, language) for item in constructs]
    return render_to_string("evaluation/panels/constructs.html", {"kind": kind, "labels": labels})


def offer_on_home(page: BasePage, language: str) -> SafeString:
    """The check on the home page."""
    return _offer(list(Side), language)


def offer_to_side(page: BasePage, language: str) -> SafeString:
    """The check on pages that speak to one side."""
    side = SIDES.get(page.key)
    return _offer([side], language) if side else NOTHING


def _offer(sides: list[Side], language: str) -> SafeString:
    used = current_edition()
    if used is None:
        return NOTHING
    lengths = [length_of(used, side, Form.QUICK, language=language) for side in sides]
    doors = {side.value: reverse("check-about", args=[side.value, Form.QUICK.value]) for side in sides}
    context = {"urls": doors, "length": max(lengths, key=itemgetter("minutes"))}
    return render_to_string("evaluation/panels/offer.html", context)
