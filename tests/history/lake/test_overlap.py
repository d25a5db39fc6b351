"""The same revisions are not taken in twice, under whichever names."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.history.dumps import line

from thriving.history.failures import HistoryError
from thriving.history.lake import Lake
from thriving.history.lake.ingest import ingest

Dump = Callable[..., Path]


def edit(number: int, wiki: str = "aawiki", year: int = 2019) -> str:
    return line(wiki_db=wiki, revision_id=str(number), event_timestamp=f"{year}-05-01 00:00:00.0")


def test_files_that_share_no_revision_add_up(lake: Lake, dump: Dump) -> None:
    ingest(lake, [dump(edit(1), edit(3), name="2020-01.aawiki.2018.tsv")])
    ingest(lake, [dump(edit(2), edit(4), name="2020-01.aawiki.2019.tsv")])
    assert sum(source.rows for source in lake.manifest.sources_of("aawiki")) == 4


@pytest.mark.parametrize("together", [True, False])
def test_files_that_share_one_are_refused(lake: Lake, dump: Dump, *, together: bool) -> None:
    one = dump(edit(1), edit(2), name="2020-01.aawiki.2018.tsv")
    other = dump(edit(2), edit(3), name="2020-01.aawiki.2019.tsv")
    if not together:
        ingest(lake, [one])
    before = lake.manifest
    with pytest.raises(HistoryError, match=r"share revisions of aawiki \(1\)"):
        ingest(lake, [one, other] if together else [other])
    assert lake.manifest == before


def test_revisions_of_two_wikis_have_numbers_of_their_own(lake: Lake, dump: Dump) -> None:
    one = dump(edit(1), name="2020-01.aawiki.all-time.tsv")
    other = dump(edit(1, "abwiki"), name="2020-01.abwiki.all-time.tsv")
    ingest(lake, [one, other])
    assert sorted(lake.manifest.wikis) == ["aawiki", "abwiki"]


def test_a_newer_snapshot_may_hold_them_again(lake: Lake, dump: Dump) -> None:
    ingest(lake, [dump(edit(1), name="2020-01.aawiki.all-time.tsv")])
    ingest(lake, [dump(edit(1), edit(2), name="2020-02.aawiki.all-time.tsv")])
    assert lake.manifest.wikis["aawiki"].snapshot == "2020-02"


@pytest.mark.parametrize(
    "content", ["pages-meta-current", "pages-articles", "stub-meta-current", "stub-articles"]
)
def test_a_dump_of_one_day_is_no_history(lake: Lake, tmp_path: Path, content: str) -> None:
    path = tmp_path / f"aawiki-20260101-{content}.xml"
    path.write_text("<mediawiki/>")
    with pytest.raises(HistoryError, match="only the last revision of each page"):
        ingest(lake, [path])


def test_a_folder_is_no_file(lake: Lake, tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="is a folder"):
        ingest(lake, [tmp_path])


def test_the_same_dump_packed_in_another_way_replaces_it(lake: Lake, dump: Dump) -> None:
    plain = dump(edit(1), edit(2), name="2020-01.aawiki.all-time.tsv")
    ingest(lake, [plain])
    packed = plain.with_name(f"{plain.name}.gz")
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    ingest(lake, [packed])
    assert [source.name for source in lake.manifest.sources_of("aawiki")] == [packed.name]
