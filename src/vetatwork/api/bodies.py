"""Reading the body of a request strictly: what JSON leaves open is refused with a sentence."""

import json
from typing import Any

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.parser import Parser


class StrictParser(Parser):
    """JSON without names that stand twice, without NaN, and not nested without end."""

    def parse_body(self, request: HttpRequest) -> Any:
        """What the body of `request` says.

        Raises:
            HttpError: 400 if it is no JSON, 422 if a name stands twice in one object.
        """
        try:
            # Handed bytes, `loads` would guess the encoding and read UTF-16 too.
            text = request.body.decode("utf-8-sig")
            return json.loads(text, object_pairs_hook=_without_repetition, parse_constant=_refuse)
        except RecursionError as error:
            raise HttpError(400, "The body is nested too deeply.") from error
        except ValueError as error:
            raise HttpError(400, "The body is not JSON in UTF-8.") from error


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            # Half a character, which JSON can write and UTF-8 cannot, becomes a question mark.
            said = name[:60].encode(errors="replace").decode()
            raise HttpError(422, f"“{said}” stands twice in one object.")
        found[name] = value
    return found


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")
