"""The Bridge: two halves of five steps each, and what they carry. See docs/algorithms/bridge.md."""

from dataclasses import dataclass
from enum import StrEnum

STEPS = 5
"""Steps (stones) of one half of the Bridge."""

FOOTBRIDGE_STEP = 3
"""From this step on both sides a learner can cross."""


class Level(StrEnum):
    """How far a documented case has come."""

    STARTER = "starter"
    GROWING = "growing"
    EXPERIENCED = "experienced"


@dataclass(frozen=True)
class Bridge:
    """How many of the five steps each side has built; 0 means nothing yet.

    Raises:
        ValueError: if a side is not between 0 and 5.
    """

    provider: int
    employer: int

    def __post_init__(self) -> None:
        for side, built in (("provider", self.provider), ("employer", self.employer)):
            if not 0 <= built <= STEPS:
                raise ValueError(f"{side} must be between 0 and {STEPS}, not {built}")

    @property
    def footbridge(self) -> bool:
        """Whether a footbridge closes the gap, so that the learner can cross."""
        return min(self.provider, self.employer) >= FOOTBRIDGE_STEP

    @property
    def keystone(self) -> bool:
        """Whether both halves are complete."""
        return self.provider == self.employer == STEPS

    @property
    def gap(self) -> int:
        """Stones still missing between the two halves, 0 to 10."""
        return 2 * STEPS - self.provider - self.employer


def level_of_step(step: int) -> Level:
    """The level of a case at `step` (1 to 5): 1–2 starter, 3 growing, 4–5 experienced.

    Raises:
        ValueError: if `step` is not between 1 and 5.
    """
    if not 1 <= step <= STEPS:
        raise ValueError(f"step must be between 1 and {STEPS}, not {step}")
    if step < FOOTBRIDGE_STEP:
        return Level.STARTER
    return Level.GROWING if step == FOOTBRIDGE_STEP else Level.EXPERIENCED
