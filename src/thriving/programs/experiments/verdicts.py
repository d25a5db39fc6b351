"""What a finished experiment says, computed: nobody chooses the verdict that they hoped for.

Before the start it is decided which change would be worth having. Afterwards the interval of what happened is
held against it: all of it at least that large, and the hypothesis is supported; all of it smaller, and it is
not; otherwise the experiment can't tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

PERCENT = 100


class Verdict(StrEnum):
    SUPPORTED = "supported"
    NOT_SUPPORTED = "not_supported"
    CANT_TELL = "cant_tell"


class Direction(StrEnum):
    MORE = "more"
    LESS = "less"


@dataclass(frozen=True)
class Interval:
    """Of the difference between those with the change and those without; shares in percentage points."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True)
class Share:
    """Of ``size`` people or things, ``reached`` did it."""

    reached: int
    size: int


@dataclass(frozen=True)
class Mean:
    """``deviation`` is the standard deviation of the sample, above 0 on one side at least."""

    mean: float
    deviation: float
    size: int


def of_shares(changed: Share, compared: Share, *, level: float) -> Interval:
    """The difference in percentage points, with Newcombe's interval of two Wilson intervals.

    Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions",
    Statistics in Medicine 17 (1998), method 10.
    """
    here, there = changed.reached / changed.size, compared.reached / compared.size
    low, high = _wilson(changed, level)
    other_low, other_high = _wilson(compared, level)
    difference = here - there
    below = sqrt((here - low) ** 2 + (other_high - there) ** 2)
    above = sqrt((high - here) ** 2 + (there - other_low) ** 2)
    return Interval(PERCENT * difference, PERCENT * (difference - below), PERCENT * (difference + above))


def of_means(changed: Mean, compared: Mean, *, level: float) -> Interval:
    """The difference of the means, with Welch's interval: the two may spread differently."""
    from scipy.special import stdtrit  # noqa: PLC0415 -- costs every start 0.1 s, and few pages need it

    mine, theirs = (each.deviation**2 / each.size for each in (changed, compared))
    difference, error = changed.mean - compared.mean, sqrt(mine + theirs)
    freedom = (mine + theirs) ** 2 / (mine**2 / (changed.size - 1) + theirs**2 / (compared.size - 1))
    reach = float(stdtrit(freedom, (1 + level) / 2)) * error
    return Interval(difference, difference - reach, difference + reach)


def verdict(found: Interval, *, worth_having: float, direction: Direction) -> Verdict:
    """``worth_having`` is positive: how much more, or how much less, would have been worth it."""
    low, high = (found.low, found.high) if direction == Direction.MORE else (-found.high, -found.low)
    if low >= worth_having:
        return Verdict.SUPPORTED
    return Verdict.NOT_SUPPORTED if high < worth_having else Verdict.CANT_TELL


def _wilson(share: Share, level: float) -> tuple[float, float]:
    from scipy.stats import binomtest  # noqa: PLC0415 -- costs every start a second, and few pages need it

    found = binomtest(share.reached, share.size).proportion_ci(level, method="wilson")
    return float(found.low), float(found.high)
