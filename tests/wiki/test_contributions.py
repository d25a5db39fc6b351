from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.wiki import world

from thriving.history.lake.ingest import ingest
from thriving.movement.models import Wiki
from thriving.wiki import contributions, installation
from thriving.wiki.contributions import Figure

pytestmark = pytest.mark.django_db
BEGINS, ENDS = datetime(2020, 1, 3, tzinfo=UTC), datetime(2020, 1, 3, 0, 3, tzinfo=UTC)


@pytest.fixture
def lake(tmp_path: Path) -> None:
    world.public()
    file = tmp_path / world.NAME
    file.write_bytes(world.dump())
    ingest(installation.lake(), [file])


def told(*names: str, ends: datetime = ENDS) -> dict[str, Figure]:
    answer = contributions.told(names, begins=BEGINS, ends=ends, wikis=[])
    return {each.name: each for each in answer.figures} if answer else {}


def test_without_a_lake_nothing_is_told() -> None:
    assert contributions.measured_wikis([]) == []
    assert told("Editor 1") == {}


def test_lake_tells_of_the_window_and_the_names_alone(lake: None) -> None:
    found = told("Editor 1", "Editor 3", "Nobody")
    assert (found["editors"].value, found["edits"].value) == (2, 6)


def test_who_stayed_is_not_known_before_its_time(lake: None) -> None:
    late = told("Editor 1", ends=datetime(2020, 3, 20, tzinfo=UTC))
    assert late["retained_editors"].value is None
    assert late["retained_editors"].known_from == date(2020, 4, 19)


def test_wikis_that_the_lake_does_not_hold_are_not_measured(lake: None) -> None:
    assert contributions.measured_wikis(["aawiki", "bbwiki"]) == ["aawiki"]
    assert contributions.told(["Editor 1"], begins=BEGINS, ends=ENDS, wikis=["bbwiki"]) is None


def test_private_wikis_are_not_measured(lake: None) -> None:
    Wiki.objects.filter(code="aawiki").update(visibility="private")
    assert contributions.measured_wikis(["aawiki"]) == []
