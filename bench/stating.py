"""Stating ten thousand facts in one action against a bulk insert of the same rows; and stating one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from statistics import median

from bench.timing import Pair, in_turn, seconds
from thriving.evidence.actions import state
from thriving.evidence.models import Fact, Origin, Visibility
from thriving.evidence.statements import Statement

MANY = 10_000
MOST = 2.0
ON = date(2020, 5, 1)
AT = datetime(2020, 5, 1, 12, tzinfo=UTC)
_keys = count()


def many(times: int) -> Pair:
    return in_turn(_state_many, _insert_many, times)


def one(times: int) -> float:
    """Seconds to state one fact, its note in the diary included; median."""
    return median(seconds(lambda: state([_statement()], by=None)) for _ in range(times))


def _state_many() -> None:
    state([_statement() for _ in range(MANY)], by=None)


def _statement() -> Statement:
    number = next(_keys)
    return Statement(
        "experiment.finished", f"stated-{number}", ON, dimensions={"framework": "bench"}, source="bench"
    )


def _insert_many() -> None:
    Fact.objects.bulk_create([_row() for _ in range(MANY)])


def _row() -> Fact:
    # Numbers far above the ledger's own, which the rows beside them never reach.
    number = next(_keys)
    return Fact(
        number=10**12 + number,
        kind="experiment.finished",
        subject=f"inserted-{number}",
        natural_key=f"bench|inserted-{number}",
        occurred_on=ON,
        recorded_at=AT,
        dimensions={"framework": "bench"},
        source="bench",
        visibility=Visibility.PUBLIC,
        origin=Origin.RECORD,
    )
