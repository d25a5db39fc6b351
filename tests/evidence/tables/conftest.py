from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.conftest import Cast
from tests.evidence.tables import world

from thriving.evidence import in_use
from thriving.evidence.asked import Asked
from thriving.evidence.in_use import Place
from thriving.evidence.models import TableRelease, TableSpecification
from thriving.evidence.tables import auditing
from thriving.kernel.words import Words


@pytest.fixture(autouse=True)
def _without_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the same figures are hidden on every machine."""
    monkeypatch.setattr(auditing, "_secret", lambda: b"")


@pytest.fixture
def asked(db: None) -> Asked:
    with world.at(world.MARCH):
        world.engage(world.REGIONS)
        return world.people()


@pytest.fixture
def place(asked: Asked) -> Iterator[Place]:
    """A plan that asks for the people."""
    place = Place("a-plan", "people", Words(en="People of the plan"), asked, "/a-plan/")
    with in_use.places.temporarily("test", lambda: [place]):
        yield place


@pytest.fixture
def by_region(asked: Asked, cast: Cast) -> TableSpecification:
    with world.at(world.MARCH):
        return world.approved(world.proposal(asked), cast.evaluator, cast.second_evaluator)


@pytest.fixture
def first(by_region: TableSpecification) -> TableRelease:
    """What was published the day after the quarter."""
    with world.at(world.date(2020, 4, 1)):
        [release] = world.published()
        return release
