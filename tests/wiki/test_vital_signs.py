from __future__ import annotations

from thriving.history import metrics
from thriving.wiki.definitions import UNITS, definitions
from thriving.wiki.vital_signs import SIGNS


def test_every_sign_is_a_metric_of_the_engine() -> None:
    assert not set(SIGNS) - set(metrics.registered())


def test_every_shipped_series_is_a_metric_in_a_unit_that_outcomes_tell() -> None:
    for definition in definitions():
        assert metrics.named(definition.metric).unit in UNITS


def test_no_series_or_sign_is_of_names() -> None:
    units = {metrics.named(name).unit for name in (*SIGNS, *(each.metric for each in definitions()))}
    assert units <= {"people", "edits", "pages", "bytes", "share"}
