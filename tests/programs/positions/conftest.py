from __future__ import annotations

import pytest
from tests.conftest import person
from tests.plan import world

from thriving.movement.models import Person


@pytest.fixture
def lead(db: None) -> Person:
    """Of movement diversity, whose plan asks for liaisons."""
    world.loaded()
    return person("dina", f"program_lead priority:{world.KEY}/movement-diversity")
