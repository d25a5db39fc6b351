"""From values to places in a box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thriving.ui.charts.series import present


@dataclass(frozen=True)
class Scale:
    """Maps ``lowest``…``highest`` onto ``start``…``end``; what lies beyond is drawn at the border."""

    lowest: float
    highest: float
    start: float
    end: float

    def at(self, value: float) -> float:
        if self.highest <= self.lowest:
            return self.start
        share = (value - self.lowest) / (self.highest - self.lowest)
        return self.start + min(1.0, max(0.0, share)) * (self.end - self.start)


def around(values: Sequence[float | None], *, least: float = 0.0, most: float = 0.0) -> tuple[float, float]:
    """The lowest and highest value, zero always among them: a line above a cut base exaggerates."""
    known = present(values)
    lowest, highest = min([0.0, least, *known]), max([0.0, most, *known])
    return lowest, (highest if highest > lowest else lowest + 1.0)
