"""Figures that others have published or computed, beside ours."""

from __future__ import annotations

import bz2
import csv
from collections import Counter
from xml.etree.ElementTree import iterparse

import pytest
from click.testing import CliRunner
from tests.history.files import DATA

from thriving.history import Lake, people
from thriving.history.commands import history
from thriving.history.failures import NotKnown

FOLDER = DATA / "wiki-history" / "aawiki"
WHOLE = FOLDER / "aawiki-20260101-pages-meta-history.xml.7z"
TODAY = FOLDER / "aawiki-20260101-pages-meta-current.xml.bz2"
PUBLISHED = DATA / "movement-metrics" / "editing_metrics.tsv"
pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not WHOLE.exists(), reason="the real files are not beside the project"),
]


@pytest.fixture(scope="module")
def afar(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    lake = Lake(tmp_path_factory.mktemp("afar") / "lake")
    lake.ingest(WHOLE)
    return lake


@pytest.fixture(scope="module")
def today() -> Counter[str]:
    """Pages and bytes of another file of the same dump, which holds each page's last revision alone."""
    found: Counter[str] = Counter()
    with bz2.open(TODAY) as file:
        for _, element in iterparse(file):  # noqa: S314 -- a dump that we chose
            name = element.tag.rpartition("}")[2]
            if name == "page":
                found["pages"] += 1
                found["redirects"] += any(each.tag.endswith("}redirect") for each in element)
            elif name == "text":
                found["bytes"] += int(element.get("bytes", "0"))
    return found


def sum_of(lake: Lake, metric: str) -> int:
    return sum(lake.measure(metric).to_arrow()["value"].to_pylist())


def test_what_was_added_less_what_was_removed_is_what_is_there(afar: Lake, today: Counter[str]) -> None:
    assert today["bytes"] > 0
    assert sum_of(afar, "net_bytes_difference") == today["bytes"]


def test_the_pages_made_are_those_that_are_there(afar: Lake, today: Counter[str]) -> None:
    assert afar.measure("pages_to_date").to_arrow()["value"].to_pylist()[-1] == sum_of(afar, "new_pages")
    assert sum_of(afar, "new_pages") == today["pages"] - today["redirects"]


def test_everybody_together_did_what_the_wiki_counts(afar: Lake) -> None:
    edits = afar.tables().edits
    names = edits.filter(edits.user_name.notnull()).select("user_name").distinct().to_pyarrow()
    everybody = people.scope(names["user_name"].to_pylist(), begins="2001-01-01", ends="2026-01-01")
    answer = afar.did(everybody)
    assert not answer.missing
    hidden = edits.filter(edits.user_name.isnull()).count().to_pyarrow().as_py()
    assert answer.value("edits") == sum_of(afar, "edits") - hidden
    shorter = sum_of(afar, "absolute_bytes_difference") - sum_of(afar, "net_bytes_difference")
    assert answer.value("bytes_removed") == shorter // 2


def test_new_and_returning_are_all_active_as_published() -> None:
    with PUBLISHED.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    told = [row for row in rows if row["new_active_editors"] and row["returning_active_editors"]]
    assert len(told) > 200
    for row in told:
        parts = float(row["new_active_editors"]) + float(row["returning_active_editors"])
        assert parts == float(row["active_editors"]), row["month"]


def test_a_dump_without_accounts_says_how_to_give_them(afar: Lake) -> None:
    with pytest.raises(NotKnown, match=r"does not say event_user_creation_timestamp.*an accounts table"):
        afar.measure("new_editor_retention")


def test_retention_since_the_first_edit_says_not_yet_where_it_must(afar: Lake) -> None:
    command = ["measure", "retention_since_first_edit", "--wiki", "aawiki", "--lake", str(afar.place.folder)]
    said = CliRunner().invoke(history, [*command, "-p", "days=1100"]).output.splitlines()
    assert said[-1].split() == ["aawiki", "2020-06-01", "1", "not", "yet", "2026-07-10"]
    assert not any("not yet" in line for line in said[:-1])
