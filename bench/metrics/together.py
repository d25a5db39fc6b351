"""Many metrics at once, each way in a process of its own, by turns."""

from __future__ import annotations

import json
import subprocess
import sys
from math import log
from typing import NamedTuple

from bench.limits import Limit
from bench.metrics import once

SCANS, GIGABYTES = 10, 2
FROM = 50_000_000  # events, for which so many scans and gigabytes are promised
TIMES_AS_MANY = 10
SHOWN = 12  # parts of a profile


class Run(NamedTuple):
    seconds: float
    memory: int  # bytes at the most
    profile: dict[str, float]

    def __str__(self) -> str:
        return f"{self.seconds:6.1f} s, {self.memory / 1e9:.2f} GB"


def compared(events: int, times: int) -> list[Limit]:
    runs = {way: run(way, events, times) for way in once.WAYS}
    print(f"many at once, {events:,} events")
    for way, found in runs.items():
        print(f"  {found}  {way} ({len(found.profile)})", flush=True)
    return [
        *(_faster(runs, "five, ours", other) for other in ("five, Polars", "five, pandas")),
        _faster(runs, "two, ours", "two, Spark"),
        *_whole(runs, events),
        *_grown(runs["every metric"], events, times),
    ]


def run(way: str, events: int, times: int) -> Run:
    """The fastest of so many: whatever else a machine does only ever adds to it."""
    command = [sys.executable, "-m", once.__name__, way, str(events)]
    said = (subprocess.run(command, check=True, capture_output=True, text=True) for _ in range(times))  # noqa: S603
    return min(Run(**json.loads(each.stdout)) for each in said)


def _faster(runs: dict[str, Run], ours: str, other: str) -> Limit:
    ratio = runs[ours].seconds / runs[other].seconds
    return Limit(f"{ours}, faster than {other}", f"{ratio:.2f} of its time", ratio <= 1)


def _whole(runs: dict[str, Run], events: int) -> list[Limit]:
    """Every metric against one scan; where that is missed, the parts say why."""
    every, scan = runs["every metric"], runs["scan"].seconds
    scans, gigabytes = every.seconds / scan, every.memory / 1e9
    print(f"every metric / one scan of all columns: {scans:.1f}; the parts that took longest:")
    for name, took in sorted(every.profile.items(), key=lambda part: -part[1])[:SHOWN]:
        print(f"  {took:6.2f} s, {took / scan:4.1f} scans  {name}", flush=True)
    limits = [
        Limit(f"every metric within {SCANS} scans", f"{scans:.1f}", scans <= SCANS),
        Limit(f"every metric in {GIGABYTES} GB", f"{gigabytes:.2f} GB", gigabytes < GIGABYTES),
    ]
    return limits if events >= FROM else []


def _grown(large: Run, events: int, times: int) -> list[Limit]:
    """An exponent of 1: ten times as many take ten times as long; 2: a hundred times."""
    few = events // TIMES_AS_MANY
    small = run("every metric", few, times)
    exponent = log(large.seconds / small.seconds) / log(TIMES_AS_MANY)
    print(f"every metric, from {few:,} events ({small}) to {events:,} ({large}): exponent {exponent:.2f}")
    return [
        Limit("ten times the events, at most ten times the time", f"exponent {exponent:.2f}", exponent <= 1)
    ]
