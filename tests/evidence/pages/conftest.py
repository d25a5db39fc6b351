"""A small world of measures and records, known on two days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.factories import with_example

from thriving.evidence import actions, in_use
from thriving.evidence.asked import Asked
from thriving.evidence.in_use import Place
from thriving.evidence.models import Fact, MeasureVersion, Release, Source
from thriving.evidence.statements import Statement
from thriving.kernel import clock
from thriving.kernel.words import Words

MARCH, APRIL = date(2020, 3, 31), date(2020, 4, 10)
SPECIFICATIONS: dict[str, dict[str, Any]] = {
    "communities": {"kind": "distinct", "fact": "pilot.data_contributed", "unit": {"code": "community"}},
    "people": {
        "kind": "distinct",
        "fact": "leadership.engaged",
        "unit": {"code": "person"},
        "privacy": {"k": 10, "cadence": "monthly"},
    },
    "stakeholders": {
        "kind": "ratio",
        "numerator": {"fact": "risk.stakeholder_engaged"},
        "denominator": {"fact": "risk.stakeholder_required"},
        "unit": {"code": "percent"},
    },
    "regions": {"kind": "coverage", "fact": "position.filled", "of": "region", "unit": {"code": "region"}},
    "grown": {
        "kind": "change",
        "fact": "capacity.assessed",
        "pair": "wave",
        "before": "before",
        "after": "after",
        "scale": [0, 4],
        "statistic": "improved_count",
        "improved_by": 1,
        "minimum": 1,
        "unit": {"code": "affiliate"},
    },
    "events": {"kind": "count", "fact": "crisis.event_qualified", "unit": {"code": "event"}},
    "trained": {"kind": "stated", "measure": "trained", "unit": {"code": "person"}},
    "retention": {"kind": "indicator", "indicator": "editors", "unit": {"code": "person"}},
}


@contextmanager
def on_day(day: date) -> Iterator[None]:
    with clock.stopped_at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        yield


@pytest.fixture(autouse=True)
def _mid_april() -> Iterator[None]:
    with on_day(date(2020, 4, 15)):
        yield


@pytest.fixture
def measures(db: None) -> dict[str, MeasureVersion]:
    return {
        key: actions.define_measure(key, with_example(said), title=Words(en=key.title()), by="test")
        for key, said in SPECIFICATIONS.items()
    }


def state(kind: str, subject: str, day: date = date(2020, 3, 1), **more: Any) -> None:
    value = more.pop("value", None)
    dimensions = {name: more.pop(name) for name in list(more) if name not in {"source", "key", "visibility"}}
    value = None if value is None else Decimal(value)
    actions.state([Statement(kind, subject, day, value, dimensions, **more)], by="test")


def person(number: int) -> str:
    return f"{number:032x}"


def engage(numbers: Sequence[int], source: str = "w1", day: date = date(2020, 3, 1)) -> None:
    actions.state(
        [
            Statement(
                "leadership.engaged", person(number), day, dimensions={"stage": "tested"}, source=source
            )
            for number in numbers
        ],
        by="test",
    )


Pilot = Callable[..., None]


@pytest.fixture
def pilots(measures: dict[str, MeasureVersion]) -> None:
    """Three communities, of which one was known late; one record withdrawn since."""
    Source.objects.create(key="p1", kind="pilot", title=Words(en="First pilot"), url="https://example.org/p1")
    with on_day(MARCH):
        state("pilot.data_contributed", "alpha", community_type="thematic", language="es", source="p1")
        state("pilot.data_contributed", "beta", community_type="regional", language="ar")
        state("pilot.data_contributed", "gone", community_type="regional", language="fr")
    with on_day(APRIL):
        state("pilot.data_contributed", "late", community_type="thematic", language="es")
        actions.retract("pilot.data_contributed", ["|gone"], by="test", why="told twice")


@pytest.fixture
def place(measures: dict[str, MeasureVersion]) -> Iterator[Place]:
    """A plan that asks for the people."""
    place = Place(
        "a-plan", "people", Words(en="People of the plan"), Asked.of(measures["people"]), "/a-plan/"
    )
    with in_use.places.temporarily("test", lambda: [place]):
        yield place


@pytest.fixture
def releases(measures: dict[str, MeasureVersion], place: Place) -> list[Release]:
    """84 people as published on 31 March; 88 as corrected on 10 April."""
    for key in ("w1", "w2"):
        Source.objects.create(key=key, kind="workshop", title=Words(en=f"Workshop {key}"))
    with on_day(MARCH):
        engage(range(60), "w1")
        engage(range(60, 80), "w2")
        engage(range(80, 84), "w3")
        first = actions.publish("a-plan", [place.asked], on=MARCH, by="test")
    with on_day(APRIL):
        engage(range(84, 89), "w1")
        fact = Fact.objects.get(subject=person(0))
        actions.retract("leadership.engaged", [fact.natural_key], by="test", why="told twice")
        second = actions.publish("a-plan", [place.asked], on=MARCH, corrects=first, by="test")
    return [first, second]
