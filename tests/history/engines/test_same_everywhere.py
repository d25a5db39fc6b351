"""Every metric on both engines, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet
import pytest
from tests.history.engines import rich
from tests.history.engines.cells import near

from thriving.history import metrics
from thriving.history.engines import embedded, spark
from thriving.history.engines.engine import Engine
from thriving.history.metrics.metric import of
from thriving.history.metrics.opening import schema
from thriving.history.metrics.tables import HUMANS, NAMESPACES, PAGE_ITEMS, Tables

# What Spark cannot say, with the reason. Whoever mends a gap is told to take it out of here.
GAPS: dict[str, str] = {}
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket.socket:ResourceWarning")


@dataclass(frozen=True)
class Opened:
    engine: Engine
    tables: Tables

    def rows(self, name: str) -> pa.Table:
        return self.engine.rows(of(self.tables, metrics.named(name), rich.TOLD.get(name, {})))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rich")
    for entity, rows in (
        ("revision", rich.revisions()),
        ("page", rich.page_events()),
        ("user", rich.user_events()),
    ):
        _write(folder / entity, rows)
    return folder


def _write(folder: Path, rows: Sequence[rich.Row]) -> None:
    table = pa.Table.from_pylist(list(rows), schema=schema())
    for wiki in rich.WIKIS:
        own = table.filter(pa.compute.equal(table["wiki_db"], wiki)).drop_columns(["wiki_db"])
        (folder / f"wiki_db={wiki}").mkdir(parents=True)
        pyarrow.parquet.write_table(own, folder / f"wiki_db={wiki}" / "1.parquet")


def opened(engine: Engine, files: Path) -> Opened:
    def events(entity: str) -> ibis.Table:
        return engine.read([str(files / entity / "*" / "*.parquet")], entity, schema())

    untils = pa.array([rich.UNTIL] * len(rich.WIKIS), pa.timestamp("us"))
    tables = Tables(
        events={
            "revision": events("revision"),
            "page": events("page"),
            "user": events("user"),
        },
        known=ibis.memtable(pa.table({"wiki_db": rich.WIKIS, "known_until": untils})),
        namespaces=pa.Table.from_pylist(rich.SPACES, schema=NAMESPACES),
        humans=ibis.memtable(pa.Table.from_pylist(rich.HUMANS, schema=HUMANS)),
        page_items=ibis.memtable(pa.Table.from_pylist(rich.PAGE_ITEMS, schema=PAGE_ITEMS)),
        keep=engine.keep,
    )
    return Opened(engine, tables)


@pytest.fixture(scope="module")
def usual(files: Path) -> Iterator[Opened]:
    with embedded.opened() as engine:
        yield opened(engine, files)


@pytest.fixture(scope="module")
def other(files: Path, with_spark: None) -> Iterator[Opened]:
    with spark.opened() as engine:
        yield opened(engine, files)


@pytest.mark.timeout(900)
def test_every_metric_is_the_same_on_spark(usual: Opened, other: Opened, subtests: pytest.Subtests) -> None:
    """One test, so that it stays in one process, with one Spark."""
    for name in metrics.registered():
        with subtests.test(name):
            if name in GAPS:
                with pytest.raises((AssertionError, Exception)):
                    _compare(usual.rows(name), other.rows(name))
            else:
                _compare(usual.rows(name), other.rows(name))


def _compare(said: pa.Table, found: pa.Table) -> None:
    assert found.schema == said.schema
    assert said.num_rows > 0, "an answer without rows compares nothing"
    for column in said.column_names:
        assert found[column].to_pylist() == near(said[column]), column


def test_every_column_of_a_lake_has_a_part_in_it(usual: Opened) -> None:
    """What is null in every row would be compared with nothing."""
    events = (usual.tables.revisions, usual.tables.page_events, usual.tables.user_events)
    counts = [usual.engine.rows(each.agg({c: each[c].count() for c in each.columns})) for each in events]
    assert [name for name in schema().names if not any(each[name][0].as_py() for each in counts)] == []


def test_every_gap_is_of_a_metric_there_is() -> None:
    assert set(GAPS) <= set(metrics.registered())
