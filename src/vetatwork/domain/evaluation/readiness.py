"""Whether a side that has never worked with the other one can begin. See docs/algorithms/readiness.md."""

from enum import StrEnum

from vetatwork.domain.evaluation.instrument import Answers, Unscored

SAFEGUARDS = "com-safeguards"
"""The legal must-haves. They always apply, and nothing makes up for them."""

GATES = ("com-owner", SAFEGUARDS, "col-mentoring", "col-goals")
"""What must be there before the first learner comes."""

ENOUGH = 3
"""The statement from which a gate is open: it is a rule, and it is kept."""


class Readiness(StrEnum):
    """What a side that begins may do."""

    READY = "ready"
    NEARLY = "nearly"
    SETTLE = "settle"


def closed_gates(answers: Answers) -> tuple[str, ...]:
    """The gates that are not open, in their order. Blank and unknown are closed; "does not apply" opens all but one."""
    return tuple(gate for gate in GATES if not _is_open(gate, answers))


def readiness_of(answers: Answers) -> Readiness:
    """Ready if every gate is open, nearly if one is closed and it is not the safeguards, else settle that first."""
    closed = closed_gates(answers)
    if not closed:
        return Readiness.READY
    return Readiness.NEARLY if len(closed) == 1 and SAFEGUARDS not in closed else Readiness.SETTLE


def safeguards_are_open(answers: Answers) -> bool:
    """Whether the must-haves are settled: without that the first next step is always to settle them."""
    return _is_open(SAFEGUARDS, answers)


def _is_open(gate: str, answers: Answers) -> bool:
    answer = answers.get(gate)
    if answer is Unscored.NOT_APPLICABLE:
        return gate != SAFEGUARDS
    return isinstance(answer, int) and answer >= ENOUGH
