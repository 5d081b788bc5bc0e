"""What the files of a version must mean together: every item worded on both sides, short, linked, and following on."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import ratio

from vetatwork.content.faults import Fault
from vetatwork.content.library import Library
from vetatwork.content.schemas import line_of
from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.domain.evaluation.readiness import GATES
from vetatwork.evaluation.files import VersionFiles

WORDINGS = ("provider", "employer", "micro")
MOST_WORDS = {"provider": 14, "employer": 14, "micro": 10}
"""Words of one statement, by wording."""

MOST_WORDS_OF_MICRO_QUICK = 650
"""What somebody in a very small firm has to read in the quick form."""

QUICK_PER_AREA = 3
TOO_ALIKE = 93
"""Two neighbouring statements this much alike (0 to 100) cannot be told apart by a tired reader."""

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
UNSCORED_WORDS = len(["does", "not", "apply", "to", "us", "I", "don't", "know"])


def version_problems(versions: list[VersionFiles], library: Library) -> Iterator[Fault]:
    """Every fault that only shows when the files are read together."""
    by_name = {files.version: files for files in versions}
    for files in versions:
        if not files.instrument:
            continue
        yield from _structure(files, by_name)
        yield from _words(files)
        yield from _links(files, library)


def _fault(files: VersionFiles, name: str, where: list[Any], message: str) -> Fault:
    path = files.folder / name
    return Fault(path, line_of(files.nodes[path], where) if path in files.nodes else 0, message)


# --- Structure --------------------------------------------------------------------------------------------------------


def _structure(files: VersionFiles, by_name: dict[str, VersionFiles]) -> Iterator[Fault]:
    def fault(where: list[Any], message: str) -> Fault:
        return _fault(files, "instrument.yaml", where, message)

    if files.instrument["version"] != files.version:
        yield fault(["version"], f"The folder is called {files.version}; the version must be the same.")
    ids = [item["id"] for area in files.instrument["areas"] for item in area["items"]]
    for name in sorted({each for each in ids if ids.count(each) > 1}):
        yield fault(["areas"], f"“{name}” stands here twice.")
    for gate in GATES:
        if not any(item["id"] == gate and item["quick"] == "yes" for item in files.items().values()):
            yield fault(["areas"], f"“{gate}” must be in the quick form: whoever begins is asked for it.")
    for number, area in enumerate(files.instrument["areas"]):
        quick = sum(item["quick"] == "yes" for item in area["items"])
        if quick != QUICK_PER_AREA:
            yield fault(["areas", number], f"The quick form asks {QUICK_PER_AREA} items of an area, not {quick}.")
    yield from _descent(files, by_name, fault)


def _descent(files: VersionFiles, by_name: dict[str, VersionFiles], fault: Any) -> Iterator[Fault]:
    previous = files.instrument.get("previous", "")
    if previous and (previous not in by_name or previous == files.version):
        yield fault(["previous"], f"There is no earlier version {previous}.")
        return
    before = by_name[previous].items() if previous else {}
    followed = set()
    for name, item in files.items().items():
        if item["relation"] == "new":
            continue
        older = item.get("follows", name)
        followed.add(older)
        if older not in before:
            yield fault(["areas"], f"“{name}” follows “{older}”, which the version before does not have.")
    for name in sorted(set(before) - followed - set(files.instrument.get("dropped", ()))):
        yield fault(["areas"], f"“{name}” of version {previous} is neither followed nor dropped.")


# --- Words ------------------------------------------------------------------------------------------------------------


def _words(files: VersionFiles) -> Iterator[Fault]:
    items = files.items()
    english = files.texts.get(SOURCE_LANGUAGE, {})
    for name in items:
        if name not in english:
            yield _fault(files, "instrument.yaml", ["areas"], f"“{name}” has no English words.")
    for language, texts in files.texts.items():
        for name, words in texts.items():
            file = f"{language}/{name}.yaml"
            if name not in items:
                yield _fault(files, file, [], f"The instrument has no item “{name}”.")
            if name in english and {w for w in WORDINGS if w in words} != {w for w in WORDINGS if w in english[name]}:
                yield _fault(
                    files, file, [], "The English words and these have different wordings (provider, employer, micro)."
                )
            for wording in WORDINGS:
                if wording in words:
                    yield from _statements(files, file, wording, words[wording]["statements"])
    read = words_to_read(files, SOURCE_LANGUAGE, "micro", quick=True)
    if read > MOST_WORDS_OF_MICRO_QUICK:
        message = f"A very small firm reads {read} words in the quick form; {MOST_WORDS_OF_MICRO_QUICK} are allowed."
        yield _fault(files, "instrument.yaml", [], message)


def _statements(files: VersionFiles, file: str, wording: str, statements: list[str]) -> Iterator[Fault]:
    for number, statement in enumerate(statements):
        count = len(WORD.findall(statement))
        if count > MOST_WORDS[wording]:
            message = f"{count} words; a statement here has at most {MOST_WORDS[wording]}: “{statement}”"
            yield _fault(files, file, [wording, "statements", number], message)
    for number, (one, other) in enumerate(pairwise(statements), start=1):
        if ratio(one.casefold(), other.casefold()) >= TOO_ALIKE:
            message = f"Too much like the statement before it: “{other}”"
            yield _fault(files, file, [wording, "statements", number], message)


def words_to_read(files: VersionFiles, language: str, wording: str, *, quick: bool) -> int:
    """Words of the questions of a form: stems, statements, and the two answers that are no statement."""
    total = 0
    for name, item in files.items().items():
        words = files.texts.get(language, {}).get(name)
        if words and (item["quick"] == "yes" or not quick):
            asked = words.get(wording) or words["employer"]
            total += len(WORD.findall(" ".join([asked["stem"], *asked["statements"]]))) + UNSCORED_WORDS
    return total


def summary(versions: list[VersionFiles]) -> Iterator[str]:
    """A line for each version and form: what there is to read."""
    for files in versions:
        for quick in (True, False):
            counts = ", ".join(f"{words_to_read(files, SOURCE_LANGUAGE, w, quick=quick)} ({w})" for w in WORDINGS)
            yield f"Check {files.version}, {'quick' if quick else 'full'} form: words to read {counts}."


# --- Links ------------------------------------------------------------------------------------------------------------


def _links(files: VersionFiles, library: Library) -> Iterator[Fault]:
    items = files.items()
    for name in items:
        if files.recommendations and name not in files.recommendations:
            yield _fault(files, "recommendations.yaml", [], f"“{name}” has no next steps here.")
    sectors = set(library.vocabulary.get("sectors", {}))
    for name, rule in files.recommendations.items():
        words = files.texts.get(SOURCE_LANGUAGE, {}).get(name, {})
        if name not in items:
            yield _fault(files, "recommendations.yaml", [name], f"The instrument has no item “{name}”.")
        elif words and ("micro" in words) != ("micro" in rule["effort"]):
            yield _fault(
                files,
                "recommendations.yaml",
                [name, "effort"],
                "Micro has words and efforts, or neither.",
            )
        for key in rule_pages(rule):
            if (key, SOURCE_LANGUAGE) not in library.documents and key not in library.planned:
                yield _fault(files, "recommendations.yaml", [name], f"There is no page {key}; it is not planned.")
        for sector in set(rule.get("fits", {}).get("sector", {})) - sectors:
            yield _fault(files, "recommendations.yaml", [name, "fits"], f"“{sector}” is not a sector.")


def rule_pages(rule: dict[str, Any]) -> Iterator[str]:
    """Keys of the pages that a recommendation names."""
    yield from rule["kits"]
    if "obstacle" in rule:
        yield rule["obstacle"]
    yield from rule.get("pages", ())


def referred_pages(versions: Iterable[VersionFiles]) -> Iterator[str]:
    """Keys of all pages that all versions name."""
    for files in versions:
        for rule in files.recommendations.values():
            yield from rule_pages(rule)


def version_folder(versions: list[VersionFiles], version: str) -> Path | None:
    """The folder of a version."""
    return next((files.folder for files in versions if files.version == version), None)
