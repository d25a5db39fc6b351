from __future__ import annotations

import pytest
from tests.conftest import person

from thriving.movement.models import Person


@pytest.fixture
def organizer(db: None) -> Person:
    return person("oriole", "organizer")


@pytest.fixture
def other_organizer(db: None) -> Person:
    return person("ondine", "organizer")


@pytest.fixture
def local(db: None) -> Person:
    """Runs one place of a campaign, and holds no role."""
    return person("lola")
