from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from tests.history.dumps import lines
from tests.history.people.world import ROWS, STORIES

from thriving.history import people
from thriving.history.lake import Lake
from thriving.history.lake.ingest import Options, ingest
from thriving.history.lake.snapshots import Snapshot
from thriving.history.people import Ways

JANUARY = {"begins": "2020-01-01", "ends": "2020-02-01"}
Told = Callable[..., dict[str, dict[str, int | None]]]


def taken(folder: Path, *rows: str, snapshot: str = "2020-12") -> Lake:
    """A lake with these lines in it."""
    file = folder / f"{snapshot}.aawiki.all-time.tsv"
    file.write_bytes(lines(*rows))
    lake = Lake(folder / "lake")
    ingest(lake, [file], Options(snapshot=Snapshot.named(snapshot)))
    return lake


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    return taken(tmp_path_factory.mktemp("world"), *ROWS)


@pytest.fixture(scope="module")
def told(world: Lake) -> Told:
    """What each of the world did in January, by name and figure; each a scope of their own."""

    @cache
    def tell(ways: Ways) -> dict[str, dict[str, int | None]]:
        scopes = [people.scope([name], title=name, **JANUARY) for name in STORIES]
        found: dict[str, dict[str, int | None]] = {}
        for row in people.did_together(world, scopes, ways=ways).rows.to_pylist():
            found.setdefault(row["scope"], {})[row["figure"]] = row["value"]
        return found

    return lambda **ways: tell(Ways(**ways))
