"""``python -m bench.metrics [EVENTS]``; ends with an error where a limit is not held."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime

from bench.metrics import one_by_one, together
from bench.metrics.lakes import lake_of
from thriving.history.engines import embedded

EVENTS = 1_000_000


def main(events: int) -> None:
    print(f"{datetime.now(UTC):%d %B %Y}, {os.cpu_count()} cores, {embedded.VERSION}")
    lake = lake_of(events)
    lake_of(events // together.TIMES_AS_MANY)
    limits = one_by_one.compared(lake, events, times=3)
    limits += together.compared(events, times=2)
    print(*limits, sep="\n")
    sys.exit(0 if all(limit.held for limit in limits) else 1)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS)
