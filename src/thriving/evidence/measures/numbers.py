"""Shares, means and how far they can be trusted: the few formulas of the measures, each from its textbook."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from math import sqrt

MILLIONTH = Decimal("0.000001")
Z_95 = 1.959963984540054  # the normal distribution's 97.5th percentile
LEAST_FOR_A_SPREAD = 2


def decimal(number: Fraction | float) -> Decimal:
    """Rounded to six decimals, half to even."""
    exact = Fraction(number)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(MILLIONTH)


def share(part: int, whole: int) -> Decimal | None:
    """``None`` for 0 of 0: it is neither 0 nor 100 percent."""
    return decimal(Fraction(part, whole)) if whole else None


def share_interval(part: int, whole: int) -> tuple[Decimal, Decimal] | None:
    """Wilson's 95 % interval of a share in a sample (Wilson 1927): it never leaves 0 to 1."""
    if not whole:
        return None
    p, z2 = part / whole, Z_95**2
    center = p + z2 / (2 * whole)
    half = Z_95 * sqrt(p * (1 - p) / whole + z2 / (4 * whole**2))
    low, high = ((center + side) / (1 + z2 / whole) for side in (-half, half))
    return decimal(max(low, 0.0)), decimal(min(high, 1.0))


def median(counted: Mapping[Fraction, int]) -> Fraction | None:
    """The middle one of values with how often each occurs; of an even number, halfway between the two."""
    size = sum(counted.values())
    return (_nth(counted, (size - 1) // 2) + _nth(counted, size // 2)) / 2 if size else None


def _nth(counted: Mapping[Fraction, int], place: int) -> Fraction:
    """From 0, the smallest first."""
    behind = accumulate(counted[value] for value in sorted(counted))
    return next(value for value, end in zip(sorted(counted), behind, strict=True) if place < end)


def mean(counted: Mapping[Fraction, int]) -> Fraction | None:
    """Of values with how often each occurs."""
    size = sum(counted.values())
    return sum((value * times for value, times in counted.items()), Fraction(0)) / size if size else None


def mean_interval(counted: Mapping[Fraction, int]) -> tuple[Decimal, Decimal] | None:
    """Student's 95 % interval of the mean; ``None`` where there is no spread to judge by."""
    size, center = sum(counted.values()), mean(counted)
    if center is None or size < LEAST_FOR_A_SPREAD:
        return None
    squares = sum(((value - center) ** 2 * times for value, times in counted.items()), Fraction(0))
    half = Fraction(student_95(size - 1) * sqrt(squares / (size - 1) / size))
    return decimal(center - half), decimal(center + half)


def student_95(degrees: int) -> float:
    """The 97.5th percentile of Student's distribution."""
    from scipy.special import stdtrit  # noqa: PLC0415 -- costs every start 0.1 s, and few pages need it

    return float(stdtrit(degrees, 0.975))
