"""The most used metrics, recomputed by a library that shares nothing with our engines."""

from __future__ import annotations

from datetime import datetime

import pytest
from bench.metrics import in_polars
from tests.history.engines.cells import near

from thriving.history import generating, metrics
from thriving.history.lake import Lake
from thriving.history.lake.ingest import ingest


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    folder = tmp_path_factory.mktemp("made-up")
    plan = generating.Plan(events=6_000, wikis=2, seed=3)
    lake = Lake(folder / "lake")
    ingest(lake, generating.write(plan, folder / "dump", generating.MediawikiHistory(by_year=False)))
    return lake


@pytest.mark.parametrize("name", in_polars.METRICS)
def test_polars_finds_the_same(made_up: Lake, name: str) -> None:
    held = made_up.manifest.wikis
    untils = {wiki: datetime.fromisoformat(of.known_until).replace(tzinfo=None) for wiki, of in held.items()}
    found = in_polars.measured(name, made_up.files("revision", sorted(held)), untils)
    said = metrics.measure(made_up, name).rows
    assert len(said) > 50
    for column in ("wiki_db", "month", "value"):
        assert found[column].to_list() == near(said[column]), column
