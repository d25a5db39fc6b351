from __future__ import annotations

import pytest
from tests.programs.asking import world

from thriving.plan.models import Plan


@pytest.fixture
def plan(db: None) -> Plan:
    return world.opened()
