from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.history.dumps import line

from thriving.history import metrics
from thriving.history.engines import embedded
from thriving.history.failures import HistoryError
from thriving.history.lake import DistantLake, Lake, lake_at
from thriving.history.lake.ingest import ingest
from thriving.history.metrics.opening import schema

Dump = Callable[..., Path]


@pytest.fixture
def distant(lake: Lake, dump: Dump) -> Lake:
    """The same lake by its address, as object storage would be named."""
    ingest(lake, [dump(line(), line(wiki_db="abwiki"))])
    return lake_at(lake.folder.as_uri())


def test_a_lake_by_its_address_is_the_same(lake: Lake, distant: Lake) -> None:
    assert isinstance(distant, DistantLake)
    assert distant.manifest == lake.manifest
    assert metrics.measure(distant, "edits").rows == metrics.measure(lake, "edits").rows


def test_only_what_is_there_is_read(distant: Lake) -> None:
    assert len(distant.files("revision", ["aawiki", "abwiki"])) == 2
    assert distant.files("user", ["aawiki", "abwiki"]) == []


def test_nothing_is_written_beside_it(lake: Lake, distant: Lake) -> None:
    assert lake.folder not in distant.spill.parents


def test_a_place_without_an_address_is_a_folder() -> None:
    assert lake_at("lake") == Lake(Path("lake"))


@pytest.mark.parametrize("address", ["file:///nowhere/lake", "carrier-pigeon://coop/lake"])
def test_where_there_is_no_lake_it_says_so(address: str) -> None:
    with pytest.raises(HistoryError, match=f"There is no lake to read at {address}"):
        metrics.measure(lake_at(address), "edits")


def test_what_duckdb_cannot_reach_is_for_spark() -> None:
    with embedded.opened() as engine, pytest.raises(HistoryError, match="for --engine spark"):
        engine.read(["carrier-pigeon://coop/rows.parquet"], "rows", schema())
