"""`terms.yaml`: words of the trade and of offices that a page may use only if it explains them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from vetatwork.content.faults import Fault
from vetatwork.content.library import read_text
from vetatwork.content.plain_yaml import Node, read_yaml

_FIELDS = ("say", "words", "explained", "forms")


@dataclass(frozen=True)
class Term:
    """A word that needs an explanation, and how a page gives it.

    `say` is what to say instead. `pages` are the keys of the glossary pages that explain it, `explained` are phrases
    that do so in passing, `forms` its other forms (a plural with s is known).
    """

    name: str
    say: str
    pages: tuple[str, ...] = ()
    explained: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        forms = "|".join(_either_case(form) for form in (self.name, *self.forms))
        return re.compile(rf"(?<![\w@+/-])(?:{forms})s?(?![\w@+-])")

    def used_in(self, text: str) -> bool:
        """Whether `text` uses the word. Alone in quotation marks it is talked about, not used."""
        if not any(form[1:] in text for form in (self.name, *self.forms)):
            return False  # Most texts: far quicker than the pattern.
        return any(not _is_quoted(text, match) for match in self._pattern.finditer(text))

    def explained_in(self, text: str) -> bool:
        """Whether `text` explains the word: by one of the phrases, or with brackets behind it or around it."""
        in_brackets = any(
            text[match.end() :].startswith(" (") or text[match.start() - 1 : match.end() + 1] == f"({match[0]})"
            for match in self._pattern.finditer(text)
        )
        return in_brackets or any(phrase.casefold() in text.casefold() for phrase in self.explained)


def _either_case(form: str) -> str:
    """`ESCO` only as it stands; `curriculum` also at the beginning of a sentence."""
    if form != form.lower():
        return re.escape(form)
    return f"[{form[0]}{form[0].upper()}]{re.escape(form[1:])}"


def _is_quoted(text: str, match: re.Match[str]) -> bool:
    return text[: match.start()][-1:] in tuple('"“‘') and text[match.end() :].lstrip(".,?!")[:1] in tuple('"”’')


def read_terms(path: Path, pages: frozenset[str], faults: list[Fault]) -> tuple[Term, ...]:
    """The terms of the file, none if there is no file; what is wrong is added to `faults`."""
    text = read_text(path, faults) if path.exists() else None

    def report(line: int, message: str) -> None:
        faults.append(Fault(path, line + 1, message))

    root = read_yaml(text or "", report)
    given = root.value if root and isinstance(root.value, dict) else {}
    return tuple(_term(name, node, pages, report) for name, node in given.items())


def _term(name: str, node: Node, pages: frozenset[str], report: Callable[[int, str], None]) -> Term:
    parts = node.value if isinstance(node.value, dict) else {}
    for part, value in parts.items():
        if part not in _FIELDS:
            report(value.line, f"Unknown field “{part}”. Known: {', '.join(_FIELDS)}.")
    if not (say := _texts(parts.get("say"))):
        report(node.line, f"“{name}” needs `say`: what to say instead.")
    keys = tuple(f"words/{slug}" for slug in _texts(parts.get("words")))
    for key in keys:
        if key not in pages:
            report(node.line, f"There is no page {key}.")
    return Term(name, " ".join(say), keys, _texts(parts.get("explained")), _texts(parts.get("forms")))


def _texts(node: Node | None) -> tuple[str, ...]:
    """One text or a list of them."""
    if node is None:
        return ()
    values = [item.value for item in node.value] if isinstance(node.value, list) else [node.value]
    return tuple(value for value in values if isinstance(value, str) and value)
