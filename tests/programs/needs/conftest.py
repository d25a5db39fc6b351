from __future__ import annotations

import pytest
from tests import places
from tests.conftest import person

from thriving.movement.models import Person


@pytest.fixture
def organizer(db: None) -> Person:
    return person("oriole", "organizer")


@pytest.fixture
def places_known(db: None) -> None:
    places.few({**places.WORLD, "SY": "Middle East & North Africa"}, protected="SY")
