"""The description of the API (`openapi.json`), where Ninja's own would not be true."""

from http import HTTPStatus
from typing import Any

from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from vetatwork.api.problems import CONTENT_TYPE

NULL = {"type": "null"}


class Description(OpenAPISchema):
    """Ninja's description, with errors as the problems they are and with parameters that cannot be null."""

    def responses(self, operation: Operation) -> dict[int, dict[str, Any]]:
        """Every answer of `operation` by status."""
        found = super().responses(operation)
        for status, response in found.items():
            if status >= HTTPStatus.BAD_REQUEST:
                (said,) = response["content"].values()
                response["content"] = {CONTENT_TYPE: said}
        return found

    def operation_parameters(self, operation: Operation) -> list[dict[str, Any]]:
        """The parameters of `operation`."""
        found = super().operation_parameters(operation)
        for parameter in found:
            parameter["schema"] = _without_null(parameter["schema"])
        return found


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """`schema` of a parameter that may be left out: an address has no way to say null."""
    choices = [choice for choice in schema.get("anyOf", ()) if choice != NULL]
    if len(choices) != 1:
        return schema
    return {**choices[0], **{name: value for name, value in schema.items() if name != "anyOf"}}
