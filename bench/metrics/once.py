"""One way to many numbers, in a process of its own: ``python -m bench.metrics.once WAY EVENTS``."""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import ibis.backends.duckdb  # noqa: F401 -- loaded before the clock starts, as Polars and pandas are

from bench.metrics import in_pandas, in_polars, in_spark
from bench.metrics.lakes import files_of, held
from bench.metrics.one_by_one import by_hand, scan_of_columns
from bench.timing import seconds
from thriving.history import metrics
from thriving.history.failures import NotKnown
from thriving.history.lake import Lake
from thriving.history.lake.shape import kept

MEMORY = "1.3GB"  # of the engine: a process is more than its engine, and all of it has to stay below 2 GB
OF_SPARK = "4GB"
Profile = dict[str, float]  # seconds of each part
Way = Callable[[Lake], Profile]


def _suite(lake: Lake) -> Profile:
    """Every metric that the lake knows, sharing what they can."""
    took: Profile = {}
    with metrics.measuring(lake, memory=MEMORY) as session:
        for name in metrics.registered():
            with suppress(NotKnown):
                took[name] = seconds(partial(session.measure, name))
    return took


def _ours(lake: Lake, *names: str) -> Profile:
    """As one would ask for a few: in one session, which knows that sharing pays for many only."""
    return {"asking": seconds(partial(metrics.measure_all, lake, names, memory=MEMORY))}


def _polars(lake: Lake) -> Profile:
    revisions, untils = files_of(lake, "revision"), _untils(lake)
    return {name: seconds(partial(in_polars.measured, name, revisions, untils)) for name in in_polars.METRICS}


def _pandas(lake: Lake) -> Profile:
    revisions, untils = files_of(lake, "revision"), _untils(lake)
    return {name: seconds(partial(ask, revisions, untils)) for name, ask in in_pandas.METRICS.items()}


def _untils(lake: Lake) -> dict[str, datetime]:
    """Without their time zone, which is UTC, as the lake's own times are."""
    held = lake.manifest.wikis.items()
    return {wiki: datetime.fromisoformat(of.known_until).replace(tzinfo=None) for wiki, of in held}


def _spark(lake: Lake) -> Profile:
    """Its start, which takes as long for one wiki as for all, is told apart."""
    with TemporaryDirectory() as folder:
        began = perf_counter()
        session = in_spark.opened(lake, OF_SPARK, Path(folder))
        started = perf_counter() - began
        return {"starting": started, "asking": seconds(partial(in_spark.ask, session))}


def _scan(lake: Lake) -> Profile:
    """Every column of every table, each looked at once."""
    columns = {column.name for column in kept(everything=False)} | {"wiki_db"}
    with by_hand(lake) as session:
        queries = {table: scan_of_columns(session, table, columns) for table in ("revision", "page", "user")}
        return {table: seconds(session.sql(query).fetchall) for table, query in queries.items()}


WAYS: dict[str, Way] = {
    "every metric": _suite,
    "five, ours": lambda lake: _ours(lake, *in_polars.METRICS),
    "five, Polars": _polars,
    "five, pandas": _pandas,
    "two, ours": lambda lake: _ours(lake, *in_spark.METRICS),
    "two, Spark": _spark,
    "scan": _scan,
}


def main(way: str, events: int) -> None:
    lake = held(events)
    began = perf_counter()
    profile = WAYS[way](lake)
    took = perf_counter() - began - profile.get("starting", 0)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"seconds": took, "memory": memory, "profile": profile}))
    sys.stdout.flush()
    os._exit(0)  # libraries that were loaded side by side may not part in peace; all is said


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
