"""Chance that is the same wherever and in whatever order the pieces are made.

Only uniform numbers are drawn from numpy, whose other distributions may change from version to version.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from thriving.history.generating.plan import Piece

Shares = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # steps of splitmix64, by Steele, Lea and Flood (2014)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


class Chance:
    """What falls to one topic (people, edits …) of one piece."""

    def __init__(self, piece: Piece, topic: str) -> None:
        entropy = [piece.plan.seed, piece.wiki, piece.block, *topic.encode()]
        self._draws = np.random.Generator(np.random.Philox(np.random.SeedSequence(entropy)))

    def even(self, count: int) -> Shares:
        """From 0 to 1, 1 left out."""
        return self._draws.random(count)

    def waits(self, count: int, mean: float) -> Shares:
        return -mean * np.log1p(-self.even(count))

    def skewed(self, count: int, median: float, shape: float) -> Shares:
        """Log-logistic: most near the median, a few far beyond."""
        drawn = np.clip(self.even(count), 1e-6, 1 - 1e-6)
        odds: Shares = median * (drawn / (1 - drawn)) ** shape
        return odds

    def heavy(self, count: int, shape: float) -> Shares:
        """Pareto's law from 1 up: the smaller ``shape``, the more the few outweigh the many."""
        drawn: Shares = (1 - self.even(count)) ** (-1 / shape)
        return drawn

    def chosen(self, count: int, weights: Shares) -> Numbers:
        """Places in ``weights``, the heavier the more often."""
        sums = np.cumsum(weights)
        found: Numbers = np.searchsorted(sums, self.even(count) * sums[-1], side="right")
        return np.minimum(found, len(sums) - 1)

    def some(self, count: int, share: float) -> Truths:
        return self.even(count) < share


def fixed(*numbers: Numbers | int) -> Shares:
    """From 0 to 1, by the numbers alone: the same for whoever asks."""
    mixed = np.zeros((), dtype=np.uint64)
    with np.errstate(over="ignore"):
        for number in numbers:
            mixed = _mixed(mixed ^ np.asarray(number, dtype=np.int64).view(np.uint64))
    return np.asarray(mixed >> np.uint64(11), dtype=np.float64) / float(1 << 53)


def _mixed(bits: npt.NDArray[np.uint64] | np.uint64) -> npt.NDArray[np.uint64]:
    bits = np.asarray(bits) + _GOLDEN
    bits = (bits ^ (bits >> np.uint64(30))) * _FIRST
    bits = (bits ^ (bits >> np.uint64(27))) * _SECOND
    return np.asarray(bits ^ (bits >> np.uint64(31)))
