"""Each of the most used metrics asked alone, beside SQL by hand and a scan of the columns that it reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from bench.limits import Limit
from bench.metrics.by_hand import QUERIES
from bench.metrics.lakes import views_of
from bench.timing import Pair, in_turn, seconds
from thriving.history import metrics
from thriving.history.lake import Lake
from thriving.history.metrics.tables import computed_each_time

MOST = 1.15
FROM = 10_000_000  # events: before that, what is asked takes less time than asking does
NEAR = 1e-9


class Cost(NamedTuple):
    name: str
    pair: Pair
    scan: float
    first: float  # what asking for the first time took on top: the query is put into words once in a session

    @property
    def is_slow(self) -> bool:
        return self.pair.ratio > MOST

    def __str__(self) -> str:
        ours, hand, scan, first = (1000 * each for each in (*self.pair, self.scan, self.first))
        took = f"{ours:6.0f} ms / {hand:6.0f} ms, scan {scan:6.0f} ms, the first time {first:4.0f} ms more"
        return f"  {self.pair.ratio:5.2f}  {took}  {self.name}"


def compared(lake: Lake, events: int, times: int) -> list[Limit]:
    with by_hand(lake) as session, alone(lake) as ask:
        costs = [_cost(session, ask, name, times) for name in QUERIES]
    print(f"{len(costs)} metrics, each alone / SQL by hand, {events:,} events")
    print(*sorted(costs, key=lambda cost: -cost.pair.ratio), sep="\n", flush=True)
    slow = [f"{cost.name} {cost.pair.ratio:.2f}" for cost in costs if cost.is_slow]
    found = f"{len(slow)} take more: {', '.join(slow)}" if slow else "all are"
    promise = Limit(f"each metric within {MOST} x SQL by hand", found, not slow)
    return [promise] if events >= FROM else []


@contextmanager
def by_hand(lake: Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"memory_limit": "2GB", "preserve_insertion_order": False}) as session:
        session.execute("SET TimeZone = 'UTC'")
        for view in views_of(lake):
            session.execute(view)
        yield session


@contextmanager
def alone(lake: Lake) -> Iterator[Callable[[str], pa.Table]]:
    """Metrics of an open session that keeps no rows, so that each pays for all that it reads."""
    with metrics.measuring(lake) as session:
        unkept = replace(session, tables=replace(session.tables, keep=computed_each_time))
        yield lambda name: unkept.measure(name).rows


def _cost(session: duckdb.DuckDBPyConnection, ask: Callable[[str], pa.Table], name: str, times: int) -> Cost:
    hand = partial(_rows, session, QUERIES[name])
    first = seconds(lambda: ask(name))
    _refuse_another_answer(name, ask(name), hand())
    scan = partial(_rows, session, scan_of(session, QUERIES[name]))
    pair = in_turn(lambda: ask(name), hand, times)
    return Cost(name, pair, min(seconds(scan) for _ in range(2)), first - pair.ours)


def _rows(session: duckdb.DuckDBPyConnection, query: str) -> pa.Table:
    return session.sql(query).to_arrow_table()


def scan_of(session: duckdb.DuckDBPyConnection, query: str) -> str:
    """A query that reads the same columns of the same table, and does as little as it can with them."""
    (table,) = set(re.findall(r'FROM "?(revision|page|user)"?', query))
    return scan_of_columns(session, table, set(re.findall(r"\w+", query)))


def scan_of_columns(session: duckdb.DuckDBPyConnection, table: str, wanted: set[str]) -> str:
    told = session.execute(f'DESCRIBE "{table}"').fetchall()
    kinds = {column[0]: str(column[1]) for column in told if column[0] in wanted}
    asked = (f"max(len({name}))" if kind.endswith("[]") else f"max({name})" for name, kind in kinds.items())
    return f'SELECT {", ".join(asked)} FROM "{table}"'


def _refuse_another_answer(name: str, ours: pa.Table, theirs: pa.Table) -> None:
    if not all(_near(a, b) for a, b in zip(_cells(ours), _cells(theirs), strict=True)):
        raise SystemExit(f"{name} is not the same by hand: comparing the time would compare nothing")


def _cells(rows: pa.Table) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in rows.select(["wiki_db", "month", "value"]).to_pylist()]


def _near(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    *place, value = one
    *same_place, same = other
    if value is None or same is None:
        return place == same_place and value is same
    return place == same_place and abs(value - same) <= NEAR * max(1, abs(value))
