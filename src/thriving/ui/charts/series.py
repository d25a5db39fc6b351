"""What charts are drawn from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

Numeric = int | float | Decimal

# Far inside what a float holds, so that a difference of two values never becomes infinite,
# and far above what a chart can tell apart.
_LARGEST, _SMALLEST = 1e100, 1e-100


class Dated(Protocol):
    """A value on a day; None where there was no case to count."""

    @property
    def on(self) -> date: ...

    @property
    def value(self) -> Numeric | None: ...


@dataclass(frozen=True)
class Point:
    on: date
    value: Numeric | None


@dataclass(frozen=True)
class Series:
    """A named line. What is ``aside``, such as "not stated", stands after the others whatever its value."""

    title: str
    points: Sequence[Dated]
    aside: bool = False

    @property
    def known(self) -> list[Dated]:
        return [point for point in self.points if plain(point.value) is not None]

    @property
    def last(self) -> Numeric | None:
        return self.known[-1].value if self.known else None


def plain(value: Numeric | None) -> float | None:
    """``value`` as a float that can be drawn, or None."""
    if value is None or math.isnan(value):
        return None
    drawn = max(-_LARGEST, min(_LARGEST, float(value)))
    return 0.0 if abs(drawn) < _SMALLEST else drawn


def present(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value is not None]
