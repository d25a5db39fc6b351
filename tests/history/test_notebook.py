from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.history.dumps import line

import thriving.history
from thriving.history import Lake, metrics, people
from thriving.history.failures import HistoryError
from thriving.history.metrics import NotKnown


@pytest.fixture
def asked(dump: Callable[..., Path], tmp_path: Path) -> Lake:
    """A lake with one edit of Amina's, of January 2020."""
    lake = Lake(tmp_path / "lake")
    lake.ingest(dump(line()))
    return lake


def test_two_lines_give_what_one_works_with(asked: Lake) -> None:
    answer = asked.measure("edits", wikis=["aawiki"])
    row = {"wiki_db": "aawiki", "month": date(2020, 1, 1), "value": 1}
    assert answer.to_arrow().to_pylist() == [row]
    assert answer.to_pandas().to_dict("records") == [row]
    assert answer.to_polars().to_dicts() == [row]


def test_what_is_not_known_yet_is_nothing_everywhere(asked: Lake) -> None:
    answer = asked.measure("retention_since_first_edit")
    assert answer.to_polars()["value"].to_list() == [None]
    assert answer.to_pandas()["value"].isna().to_list() == [True]
    assert answer.to_pandas()["known_from"].to_list() == [date(2020, 4, 1)]


def test_an_answer_shows_its_definition_and_snapshot(asked: Lake) -> None:
    said = repr(asked.measure("edits"))
    assert "Edits (edits, by a wiki and a month)\nRevisions made in the month" in said
    assert "Snapshots: aawiki 2020-01" in said
    assert "Which pages are content is as the dump says. (aawiki)" in said
    assert "aawiki   2020-01-01  1" in said


def test_metrics_measure_the_lake_of_a_notebook(asked: Lake) -> None:
    assert metrics.measure(asked, "edits").rows == asked.measure("edits").rows


def test_a_lake_shows_what_it_holds(asked: Lake, tmp_path: Path) -> None:
    assert repr(asked) == f"Lake in {tmp_path / 'lake'}: aawiki 2020-01"
    assert dict(asked.wikis) == {"aawiki": "2020-01"}
    assert repr(Lake("nowhere")) == "Lake in nowhere: empty"


def test_a_lake_at_an_address_is_read_and_not_written(
    asked: Lake, dump: Callable[..., Path], tmp_path: Path
) -> None:
    there = Lake((tmp_path / "lake").as_uri())
    assert there.measure("edits").rows == asked.measure("edits").rows
    assert repr(there).startswith("Lake in file:///")
    with pytest.raises(HistoryError, match=r"is an address\. A lake is written in a folder of this"):
        there.ingest(dump(line()))


def test_its_tables_are_asked_by_ibis(asked: Lake) -> None:
    edits = asked.tables().edits
    assert edits.filter(edits.user_name == "Amina").count().to_pyarrow().as_py() == 1
    asked.close()


def test_all_metrics_at_once(asked: Lake) -> None:
    answers = asked.measure_all(["edits", "new_registered_users"])
    assert answers["edits"].to_arrow()["value"].to_pylist() == [1]  # type: ignore[union-attr]  # known here


def test_what_people_did(asked: Lake) -> None:
    january = people.scope(["amina"], begins="2020-01-01", ends="2020-02-01")
    answer = asked.did(january)
    assert answer.value("edits") == asked.did_together([january]).value("edits") == 1
    assert repr(answer).startswith("What people did\nSnapshots: aawiki 2020-01\nWhich pages are content")


def test_a_library_that_is_not_installed_is_named(asked: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(HistoryError, match=r"polars is not installed here\. To have it: pip install polars"):
        asked.measure("edits").to_polars()


def test_what_cannot_be_measured_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="There is no lake in"):
        Lake(tmp_path).measure("edits")
    assert issubclass(NotKnown, HistoryError)


def test_the_face_is_what_it_says() -> None:
    assert {"Lake", "metrics", "people"} <= set(dir(thriving.history))
    assert thriving.history.Lake is Lake
    assert thriving.history.metrics is metrics
    with pytest.raises(AttributeError, match="has no attribute 'Pond'"):
        thriving.history.Pond  # noqa: B018 -- asking is what fails
