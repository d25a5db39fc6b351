from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.wiki import world

from thriving.history.lake.ingest import ingest
from thriving.kernel import clock
from thriving.wiki import installation
from thriving.wiki.models import Measurement

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(own_lake: Path, tmp_path: Path) -> Path:
    (tmp_path / world.NAME).write_bytes(world.dump())
    ingest(installation.lake(), [tmp_path / world.NAME])
    Measurement.objects.create(digest="", wikis=1, measured_by="test", measured_at=clock.now())
    return own_lake


def test_a_whole_lake_and_none_yet_are_no_trouble(own_lake: Path) -> None:
    assert list(installation.troubles()) == []


def test_a_lake_as_its_manifest_says_is_no_trouble(filled: Path) -> None:
    assert list(installation.troubles()) == []


def test_a_lake_that_is_gone_is_told(filled: Path) -> None:
    shutil.rmtree(filled)
    [sentence] = installation.troubles()
    assert "holds none any more" in sentence


def test_rows_that_are_gone_are_told(filled: Path) -> None:
    shutil.rmtree(next((filled / "events").iterdir()))
    assert world.NAME in " ".join(installation.troubles())


def test_a_broken_manifest_is_told(filled: Path) -> None:
    (filled / "manifest.json").write_text("{", encoding="utf-8")
    [sentence] = installation.troubles()
    assert "cannot be read" in sentence


def test_a_folder_of_dumps_that_is_not_there_is_told(settings: Settings, tmp_path: Path) -> None:
    settings.DUMPS = tmp_path / "nowhere"
    [sentence] = installation.troubles()
    assert "THRIVING_DUMPS" in sentence
    assert installation.dumps() == []


@pytest.mark.parametrize("key", ["../../manifest", "0" * 20 + "-" + "0" * 8])
def test_no_other_file_is_handed_out_as_rejects(filled: Path, key: str) -> None:
    assert installation.rejects(key) is None
