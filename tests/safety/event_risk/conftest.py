from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.conftest import person
from tests.safety.event_risk import ready
from tests.safety.event_risk.world import World, later, world

from thriving.movement.models import Person


@pytest.fixture
def organizer(db: None) -> Person:
    return person("olu", "organizer")


@pytest.fixture
def officer(db: None) -> Person:
    return ready.officer()


@pytest.fixture
def authority(db: None) -> Person:
    return ready.authority()


@pytest.fixture
def it(db: None) -> Iterator[World]:
    with later():
        yield world()
