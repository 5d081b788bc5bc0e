"""Errors of the API as problem details (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from vetatwork.api.schemas import Fault, Problem

CONTENT_TYPE = "application/problem+json"
MOST_FAULTS = 20
LONGEST_WHERE = 200
LONGEST_WHAT = 2_000
"""Enough for as many values as a filter takes, and all that may be asked for instead."""


class Limited(Exception):
    """Too many requests; `seconds` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"try again in {seconds} seconds")
        self.seconds = seconds


def answer_with_problems(api: NinjaAPI) -> None:
    """Let `api` answer every error with a problem."""

    @api.exception_handler(ValidationError)
    def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return not_understood([Fault(where=_where(one), what=str(one.get("msg", ""))) for one in error.errors])

    @api.exception_handler(HttpError)
    def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
        # Ninja replaces what a parser raises by a word of its own; what the parser said tells more.
        said = error.__context__ if isinstance(error.__context__, HttpError) else error
        return problem(said.status_code, str(said))

    @api.exception_handler(Limited)
    def too_many(request: HttpRequest, error: Limited) -> HttpResponse:
        response = problem(429, f"Too many from this network just now: {error}.")
        response["Retry-After"] = str(error.seconds)
        return response

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem(404, "There is nothing at this address.")


def not_understood(faults: list[Fault]) -> HttpResponse:
    """The problem of a request that is not as it must be. What a request says itself is cut: an answer stays short."""
    short = [Fault(where=one.where[:LONGEST_WHERE], what=one.what[:LONGEST_WHAT]) for one in faults[:MOST_FAULTS]]
    return problem(422, "The request could not be understood.", short)


def problem(status: int, detail: str, faults: list[Fault] | None = None) -> HttpResponse:
    """A problem with its status, a sentence and the places where it is."""
    said = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, faults=faults or [])
    response = HttpResponse(said.model_dump_json(), status=status, content_type=CONTENT_TYPE)
    response["Cache-Control"] = "no-store"
    return response


def _where(error: dict[str, Any]) -> str:
    return ".".join(str(part) for part in error.get("loc", ()) if part not in ("query", "path", "which"))
