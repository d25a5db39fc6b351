"""The numbers of the status rule: public, chosen by each plan, kept with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from decimal import Decimal
from typing import Any

from thriving.plan.forecast import Caution


def always(default: str | int) -> Any:
    value = Decimal(default) if isinstance(default, str) else default
    return field(default=value, metadata={"always": True})


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    # Always written into a plan's file: a promise must not move when these defaults do.
    on_track_from: Decimal = always("0.9")  # of what was planned by today
    at_risk_from: Decimal = always("0.7")
    early_share: Decimal = always("0.15")  # of the period's time
    stale_after: int = always(2)  # times the usual days between updates
    breached_periods: int = always(2)  # month ends in a row
    forecast_confidence: Decimal = always("0.8")
    forecast_periods: int = always(13)
    forecast_nonzero: int = always(4)
    forecast_guard: Decimal = always("1.7")

    @classmethod
    def of(cls, rule: Mapping[str, Any]) -> Thresholds:
        """From a plan's stored rule; what it does not say is as above."""
        stated = [each for each in fields(cls) if each.name in rule]
        return cls(**{each.name: type(each.default)(str(rule[each.name])) for each in stated})

    def stored(self) -> dict[str, str | int]:
        return {name: str(value) if isinstance(value, Decimal) else value for name, value in asdict(self).items()}

    @property
    def caution(self) -> Caution:
        return Caution(
            confidence=float(self.forecast_confidence),
            periods=self.forecast_periods,
            nonzero=self.forecast_nonzero,
            guard=float(self.forecast_guard),
        )
