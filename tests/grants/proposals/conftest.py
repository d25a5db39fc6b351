from __future__ import annotations

import pytest
from tests import places
from tests.conftest import person

from thriving.movement.models import Person


@pytest.fixture
def officer(db: None) -> Person:
    return person("gita", "grants_officer")


@pytest.fixture
def ama(db: None) -> Person:
    """Who applies."""
    places.few()
    return person("ama")


@pytest.fixture
def kofi(db: None) -> Person:
    """Who applies too, once they agree."""
    return person("kofi")
