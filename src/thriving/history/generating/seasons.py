"""When things happen: wikis grow, rest in summer and at weekends, and sleep at night."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from thriving.history.generating.chance import Numbers, Shares
from thriving.history.generating.plan import Piece

_HOUR, _DAY, _YEAR = 3600, 86_400, 365.25 * 86_400
_TO_GROW_UP = 24  # years
_MONDAY = 4 * _DAY  # 1970 began on a Thursday


@dataclass(frozen=True)
class Seasons:
    """The clock of one piece; ``busy`` time runs faster by day and in winter, on average as fast as time."""

    piece: Piece

    def arrivals(self, shares: Shares) -> Numbers:
        """Moments by their share (0 to 1) of everybody who ever comes."""
        coming = np.cumsum(self._hours * self._growth)
        return np.minimum(
            self._real(np.interp(shares * coming[-1], coming, self._grid)), self.piece.until - 1
        )

    def later(self, moments: Numbers, busy: Shares) -> Numbers:
        """Moments and so many seconds of busy time after them, before the end of all."""
        began = np.interp(moments, self._grid, self._busy)
        found = self._real(np.interp(began + busy, self._busy, self._grid))
        # What would fall beyond the end comes sooner, spread as evenly as anything.
        room = np.maximum(self.piece.until - moments, 1)
        return np.where(found < self.piece.until, found, moments + (busy.astype(np.int64) % room))

    def _real(self, seconds: Shares) -> Numbers:
        return np.clip(seconds.astype(np.int64), self.piece.start, self.piece.until)

    @cached_property
    def _grid(self) -> Shares:
        return np.arange(self.piece.start, self.piece.until + _HOUR, _HOUR, dtype=np.float64)

    @cached_property
    def _hours(self) -> Shares:
        grid = self._grid
        year = 1 + 0.15 * np.cos(2 * np.pi * (grid / _YEAR - 0.06))  # most in late January
        weekend = (grid - _MONDAY) % (7 * _DAY) >= 5 * _DAY
        day = 1 - 0.6 * np.cos(2 * np.pi * (grid / _DAY - 0.1))
        return np.asarray(year * np.where(weekend, 0.85, 1.06) * day)

    @cached_property
    def _busy(self) -> Shares:
        hours = self._hours / self._hours.mean() * _HOUR
        return np.concatenate(([0.0], np.cumsum(hours)[:-1]))

    @cached_property
    def _growth(self) -> Shares:
        """Slow at first, steep, then somewhat less than at the height; in a few years only the end of it."""
        years = (self.piece.until - self.piece.start) / _YEAR
        age = np.linspace(max(0, 0.5 - years / _TO_GROW_UP), 1, len(self._grid))
        return np.asarray(0.1 + 1 / (1 + np.exp(-12 * (age - 0.3))) - 0.25 * age)
