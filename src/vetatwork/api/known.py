"""What a query may ask for: numbers, values of closed lists, pages that are there. All else gets a sentence."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from vetatwork.manual.queries import vocabulary
from vetatwork.search.models import Entry

DIGITS = re.compile(r"[0-9]{1,20}")
"""Python also reads `1_0`, `10.0`, spaces and the digits of other scripts; a program that writes those errs."""


@dataclass(frozen=True)
class Number:
    """A whole number from `least` to `most`."""

    least: int
    most: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        number = core_schema.int_schema(ge=self.least, le=self.most)
        return core_schema.no_info_before_validator_function(self._read, number)

    def _read(self, said: str) -> int:
        if not DIGITS.fullmatch(said) or not self.least <= int(said) <= self.most:
            raise _fault(f"Give a whole number from {self.least} to {self.most}.")
        return int(said)


class Known(ABC):
    """Values that are known. A fault names those that are not."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def _checked(self, said: list[str]) -> list[str]:
        known = frozenset(self.values())
        if unknown := [value for value in dict.fromkeys(said) if value not in known]:
            raise _fault(self.sentence(unknown))
        return said

    @abstractmethod
    def values(self) -> Iterable[str]:
        """What may be asked for."""

    @abstractmethod
    def sentence(self, unknown: list[str]) -> str:
        """What is said of values that are not known."""


@dataclass(frozen=True)
class OneOf(Known):
    """Values of the closed list `terms` of the vocabulary."""

    terms: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        schema["items"]["enum"] = list(self.values())
        return schema

    def values(self) -> Iterable[str]:
        """The keys of the list."""
        return vocabulary()[self.terms]

    def sentence(self, unknown: list[str]) -> str:
        """With all values, and a hint where an address is easily written wrong."""
        sentences = [f"Not known: {_quoted(unknown)}.", f"Known: {', '.join(self.values())}."]
        if any("+" in value for value in self.values()):
            sentences.append("In an address, + is written %2B.")
        if any("," in value for value in unknown):
            sentences.append("For several values, repeat the parameter.")
        return " ".join(sentences)


@dataclass(frozen=True)
class ShortName(Known):
    """Short names of pages of a kind. They are too many to list them in a fault."""

    kind: str

    def values(self) -> Iterable[str]:
        """The short names of all published pages of the kind."""
        keys = Entry.objects.filter(kind=self.kind).values_list("key", flat=True)
        return (key.rpartition("/")[2] for key in keys)

    def sentence(self, unknown: list[str]) -> str:
        """That there is no such page."""
        return f"There is no such page: {_quoted(unknown)}."


def _quoted(values: list[str]) -> str:
    return ", ".join(f"“{value}”" for value in values)


def _fault(sentence: str) -> PydanticCustomError:
    # The sentence is no template: a value in braces must not be taken for a part of one.
    return PydanticCustomError("not_known", "{sentence}", {"sentence": sentence})
