"""The numbers of the status rule: public, chosen by each plan, kept with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, ClassVar

from thriving.plan.judgment.forecast import Caution


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    WHOLE: ClassVar = True  # written out even where it is the default: a promise must not move with it

    on_track_from: Decimal = Decimal("0.9")  # of what was planned by today
    at_risk_from: Decimal = Decimal("0.7")
    early_share: Decimal = Decimal("0.15")  # of the period's time
    stale_after: int = 2  # times the usual days between updates
    breached_periods: int = 2  # month ends in a row
    forecast_confidence: Decimal = Decimal("0.8")
    forecast_periods: int = 13
    forecast_nonzero: int = 4
    forecast_guard: Decimal = Decimal("1.7")

    @classmethod
    def of(cls, rule: Mapping[str, Any]) -> Thresholds:
        """From a plan's stored rule; what it does not say is as above."""
        usual = asdict(cls())
        return cls(**{name: type(usual[name])(str(rule[name])) for name in usual.keys() & rule.keys()})

    def stored(self) -> dict[str, str | int]:
        return {
            name: str(value) if isinstance(value, Decimal) else value for name, value in asdict(self).items()
        }

    @property
    def caution(self) -> Caution:
        return Caution(
            confidence=float(self.forecast_confidence),
            periods=self.forecast_periods,
            nonzero=self.forecast_nonzero,
            guard=float(self.forecast_guard),
        )
