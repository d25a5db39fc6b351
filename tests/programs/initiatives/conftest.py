from __future__ import annotations

import pytest
from tests.conftest import person
from tests.programs.initiatives import world

from thriving.movement.models import Person
from thriving.plan.models import Plan


@pytest.fixture
def plan(db: None) -> Plan:
    return world.planned()


@pytest.fixture
def organizer(db: None) -> Person:
    """Of the initiative of these tests, and of no other."""
    return person("oriole", "organizer program:photo-grants")


@pytest.fixture
def other_organizer(db: None) -> Person:
    return person("olive", "organizer program:another", "organizer")
