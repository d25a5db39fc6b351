from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.history.dumps import line
from tests.history.metrics.conftest import Measured, edit

from thriving.history import metrics
from thriving.history.failures import HistoryError
from thriving.history.lake import Lake
from thriving.history.lake.ingest import Options, ingest
from thriving.history.lake.snapshots import Snapshot
from thriving.history.metrics import NotKnown
from thriving.history.metrics.metric import with_parameters

Dump = Callable[..., Path]
AFAR = Path(__file__).parents[4] / "shared/data/wiki-history/aawiki/aawiki-20260101-pages-meta-history.xml.7z"


def test_every_metric_says_what_it_is() -> None:
    for each in metrics.registered().values():
        assert each.definition.endswith("."), each.name
        assert each.source, each.name
        assert each.needs, each.name


def test_an_unknown_metric_names_those_there_are(lake: Lake) -> None:
    with pytest.raises(
        HistoryError, match=r"There is no metric nothing\. There are: absolute_bytes_difference"
    ):
        metrics.measure(lake, "nothing")


def test_an_unknown_parameter_names_those_there_are(measured: Measured) -> None:
    with pytest.raises(HistoryError, match="edits has no parameter wiki; it has: user_type, page_type"):
        measured("edits", edit("2020-01-15"), wiki="aawiki")


def test_a_parameter_of_another_sort_is_refused(measured: Measured) -> None:
    with pytest.raises(HistoryError, match="days cannot be “many”: it is a whole number, as 30"):
        measured("retention_since_first_edit", edit("2020-01-15"), days="many")


def test_several_texts_are_given_in_one_or_apart() -> None:
    asked = metrics.named("pages_edited_about")
    for given in ("Q1, Q2,,Q1,", ["Q1", "Q2"], ("Q1", "Q2", "Q1")):
        assert with_parameters(asked, {"items": given})["items"] == ("Q1", "Q2")


@pytest.mark.parametrize("given", [7, [7], None])
def test_what_is_no_list_of_texts_is_refused(given: object) -> None:
    with pytest.raises(HistoryError, match=r"items cannot be .*: it is a list of texts"):
        with_parameters(metrics.named("pages_edited_about"), {"items": given})


def test_without_a_lake_it_says_so(lake: Lake) -> None:
    with pytest.raises(HistoryError, match="There is no lake"):
        metrics.measure(lake, "edits")


def test_a_wiki_that_is_not_there_is_named(lake: Lake, dump: Dump) -> None:
    ingest(lake, [dump(line())])
    with pytest.raises(HistoryError, match=r"does not hold abwiki\. It holds: aawiki"):
        metrics.measure(lake, "edits", wikis=["abwiki"])


def test_only_the_wikis_asked_for(lake: Lake, dump: Dump) -> None:
    ingest(lake, [dump(line(), line(wiki_db="abwiki"))])
    rows = metrics.measure(lake, "edits", wikis=["abwiki"]).rows.to_pylist()
    assert [row["wiki_db"] for row in rows] == ["abwiki"]


def test_a_wiki_named_twice_counts_once(lake: Lake, dump: Dump) -> None:
    ingest(lake, [dump(line())])
    assert metrics.measure(lake, "edits", wikis=["aawiki"] * 2).rows["value"].to_pylist() == [1]


@pytest.mark.skipif(not AFAR.exists(), reason="the real files are not beside the project")
def test_what_the_dump_does_not_say_is_not_known(lake: Lake) -> None:
    ingest(lake, [AFAR])
    with pytest.raises(NotKnown, match=r"does not say event_user_creation_timestamp.*an accounts table"):
        metrics.measure(lake, "new_editor_retention")
    assert sum(metrics.measure(lake, "edits").rows["value"].to_pylist()) == 1307


@pytest.mark.parametrize("days", ["-3", "0", "1000001", "9" * 30, "many", "1.5", 1.5, 0, True, None])
def test_a_number_that_makes_no_sense_is_refused(lake: Lake, dump: Callable[..., Path], days: Any) -> None:
    ingest(lake, [dump(edit("2020-01-15"))])
    with pytest.raises(HistoryError, match="days cannot be"):
        metrics.measure(lake, "retention_since_first_edit", days=days)


def until_mid_march(lake: Lake, dump: Dump, last: str) -> metrics.Answer:
    rows = line(event_timestamp=f"{last} 10:00:00.0")
    ingest(lake, [dump(rows, name="aawiki.tsv")], Options(snapshot=Snapshot.named("2020-03-15")))
    return metrics.measure(lake, "edits")


def test_a_month_that_is_not_over_is_told(lake: Lake, dump: Dump) -> None:
    answer = until_mid_march(lake, dump, "2020-03-02")
    assert answer.told["2020-03 is not over: it is known until 2020-03-15."] == ("aawiki",)


def test_of_months_that_are_over_nothing_is_told(lake: Lake, dump: Dump) -> None:
    answer = until_mid_march(lake, dump, "2020-01-02")
    assert answer.told == answer.notes


def test_a_session_answers_each_question_by_its_own_parameters(lake: Lake, dump: Dump) -> None:
    ingest(lake, [dump(edit("2020-01-15"), name="aawiki.tsv")])
    with metrics.measuring(lake) as session:
        asked = [session.measure("edits", user_type=kind) for kind in ("user", "group_bot") * 2]
    assert [answer.rows.num_rows for answer in asked] == [1, 0, 1, 0]
