"""Figures, their bars, and the table that shows them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured figure. `most` or `least` is its bar; with neither it is only shown."""

    what: str
    value: float
    unit: str = ""
    most: float | None = None
    least: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """ok, MISSED, or a dash where there is no bar."""
        if self.most is None and self.least is None:
            return "–"
        missed = (self.most is not None and self.value > self.most) or (
            self.least is not None and self.value < self.least
        )
        return "MISSED" if missed else "ok"

    @property
    def bar(self) -> str:
        """The bar in words."""
        if self.most is not None:
            return f"≤ {_number(self.most)} {self.unit}".rstrip()
        return f"≥ {_number(self.least)} {self.unit}".rstrip() if self.least is not None else ""


def _number(value: float) -> str:
    if value == int(value) or value >= 1000:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def show(figures: list[Figure]) -> None:
    """Print the table."""
    rows = [(f.what, f"{_number(f.value)} {f.unit}".rstrip(), f.bar, f.verdict, f.note) for f in figures]
    heads = ("What", "Measured", "Bar", "Verdict", "")
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(4)]
    for row in (heads, (*("─" * width for width in widths), ""), *rows):
        what, measured, bar, verdict, note = row
        line = f"{what:<{widths[0]}}  {measured:>{widths[1]}}  {bar:<{widths[2]}}  {verdict:<{widths[3]}}  {note}"
        print(line.rstrip())
