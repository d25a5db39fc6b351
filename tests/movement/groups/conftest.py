from __future__ import annotations

import pytest
from tests.conftest import person
from tests.movement.groups import world

from thriving.movement.models import Affiliate, Person


@pytest.fixture
def officer(db: None) -> Person:
    return world.officer()


@pytest.fixture
def volunteer(db: None) -> Person:
    return person("valentina")


@pytest.fixture
def application(volunteer: Person) -> Affiliate:
    return world.application(volunteer)


@pytest.fixture
def lakeside(db: None) -> Affiliate:
    return world.affiliate()
