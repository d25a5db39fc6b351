"""The only place that asks the time. UTC; can be set in tests and pinned by the demo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

Source = Callable[[], datetime]


def system() -> datetime:
    """The true time, for a source that leans on it; everybody else asks ``now``."""
    return datetime.now(UTC)


_source: Source = system


def now() -> datetime:
    return _source().astimezone(UTC)


def today() -> date:
    return now().date()


def run_on(source: Source | None = None) -> None:
    """Ask ``source`` for the time from now on (the demo's pinned day); without one, the system again."""
    global _source  # noqa: PLW0603 -- the one clock of the process
    _source = source or system


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Let ``now`` answer ``moment`` inside the block, then what it answered before."""
    if moment.tzinfo is None:
        raise ValueError("a clock is stopped at a moment with its time zone")
    before = _source
    run_on(lambda: moment)
    try:
        yield
    finally:
        run_on(before)
