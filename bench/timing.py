"""Two ways of doing the same, in turn, so that a machine that slows down slows both."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import NamedTuple


class Pair(NamedTuple):
    ours: float  # seconds, the fastest run: whatever else a machine does only ever adds to it
    other: float

    @property
    def ratio(self) -> float:
        return self.ours / self.other


def seconds(do: Callable[[], object]) -> float:
    began = perf_counter()
    do()
    return perf_counter() - began


def in_turn(ours: Callable[[], object], other: Callable[[], object], times: int = 5) -> Pair:
    """The fastest of ``times`` runs of each, by turns, after one of each that is not counted."""
    ours()
    other()
    pairs = [(seconds(ours), seconds(other)) for _ in range(times)]
    return Pair(*(min(side) for side in zip(*pairs, strict=True)))
