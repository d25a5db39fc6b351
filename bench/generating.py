"""``python -m bench.generating [EVENTS]``: how fast a history is made up, by one process and by two."""

from __future__ import annotations

import resource
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.limits import Limit
from bench.timing import seconds
from thriving.history import generating

EVENTS = 2_000_000
AT_LEAST = 300_000  # events a second, plain, by two processes


def main(events: int) -> None:
    rates = {processes: _rate(events, processes) for processes in (1, 2)}
    for processes, rate in rates.items():
        print(f"{events:,} events, processes: {processes}: {rate:,.0f} events/s")
    memory = max(
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"at most {memory / 1e6:.2f} GB in a process")
    limit = Limit(f"at least {AT_LEAST:,} events/s", f"{rates[2]:,.0f}", rates[2] >= AT_LEAST)
    print(limit)
    sys.exit(0 if limit.held else 1)


def _rate(events: int, processes: int) -> float:
    with TemporaryDirectory() as folder:
        plan = generating.Plan(events)
        took = seconds(lambda: generating.write(plan, Path(folder) / "made", processes=processes))
    return events / took


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS)
