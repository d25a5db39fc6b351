"""How far along the way from the baseline to the target, upward or downward."""

from __future__ import annotations

from decimal import Decimal

from thriving.plan.states import Rule


def progress(value: Decimal, *, baseline: Decimal, target: Decimal) -> Decimal:
    """The share of the way that is behind us; below 0 or above 1 is told, never clipped."""
    if baseline == target:
        raise ValueError("a target equal to its baseline leaves no way to go")
    return (value - baseline) / (target - baseline)


def maintains(rule: Rule, *, baseline: Decimal, target: Decimal | None) -> bool:
    """Whether the requirement is to stay somewhere rather than to get there."""
    if rule == Rule.AT_MOST:
        return target is not None and baseline <= target
    return rule in (Rule.ALL, Rule.HOLD)


def reached(value: Decimal, *, rule: Rule, baseline: Decimal, target: Decimal) -> bool:
    """Whether the requirement holds at ``value``."""
    if rule == Rule.EXACTLY:
        return value == target
    if rule == Rule.AT_MOST or (rule == Rule.HOLD and baseline > target):
        return value <= target
    return value >= target
