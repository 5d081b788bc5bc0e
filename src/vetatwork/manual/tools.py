"""Places of the site where a reader does something and that are no pages of the manual: each room tells its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetatwork.domain.words import FILLERS, stem, words_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Tool:
    """A tool at `path`, below the code of a language. `words` are what readers call it and nothing else."""

    path: str
    title: "StrOrPromise"
    summary: "StrOrPromise"
    words: "StrOrPromise"


_tools: list[Tool] = []


def register_tool(tool: Tool) -> None:
    """Let `tool` be found by search, search engines and programs."""
    _tools.append(tool)


def tools() -> tuple[Tool, ...]:
    """Every tool, in the order in which rooms told them."""
    return tuple(_tools)


def tools_called(question: str, language: str) -> list[Tool]:
    """The tools that have every telling word of `question` among their words, in any form."""
    asked = set(_stems(question, language))
    return [tool for tool in _tools if asked and asked <= set(_stems(str(tool.words), language))]


def _stems(text: str, language: str) -> Iterator[str]:
    return (stem(word, language) for word in words_of(text) if word not in FILLERS)
