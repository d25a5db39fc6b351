"""Experiments of these tests, at any step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.experiments import actions
from thriving.programs.experiments.actions import Planned, Told
from thriving.programs.experiments.models import Experiment

DECIDED, STARTED, ENDED = date(2026, 1, 5), date(2026, 1, 12), date(2026, 2, 20)
PLANNED: dict[str, Any] = {
    "title": Words(en="Tea before the talk"),
    "framework": "campaign-in-a-box",
    "question": "Do people stay longer?",
    "hypothesis": "They do when they are offered tea.",
    "change": "Tea.",
    "comparison": "No tea, by lot.",
    "measured": "Who stays until the end.",
    "sample_words": "Whoever comes; a coin decides.",
    "planned_size": 100,
    "worth_having": Decimal(10),
}
SEEN = {"changed": {"reached": 80, "size": 100}, "compared": {"reached": 40, "size": 100}}
TOLD = Told(SEEN, "Tea helps.")


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.stopped_at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        yield


def planned(**otherwise: Any) -> Planned:
    return Planned(**{**PLANNED, **otherwise})


def draft(by: Person, key: str = "tea", **otherwise: Any) -> Experiment:
    return actions.propose_experiment(planned(**otherwise), key=key, by=by)


def decided(by: Person, key: str = "tea", **otherwise: Any) -> Experiment:
    with on(DECIDED):
        experiment = draft(by, key, **otherwise)
        actions.decide(experiment, by=by)
    return experiment


def running(by: Person, key: str = "tea", **otherwise: Any) -> Experiment:
    experiment = decided(by, key, **otherwise)
    with on(STARTED):
        actions.start(experiment, on=STARTED, by=by)
    return experiment


def finished(by: Person, key: str = "tea", told: Told = TOLD, **otherwise: Any) -> Experiment:
    experiment = running(by, key, **otherwise)
    with on(ENDED):
        actions.finish(experiment, told, on=ENDED, by=by)
    return experiment
