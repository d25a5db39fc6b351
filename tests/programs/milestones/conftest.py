from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.conftest import Cast, person
from tests.plan import world as world_of_plans
from tests.programs.milestones import world

from thriving.movement.models import Person
from thriving.programs.milestones.models import Milestone


@pytest.fixture
def organizer(db: None) -> Person:
    return person("oriole", "organizer")


@pytest.fixture
def agreement(cast: Cast) -> Iterator[Milestone]:
    """It is 31 March 2020, and its first two steps are due by now."""
    world_of_plans.loaded()
    with world.at(world.TODAY):
        yield world.planned(cast.other_lead)
