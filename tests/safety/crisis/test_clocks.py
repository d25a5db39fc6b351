from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from thriving.safety.crisis.clocks import deadline, halfway
from thriving.web.environment.reading import clocks, said_by_language

MONDAY, FRIDAY = datetime(2020, 6, 1, 9, 0, tzinfo=UTC), datetime(2020, 6, 5, 17, 0, tzinfo=UTC)
SATURDAY = datetime(2020, 6, 6, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("severity", "task", "hours"),
    [
        (1, "acknowledge", 0.25),
        (1, "commander", 0.5),
        (1, "contact", 1),
        (1, "brief", 2),
        (1, "report", 4),
        (1, "review", 72),
        (2, "acknowledge", 0.5),
        (2, "report", 12),
        (3, "contact", 24),
        (4, "acknowledge", 24),
    ],
)
def test_the_usual_clocks(severity: int, task: str, hours: float) -> None:
    assert deadline(severity, task, MONDAY) == MONDAY + timedelta(hours=hours)


@pytest.mark.parametrize(("severity", "task"), [(3, "brief"), (4, "report"), (4, "review")])
def test_where_nothing_is_promised_no_clock_runs(severity: int, task: str) -> None:
    assert deadline(severity, task, MONDAY) is None


def test_business_days_leave_out_weekends() -> None:
    assert deadline(2, "review", MONDAY) == datetime(2020, 6, 8, 9, 0, tzinfo=UTC)
    assert deadline(4, "acknowledge", FRIDAY) == datetime(2020, 6, 8, 17, 0, tzinfo=UTC)
    assert deadline(4, "acknowledge", SATURDAY) == datetime(2020, 6, 8, 12, 0, tzinfo=UTC)


def test_a_deadline_does_not_follow_the_clocks_of_a_country() -> None:
    """Abuse case 14: on the night when clocks are put back, an hour is an hour."""
    before = datetime(2020, 10, 25, 0, 30, tzinfo=UTC)
    assert deadline(1, "contact", before) == datetime(2020, 10, 25, 1, 30, tzinfo=UTC)


def test_half_of_the_time() -> None:
    assert halfway(MONDAY, MONDAY + timedelta(hours=4)) == MONDAY + timedelta(hours=2)


def test_a_setting_changes_single_clocks(settings: Any) -> None:
    settings.CRISIS_CLOCKS = clocks("s1.acknowledge=5m, s1.brief=none, s2.report=2b")
    assert deadline(1, "acknowledge", MONDAY) == MONDAY + timedelta(minutes=5)
    assert deadline(1, "brief", MONDAY) is None
    assert deadline(2, "report", FRIDAY) == datetime(2020, 6, 9, 17, 0, tzinfo=UTC)
    assert deadline(1, "commander", MONDAY) == MONDAY + timedelta(minutes=30)


@pytest.mark.parametrize(
    "value", ["s5.acknowledge=5m", "s1.sleep=5m", "s1.brief=0m", "s1.brief=5", "s1.brief"]
)
def test_a_clock_that_there_is_not_is_refused_with_what_to_write(value: str) -> None:
    with pytest.raises(ValueError, match=r"s1\.acknowledge=15m"):
        clocks(value)


def test_the_way_to_reach_us_is_said_by_language() -> None:
    assert said_by_language("") == {}
    assert said_by_language("Call us.") == {"en": "Call us."}
    assert said_by_language('{en = "Call us.", es = "Llámenos."}') == {"en": "Call us.", "es": "Llámenos."}
    with pytest.raises(ValueError, match="must be a text"):
        said_by_language("{en: no}")
