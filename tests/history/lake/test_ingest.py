"""A lake takes a dump in whole or not at all, however the run ends."""

from __future__ import annotations

import bz2
import gzip
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from tests.history.conftest import edits
from tests.history.dumps import line, lines

from thriving.history.failures import HistoryError
from thriving.history.lake import Lake
from thriving.history.lake.ingest import Options, ingest
from thriving.history.lake.snapshots import Snapshot, told_by

Dump = Callable[..., Path]
Compress = Callable[[bytes], bytes]
WAYS: dict[str, Compress] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".zst": lambda content: zstandard.ZstdCompressor().compress(content),
}
MANY = tuple(line(revision_id=str(number), page_title="Ab" * (number % 50)) for number in range(5_000))


@pytest.mark.parametrize("ending", WAYS)
def test_a_compressed_file_is_read_like_a_plain_one(ending: str, lake: Lake, dump: Dump) -> None:
    file = dump(*MANY, name=f"2020-01.aawiki.2020.tsv{ending}")
    file.write_bytes(WAYS[ending](lines(*MANY)))
    (ingested,) = ingest(lake, [file])
    assert ingested.source.rows == len(MANY)


def test_without_the_program_for_bz2_the_library_reads_it(
    lake: Lake, dump: Dump, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _program: None)
    file = dump(*MANY, name="2020-01.aawiki.2020.tsv.bz2")
    file.write_bytes(bz2.compress(lines(*MANY)))
    (ingested,) = ingest(lake, [file])
    assert ingested.source.rows == len(MANY)


@pytest.mark.parametrize("program", [True, False])
@pytest.mark.parametrize("ending", WAYS)
def test_a_truncated_archive_is_refused_and_changes_nothing(
    ending: str, *, program: bool, lake: Lake, dump: Dump, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not program:
        monkeypatch.setattr(shutil, "which", lambda _program: None)
    file = dump(name=f"2020-01.aawiki.2020.tsv{ending}")
    whole = WAYS[ending](lines(*MANY))
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(HistoryError):
        ingest(lake, [file])
    assert lake.manifest.wikis == {}


def test_the_same_file_twice_changes_nothing(lake: Lake, dump: Dump) -> None:
    file = dump(line())
    ingest(lake, [file])
    before = (lake.folder / "manifest.json").read_bytes()
    (again,) = ingest(lake, [file])
    assert not again.read
    assert (lake.folder / "manifest.json").read_bytes() == before


def test_the_same_file_twice_in_a_run_is_read_once(lake: Lake, dump: Dump) -> None:
    file = dump(line())
    assert [each.read for each in ingest(lake, [file, file])] == [True, False]
    assert [each["revision_id"] for each in edits(lake)] == [100]


def test_a_file_as_long_as_another_is_not_taken_for_it(lake: Lake, dump: Dump) -> None:
    ingest(lake, [dump(line(), name="2020-01.aawiki.2019.tsv")])
    (other,) = ingest(lake, [dump(line(revision_id="101"), name="2020-01.aawiki.2020.tsv")])
    assert other.read


def test_files_of_one_snapshot_add_up(lake: Lake, dump: Dump) -> None:
    ingest(lake, [dump(line(), name="2020-01.aawiki.2019.tsv")])
    ingest(lake, [dump(line(revision_id="101"), name="2020-01.aawiki.2020.tsv")])
    assert [each["revision_id"] for each in edits(lake)] == [100, 101]


def test_a_newer_snapshot_replaces_the_older_one_of_that_wiki_only(lake: Lake, dump: Dump) -> None:
    ingest(lake, [dump(line()), dump(line(wiki_db="abwiki"), name="2020-01.abwiki.all-time.tsv")])
    ingest(lake, [dump(line(revision_id="200"), name="2020-02.aawiki.all-time.tsv")])
    assert [each["revision_id"] for each in edits(lake)] == [200]
    assert [each["revision_id"] for each in edits(lake, "abwiki")] == [100]


def test_rows_that_nothing_counts_are_deleted(lake: Lake, dump: Dump) -> None:
    ingest(lake, [dump(line())])
    ingest(lake, [dump(line(revision_id="200"), name="2020-02.aawiki.all-time.tsv")])
    assert len(list((lake.folder / "events").iterdir())) == 1


def test_what_could_not_be_read_is_deleted_with_its_rows(lake: Lake, dump: Dump) -> None:
    lenient = Options(reject_limit=1)
    ingest(lake, [dump(line(), line(page_id="Maria", revision_id="5"))], lenient)
    ingest(lake, [dump(line(revision_id="200"), name="2020-02.aawiki.all-time.tsv")])
    kept = "".join(path.read_text("utf-8") for path in (lake.folder / "rejects").iterdir())
    assert "Maria" not in kept


def test_of_refused_files_only_the_newest_ones_rows_are_kept(lake: Lake, dump: Dump) -> None:
    for name in ("Maria", "Amina"):
        with pytest.raises(HistoryError, match=r"rows of .* cannot be read"):
            ingest(lake, [dump(line(), line(page_id=name))])
        time.sleep(0.02)
    ingest(lake, [dump(line())])
    kept = "".join(path.read_text("utf-8") for path in (lake.folder / "rejects").iterdir())
    assert "“Amina”" in kept
    assert "Maria" not in kept


def test_an_older_snapshot_is_refused(lake: Lake, dump: Dump) -> None:
    ingest(lake, [dump(line())])
    with pytest.raises(HistoryError, match="already holds aawiki as of 2020-01"):
        ingest(lake, [dump(line(), line(), name="2019-12.aawiki.all-time.tsv")])


def test_a_file_fetched_anew_replaces_its_rows(lake: Lake, dump: Dump) -> None:
    ingest(lake, [dump(line())])
    ingest(lake, [dump(line(revision_id="7"))])
    assert [each["revision_id"] for each in edits(lake)] == [7]


def test_one_bad_file_keeps_all_of_a_run_out(lake: Lake, dump: Dump) -> None:
    good, bad = dump(line()), dump("no dump at all", name="other.tsv")
    with pytest.raises(HistoryError):
        ingest(lake, [good, bad])
    assert lake.manifest.wikis == {}


def test_a_file_read_before_a_run_was_stopped_is_not_read_again(lake: Lake, dump: Dump) -> None:
    good, bad = dump(line()), dump("no dump at all", name="other.tsv")
    with pytest.raises(HistoryError):
        ingest(lake, [good, bad])
    (ingested,) = ingest(lake, [good])
    assert not ingested.read
    assert [each["revision_id"] for each in edits(lake)] == [100]


KILLED = """
import sys
from pathlib import Path
from thriving.history.lake import Lake
from thriving.history.lake.ingest import ingest
ingest(Lake(Path(sys.argv[1])), [Path(name) for name in sys.argv[2:]], tell=lambda *_: print(".", flush=True))
"""


def test_a_run_killed_anywhere_leaves_the_lake_as_it_was(lake: Lake, dump: Dump) -> None:
    ingest(lake, [dump(line())])
    before = (lake.folder / "manifest.json").read_bytes()
    newer = dump(*(MANY * 40), name="2020-02.aawiki.all-time.tsv")
    for wait in (0.0, 0.1, 0.2):
        with subprocess.Popen([sys.executable, "-c", KILLED, lake.folder, newer]) as process:
            time.sleep(0.3 + wait)
            process.send_signal(signal.SIGKILL)
        assert json.loads(before) == json.loads((lake.folder / "manifest.json").read_bytes()) or (
            lake.manifest.wikis["aawiki"].snapshot == "2020-02"
        )
        assert edits(lake)
    ingest(lake, [newer])
    assert len(edits(lake)) == len(MANY) * 40


def test_two_writers_do_not_meet(lake: Lake, dump: Dump) -> None:
    with lake.held(), pytest.raises(HistoryError, match="Another ingest is writing"):
        ingest(lake, [dump(line())])


@pytest.mark.parametrize(
    ("name", "snapshot", "until"),
    [
        ("2023-01.enwiki.2001-01.tsv.bz2", "2023-01", "2023-02-01"),
        ("2023-12.aawiki.all-time.tsv.bz2", "2023-12", "2024-01-01"),
        ("aawiki-20260101-pages-meta-history.xml.7z", "2026-01-01", "2026-01-01"),
    ],
)
def test_a_publishers_name_tells_the_snapshot(name: str, snapshot: str, until: str) -> None:
    found = told_by(name)
    assert found is not None
    assert (found.name, found.known_until.date().isoformat()) == (snapshot, until)


@pytest.mark.parametrize("name", ["9999-12", "9999-13", "0000-01", "2023-02-30", "10000-1"])
def test_what_no_calendar_knows_is_no_snapshot(name: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Snapshot.named(name)


def test_the_month_under_way_is_refused(lake: Lake, dump: Dump) -> None:
    today = datetime.now(UTC)
    with pytest.raises(HistoryError, match="not over yet"):
        ingest(lake, [dump(line(), name=f"{today + timedelta(days=2):%Y-%m}.aawiki.all-time.tsv")])
    assert lake.manifest.wikis == {}


@pytest.mark.parametrize("name", ["2099-01.aawiki.all-time.tsv", "9999-11.aawiki.all-time.tsv"])
def test_a_snapshot_of_the_future_is_refused(name: str, lake: Lake, dump: Dump) -> None:
    with pytest.raises(HistoryError, match="not over yet"):
        ingest(lake, [dump(line(), name=name)])
    with pytest.raises(HistoryError, match="not over yet"):
        ingest(lake, [dump(line(), name="mine.tsv")], Options(snapshot=Snapshot.named(name[:7])))


@pytest.mark.parametrize("year", ["2099", "9999"])
def test_events_of_the_future_are_refused(year: str, lake: Lake, dump: Dump) -> None:
    with pytest.raises(HistoryError, match="not over yet"):
        ingest(lake, [dump(line(event_timestamp=f"{year}-12-31 23:59:59.0"), name="mine.tsv")])


@given(st.text())
def test_any_other_name_tells_nothing_and_breaks_nothing(name: str) -> None:
    told_by(name)


def test_a_file_that_does_not_tell_knows_until_its_last_event(lake: Lake, dump: Dump) -> None:
    ingest(lake, [dump(line(), name="mine.tsv")])
    assert lake.manifest.wikis["aawiki"].known_until == "2020-01-15T12:00:01+00:00"


def years(dump: Dump, *of: str) -> list[Path]:
    """A table in parts that do not say of when they are."""
    return [
        dump(line(event_timestamp=f"{year}-05-01 10:00:00.0", revision_id=year), name=f"part-{year}.tsv")
        for year in of
    ]


@pytest.mark.parametrize("order", [1, -1])
def test_parts_that_do_not_tell_are_of_one_snapshot(order: int, lake: Lake, dump: Dump) -> None:
    ingest(lake, years(dump, "2018", "2019", "2020")[::order])
    assert [row["revision_id"] for row in edits(lake)] == [2018, 2019, 2020]
    assert lake.manifest.wikis["aawiki"].known_until == "2020-05-01T10:00:01+00:00"


def test_each_wiki_is_known_until_its_own_last_event(lake: Lake, dump: Dump) -> None:
    other = dump(line(wiki_db="abwiki", event_timestamp="2021-05-01 10:00:00.0"), name="other.tsv")
    ingest(lake, [*years(dump, "2019", "2020"), other])
    assert [lake.manifest.wikis[wiki].known_until[:4] for wiki in ("aawiki", "abwiki")] == ["2020", "2021"]


def test_a_later_part_does_not_replace_the_others(lake: Lake, dump: Dump) -> None:
    first, second, third = years(dump, "2018", "2019", "2020")
    ingest(lake, [first, second])
    with pytest.raises(
        HistoryError, match=r"holds aawiki until 2019-05-01, and part-2020\.tsv begins on 2020"
    ):
        ingest(lake, [third])
    assert len(edits(lake)) == 2
    ingest(lake, [first, second, third])
    assert len(edits(lake)) == 3


def test_two_files_of_one_name_are_refused(lake: Lake, dump: Dump, tmp_path: Path) -> None:
    (first,) = years(dump, "2019")
    second = tmp_path / "more" / first.name
    second.parent.mkdir()
    second.write_bytes(lines(line(revision_id="5")))
    with pytest.raises(HistoryError, match=r"Two files of this run are called part-2019\.tsv"):
        ingest(lake, [first, second])
    assert not lake.manifest.wikis


def test_a_file_and_the_same_one_packed_are_one(lake: Lake, dump: Dump) -> None:
    (plain,) = years(dump, "2019")
    packed = plain.with_name(f"{plain.name}.gz")
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    ingest(lake, [plain, packed])
    assert len(edits(lake)) == 1


def test_a_given_snapshot_wins(lake: Lake, dump: Dump) -> None:
    ingest(lake, [dump(line(), name="mine.tsv")], Options(snapshot=Snapshot.named("2020-03")))
    assert lake.manifest.wikis["aawiki"].known_until == "2020-04-01T00:00:00+00:00"


def test_a_given_snapshot_that_the_name_belies_is_refused(lake: Lake, dump: Dump) -> None:
    with pytest.raises(HistoryError, match="is of 2020-01 by its name, and 2020-03"):
        ingest(lake, [dump(line())], Options(snapshot=Snapshot.named("2020-03")))


def test_a_part_of_a_newer_snapshot_does_not_replace_the_whole(lake: Lake, dump: Dump) -> None:
    ingest(lake, [dump(line(event_timestamp="2018-05-01 00:00:00.0"), line(revision_id="101"))])
    later = dump(line(revision_id="102"), name="2020-02.aawiki.2020.tsv")
    with pytest.raises(HistoryError, match=r"from 2018-05 to 2020-01, .* only from 2020-01 to 2020-01"):
        ingest(lake, [later])
    assert lake.manifest.wikis["aawiki"].snapshot == "2020-01"
    early = dump(line(event_timestamp="2018-05-01 00:00:00.0"), name="2020-02.aawiki.2018.tsv")
    ingest(lake, [early, later])
    assert lake.manifest.wikis["aawiki"].snapshot == "2020-02"


def test_a_newer_snapshot_lacks_no_year_of_the_older(lake: Lake, dump: Dump) -> None:
    def files(snapshot: str, *years: str) -> list[Path]:
        return [
            dump(
                line(event_timestamp=f"{year}-05-01 00:00:00.0", revision_id=year),
                name=f"{snapshot}.aawiki.{year}.tsv",
            )
            for year in years
        ]

    ingest(lake, files("2020-06", "2018", "2019", "2020"))
    with pytest.raises(HistoryError, match="events of aawiki of 2019, and these files of 2020-07"):
        ingest(lake, files("2020-07", "2018", "2020"))
    assert lake.manifest.wikis["aawiki"].snapshot == "2020-06"
    ingest(lake, files("2020-07", "2018", "2019", "2020"))
    assert lake.manifest.wikis["aawiki"].snapshot == "2020-07"


def test_a_newer_snapshot_lacks_no_month_of_the_older(lake: Lake, dump: Dump) -> None:
    def files(snapshot: str, *months: str) -> list[Path]:
        return [
            dump(
                line(event_timestamp=f"2020-{month}-01 00:00:00.0", revision_id=month),
                name=f"{snapshot}.aawiki.2020-{month}.tsv",
            )
            for month in months
        ]

    ingest(lake, files("2020-06", "01", "02", "03"))
    with pytest.raises(HistoryError, match="events of aawiki of 2020-02, and these"):
        ingest(lake, files("2020-07", "01", "03"))
    ingest(lake, files("2020-07", "01", "02", "03"))
    assert lake.manifest.wikis["aawiki"].snapshot == "2020-07"


@pytest.mark.parametrize(("said", "is_taken"), [("2019-12", False), ("2020-01-15", False), ("2020-01", True)])
def test_a_given_snapshot_ends_after_the_last_event(
    said: str, lake: Lake, dump: Dump, *, is_taken: bool
) -> None:
    file, options = dump(line(), name="mine.tsv"), Options(snapshot=Snapshot.named(said))
    if is_taken:
        ingest(lake, [file], options)
        assert lake.manifest.wikis["aawiki"].snapshot == said
    else:
        with pytest.raises(HistoryError, match=r"holds events until 2020-01-15, and .* which ends before"):
            ingest(lake, [file], options)
        assert not lake.manifest.wikis


def test_a_broken_manifest_is_a_sentence(lake: Lake) -> None:
    lake.folder.mkdir()
    (lake.folder / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(HistoryError, match="cannot be read as the manifest"):
        _ = lake.manifest


def test_more_than_one_wiki_may_stand_in_a_file(lake: Lake, dump: Dump) -> None:
    ingest(lake, [dump(line(), line(wiki_db="abwiki", revision_id="5"))])
    assert [each["revision_id"] for each in edits(lake, "abwiki")] == [5]
