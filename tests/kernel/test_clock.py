from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

import thriving
from thriving.kernel import clock

NOON = datetime(2020, 4, 15, 12, tzinfo=UTC)
ASKS_THE_TIME = {"now", "utcnow", "today", "time", "time_ns", "fromtimestamp"}
OF = {"datetime", "date", "time", "timezone"}


def test_a_stopped_clock_starts_again() -> None:
    with clock.stopped_at(NOON):
        assert (clock.now(), clock.today()) == (NOON, date(2020, 4, 15))
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_it_starts_again_even_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), clock.stopped_at(NOON):
        raise ZeroDivisionError
    assert clock.now() > NOON


def test_stops_may_lie_in_one_another() -> None:
    with clock.stopped_at(NOON), clock.stopped_at(NOON + timedelta(days=1)):
        assert clock.today() == date(2020, 4, 16)


def test_a_day_is_a_day_of_utc() -> None:
    with clock.stopped_at(datetime(2020, 4, 15, 1, tzinfo=timezone(timedelta(hours=3)))):
        assert (clock.now().tzinfo, clock.today()) == (UTC, date(2020, 4, 14))


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="with its time zone"), clock.stopped_at(datetime(2020, 4, 15)):
        raise AssertionError


def test_the_clock_runs_on_another_source_until_told() -> None:
    clock.run_on(lambda: NOON)
    pinned = clock.now()
    clock.run_on()
    assert (pinned, clock.now() > NOON) == (NOON, True)


def asks(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ASKS_THE_TIME
        ):
            whom = node.func.value
            name = whom.attr if isinstance(whom, ast.Attribute) else getattr(whom, "id", "")
            if name in OF:
                yield f"{source.name}:{node.lineno}"


def test_nobody_else_asks_the_time() -> None:
    """Or the demo's pinned day and the tests' stopped clock would be a lie somewhere.

    The history of wikis is a library beside the product: it notes when it really read a file.
    """
    root = Path(thriving.__path__[0])
    sources = set(root.rglob("*.py")) - {root / "kernel" / "clock.py"} - set((root / "history").rglob("*.py"))
    assert [where for source in sorted(sources) for where in asks(source)] == []
