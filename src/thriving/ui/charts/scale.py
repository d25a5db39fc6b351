"""From values to places in a box."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from thriving.ui.charts.series import present

_WANTED = 4  # lines across a chart
_STEPS = (1.0, 2.0, 5.0, 10.0)


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


def around(values: Iterable[float | None]) -> tuple[float, float]:
    """The lowest and highest value, zero always among them: above a cut base, small changes look large."""
    known = [0.0, *present(values)]
    lowest, highest = min(known), max(known)
    return lowest, (highest if highest > lowest else lowest + 1.0)


def round_ticks(lowest: float, highest: float, *, whole: bool = False) -> list[float]:
    """Multiples of 1, 2 or 5 times a power of ten, from at or below ``lowest`` to at or above ``highest``.

    ``whole``: where things are counted there is no half of one.
    """
    step = _round_step(max((highest - lowest) / _WANTED, 1.0 if whole else 0.0))
    first, last = math.floor(lowest / step), math.ceil(highest / step)
    return [place * step for place in range(first, last + 1)]


def _round_step(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    return next((step * power for step in _STEPS if step * power >= least), 10.0 * power)
