from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.history.dumps import line
from tests.history.object_storage import BUCKET, Storage, served

from thriving.history import metrics
from thriving.history.engines import embedded
from thriving.history.failures import HistoryError
from thriving.history.lake import Lake
from thriving.history.lake.distant import DistantLake, lake_at
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


def test_what_nobody_knows_how_to_reach_is_told() -> None:
    with embedded.opened() as engine, pytest.raises(HistoryError, match="DuckDB cannot read carrier-pigeon"):
        engine.read(["carrier-pigeon://coop/rows.parquet"], "rows", schema())


@pytest.fixture
def in_a_bucket(lake: Lake, dump: Dump, monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    """The lake's folder behind the protocol of S3, whose endpoint and keys the environment says."""
    ingest(lake, [dump(line(), line(wiki_db="abwiki"), line(event_timestamp="2019-12-31 23:59:59.0"))])
    with served(lake.folder.parent) as storage:
        said = {"ENDPOINT_URL": storage.address, "ACCESS_KEY_ID": "key", "SECRET_ACCESS_KEY": "secret"}
        for name, value in {**said, "DEFAULT_REGION": "eu-west-1", "EC2_METADATA_DISABLED": "true"}.items():
            monkeypatch.setenv(f"AWS_{name}", value)
        yield storage


@pytest.mark.parametrize("scheme", ["s3", "s3a"])
def test_a_lake_in_object_storage_gives_the_same(lake: Lake, in_a_bucket: Storage, scheme: str) -> None:
    there = lake_at(f"{scheme}://{BUCKET}/{lake.folder.name}")
    for name in ("edits", "editors", "revert_rate"):
        assert metrics.measure(there, name).rows == metrics.measure(lake, name).rows, name
    assert any("data_0.parquet" in asked for asked in in_a_bucket.asked)


def test_no_lake_in_the_bucket_is_told(in_a_bucket: Storage) -> None:
    with pytest.raises(HistoryError, match=f"There is no lake to read at s3://{BUCKET}/pond"):
        metrics.measure(lake_at(f"s3://{BUCKET}/pond"), "edits")


def test_rows_that_left_the_bucket_are_told(lake: Lake, in_a_bucket: Storage) -> None:
    there = lake_at(f"s3://{BUCKET}/{lake.folder.name}")
    assert there.files("revision", ["aawiki"])
    for file in lake.folder.rglob("*.parquet"):
        file.unlink()
    with pytest.raises(HistoryError, match="Look at the address and the keys"):
        metrics.measure(there, "edits")
