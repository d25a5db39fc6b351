from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def own_lake(settings: Settings, tmp_path: Path) -> Path:
    """A lake for each test alone."""
    settings.LAKE = tmp_path / "lake"
    settings.DUMPS = None
    settings.COMPUTED_SERIES = None
    return tmp_path / "lake"
