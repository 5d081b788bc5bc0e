"""What `finder.yaml` must mean: every answer leads to a kit, every kit is reached, and the two fit each other."""

from collections.abc import Iterable, Iterator
from typing import Any

from vetatwork.content.document import Document
from vetatwork.content.faults import Fault
from vetatwork.content.library import Library
from vetatwork.content.schemas import line_of
from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.domain.finder import WHO, Answers, combinations, dead_ends, idle_ways, kits_for, reached_kits
from vetatwork.manual.finder.files import FinderFile, rules_of

NAMES = {"who", "size", "experience", "pain", "time"}
WITHOUT_ANSWERS = "pain"
FIRST_STEPS = 2
"""Who has never done it gets a kit that begins at this step or before it."""

TOO_MUCH = "high"
"""The effort of a kit that nobody with an hour this week gets."""


def _fault(file: FinderFile, where: list[Any], message: str) -> Fault:
    return Fault(file.path, line_of(file.root, where) if file.root else 0, message)


def finder_problems(file: FinderFile, library: Library) -> Iterator[Fault]:
    """Every fault that the schema does not show."""
    if not file.data:
        return
    found = list(rule_problems(file))
    yield from found
    if found:
        return
    yield from _vocabulary(file, library)
    yield from _pages(file, library)
    yield from _reached(file, library)
    yield from _fitting(file, library)


# --- The rules by themselves ------------------------------------------------------------------------------------------


def rule_problems(file: FinderFile) -> Iterator[Fault]:
    """Faults because of which the rules cannot be used at all."""
    found = [*_questions(file), *_conditions(file)]
    yield from found
    if found:
        return
    rules = rules_of(file.data)
    for answers in dead_ends(rules):
        yield _fault(file, ["pains", answers["pain"]], f"Nothing fits {_said(answers)}. End with a kit for everybody.")
        return
    for pain, number in idle_ways(rules):
        message = "No answers lead here: what stands before it takes them all, or nothing fits it. Take it out."
        yield _fault(file, ["pains", pain, "kits", number], message)


def _questions(file: FinderFile) -> Iterator[Fault]:
    questions = file.data["questions"]
    if {each["name"] for each in questions} != NAMES or questions[0]["name"] != WHO:
        yield _fault(file, ["questions"], f"Each of {', '.join(sorted(NAMES))} is asked once, `who` first.")
        return
    people = questions[0].get("answers", {})
    for number, each in enumerate(questions):
        if ("answers" in each) == (each["name"] == WITHOUT_ANSWERS):
            message = "The answers to `pain` are the pains below; every other question has its own."
            yield _fault(file, ["questions", number], message)
        if each["name"] != "size" and "asked_of" in each:
            yield _fault(file, ["questions", number], "Only `size` may be asked of some.")
        for name in each.get("asked_of", ()):
            if name not in people:
                yield _fault(file, ["questions", number, "asked_of"], f"“{name}” is no answer to `who`.")
        if each["name"] == "experience" and not all("step" in answer for answer in each.get("answers", {}).values()):
            yield _fault(file, ["questions", number], "Every answer to `experience` has a step.")


def _conditions(file: FinderFile) -> Iterator[Fault]:
    possible = {each["name"]: each.get("answers", {}) for each in file.data["questions"]}
    for pain, each in file.pains.items():
        for number, kit in enumerate(each["kits"]):
            where = ["pains", pain, "kits", number]
            for name, allowed in kit.get("when", {}).items():
                for value in allowed:
                    if value not in possible.get(name, {}):
                        yield _fault(file, [*where, "when", name], f"“{value}” is no answer to `{name}`.")
        if "when" in each["kits"][-1]:
            yield _fault(file, ["pains", pain, "kits"], "The last kit is for everybody: it has no `when`.")


def _said(answers: Answers) -> str:
    return ", ".join(answers.values())


# --- Beside the pages -------------------------------------------------------------------------------------------------


def referred_pages(file: FinderFile) -> Iterable[str]:
    """Keys of the kits and obstacles that the file names."""
    for each in file.pains.values():
        yield each["obstacle"]
        yield from (kit["kit"] for kit in each["kits"])


def _vocabulary(file: FinderFile, library: Library) -> Iterator[Fault]:
    sizes = next(each for each in file.data["questions"] if each["name"] == "size")
    for value in sizes["answers"]:
        if value not in library.vocabulary.get("sizes", {}):
            yield _fault(file, ["questions"], f"“{value}” is no size of the vocabulary; no case could be found by it.")


def _pages(file: FinderFile, library: Library) -> Iterator[Fault]:
    for pain, each in file.pains.items():
        named: list[tuple[list[Any], str]] = [(["pains", pain, "obstacle"], each["obstacle"])]
        named += [(["pains", pain, "kits", number], kit["kit"]) for number, kit in enumerate(each["kits"])]
        for where, key in named:
            if (key, SOURCE_LANGUAGE) not in library.documents and key not in library.planned:
                yield _fault(file, where, f"There is no page {key}; it is not planned.")


def _written(library: Library, collection: str) -> dict[str, Document]:
    return {
        key: document
        for (key, language), document in library.documents.items()
        if language == SOURCE_LANGUAGE and key.startswith(f"{collection}/")
    }


def _reached(file: FinderFile, library: Library) -> Iterator[Fault]:
    for key in sorted(set(_written(library, "methods")) - reached_kits(rules_of(file.data))):
        yield _fault(file, ["pains"], f"No answers lead to {key}.")


def _fitting(file: FinderFile, library: Library) -> Iterator[Fault]:
    """A kit helps with the obstacle it is named for, and is not too much for whoever is sent to it."""
    kits, obstacles = _written(library, "methods"), _written(library, "obstacles")
    rules = rules_of(file.data)
    seen = set()
    for answers in combinations(rules):
        key, pain = kits_for(rules, answers)[0], answers["pain"]
        if key not in kits:
            continue
        for misfit in _misfits(kits[key], obstacles.get(rules.pains[pain].obstacle), answers):
            if (key, pain, misfit) not in seen:
                seen.add((key, pain, misfit))
                number = next(n for n, way in enumerate(rules.pains[pain].ways) if way.fits(answers))
                yield _fault(file, ["pains", pain, "kits", number], f"{key} {misfit} ({_said(answers)}).")


def _misfits(kit: Document, obstacle: Document | None, answers: Answers) -> Iterator[str]:
    if obstacle and not _help_each_other(kit, obstacle):
        yield f"and {obstacle.key} do not name each other"
    step: Any = kit.values.get("step_from")
    if answers["experience"] == "never" and step and int(step) > FIRST_STEPS:
        yield f"begins at step {step}; that is too far for a first time"
    side = "provider" if answers[WHO] == "provider" else "employer"
    if answers["time"] == "hour" and kit.values.get(f"effort_{side}") == TOO_MUCH:
        yield "asks for much; that is no hour"


def _help_each_other(kit: Document, obstacle: Document) -> bool:
    helping: Any = obstacle.values.get("methods") or ()
    helped: Any = kit.values.get("obstacles") or ()
    return kit.key in {f"methods/{slug}" for slug in helping} or obstacle.key in {
        f"obstacles/{slug}" for slug in helped
    }
