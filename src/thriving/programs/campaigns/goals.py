"""How far goals are reached, and honestly: what is not measured is neither reached nor missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    ALL = "all"
    ANY = "any"


@dataclass(frozen=True)
class Reached:
    """``value`` is None where nothing measures it."""

    value: int | None
    target: int

    @property
    def ratio(self) -> float | None:
        """Never more than the whole, so that one goal passed by far hides no other."""
        return None if self.value is None else min(self.value / self.target, 1.0)


@dataclass(frozen=True)
class Together:
    """``ratio`` is over the goals that are measured; None where none is."""

    ratio: float | None
    measured: int
    unmeasured: int

    @property
    def is_reached(self) -> bool:
        return self.ratio is not None and self.ratio >= 1


def together(rule: Rule, goals: Sequence[Reached]) -> Together:
    """The mean of all ratios, or the best of them where any will do."""
    ratios = [goal.ratio for goal in goals if goal.ratio is not None]
    missing = len(goals) - len(ratios)
    if not ratios:
        return Together(None, 0, missing)
    if rule is Rule.ANY:
        return Together(max(ratios), len(ratios), missing)
    mean = sum(ratios) / len(ratios)
    # What nobody measures cannot have been reached: the whole is not, whatever the others are.
    return Together(min(mean, 0.99) if missing else mean, len(ratios), missing)
