from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.history.dumps import lines

from thriving.history.engines import embedded
from thriving.history.lake import Lake
from thriving.history.lake.ingest import ingest

Rows = list[dict[str, Any]]
Read = Callable[[bytes | Path], Rows]


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


@pytest.fixture
def dump(tmp_path: Path) -> Callable[..., Path]:
    """A file of the dump with these lines."""

    def write(*rows: str, name: str = "2020-01.aawiki.all-time.tsv") -> Path:
        path = tmp_path / name
        path.write_bytes(lines(*rows))
        return path

    return write


def edits(lake: Lake, wiki: str = "aawiki", entity: str = "revision") -> Rows:
    """What the lake holds, in the order of its times."""
    with embedded.session() as session:
        files = lake.files(entity, [wiki])
        found = session.read_parquet(files, hive_partitioning=True).order("event_timestamp, revision_id")
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


@pytest.fixture
def row(lake: Lake, dump: Callable[..., Path]) -> Callable[[str], dict[str, Any]]:
    """The one row that a line becomes."""

    def read(text: str) -> dict[str, Any]:
        ingest(lake, [dump(text)])
        (found,) = edits(lake)
        return found

    return read
