"""What the plan must know about a kind of measure: what may be asked of it, and how its values behave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from thriving.plan.states import Rule

_AMOUNT = (Rule.AT_LEAST, Rule.AT_MOST, Rule.EXACTLY, Rule.HOLD)
RULES: dict[str, tuple[Rule, ...]] = {
    "count": _AMOUNT,
    "distinct": _AMOUNT,
    "sum": _AMOUNT,
    "indicator": _AMOUNT,
    "stated": _AMOUNT,
    "median": (Rule.AT_LEAST, Rule.AT_MOST, Rule.HOLD),
    "change": (Rule.AT_LEAST, Rule.AT_MOST, Rule.HOLD),
    "ratio": (Rule.ALL, Rule.AT_LEAST, Rule.AT_MOST, Rule.HOLD),
    "coverage": (Rule.K_OF_SET,),
    "milestones": (Rule.DONE,),
}
IMPLIED_TARGET = (Rule.ALL, Rule.DONE)
_ADDING = frozenset({"count", "distinct", "sum", "coverage"})
_GROWING = frozenset({"count", "distinct", "coverage", "milestones"})


def is_share(specification: Mapping[str, Any]) -> bool:
    """Whether its values are parts of a whole."""
    return specification.get("kind") == "ratio" or specification.get("statistic") == "improved_share"


def is_lasting(specification: Mapping[str, Any]) -> bool:
    """Whether what is reached within a period stays reached: these only ever grow."""
    return specification.get("kind") in _GROWING


def can_be_forecast(specification: Mapping[str, Any]) -> bool:
    """Whether it is a sum of what each week adds; steps have dates of their own."""
    return specification.get("kind") in _ADDING


def counts_people(specification: Mapping[str, Any]) -> bool:
    return "privacy" in specification
