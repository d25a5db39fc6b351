from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pytest
from click.testing import CliRunner
from tests.history.dumps import line

from thriving.history import metrics
from thriving.history.commands import history
from thriving.history.engines import embedded, spark
from thriving.history.engines.engine import Engine
from thriving.history.failures import HistoryError
from thriving.history.lake import Lake
from thriving.history.lake.distant import lake_at
from thriving.history.lake.ingest import ingest
from thriving.history.metrics.opening import tables_of

Dump = Callable[..., Path]
AFAR = Path(__file__).parents[4] / "shared/data/wiki-history/aawiki/aawiki-20260101-pages-meta-history.xml.7z"
# Spark's Python side leaves the closing of its sockets to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket.socket:ResourceWarning")
MOMENT = datetime(2020, 1, 31, 23, 59, 59, 999999)
ROWS = pa.table(
    {
        "at": pa.array([MOMENT, None, datetime(2020, 2, 1)], pa.timestamp("us")),
        "number": [7, None, -7],
        "words": pa.array([["bot", "sysop"], None, []], pa.list_(pa.string())),
        "who": ["Amina", None, "Ämina"],
    }
)


def both(ask: Callable[[Any], Any], rows: pa.Table = ROWS) -> list[dict[str, Any]]:
    """What both engines say to the same question, of which neither may say anything else."""
    expression = ask(ibis.memtable(rows))
    with embedded.opened() as duckdb, spark.opened() as other:
        said = duckdb.rows(expression)
        assert other.rows(expression) == said
    found: list[dict[str, Any]] = said.to_pylist()
    return found


@pytest.mark.usefixtures("with_spark")
def test_moments_keep_their_microseconds_and_months_are_of_utc() -> None:
    said = both(lambda t: t.select("at", month=t.at.truncate("M").date()).order_by("at"))
    assert said[0] == {"at": MOMENT, "month": MOMENT.date().replace(day=1)}
    assert said[2] == {"at": None, "month": None}


@pytest.mark.usefixtures("with_spark")
def test_what_is_null_comes_last() -> None:
    assert [row["who"] for row in both(lambda t: t.select("who").order_by("who"))] == ["Amina", "Ämina", None]


@pytest.mark.usefixtures("with_spark")
def test_dividing_rounds_down_where_it_says_so_and_not_where_it_does_not() -> None:
    said = both(lambda t: t.select(half=t.number / 2, floor=t.number // 2).order_by("half"))
    assert [tuple(row.values()) for row in said] == [(-3.5, -4), (3.5, 3), (None, None)]


@pytest.mark.usefixtures("with_spark")
def test_a_list_that_is_null_holds_nothing_that_one_could_say() -> None:
    said = both(lambda t: t.select("number", bot=t.words.contains("bot")).order_by("number"))
    assert [row["bot"] for row in said] == [False, True, None]


@pytest.mark.usefixtures("with_spark")
def test_large_numbers_beside_nulls_stay_whole() -> None:
    large = pa.table({"number": pa.array([2**62 + 1, None], pa.int64())})
    assert both(lambda t: t.order_by("number"), large)[0] == {"number": 2**62 + 1}


@pytest.mark.usefixtures("with_spark")
def test_a_lake_of_several_files_has_the_same_rows(lake: Lake, dump: Dump) -> None:
    ingest(lake, [dump(line(), line(wiki_db="abwiki", event_timestamp="2019-12-31 23:59:59.0"))])
    ingest(lake, [dump(line(wiki_db="acewiki", page_id=""), name="2020-01.acewiki.all-time.tsv")])
    wikis = ["aawiki", "abwiki", "acewiki"]

    def events(engine: Engine) -> pa.Table:
        revisions = tables_of(lake, wikis, engine).revisions
        return engine.rows(revisions.select(sorted(revisions.columns)).order_by("wiki_db"))

    with embedded.opened() as duckdb, spark.opened() as other:
        said = events(duckdb)
        assert events(other).select(said.column_names) == said
    assert said["wiki_db"].to_pylist() == wikis


@pytest.mark.usefixtures("with_spark")
def test_a_lake_by_its_address_has_the_same_rows(lake: Lake, dump: Dump) -> None:
    ingest(lake, [dump(line(), line(wiki_db="abwiki"))])
    found = metrics.measure(lake_at(lake.folder.as_uri()), "edits", engine="spark").rows
    assert found == metrics.measure(lake, "edits").rows


@pytest.mark.usefixtures("with_spark")
def test_what_is_kept_is_computed_once_and_shown() -> None:
    drawn = ibis.memtable(pa.table({"x": [1]})).mutate(drawn=ibis.random())
    with spark.opened() as engine:
        kept = engine.keep(drawn, "drawn")
        assert engine.rows(kept) == engine.rows(engine.keep(drawn, "drawn"))
        assert engine.sql(kept).startswith('CREATE TABLE "drawn" AS')


@pytest.mark.data
@pytest.mark.skipif(not AFAR.exists(), reason="the real files are not beside the project")
@pytest.mark.usefixtures("with_spark")
def test_the_afar_history_prints_the_same(lake: Lake) -> None:
    ingest(lake, [AFAR])
    question = ["measure", "retention_since_first_edit", "--wiki", "aawiki", "--lake", str(lake.folder)]
    usual = CliRunner().invoke(history, question)
    other = CliRunner().invoke(history, [*question, "--engine", "spark"])
    assert other.output == usual.output
    assert usual.output.count("\n") > 40


@pytest.mark.usefixtures("with_spark")
@pytest.mark.parametrize("file", ["/nowhere/rows.parquet", "carrier-pigeon://coop/rows.parquet"])
def test_what_spark_cannot_read_is_a_sentence(file: str) -> None:
    with spark.opened() as engine, pytest.raises(HistoryError, match=rf"Spark could not read {file}: .+"):
        engine.rows(engine.read([file], "rows", ROWS.schema))


@pytest.mark.usefixtures("with_spark")
@pytest.mark.parametrize("scheme", ["s3", "s3a"])
def test_without_a_connector_it_says_what_to_add(scheme: str) -> None:
    with (
        spark.opened() as engine,
        pytest.raises(HistoryError, match=r'THRIVING_SPARK_OPTIONS=".*hadoop-aws:3\.\d\.\d" fetches it'),
    ):
        engine.read([f"{scheme}://coop/rows.parquet"], "rows", ROWS.schema)


@pytest.mark.usefixtures("with_spark")
def test_of_other_storage_it_advises_no_connector_of_s3() -> None:
    with spark.opened() as engine, pytest.raises(HistoryError, match="No FileSystem for scheme") as refused:
        engine.read(["gs://coop/rows.parquet"], "rows", ROWS.schema)
    assert "hadoop-aws" not in str(refused.value)


def test_who_runs_spark_has_the_last_word() -> None:
    environment = {spark.OPTIONS: "spark.executor.memory=24g spark.executor.cores=4", spark.MASTER: "yarn"}
    settings = spark.settings(environment, "2GB", None)
    assert (settings["spark.driver.memory"], settings["spark.executor.memory"]) == ("2G", "24g")
    assert settings["spark.executor.cores"] == "4"
    assert "spark.driver.host" not in settings


def test_a_spark_of_this_machine_is_reached_by_nobody_else(tmp_path: Path) -> None:
    settings = spark.settings({}, "500MB", tmp_path)
    assert settings["spark.driver.bindAddress"] == "127.0.0.1"
    assert settings["spark.driver.memory"] == "500M"
    assert settings["spark.local.dir"] == str(tmp_path)


def test_an_option_that_is_none_is_named() -> None:
    with pytest.raises(HistoryError, match="THRIVING_SPARK_OPTIONS has “fast”, which is not of the form"):
        spark.settings({spark.OPTIONS: "fast"}, "2GB", None)


def test_without_java_it_says_what_to_install(
    lake: Lake, dump: Dump, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(lake, [dump(line())])
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(HistoryError, match=r"needs Java 17.*apt install openjdk-17-jre-headless"):
        metrics.measure(lake, "edits", engine="spark")


def test_a_place_where_no_spark_can_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="THRIVING_SPARK_MASTER is “foo”, which is no place where Spark"):
        spark.settings({spark.MASTER: "foo"}, "1GB", tmp_path)
