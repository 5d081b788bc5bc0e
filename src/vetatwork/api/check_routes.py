"""The readiness check for programs: the same services as the pages use."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from ninja import Path, Query, Router, Status
from ninja.errors import HttpError

from vetatwork.api.check_schemas import Attempted, InstrumentOut, ResultOut
from vetatwork.api.problems import Limited
from vetatwork.api.schemas import Problem
from vetatwork.core.rate_limit import TooMany, use_allowance
from vetatwork.domain.evaluation.instrument import AnswerError
from vetatwork.evaluation import services
from vetatwork.evaluation.instruments import Edition, Wording, current_edition
from vetatwork.evaluation.labels import choices, label
from vetatwork.evaluation.models import Attempt
from vetatwork.evaluation.plain import result_as_data
from vetatwork.evaluation.queries import held_attempt, shared_attempt
from vetatwork.evaluation.results import result_of
from vetatwork.evaluation.sentences import AREA_TERMS
from vetatwork.manual.queries import home_paths

router = Router(tags=["check"])
PROBLEMS = dict.fromkeys((400, 404, 405, 413, 414, 422, 429), Problem)


@router.get("/instruments/current", response={200: InstrumentOut, **PROBLEMS}, operation_id="instrument")
def instrument(
    request: HttpRequest,
    lang: str = Query("en", max_length=12),  # type: ignore[type-arg]
) -> dict[str, Any]:
    """The questions that are asked now."""
    _must_be_open(lang, 404)
    used = _current()
    with translation.override(lang):
        areas = [
            {
                "id": area,
                "label": label("areas", area, lang),
                "term": str(AREA_TERMS.get(area, area)),
                "items": [_item(used, item, lang) for item in used.instrument.items if item.area == area],
            }
            for area in used.instrument.areas
        ]
    return {"version": used.version, "lang": lang, "areas": areas}


def _item(used: Edition, item: Any, lang: str) -> dict[str, Any]:
    words = used.words(item.id, lang)
    micro = words.wordings.get("micro")
    return {
        "id": item.id,
        "kind": "shared" if item.shared else "own",
        "quick": item.quick,
        "why": words.why,
        "example": words.example,
        "provider": _wording(words.wordings["provider"]),
        "employer": _wording(words.wordings["employer"]),
        "micro": _wording(micro) if micro else None,
    }


def _wording(wording: Wording) -> dict[str, Any]:
    return {"stem": wording.stem, "statements": list(wording.statements)}


@router.post("/attempts", response={201: ResultOut, **PROBLEMS}, operation_id="take")
def take(request: HttpRequest, response: HttpResponse, given: Attempted) -> Any:
    """Take the check at once. The result has a token of its own; whoever knows it may read and delete it."""
    _must_be_open(given.lang, 422)
    _must_be_known("sector", "sectors", given.sector)
    _must_be_known("country", "countries", given.country)
    _current()
    try:
        use_allowance(request, "attempts")
    except TooMany as limit:
        raise Limited(limit.seconds) from limit
    about = services.About(
        side=given.side.value,
        form=given.form.value,
        experience=given.experience.value,
        language=given.lang,
        size=given.size.value if given.size else "",
        sector=given.sector or "",
        country=given.country or "",
    )
    try:
        attempt, token = services.create_attempt(about=about, given=given.answers, now=timezone.now())
    except AnswerError as error:
        raise HttpError(422, f"{error.item[:60]} {error.reason}.") from error
    data = _data(attempt, token, given.lang, holder=False)  # A new result has no invitations to look for.
    response["Location"] = f"/api/v1/attempts/{token}"
    response["Cache-Control"] = "no-store"
    return Status(201, data)


@router.get("/attempts/{token}", response={200: ResultOut, **PROBLEMS}, operation_id="result")
def result(
    request: HttpRequest,
    response: HttpResponse,
    token: Path[str],
    lang: str | None = Query(None, max_length=12),  # type: ignore[type-arg]
) -> dict[str, Any]:
    """A result, by its holder's token or by that of its read-only link."""
    now = timezone.now()
    held = held_attempt(token, now)
    attempt = held or shared_attempt(token, now)
    if attempt is None:
        raise HttpError(404, "There is no result with this token.")
    if lang is not None:
        _must_be_open(lang, 404)
    response["Cache-Control"] = "no-store"
    return _data(attempt, token, lang or attempt.language, holder=held is not None)


@router.delete("/attempts/{token}", response={204: None, **PROBLEMS}, operation_id="delete_result")
def delete_result(request: HttpRequest, token: Path[str]) -> Any:
    """Delete a result for good, by its holder's token."""
    attempt = held_attempt(token, timezone.now())
    if attempt is None:
        raise HttpError(404, "There is no result with this token.")
    services.delete_attempt(attempt=attempt)
    return Status(204, None)


def _data(attempt: Attempt, token: str, lang: str, *, holder: bool = True) -> dict[str, Any]:
    with translation.override(lang):
        return result_as_data(attempt, result_of(attempt, lang), token, holder=holder)


def _current() -> Edition:
    used = current_edition()
    if used is None:
        raise HttpError(404, "No version of the check is published.")
    return used


def _must_be_open(language: str, status: int) -> None:
    if language not in home_paths():
        raise HttpError(status, "The site does not speak this language.")


def _must_be_known(name: str, terms: str, value: str | None) -> None:
    if value is not None and value not in dict(choices(terms, "en")):
        raise HttpError(422, f"This {name} is not in the manual's list.")
