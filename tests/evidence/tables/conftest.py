from __future__ import annotations

import pytest
from tests.conftest import Cast
from tests.evidence.tables import world

from thriving.evidence.asked import Asked
from thriving.evidence.models import TableRelease, TableSpecification


@pytest.fixture
def asked(db: None) -> Asked:
    with world.at(world.MARCH):
        world.engage(world.REGIONS)
        return world.people()


@pytest.fixture
def by_region(asked: Asked, cast: Cast) -> TableSpecification:
    with world.at(world.MARCH):
        return world.approved(world.proposal(asked), cast.evaluator, cast.second_evaluator)


@pytest.fixture
def first(by_region: TableSpecification) -> TableRelease:
    """What was published the day after the quarter."""
    with world.at(world.date(2020, 4, 1)):
        [release] = world.published()
        return release
