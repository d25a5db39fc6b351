"""A file with the most rows that one may have: read, then taken in; what another writer waits meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from io import BytesIO
from itertools import count
from threading import Event
from typing import NamedTuple

from django.core.files import File
from django.db import connections

from bench.timing import seconds
from thriving.evidence import imports
from thriving.evidence.actions import state
from thriving.evidence.imports.reading import MOST_ROWS
from thriving.evidence.models import Batch
from thriving.evidence.statements import Statement

HEADER = "kind,occurred_on,subject,community_type,language"
ON = date(2020, 3, 1)
BETWEEN = 0.1  # seconds from one write of the other writer to the next


class Took(NamedTuple):
    """Seconds."""

    reading: float
    taking_in: float
    longest_wait: float


def run(rows: int = MOST_ROWS) -> Took:
    batch, done = imports.receive(_file(rows), by="bench"), Event()
    with ThreadPoolExecutor(1) as other:
        waits = other.submit(lambda: list(_waits_until(done, batch.pk)))
        try:
            reading = seconds(lambda: imports.read(batch))
            taking_in = seconds(lambda: imports.apply(batch, by="bench"))
        finally:
            done.set()
        took = Took(reading, taking_in, max(waits.result()))
    if batch.written != rows:
        raise SystemExit(f"{batch.written:,} of {rows:,} rows were taken in: the file does not fit")
    return took


def _waits_until(done: Event, run: int) -> Iterator[float]:
    """State one fact after the other; how many seconds each took."""
    try:
        for number in count():
            yield seconds(partial(_state, f"beside-{run}-{number}"))
            if done.wait(BETWEEN):
                return
    finally:
        connections.close_all()


def _state(partner: str) -> None:
    state([Statement("partner.met", partner, ON)], by="bench")


def _file(rows: int) -> File[bytes]:
    run = Batch.objects.count()  # another file each time, where the database is kept
    lines = (f"pilot.data_contributed,{ON},imported-{run}-{number},thematic,es" for number in range(rows))
    return File(BytesIO("\n".join((HEADER, *lines, "")).encode()), name="records.csv")
