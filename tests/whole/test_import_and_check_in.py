"""A lead checks in while a file is read, and while it is taken in: no wait is long, and the books balance."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import Event
from typing import NamedTuple

from tests.conftest import AtOnce, Cast
from tests.evidence.imports.conftest import csv_file, piloted
from tests.plan import world

from thriving.evidence import check, imports
from thriving.evidence.models import Batch, Fact
from thriving.kernel import diary
from thriving.plan import actions
from thriving.plan.models import CheckIn, Plan

ROWS = 4_000
BETWEEN = 0.1  # seconds: on SQLite, who writes without a breath lets no other writer in
PATIENCE = 5.0  # seconds: who waits longer for a saved form sends it again
DAY = date(2020, 4, 15)


class Span(NamedTuple):
    """From when until when something took, by a clock that only goes forward."""

    began: float
    ended: float

    @property
    def seconds(self) -> float:
        return self.ended - self.began

    def meets(self, other: Span) -> bool:
        return self.began < other.ended and other.began < self.ended


@contextmanager
def timed(spans: list[Span]) -> Iterator[None]:
    began = time.monotonic()
    yield
    spans.append(Span(began, time.monotonic()))


def test_a_lead_checks_in_during_an_import(at_once: AtOnce, cast: Cast) -> None:
    world.loaded()
    result = world.key_result("leadership-development-framework")
    steps, waits, due, done = list[Span](), list[Span](), Event(), Event()

    def import_file() -> Batch:
        try:
            with timed(steps):
                due.set()
                batch = imports.read(Batch.objects.get())
            with timed(steps):
                due.set()
                return imports.apply(batch, by=cast.evaluator)
        finally:
            done.set()

    def check_in_meanwhile() -> int:
        while not done.is_set():
            with timed(waits):
                actions.check_in(result, confidence=len(waits) % 11, by=cast.lead)
            due.wait(BETWEEN)
            due.clear()
        return len(waits)

    with world.at(DAY):
        lines = [piloted(f"community-{number}") for number in range(ROWS)]
        imports.receive(csv_file(*lines), by=cast.evaluator)
        batch, said = at_once(import_file, check_in_meanwhile)

        assert (batch.state, batch.written) == ("applied", ROWS)
        assert said == CheckIn.objects.count() == Plan.objects.get().revision - 1
        for step in steps:
            assert any(wait.meets(step) for wait in waits)
        assert max(wait.seconds for wait in waits) < PATIENCE
        assert Fact.objects.filter(batch=batch).count() == ROWS
        assert list(check.mismatches()) == []
        assert diary.verify() == []
