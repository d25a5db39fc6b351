from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.history.dumps import line

from thriving.history import metrics
from thriving.history.lake import Lake
from thriving.history.lake.ingest import ingest

Edit = Callable[..., str]
Measured = Callable[..., dict[Any, Any]]

ACCOUNT = {
    "event_user_creation_timestamp": "2020-01-01 00:00:00.0",
    "event_user_is_created_by_system": "false",
}


def edit(at: str, who: str = "Amina", **values: str) -> str:
    """An edit at "2020-01-15" or "2020-01-15 12:00:00", by somebody with an account."""
    time = at if " " in at else f"{at} 12:00:00"
    return line(event_timestamp=f"{time}.0", event_user_text=who, **values)


@pytest.fixture
def measured(lake: Lake, dump: Callable[..., Path]) -> Measured:
    """The values of a metric over these lines, by month ("2020-01"), or by wiki and month if several."""

    def measure(name: str, *rows: str, snapshot: str = "2020-12", **given: object) -> dict[Any, Any]:
        ingest(lake, [dump(*rows, name=f"{snapshot}.aawiki.all-time.tsv")])
        found = metrics.measure(lake, name, **given).rows.to_pylist()
        several = len(lake.manifest.wikis) > 1
        return {
            (row["wiki_db"], f"{row['month']:%Y-%m}") if several else f"{row['month']:%Y-%m}": row["value"]
            for row in found
        }

    return measure
