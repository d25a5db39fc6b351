from __future__ import annotations

import pytest
from tests.conftest import Cast, person
from tests.programs.partnerships import world

from thriving.movement.models import Person
from thriving.programs.partnerships.models import Finding, Partner, Partnership, Stream


@pytest.fixture
def organizer(db: None) -> Person:
    """Leads the partnership of these tests."""
    return person("oriole", "organizer")


@pytest.fixture
def museum(organizer: Person) -> Partner:
    return world.partner(organizer)


@pytest.fixture
def archives(museum: Partner, organizer: Person) -> Partnership:
    return world.partnership(museum, organizer)


@pytest.fixture
def stream(archives: Partnership, organizer: Person) -> Stream:
    return world.stream(archives, organizer)


@pytest.fixture
def finding(stream: Stream, organizer: Person) -> Finding:
    return world.found(stream, organizer)


@pytest.fixture
def signer(cast: Cast) -> Person:
    """Signs for our side: a lead, and not the one who leads the partnership."""
    return cast.lead
