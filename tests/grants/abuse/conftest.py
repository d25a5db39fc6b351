from __future__ import annotations

import pytest
from tests.grants.payments import world
from tests.grants.payments.world import Hands


@pytest.fixture
def hands(db: None) -> Hands:
    return world.hands()
