"""What ten times as many events cost."""

from __future__ import annotations

from math import log
from pathlib import Path

from bench.ingest.files import stubs, table
from bench.ingest.runs import run

TIMES_AS_MANY = 10


def told(events: int) -> None:
    """An exponent of 1: ten times as many take ten times as long; 2: a hundred times."""
    few = events // TIMES_AS_MANY
    for name, made in (("mediawiki_history", table), ("XML", stubs)):
        small, large = (_smallest(made(count)) for count in (few, events))
        exponent = log(large[0] / small[0]) / log(TIMES_AS_MANY)
        print(
            f"from {few:,} to {events:,} events, {name}: exponent {exponent:.2f} "
            f"({small[0]:.1f} s, {small[1] / 1e9:.2f} GB; {large[0]:.1f} s, {large[1] / 1e9:.2f} GB)",
            flush=True,
        )


def _smallest(file: Path) -> tuple[float, int]:
    """Of two runs the seconds of the faster, and its memory."""
    best = min(run("ours", file) for _ in range(2))
    return best.seconds, best.memory
