"""What the script that scores needs to know: items, weights, limits and factors, out of the rules themselves."""

from typing import Any

from vetatwork.domain.evaluation import readiness, recommendation, scoring
from vetatwork.domain.evaluation.instrument import HIGHEST, Form
from vetatwork.domain.evaluation.recommendation import CaseFacts, Rule
from vetatwork.evaluation.instruments import Edition, Recommendation
from vetatwork.evaluation.labels import SIZES
from vetatwork.manual.guide import Guide, guide

LISTS_OF_CASES = ("sizes", "sectors", "countries", "areas", "methods", "obstacles")


def rules_of(used: Edition, language: str) -> dict[str, Any]:
    """Everything about the quick form of a version that a result follows from, ready for JSON. Fractions are text."""
    pages = guide(language)
    items = used.instrument.items_in(Form.QUICK)
    return {
        "version": used.version,
        "areas": list(used.instrument.areas),
        "items": [{"id": item.id, "area": item.area, "weight": str(item.weight)} for item in items],
        "limits": _limits(),
        "safeguards": readiness.SAFEGUARDS,
        "gates": list(readiness.GATES),
        "rules": {item.id: _rule(used.recommendations[item.id], pages) for item in items},
        "sizes": dict(SIZES),
        "cases": [_case(case) for case in pages.cases if pages.page(case.key)],
    }


def _limits() -> dict[str, int | str]:
    return {
        "highest": HIGHEST,
        "least_answered": scoring.LEAST_ANSWERED,
        "provisional": scoring.PROVISIONAL_LIMIT,
        "find_out_share": str(scoring.FIND_OUT_SHARE),
        "enough": readiness.ENOUGH,
        "room_of_unknown": recommendation.ROOM_OF_UNKNOWN,
        "weakest_fit": str(recommendation.WEAKEST_FIT),
        "small_firm_fit": str(recommendation.SMALL_FIRM_FIT),
        "good_enough": recommendation.GOOD_ENOUGH_FOR_MICRO,
    }


def _rule(recommended: Recommendation, pages: Guide) -> dict[str, Any]:
    return {
        "kits": [_short(key) for key in recommended.kits if pages.page(key)],
        "obstacle": _short(recommended.obstacle),
        "fits": _fits(recommended.rule),
    }


def _fits(rule: Rule) -> dict[str, dict[str, str]]:
    return {name: {value: str(factor) for value, factor in each.items()} for name, each in rule.fits.items()}


def _case(case: CaseFacts) -> dict[str, Any]:
    return {"key": case.key, "step": case.step, **{name: sorted(getattr(case, name)) for name in LISTS_OF_CASES}}


def _short(key: str) -> str:
    """How the facets of a case name a page."""
    return key.rsplit("/", 1)[-1]
