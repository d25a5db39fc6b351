"""``python -m bench.ingest [EVENTS [TIMES]]``; ends with an error where a limit is not held."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime

from bench.ingest import growth, tables, xml
from thriving.history.engines import embedded

EVENTS = 1_000_000
TIMES = 3
TIMES_OF_XML = 2  # at most: of a file as large as a dump is, others read less than 10 MB in a second


def main(events: int, times: int) -> None:
    print(f"{datetime.now(UTC):%d %B %Y}, {os.cpu_count()} cores, {embedded.VERSION}")
    limits = [*tables.compared(events, times), *xml.compared(events, min(times, TIMES_OF_XML))]
    growth.told(events)
    print(*limits, sep="\n")
    sys.exit(0 if all(limit.held for limit in limits) else 1)


if __name__ == "__main__":
    asked = dict(enumerate(map(int, sys.argv[1:])))
    main(asked.get(0, EVENTS), asked.get(1, TIMES))
