from __future__ import annotations

import pytest

from thriving.plan.judgment.calibration import Calibration, Confidence, band, calibration


@pytest.mark.parametrize(
    ("confidence", "word"),
    [
        (0, Confidence.UNLIKELY),
        (3, Confidence.UNLIKELY),
        (4, Confidence.EITHER_WAY),
        (7, Confidence.EITHER_WAY),
        (8, Confidence.LIKELY),
        (10, Confidence.LIKELY),
    ],
)
def test_band(confidence: int, word: Confidence) -> None:
    assert band(confidence) is word


@pytest.mark.parametrize("confidence", [-1, 11])
def test_confidence_ends_at_ten(confidence: int) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        band(confidence)


def test_calibration_tells_how_many_of_each_band_were_met() -> None:
    rated = [(9, True), (8, True), (10, False), (2, False)]
    assert calibration(rated) == [
        Calibration(Confidence.LIKELY, 3, 2),
        Calibration(Confidence.UNLIKELY, 1, 0),
    ]
