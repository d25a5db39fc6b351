"""What charts are drawn from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

Numeric = int | float | Decimal

# Far inside what a float holds, so that a difference of two values never becomes infinite.
_LARGEST = 1e300


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
    title: str
    points: Sequence[Dated]


def plain(value: Numeric | None) -> float | None:
    """``value`` as a float that can be drawn, or None."""
    if value is None or math.isnan(value):
        return None
    return max(-_LARGEST, min(_LARGEST, float(value)))


def present(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value is not None]
