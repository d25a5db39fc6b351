from __future__ import annotations

import pytest
from tests.plan import world

from thriving.plan.models import Plan


@pytest.fixture
def plan(db: None) -> Plan:
    """The shipped plan, on its first day."""
    return world.loaded()
