"""What now: where a reader goes from here, in groups with a heading each."""

from typing import Any

from django.utils.translation import gettext as _

from vetatwork.manual.presentation.shelf import Card

Cards = dict[str, list[Card]]


def what_now(kind: str, related: Cards, place: dict[str, Any]) -> list[dict[str, Any]]:
    """The groups of links at the end of a page: {heading, cards}. `place` says where it stands (`neighbours`).

    A page whose links are not written yet leads back to the part it belongs to.
    """
    groups = [{"heading": heading, "cards": cards} for heading, cards in _groups(kind, related, place) if cards]
    if groups or kind in ("home", "section"):
        return groups
    return [{"heading": "", "cards": [place["part"]]}] if place.get("part") else []


def _groups(kind: str, related: Cards, place: dict[str, Any]) -> list[tuple[str, list[Card]]]:
    def cards(name: str) -> list[Card]:
        return related.get(name, [])

    match kind:
        case "method":
            return [
                (_("See how others did it"), cards("cases")),
                (_("Methods that go with it"), cards("methods")),
                (_("Obstacles it helps with"), cards("obstacles")),
            ]
        case "obstacle":
            return [(_("Methods that help"), cards("methods")), (_("See how others did it"), cards("cases"))]
        case "case":
            return [(_("Do the same"), cards("methods")), (_("Obstacles they met"), cards("obstacles"))]
        case "lesson":
            return [("", [card for card in (place.get("following"), place.get("kit")) if card])]
        case "word" | "standard" | "template":
            return [(_("Methods it belongs to"), cards("methods")), (_("Words close to it"), cards("words"))]
        case _:
            return [("", cards("next"))]
