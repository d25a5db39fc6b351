"""The only place that asks the time. UTC; can be set in tests and pinned by the demo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

type_of_source = Callable[[], datetime]


def _system() -> datetime:
    return datetime.now(UTC)


_source: type_of_source = _system


def now() -> datetime:
    return _source()


def today() -> date:
    return now().date()


def run_on(source: type_of_source) -> None:
    """Ask ``source`` for the time from now on (the demo's pinned day)."""
    global _source  # noqa: PLW0603 -- the one clock of the process
    _source = source


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Let ``now`` answer ``moment`` inside the block, then what it answered before."""
    global _source  # noqa: PLW0603 -- the one clock of the process
    before = _source
    _source = lambda: moment  # noqa: E731
    try:
        yield
    finally:
        _source = before
