"""What was planned by a day. The profile is a choice that a plan must make, for it is where tools flatter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from thriving.plan.states import Profile


@dataclass(frozen=True)
class Period:
    starts_on: date
    ends_on: date

    @property
    def days(self) -> int:
        """Both the first and the last day count."""
        return (self.ends_on - self.starts_on).days + 1

    def elapsed(self, on: date) -> Decimal:
        """The share of whole days that had passed when ``on`` began, from 0 to 1."""
        passed = Decimal((on - self.starts_on).days) / self.days
        return min(max(passed, Decimal(0)), Decimal(1))

    def is_over(self, on: date) -> bool:
        """From its last day on: that day's records are in."""
        return on >= self.ends_on


@dataclass(frozen=True)
class Point:
    """A value that is due on a day: of a stepped profile, or one more step of a milestone."""

    on: date
    value: Decimal


def linear(share: Decimal) -> Decimal:
    return share


def s_curve(share: Decimal) -> Decimal:
    """Slow at first, quick in the middle, slow at the end: half of the way at half of the time."""
    return share * share * (3 - 2 * share)


def expected(  # noqa: PLR0913 -- each is one thing that the formula names
    on: date,
    *,
    profile: Profile,
    period: Period,
    baseline: Decimal,
    target: Decimal,
    points: Sequence[Point] = (),
) -> Decimal:
    """The value that was planned by ``on``."""
    if profile in (Profile.STEPPED, Profile.MILESTONES):
        return due_by(on, points, before=baseline)
    curve = s_curve if profile == Profile.S_CURVE else linear
    return baseline + (target - baseline) * curve(period.elapsed(on))


def due_by(on: date, points: Sequence[Point], *, before: Decimal) -> Decimal:
    """The value of the last point that is due, or ``before``."""
    due = [point for point in points if point.on <= on]
    return max(due, key=lambda point: point.on).value if due else before


def shown(planned: Decimal, *, baseline: Decimal, target: Decimal, decimals: int) -> Decimal:
    """``planned`` in whole units, rounded toward the baseline: nobody can be asked for a part of a person."""
    unit = Decimal(1).scaleb(-decimals)
    return planned.quantize(unit, rounding=ROUND_FLOOR if target >= baseline else ROUND_CEILING)
