"""What a measure answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, Self


class Point(NamedTuple):
    on: date
    value: Decimal | None


@dataclass(frozen=True)
class Reading:
    """``value`` is ``None`` where there is no case yet: 0 of 0 is neither 0 nor 100 percent.

    A share is told as a fraction of one. ``low`` and ``high`` bound it (95 %) where it speaks of a sample.
    """

    value: Decimal | None
    numerator: int | None = None
    denominator: int | None = None
    subjects: int | None = None  # how many different ones are behind the value
    pairs: int | None = None  # of a change: subjects with both waves
    unmatched: int | None = None  # of a change: one wave only; of a ratio: met, yet not in the denominator
    improved: int | None = None
    mean_change: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    members: Mapping[str, date | None] = field(default_factory=dict)  # when each was first reached
    too_few: bool = False  # there are pairs, yet too few of them to tell a share or a mean
    fewer_than: int | None = None  # withheld: of fewer people, or telling of so few by comparison
    counted_on: date | None = None  # told again as it was on that day: too few came or left since
    rows: int = 0
    latest: date | None = None  # the day of the newest record; told only with a curve
    rows_by_visibility: Mapping[str, int] = field(default_factory=dict)  # only where it was asked for

    def as_json(self) -> dict[str, Any]:
        """In a form that JSON keeps exactly; what is empty is left out."""
        return {
            name: plain(value)
            for name, value in asdict(self).items()
            if value is not None and value != {} and value is not False
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        kept = dict(said)
        kept.setdefault("value", None)
        for name in ("value", "mean_change", "low", "high"):
            if kept.get(name) is not None:
                kept[name] = Decimal(kept[name])
        kept["latest"] = _day(kept.get("latest"))
        kept["counted_on"] = _day(kept.get("counted_on"))
        kept["members"] = {member: _day(on) for member, on in kept.get("members", {}).items()}
        return cls(**kept)


def plain(value: Any) -> Any:
    if isinstance(value, Decimal | date):
        return str(value)
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    return value


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
