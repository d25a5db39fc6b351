from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet
import pytest
from ibis.backends.sql.compilers.duckdb import DuckDBCompiler

from thriving.history.engines import choosing
from thriving.history.engines.engine import Engine
from thriving.history.failures import HistoryError

SCHEMA = pa.schema([("wiki_db", pa.string()), ("edits", pa.int64()), ("bytes", pa.int64())])


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with choosing.opened(spill=tmp_path / "spill") as opened:
        yield opened


@pytest.fixture
def files(tmp_path: Path) -> str:
    for wiki, edits in (("aawiki", [1, 2]), ("abwiki", [3])):
        folder = tmp_path / f"wiki_db={wiki}"
        folder.mkdir()
        pyarrow.parquet.write_table(pa.table({"edits": edits}), folder / "1.parquet")
    return str(tmp_path / "*/*.parquet")


def test_folders_are_columns_and_a_column_of_no_file_is_null(engine: Engine, files: str) -> None:
    table = engine.read([files], "edits_of_wikis", SCHEMA)
    rows = engine.rows(table.order_by("edits").select("wiki_db", "edits", "bytes"))
    assert rows.to_pylist() == [
        {"wiki_db": "aawiki", "edits": 1, "bytes": None},
        {"wiki_db": "aawiki", "edits": 2, "bytes": None},
        {"wiki_db": "abwiki", "edits": 3, "bytes": None},
    ]


def test_what_is_kept_is_computed_once(engine: Engine) -> None:
    drawn = ibis.memtable(pa.table({"x": [1]})).mutate(drawn=ibis.random())
    first, second = engine.keep(drawn, "drawn"), engine.keep(drawn, "drawn")
    assert engine.rows(first) == engine.rows(second)


def test_the_query_shows_what_was_kept_before_it(engine: Engine, files: str) -> None:
    table = engine.read([files], "edits_of_wikis", SCHEMA)
    by_wiki = engine.keep(table.group_by("wiki_db").agg(edits=table.edits.sum()), "by_wiki")
    most = engine.keep(by_wiki.agg(most=by_wiki.edits.max()), "most")
    engine.keep(table.count().as_table(), "unread")
    sql = engine.sql(most)
    assert sql.index('CREATE TABLE "by_wiki"') < sql.index('CREATE TABLE "most"') < sql.rindex("SELECT")
    assert "unread" not in sql


def test_one_name_keeps_one_expression(engine: Engine) -> None:
    engine.keep(ibis.memtable(pa.table({"x": [1]})), "numbers")
    with pytest.raises(ValueError, match="Something else is kept as numbers"):
        engine.keep(ibis.memtable(pa.table({"x": [2]})), "numbers")


def test_an_unknown_engine_names_those_there_are() -> None:
    with (
        pytest.raises(HistoryError, match=r"There is no engine abacus\. There are: duckdb, spark"),
        choosing.opened("abacus"),
    ):
        pass


def test_what_is_asked_again_is_put_into_words_once(
    engine: Engine, files: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[object] = []
    write = DuckDBCompiler.to_sqlglot
    monkeypatch.setattr(
        DuckDBCompiler, "to_sqlglot", lambda *said, **how: written.append(said) or write(*said, **how)
    )
    table = engine.read([files], "edits_of_wikis", SCHEMA)
    most, least = (table.agg(edits=each).select("edits") for each in (table.edits.max(), table.edits.min()))
    found = [engine.rows(each)["edits"][0].as_py() for each in (most, least, most, least)]
    assert (found, len(written)) == ([3, 1, 3, 1], 2)
