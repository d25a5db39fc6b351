from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.conftest import Cast
from tests.grants.review import world

from thriving.grants.proposals.models import Proposal
from thriving.grants.review.models import Committee
from thriving.movement.models import Person


@pytest.fixture(autouse=True)
def after_the_round() -> Iterator[None]:
    with world.on():
        yield


@pytest.fixture
def officer(cast: Cast) -> Person:
    return world.officer()


@pytest.fixture
def committee(officer: Person) -> Committee:
    return world.committee(officer)


@pytest.fixture
def members(committee: Committee) -> list[Person]:
    return world.members(committee)


@pytest.fixture
def proposal(cast: Cast, committee: Committee, officer: Person) -> Proposal:
    """Valentina's, in review."""
    return world.in_review(cast.volunteer, officer)
