"""The parts of the context that differ from kind to kind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from vetatwork.content.prose import Cite, Paragraph, Prose
from vetatwork.content.vocabulary import Vocabulary
from vetatwork.domain.bridge import level_of_step
from vetatwork.manual.charts import chart_of
from vetatwork.manual.kinds import PARTIES, PHASES, SIDES
from vetatwork.manual.models import BasePage
from vetatwork.manual.presentation.shelf import Card, Shelf
from vetatwork.manual.presentation.text import Writer

Context = dict[str, Any]
PROMISE = "start/every-learner"
"""The page of the promises to every learner, which the home page leads to."""

PARTY_TEXTS = {
    "how_you_notice_it": SIDES,
    "this_week": SIDES,
    "what_to_say": SIDES,
    "what_they_did": PARTIES,
    "for_one_placement": PARTIES,
}


@dataclass(frozen=True)
class Labels:
    """The words of the closed lists in one language."""

    vocabulary: Vocabulary
    language: str

    def choice(self, name: str, key: str) -> Context:
        """A term as {key, label, text}; the key itself where the list no longer has it."""
        term = self.vocabulary[name].get(key)
        if term is None:
            return {"key": key, "label": key, "text": ""}
        return {"key": key, "label": term.label(self.language), "text": term.text(self.language)}

    def choices(self, name: str, keys: Iterable[str]) -> list[Context]:
        """Several terms."""
        return [self.choice(name, key) for key in keys]

    def party(self, key: str) -> str:
        """The name of a party."""
        return str(self.choice("parties", key)["label"])


# --- Texts ------------------------------------------------------------------------------------------------------------


def texts(page: BasePage, trees: dict[str, Prose], writer: Writer, labels: Labels, shelf: Shelf) -> Context:
    """Every text as HTML, once by its flat name, and by party or phase where the page shows them side by side."""
    html = {name: writer.html(tree) for name, tree in trees.items()}
    context: Context = {"prose": html, "parties": {}}
    for name, parties in PARTY_TEXTS.items():
        if f"{name}_{parties[0]}" in html:
            context["parties"][name] = [_party_text(html, name, party, labels) for party in parties]
    if page.kind.name == "method":
        context["matrix"] = [
            {
                "key": phase,
                "label": labels.choice("phases", phase)["label"],
                "cells": [_party_text(html, phase, party, labels) for party in PARTIES],
            }
            for phase in PHASES
        ]
    if page.kind.name == "obstacle":
        context["blocks"] = [_way_out(block.value, html, labels, shelf) for block in getattr(page, "ways_out")]  # noqa: B009
    if page.kind.name == "page":
        context["blocks"] = [_section(block.value, html, writer) for block in getattr(page, "sections")]  # noqa: B009
    return context


def _party_text(html: dict[str, Any], name: str, party: str, labels: Labels) -> Context:
    return {"party": party, "label": labels.party(party), "html": html[f"{name}_{party}"]}


def _way_out(value: Any, html: dict[str, Any], labels: Labels, shelf: Shelf) -> Context:
    return {
        "id": value["id"],
        "title": value["title"],
        "who": labels.choices("parties", value["who"]),
        "methods": shelf.by_key(f"methods/{slug}" for slug in value["methods"]),
        "html": html[f"ways_out/{value['id']}"],
    }


def _section(value: Any, html: dict[str, Any], writer: Writer) -> Context:
    names = ("id", "title", "figure", "figure_note")
    chart = chart_of(value)
    return {
        **{name: value.get(name, "") for name in names},
        "chart": chart,
        "chart_source": writer.html((Paragraph((Cite(chart.source),)),)) if chart else "",
        "html": html[f"sections/{value['id']}"],
    }


# --- Facts ------------------------------------------------------------------------------------------------------------


def wanted_keys(page: Any) -> list[str]:
    """Keys that the facts of a page need, beyond its lists of pages."""
    if page.kind.name == "obstacle":
        return [f"methods/{slug}" for block in page.ways_out for slug in block.value["methods"]]
    if page.kind.name == "home":
        return [PROMISE, *(str(block.value["page"]) for block in page.doors)]
    return []


def facts(page: Any, labels: Labels, shelf: Shelf) -> Context:
    """The facts of a page's kind under `facts`; for the home page its doors, steps and cards."""
    if page.kind.name == "home":
        return _home(page, labels, shelf)
    maker = _FACTS.get(page.kind.name)
    return {"facts": maker(page, labels) if maker else {}}


def _method(page: Any, labels: Labels) -> Context:
    return {
        "slogan": page.slogan,
        "steps": (page.step_from, page.step_to) if page.step_from and page.step_to else None,
        "areas": labels.choices("areas", page.areas),
        "effort": [
            {
                "party": party,
                "label": labels.party(party),
                "level": labels.choice("effort", getattr(page, f"effort_{party}")),
            }
            for party in PARTIES
        ],
        "time": [{"party": p, "label": labels.party(p), "text": getattr(page, f"time_{p}")} for p in PARTIES],
        "people": page.people,
        "lead_time": page.lead_time,
        "cost": page.cost,
        "evidence": labels.choice("evidence", page.evidence),
        "raises": labels.choices("constructs", page.raises),
    }


def _case(page: Any, labels: Labels) -> Context:
    several = {
        "countries": page.countries,
        "sectors": page.sectors,
        "forms": page.forms,
        "sizes": page.sizes,
        "areas": page.areas,
    }
    return {
        **{name: labels.choices(name, keys) for name, keys in several.items()},
        "organisations": page.organisations,
        "step": page.step,
        "steps": (page.step, page.step) if page.step else None,
        "level": labels.choice("levels", level_of_step(page.step)) if page.step else None,
        "years": page.years,
        "quality": labels.choice("quality", page.quality),
        "credit": page.credit,
    }


def _plain(page: Any, labels: Labels) -> Context:
    return {"side": labels.choice("parties", page.side) if page.side else None, "style": page.style or "article"}


_FACTS: dict[str, Callable[[Any, Labels], Context]] = {
    "method": _method,
    "case": _case,
    "page": _plain,
    "lesson": lambda page, labels: {"number": page.number, "minutes": page.minutes},
    "obstacle": lambda page, labels: {
        "group": labels.choice("groups", page.group),
        "areas": labels.choices("areas", page.areas),
    },
    "word": lambda page, labels: {"also": page.also},
    "standard": lambda page, labels: {"reference": page.reference, "checked_on": page.checked_on},
    "template": lambda page, labels: {
        "parties": labels.choices("parties", page.parties),
        "formats": labels.choices("formats", page.formats),
    },
}


def _home(page: Any, labels: Labels, shelf: Shelf) -> Context:
    doors = []
    for block in page.doors:
        goal: list[Card] = shelf.by_key([str(block.value["page"])])
        if goal:
            doors.append(
                {
                    "party": block.value["id"],
                    "title": block.value["title"],
                    "text": block.value["text"],
                    "url": goal[0].url,
                }
            )
    terms = labels.vocabulary["steps"].values()
    steps = [{"number": int(t.key), "label": t.label(labels.language), "text": t.text(labels.language)} for t in terms]
    promise = next(iter(shelf.by_key([PROMISE])), None)
    return {
        "facts": {},
        "doors": doors,
        "steps": steps,
        "featured": shelf.by_key(page.featured),
        "promise_page": promise,
    }
