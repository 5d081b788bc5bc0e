"""My plan: the next steps that were ticked, with who does them and until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vetatwork.evaluation.forms import PlanForm
from vetatwork.evaluation.models import Attempt
from vetatwork.evaluation.results import Result
from vetatwork.evaluation.steps import StepReading


@dataclass(frozen=True)
class PlanEntry:
    """A next step on the plan; `who` and `day` are '' and None where they were left open."""

    step: StepReading
    who: str
    day: date | None


@dataclass(frozen=True)
class PlanLine:
    """A next step with the form in which it is planned."""

    step: StepReading
    form: PlanForm
    number: int


def plan_of(attempt: Attempt, result: Result) -> list[PlanEntry]:
    """The plan of a result, in the order of its next steps."""
    entries = []
    for step in result.steps:
        stored = attempt.plan.get(step.item)
        if stored is not None:
            when = stored.get("when", "")
            entries.append(PlanEntry(step, stored.get("who", ""), date.fromisoformat(when) if when else None))
    return entries


def plan_lines(attempt: Attempt, result: Result, posted: Mapping[str, Any] | None = None) -> list[PlanLine]:
    """A form for each next step, filled with what is stored, or with what was posted."""
    lines = []
    for number, step in enumerate(result.steps, start=1):
        stored = attempt.plan.get(step.item)
        initial = {"tick": stored is not None, **(stored or {})}
        lines.append(PlanLine(step, PlanForm(posted, prefix=step.item, initial=initial), number))
    return lines


def plan_in(lines: list[PlanLine]) -> dict[str, dict[str, str]] | None:
    """What was planned, by item; None if a line is filled in wrongly. Whoever writes a name or a day means the step."""
    wrong = [line for line in lines if not line.form.is_valid()]
    if wrong:
        return None
    plan = {}
    for line in lines:
        given = line.form.cleaned_data
        if given["tick"] or given["who"] or given["when"]:
            plan[line.step.item] = {"who": given["who"], "when": given["when"]}
    return plan
