"""The drawing of the Bridge: an arch of two halves, computed once for a wide and once for a small screen.

Angles are measured in degrees from the top of the arch; x grows to the right, y downwards, as in SVG.
"""

from dataclasses import dataclass
from math import cos, radians, sin

from vetatwork.domain.bridge import STEPS, Bridge


@dataclass(frozen=True)
class Stone:
    """One stone: its outline, and its number with the place to write it."""

    number: int
    outline: str
    x: float
    y: float
    built: bool


@dataclass(frozen=True)
class Arch:
    """The measures of a drawing, in units of its view box."""

    width: int
    height: int
    centre_y: float
    outer: float
    inner: float
    foot: float
    """Degrees from the top to the foot of a half."""
    key: float
    """Degrees from the top to the side of the keystone."""
    gap: float
    """Degrees between two stones."""

    def point(self, radius: float, angle: float) -> tuple[float, float]:
        """Where `angle` (negative: left of the top) meets the circle of `radius`."""
        turn = radians(angle)
        return round(self.width / 2 + radius * sin(turn), 1), round(self.centre_y - radius * cos(turn), 1)

    def stones(self, side: int, built: int) -> list[Stone]:
        """The stones of a half from its foot to the top; `side` is -1 for the left bank and 1 for the right."""
        span = (self.foot - self.key - self.gap * STEPS) / STEPS
        stones = []
        for number in range(1, STEPS + 1):
            start = self.foot - (number - 1) * (span + self.gap)
            middle = self.point((self.outer + self.inner) / 2, side * (start - span / 2))
            outline = self._wedge(side * start, side * (start - span), self.outer, self.inner)
            stones.append(Stone(number, outline, *middle, number <= built))
        return stones

    @property
    def crown(self) -> float:
        """How much a lit keystone stands out."""
        return (self.outer - self.inner) / 6

    def keystone(self, lit: bool) -> str:
        """The outline of the stone in the middle; once it is lit it stands out a little."""
        extra = self.crown if lit else 0
        return self._wedge(-self.key + self.gap / 2, self.key - self.gap / 2, self.outer + extra, self.inner - extra)

    def footbridge(self, provider: int, employer: int) -> dict[str, str] | None:
        """Deck, rail and posts between the last built stones; None if the arch itself is closed."""
        if provider == employer == STEPS:
            return None
        left, right = -self._end(provider), self._end(employer)
        angles = [left + (right - left) * part / 8 for part in range(9)]
        rise = (self.outer - self.inner) * 0.62
        deck = [self.point(self.outer, angle) for angle in angles]
        rail = [self.point(self.outer + rise, angle) for angle in angles]
        posts = " ".join(f"M{a[0]},{a[1]} L{b[0]},{b[1]}" for a, b in zip(deck, rail, strict=True))
        return {"deck": _line(deck), "rail": _line(rail), "posts": posts}

    def walker(self, bridge: Bridge) -> tuple[float, float]:
        """Where the learner stands: in the middle once the gap can be crossed, until then on the school's half."""
        if bridge.keystone:
            return self.point(self.outer + self.crown, 0)
        if bridge.footbridge:
            return self.point(self.outer, (self._end(bridge.employer) - self._end(bridge.provider)) / 2)
        half_a_stone = (self.foot - self.key) / STEPS / 2
        return self.point(self.outer, -self._end(bridge.provider) - half_a_stone)

    def _end(self, built: int) -> float:
        return self.foot - built * (self.foot - self.key) / STEPS

    def _wedge(self, start: float, end: float, outer: float, inner: float) -> str:
        a, b = self.point(outer, start), self.point(outer, end)
        c, d = self.point(inner, end), self.point(inner, start)
        turn, back = (1, 0) if end > start else (0, 1)
        return (
            f"M{a[0]},{a[1]} A{outer:g},{outer:g} 0 0 {turn} {b[0]},{b[1]} "
            f"L{c[0]},{c[1]} A{inner:g},{inner:g} 0 0 {back} {d[0]},{d[1]} Z"
        )


WIDE = Arch(width=960, height=290, centre_y=640, outer=560, inner=506, foot=43.6, key=3.4, gap=0.55)
SMALL = Arch(width=400, height=250, centre_y=242, outer=178, inner=138, foot=76, key=7, gap=1.6)


def _line(points: list[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{x},{y}" for x, y in points)


def drawing(arch: Arch, bridge: Bridge) -> dict[str, object]:
    """Everything the template of the Bridge draws."""
    return {
        "arch": arch,
        "provider": arch.stones(-1, bridge.provider),
        "employer": arch.stones(1, bridge.employer),
        "keystone": arch.keystone(bridge.keystone),
        "lit": bridge.keystone,
        "footbridge": arch.footbridge(bridge.provider, bridge.employer) if bridge.footbridge else None,
        "walker": arch.walker(bridge),
    }
