"""A lake that was broken says how; one that is whole says nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from tests.history.dumps import line

from thriving.history.commands import history
from thriving.history.failures import HistoryError
from thriving.history.generating import Items, MediawikiHistory, Plan, Revisions, write
from thriving.history.lake import Lake
from thriving.history.lake.checking import findings
from thriving.history.lake.ingest import ingest

PLAN = Plan(events=600, wikis=2, seed=3, start=date(2019, 1, 1), until=date(2021, 1, 1))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    dumps = write(PLAN, folder / "dumps", MediawikiHistory(by_year=False))
    ingest(Lake(folder / "lake"), [*dumps, *write(PLAN, folder / "items", Items())])
    return folder / "lake"


@pytest.fixture
def lake(sound: Path, tmp_path: Path) -> Lake:
    """One to break."""
    return Lake(shutil.copytree(sound, tmp_path / "lake"))


def parquet(lake: Lake, pattern: str = "wiki_db=synthetic01wiki/event_entity=revision/year=2019") -> Path:
    return next(iter(sorted((lake.folder / "events").glob(f"*/{pattern}/*.parquet"))))


def edit(lake: Lake, change: Callable[[dict[str, Any]], None]) -> None:
    path = lake.folder / "manifest.json"
    told = json.loads(path.read_text())
    change(told)
    path.write_text(json.dumps(told))


def only(lake: Lake, *, deep: bool = False) -> str:
    (found,) = findings(lake, deep=deep)
    return found


@pytest.mark.parametrize("deep", [False, True])
def test_a_sound_lake_has_no_findings(lake: Lake, *, deep: bool) -> None:
    assert list(findings(lake, deep=deep)) == []


def test_a_missing_folder_is_found(lake: Lake) -> None:
    shutil.rmtree(lake.folder / lake.manifest.sources_of("synthetic01wiki")[0].folder)
    assert "The rows of 2020-12.synthetic01wiki.all-time.tsv are missing" in only(lake)


def test_a_missing_file_is_found(lake: Lake) -> None:
    parquet(lake).unlink()
    assert "rows, where 2020-12.synthetic01wiki.all-time.tsv gave" in only(lake)


def test_a_truncated_file_is_found(lake: Lake) -> None:
    path = parquet(lake)
    path.write_bytes(path.read_bytes()[:-100])
    assert only(lake) == (
        f"{path} is truncated or damaged. Restore the lake from a backup, or ingest its files into a new one."
    )


def test_a_changed_byte_is_found_by_reading_all(lake: Lake) -> None:
    path = parquet(lake)
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    assert list(findings(lake)) == []
    assert "are not those that were written from 2020-12.synthetic01wiki" in only(lake, deep=True)


def test_a_table_beside_is_checked_too(lake: Lake) -> None:
    path = next((lake.folder / "tables").glob("*/rows.parquet"))
    path.unlink()
    assert f"there is no {path}" in only(lake)


def test_a_manifest_that_is_no_json_is_found(lake: Lake) -> None:
    (lake.folder / "manifest.json").write_text("{")
    assert "cannot be read as the manifest of a lake" in only(lake)


def test_a_manifest_changed_by_hand_is_found(lake: Lake) -> None:
    edit(lake, lambda told: next(iter(told["sources"].values())).update(rejected=9))
    assert "(rejected): one of the two was changed by hand" in only(lake)


def test_a_source_that_nothing_counts_is_found(lake: Lake) -> None:
    edit(lake, lambda told: told["wikis"].pop("synthetic01wiki"))
    assert "but counts it for nothing" in only(lake)


def test_a_source_that_is_not_described_is_found(lake: Lake) -> None:
    edit(lake, lambda told: told["wikis"]["synthetic02wiki"]["sources"].append("none"))
    assert only(lake).startswith("The manifest counts none for the wiki synthetic02wiki, but does not say")


def test_another_wikis_source_is_found(lake: Lake) -> None:
    def swap(told: dict[str, Any]) -> None:
        told["wikis"]["synthetic02wiki"]["sources"] += told["wikis"]["synthetic01wiki"]["sources"]

    edit(lake, swap)
    assert "for synthetic02wiki, which is not in it" in only(lake)


def test_what_was_left_by_a_stopped_run_is_found(lake: Lake) -> None:
    (lake.folder / "events" / "stray").mkdir()
    assert only(lake).endswith("The next ingest takes it up or deletes it.")


def test_while_somebody_writes_folders_on_their_way_are_no_strays(lake: Lake) -> None:
    with lake.held():
        (lake.folder / "events" / "on-its-way").mkdir()
        assert list(findings(lake)) == []


@pytest.mark.parametrize("place", [".", "events/*/."])
def test_a_foreign_file_is_found(lake: Lake, place: str) -> None:
    folder = next(iter(sorted(lake.folder.glob(place)))) if "*" in place else lake.folder
    (folder / "notes.txt").write_text("mine")
    assert only(lake).endswith("notes.txt is no part of a lake. Move it elsewhere.")


def test_a_file_in_the_folder_of_another_year_is_found(lake: Lake) -> None:
    path = parquet(lake)
    other = path.parent.with_name("year=2017")
    path.parent.rename(other)
    assert "which are not all of 2017" in only(lake)


def test_a_lacking_column_is_found(lake: Lake) -> None:
    path = parquet(lake)
    pq.write_table(pq.read_table(path, partitioning=None).drop_columns(["page_id"]), path)
    assert only(lake).startswith(f"{path} lacks columns that the manifest promises: page_id.")


def test_an_event_after_the_end_of_knowledge_is_found(lake: Lake) -> None:
    edit(lake, lambda told: told["wikis"]["synthetic01wiki"].update(known_until="2020-06-01T00:00:00+00:00"))
    assert {found.endswith("Ingest it anew with --snapshot.") for found in findings(lake)} == {True}


def test_a_revision_in_two_files_is_found(
    tmp_path: Path, dump: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thriving.history.lake.ingest.refuse_overlap", lambda *_told: None)  # as it once was
    lake = Lake(tmp_path / "lake")
    first = dump(line(), name="2020-01.aawiki.2020.tsv")
    again = dump(line(), line(revision_id="101"), name="2020-01.aawiki.all-time.tsv")
    ingest(lake, [first, again])
    assert list(findings(lake)) == []
    assert only(lake, deep=True) == "1 revisions of aawiki are in the lake twice, as 100."


def test_a_revert_that_is_not_there_is_found(tmp_path: Path, dump: Callable[..., Path]) -> None:
    lake = Lake(tmp_path / "lake")
    undone = {"revision_is_identity_reverted": "true", "revision_seconds_to_identity_revert": "60"}
    ingest(lake, [dump(line(**undone))])
    assert "undone by a revert that is not there, as 100" in only(lake, deep=True)


def test_half_a_revert_is_found(tmp_path: Path, dump: Callable[..., Path]) -> None:
    lake = Lake(tmp_path / "lake")
    ingest(lake, [dump(line(revision_is_identity_reverted="true"))])
    assert "as of 100" in next(findings(lake, deep=True))


def test_a_table_of_ones_own_is_sound(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")
    ingest(lake, write(PLAN, tmp_path / "made", Revisions()))
    assert list(findings(lake, deep=True)) == []


def test_without_a_lake_there_is_nothing_to_check(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="nothing to check"):
        list(findings(Lake(tmp_path)))


def test_the_command_says_so_and_ends_with_one(lake: Lake) -> None:
    asked = ["check", "--lake", str(lake.folder)]
    sound = CliRunner().invoke(history, asked)
    assert (sound.exit_code, sound.output.startswith("The lake is what its manifest says: ")) == (0, True)
    parquet(lake).unlink()
    broken = CliRunner().invoke(history, asked)
    assert (broken.exit_code, "rows, where" in broken.output) == (1, True)
