"""What came of the confidence that teams stated: told for a plan as a whole, never for a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

HIGHEST = 10


class Confidence(StrEnum):
    """A person's word from 0 to 10, read aloud."""

    UNLIKELY = "unlikely"  # 0 to 3
    EITHER_WAY = "either_way"  # 4 to 7
    LIKELY = "likely"  # 8 to 10


@dataclass(frozen=True)
class Calibration:
    band: Confidence
    rated: int
    met: int


def band(confidence: int) -> Confidence:
    if not 0 <= confidence <= HIGHEST:
        raise ValueError(f"confidence goes from 0 to {HIGHEST}")
    if confidence <= 3:  # noqa: PLR2004 -- the bands are these three lines
        return Confidence.UNLIKELY
    return Confidence.EITHER_WAY if confidence <= 7 else Confidence.LIKELY  # noqa: PLR2004 -- the same


def calibration(rated: Iterable[tuple[int, bool]]) -> list[Calibration]:
    """Of the key results rated so at mid-period, how many were met at its end."""
    pairs = [(band(confidence), met) for confidence, met in rated]
    return [_of(each, pairs) for each in reversed(Confidence) if any(each == found for found, _ in pairs)]


def _of(each: Confidence, pairs: list[tuple[Confidence, bool]]) -> Calibration:
    inside = [met for found, met in pairs if found == each]
    return Calibration(each, rated=len(inside), met=sum(inside))
