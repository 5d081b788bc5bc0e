"""Errors of the API as problem details (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from vetatwork.api.schemas import Fault, Problem

CONTENT_TYPE = "application/problem+json"


class Limited(Exception):
    """Too many requests; `seconds` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"try again in {seconds} seconds")
        self.seconds = seconds


def answer_with_problems(api: NinjaAPI) -> None:
    """Let `api` answer every error with a problem."""

    @api.exception_handler(ValidationError)
    def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return _answer(422, "The request could not be understood.", _faults(error))

    @api.exception_handler(HttpError)
    def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
        # Ninja replaces what a parser raises by a word of its own; what the parser said tells more.
        said = error.__context__ if isinstance(error.__context__, HttpError) else error
        return _answer(said.status_code, str(said))

    @api.exception_handler(Limited)
    def too_many(request: HttpRequest, error: Limited) -> HttpResponse:
        response = _answer(429, f"Too many from this network just now: {error}.")
        response["Retry-After"] = str(error.seconds)
        return response

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return _answer(404, "There is nothing at this address.")


def _answer(status: int, detail: str, faults: list[Fault] | None = None) -> HttpResponse:
    problem = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, faults=faults or [])
    response = HttpResponse(problem.model_dump_json(), status=status, content_type=CONTENT_TYPE)
    response["Cache-Control"] = "no-store"
    return response


def _faults(error: ValidationError) -> list[Fault]:
    def where(one: dict[str, Any]) -> str:
        return ".".join(str(part) for part in one.get("loc", ()) if part not in ("query", "path", "which"))

    return [Fault(where=where(one)[:200], what=str(one.get("msg", ""))[:300]) for one in error.errors[:20]]
