"""Tables beside the events: kept by the promises of events."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from tests.history.dumps import line
from tests.history.files import DATA, csv_file

from thriving.history.failures import HistoryError
from thriving.history.lake import Lake
from thriving.history.lake.ingest import Options, ingest
from thriving.history.lake.snapshots import Snapshot
from thriving.history.readers.recognizing import Said

Rows = list[dict[str, Any]]
Taken = Callable[..., Rows]
HUMANS = DATA / "wikidata-humans"
NAMESPACES = DATA / "reference" / "namespaces.json.gz"


def rows(lake: Lake, name: str, wiki: str = "*") -> Rows:
    """All that counts of a table, in the order of its files."""
    files = lake.table(name, [wiki])
    return [row for file, _ in files for row in pyarrow.parquet.read_table(file).to_pylist()]


@pytest.fixture
def taken(lake: Lake, tmp_path: Path) -> Taken:
    """The rows of a table in the lake after these lines were taken in."""

    def take(text: str, name: str, file: str = "mine.csv", **options: Any) -> Rows:
        ingest(lake, [csv_file(tmp_path / file, text)], Options(**{"reject_limit": 1, **options}))
        return rows(lake, name, "*" if name == "humans" else "aawiki")

    return take


def test_accounts(taken: Taken) -> None:
    text = """wiki,user_id,user_text,registered_at,created_by,groups
    aawiki,7,Amina,2020-01-01T00:00:00Z,self,"bot,sysop"
    aawiki,8,Bela,,system,"""
    amina, bela = taken(text, "accounts")
    assert (amina["user_id"], amina["created_by"], amina["groups"]) == (7, "self", ["bot", "sysop"])
    assert (bela["registered_at"], bela["groups"]) == (None, None)


def test_humans_in_one_file(taken: Taken) -> None:
    text = """id,gender,birth_year,citizenship,occupation,sitelinks
    Q42,6581097,1952,Q145,"Q36180|Q6625963","enwiki|frwiki"
    23,Q6581097,-44,"Q30, Q161885",,"""
    first, second = taken(text, "humans")
    assert first["human"] == "Q23"
    assert (first["birth_year"], first["citizenships"], first["wikis"]) == (-44, ["Q161885", "Q30"], [])
    assert (second["occupations"], second["wikis"]) == (["Q36180", "Q6625963"], ["enwiki", "frwiki"])


def test_a_number_of_sitelinks_is_no_list_of_wikis(lake: Lake, taken: Taken) -> None:
    assert taken("id,gender,sitelinks\nQ42,Q6581097,227", "humans") == []
    (file,) = (lake.folder / "rejects").iterdir()
    assert "sitelinks cannot be read: “227”" in file.read_text(encoding="utf-8")


def test_page_items_by_number_or_title(taken: Taken) -> None:
    text = "wiki,page_id,page_title,item\naawiki,7,,Q42\naawiki,,Main Page,64"
    assert [(row["page_id"], row["page_title"], row["item"]) for row in taken(text, "page-items")] == [
        (7, None, "Q42"),
        (None, "Main_Page", "Q64"),
    ]


def test_namespaces_as_a_table(taken: Taken) -> None:
    assert taken("namespace,is_content\n0,1\n1,false", "namespaces", said=Said(wiki="aawiki")) == [
        {"wiki_db": "aawiki", "namespace": 0, "is_content": True},
        {"wiki_db": "aawiki", "namespace": 1, "is_content": False},
    ]


def test_namespaces_as_lines_of_json_say_their_snapshot(lake: Lake, tmp_path: Path) -> None:
    file = tmp_path / "mine.json.gz"
    told = {"dbname": "aawiki", "namespace": 0, "namespace_is_content": 1, "snapshot": "2023-09"}
    file.write_bytes(gzip.compress(f"{json.dumps(told)}\n{{\n".encode()))
    (ingested,) = ingest(lake, [file], Options(reject_limit=1))
    assert ingested.source.rejected == 1
    (held,) = lake.manifest.held("namespaces", "aawiki")
    assert (held.snapshot, held.known_until) == ("2023-09", "2023-10-01T00:00:00+00:00")


def test_what_stands_twice_counts_once(taken: Taken) -> None:
    assert len(taken("wiki,page_id,item\naawiki,7,Q1\naawiki,7,Q2", "page-items")) == 1


def test_the_same_table_twice_changes_nothing(lake: Lake, taken: Taken) -> None:
    text = "id,gender,sitelinks\nQ42,Q6581097,enwiki"
    taken(text, "humans")
    before = (lake.folder / "manifest.json").read_bytes()
    taken(text, "humans")
    assert (lake.folder / "manifest.json").read_bytes() == before


def test_a_newer_table_replaces_the_older_one_of_its_wikis(lake: Lake, taken: Taken) -> None:
    def of(year: int, *wikis: str) -> str:
        return "\n".join(["wiki,page_id,item", *(f"{wiki},{year},Q1" for wiki in wikis)])

    taken(of(2020, "aawiki", "abwiki"), "page-items", snapshot=Snapshot.named("2020-01"))
    taken(of(2021, "aawiki"), "page-items", "newer.csv", snapshot=Snapshot.named("2021-01"))
    assert [row["page_id"] for row in rows(lake, "page-items", "aawiki")] == [2021]
    assert {row["page_id"] for row in rows(lake, "page-items", "abwiki")} == {2020}
    taken(of(2022, "abwiki"), "page-items", "newest.csv", snapshot=Snapshot.named("2022-01"))
    assert len(list((lake.folder / "tables").iterdir())) == 2


def test_parts_of_one_snapshot_add_up_and_an_older_one_is_refused(lake: Lake, taken: Taken) -> None:
    text, when = "wiki,page_id,item\naawiki,{},Q1", Snapshot.named("2020-02")
    taken(text.format(1), "page-items", "one.csv", snapshot=when)
    taken(text.format(2), "page-items", "two.csv", snapshot=when)
    taken(text.format(3), "page-items", "two.csv", snapshot=when)
    assert sorted(row["page_id"] for row in rows(lake, "page-items", "aawiki")) == [1, 3]
    with pytest.raises(HistoryError, match="already holds page-items of aawiki as of 2020-02"):
        taken(text.format(4), "page-items", "old.csv", snapshot=Snapshot.named("2020-01"))


def accounts(folder: Path, *of: int) -> list[Path]:
    header = "wiki,user_text,registered_at,created_by"
    return [
        csv_file(folder / f"accounts-{year}.csv", f"{header}\naawiki,Of {year},{year}-05-01T10:00:00Z,self")
        for year in of
    ]


def test_parts_of_a_run_that_do_not_tell_are_of_one_day(lake: Lake, tmp_path: Path) -> None:
    ingest(lake, accounts(tmp_path, 2018, 2019))
    assert [row["user_text"] for row in rows(lake, "accounts", "aawiki")] == ["Of 2018", "Of 2019"]
    ingest(lake, accounts(tmp_path, 2018, 2019, 2020))
    assert len(rows(lake, "accounts", "aawiki")) == 3


@pytest.mark.parametrize(("sitelinks", "is_same"), [("aawiki", True), ("aawiki|enwiki", False)])
def test_parts_that_say_different_things_of_one_human_are_refused(
    sitelinks: str, lake: Lake, tmp_path: Path, *, is_same: bool
) -> None:
    text = "id,gender,sitelinks\n1,6581072,{}"
    files = [
        csv_file(tmp_path / "one.csv", f"{text.format('aawiki')}\n2,,"),
        csv_file(tmp_path / "two.csv", text.format(sitelinks)),
    ]
    if is_same:
        ingest(lake, files)
        return
    with pytest.raises(HistoryError, match=r"one\.csv and two\.csv say different things of the same humans"):
        ingest(lake, files)
    assert not lake.manifest.beside


def test_an_article_that_is_named_twice_is_one(taken: Taken) -> None:
    (found,) = taken("id,gender,citizenship,sitelinks\n1,6581072,Q1|Q1,bbwiki|aawiki|bbwiki", "humans")
    assert (found["citizenships"], found["wikis"]) == (["Q1"], ["aawiki", "bbwiki"])


def test_what_is_held_stays_with_what_comes_with_it(lake: Lake, tmp_path: Path) -> None:
    one, two = (csv_file(tmp_path / f"{item}.csv", f"id,gender,sitelinks\n{item},,aawiki") for item in (1, 2))
    ingest(lake, [one], Options(snapshot=Snapshot.named("2020-01")))
    ingest(lake, [one, two], Options(snapshot=Snapshot.named("2020-02")))
    assert [row["human"] for row in rows(lake, "humans")] == ["Q1", "Q2"]


def test_a_bad_table_keeps_the_events_of_its_run_out(lake: Lake, tmp_path: Path) -> None:
    events = csv_file(tmp_path / "2020-01.aawiki.all-time.tsv", line())
    bad = csv_file(tmp_path / "bad.csv", "user_text,groups\nAmina,")
    with pytest.raises(HistoryError):
        ingest(lake, [events, bad])
    assert lake.manifest.wikis == {}
    assert lake.manifest.beside == {}


def test_a_human_that_the_extract_does_not_list_is_refused(lake: Lake, tmp_path: Path) -> None:
    humans = csv_file(tmp_path / "humans.tsv", "id\tgender\tbirthyear\tsitelinks\n23\t6581097\t1732\t2")
    sitelinks = csv_file(tmp_path / "s.tsv", "human\tsitelink\n23\tabwiki\n23\taawiki\n24\taawiki")
    spare = csv_file(tmp_path / "label.tsv", "id\tlabel\tlang")
    (ingested,) = ingest(lake, [sitelinks, humans, spare], Options(reject_limit=1))
    (found,) = rows(lake, "humans")
    assert (found["wikis"], found["citizenships"]) == (["aawiki", "abwiki"], None)
    assert ingested.source.rejected == 1
    assert "nothing in it is needed: label.tsv" in ingested.source.notes


@pytest.mark.data
@pytest.mark.skipif(not HUMANS.exists(), reason="the real files are not beside the project")
def test_the_five_hundred_humans(lake: Lake) -> None:
    (ingested,) = ingest(lake, sorted(HUMANS.glob("*.tsv")))
    assert (ingested.source.name, ingested.source.rows) == ("denelezh_humans_500.tsv and 5 more", 500)
    found = {row["human"]: row for row in rows(lake, "humans")}
    assert len(found) == 500
    assert sum(len(row["wikis"]) for row in found.values()) == 39_564
    washington = found["Q23"]
    assert (washington["gender"], washington["birth_year"]) == ("Q6581097", 1732)
    assert washington["citizenships"] == ["Q161885", "Q30"]


@pytest.mark.data
@pytest.mark.skipif(not NAMESPACES.exists(), reason="the real files are not beside the project")
def test_the_namespaces_of_every_wiki(lake: Lake) -> None:
    (ingested,) = ingest(lake, [NAMESPACES])
    assert ingested.source.rows == 23_796
    content = [
        row["namespace"]
        for row in rows(lake, "namespaces", "enwikisource")
        if row["is_content"] and row["wiki_db"] == "enwikisource"
    ]
    assert sorted(content) == [0, 102, 104, 106, 114]
    assert lake.manifest.held("namespaces", "enwiki")[0].snapshot == "2023-09"
