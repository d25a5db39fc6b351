from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.conftest import Cast
from tests.questions import world

from thriving.questions.models import Questionnaire, Version


@pytest.fixture(autouse=True)
def _owned() -> Iterator[None]:
    with world.owned():
        yield


@pytest.fixture
def questionnaire(cast: Cast) -> Questionnaire:
    return world.begun()


@pytest.fixture
def version(cast: Cast) -> Version:
    """One question of each kind, published."""
    return world.published()
