from __future__ import annotations

import pytest
from tests.grants.agreements import world
from tests.grants.agreements.world import Hands


@pytest.fixture
def hands(db: None) -> Hands:
    return world.hands()
