"""How long answers take in an area: the measure of the days, asked area by area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from thriving.evidence import ledger
from thriving.evidence.asked import Asked
from thriving.evidence.definitions import version_of
from thriving.evidence.measures import AsOf, Reading, evaluate_many
from thriving.kernel import clock

MEASURE = "days-to-an-answer"


@dataclass(frozen=True)
class Usual:
    """``days`` is the median, ``None`` where too few were answered to say."""

    answered: int = 0
    days: Decimal | None = None

    @property
    def within(self) -> int | None:
        """Whole days within which half of the answers came."""
        return None if self.days is None else int(self.days.to_integral_value(ROUND_CEILING))


UNKNOWN = Usual()


def usual(scopes: Sequence[str]) -> Mapping[str, Usual]:
    """By area, all of them in one look at the ledger."""
    version = version_of(MEASURE)
    if version is None:
        return dict.fromkeys(scopes, UNKNOWN)
    asked = [Asked.of(version, [["area", "in", [scope]]]).question for scope in scopes]
    readings = evaluate_many(asked, AsOf(clock.today(), ledger.position()))
    return dict(zip(scopes, map(_usual, readings), strict=True))


def _usual(reading: Reading) -> Usual:
    return Usual(reading.subjects or 0, reading.value)
