"""A history whose people do not fit into the memory that there is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pytest

from thriving.history import metrics
from thriving.history.engines import embedded
from thriving.history.engines.engine import Engine
from thriving.history.failures import HistoryError
from thriving.history.metrics.metric import of
from thriving.history.metrics.opening import schema
from thriving.history.metrics.tables import HUMANS, NAMESPACES, PAGE_ITEMS, Tables, nothing

EDITS, MONTHS = 1_200_000, 6
LITTLE = "150MB"  # of names and counts alone there are more than 200
ONCE_EACH = f"""
    SELECT 'aawiki' AS wiki_db, 'create' AS event_type, number AS revision_id,
           TIMESTAMP '2020-01-15' + to_months((number % {MONTHS})::INT) AS event_timestamp,
           md5(number::VARCHAR) || ' of a long name' AS event_user_text
    FROM range({EDITS}) AS edits(number)
"""  # noqa: S608 -- numbers of our own; no two edits by one name: as many groups as rows


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "rows.parquet"
    with embedded.session() as session:
        session.execute(f"COPY ({ONCE_EACH}) TO {embedded.text(path)} (FORMAT parquet)")
    return path


def editors(file: Path, engine: Engine) -> list[dict[str, Any]]:
    tables = Tables(
        events={
            "revision": engine.read([str(file)], "revision", schema()),
            "page": nothing(schema()),
            "user": nothing(schema()),
        },
        known=ibis.memtable(pa.table({"wiki_db": ["aawiki"], "known_until": [None]})),
        namespaces=NAMESPACES.empty_table(),
        humans=nothing(HUMANS),
        page_items=nothing(PAGE_ITEMS),
        keep=engine.keep,
    )
    rows: list[dict[str, Any]] = engine.rows(of(tables, metrics.named("editors"), {})).to_pylist()
    return rows


def test_what_does_not_fit_goes_to_disk(file: Path, tmp_path: Path) -> None:
    with embedded.opened(memory=LITTLE, spill=tmp_path / "spill") as engine:
        found = editors(file, engine)
    with embedded.opened(memory="4GB") as engine:
        assert editors(file, engine) == found
    assert [row["value"] for row in found] == [EDITS // MONTHS] * MONTHS


def test_without_a_disk_it_would_not_fit(file: Path, tmp_path: Path) -> None:
    with embedded.session(memory=LITTLE, spill=tmp_path / "spill") as session:
        session.execute("SET max_temp_directory_size = '1MB'")
        with pytest.raises(HistoryError, match=rf"does not fit into {LITTLE} of memory.* with --memory"):
            editors(file, embedded.Embedded(session, LITTLE))


@pytest.mark.parametrize(
    ("memory", "sentence"),
    [
        ("lots", "“lots” is no amount of memory"),
        ("2", "“2” is no amount of memory"),
        ("1KB", "1KB of memory is too little"),
        ("2GB'; DROP TABLE x; --", "is no amount of memory"),
    ],
)
def test_an_amount_that_is_none_is_refused(memory: str, sentence: str) -> None:
    with pytest.raises(HistoryError, match=sentence), embedded.session(memory=memory):
        pass
