"""Our next steps: what both sides have written down, who changed a line last."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vetatwork.evaluation.joint.forms import JointSteps
from vetatwork.evaluation.joint.sentences import side_in_reading
from vetatwork.evaluation.models import JointReading


@dataclass(frozen=True)
class JointStep:
    """One step. `by` is the side that changed it last, `at` when."""

    what: str
    who: str
    day: date | None
    by: str
    at: datetime


def steps_of(joint: JointReading) -> list[JointStep]:
    """The steps of a joint reading in their order."""
    return [
        JointStep(
            row["what"],
            row["who"],
            date.fromisoformat(row["when"]) if row["when"] else None,
            side_in_reading(row["by"]),
            datetime.fromisoformat(row["at"]),
        )
        for row in joint.steps
    ]


def steps_form(joint: JointReading, posted: Mapping[str, Any] | None = None) -> Any:
    """The form of our next steps, filled with what is stored or with what was posted."""
    return JointSteps(posted, initial=joint.steps, prefix="steps")


def rows_in(form: Any) -> list[dict[str, str]]:
    """The rows of a valid form that are not empty."""
    rows = [each.cleaned_data for each in form.forms if each.cleaned_data]
    return [{name: row[name] for name in ("what", "who", "when")} for row in rows if row.get("what")]
