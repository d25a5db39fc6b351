"""The files of a made-up history: named, marked, whole, and the same from the same seed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from thriving.history.columns import LAYOUTS
from thriving.history.failures import HistoryError
from thriving.history.generating import MediawikiHistory, Plan, Stubs, write
from thriving.history.generating.forms.form import Form
from thriving.history.lake import Lake
from thriving.history.lake.ingest import ingest

PLAN = Plan(events=2_000, wikis=2, seed=7, start=date(2019, 1, 1), until=date(2021, 1, 1))


def contents(files: list[Path]) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in files}


def test_files_are_named_by_snapshot_wiki_and_year(tmp_path: Path) -> None:
    assert [file.name for file in write(PLAN, tmp_path / "made")] == [
        "2020-12.synthetic01wiki.2019.tsv",
        "2020-12.synthetic01wiki.2020.tsv",
        "2020-12.synthetic02wiki.2019.tsv",
        "2020-12.synthetic02wiki.2020.tsv",
    ]


@pytest.mark.parametrize("fields", LAYOUTS)
def test_every_layout_is_taken_in_whole(tmp_path: Path, fields: int) -> None:
    lake = Lake(tmp_path / "lake")
    taken = ingest(lake, write(PLAN, tmp_path / "made", MediawikiHistory(fields, by_year=False)))
    assert sum(each.source.rows for each in taken) == PLAN.events
    assert {each.source.layout for each in taken} == {f"mediawiki_history, {fields} columns"}
    assert {each.source.rejected for each in taken} == {0}


def test_a_seed_is_a_history(tmp_path: Path) -> None:
    once, again = write(PLAN, tmp_path / "once"), write(PLAN, tmp_path / "again")
    assert contents(once) == contents(again)


def test_another_seed_is_another_history(tmp_path: Path) -> None:
    once, again = write(PLAN, tmp_path / "once"), write(replace(PLAN, seed=8), tmp_path / "again")
    assert contents(once).keys() == contents(again).keys()
    assert not set(contents(once).values()) & set(contents(again).values())


def test_several_processes_write_the_same(tmp_path: Path) -> None:
    plan = replace(PLAN, in_a_piece=500)
    assert len(plan.pieces) > plan.wikis
    one = write(plan, tmp_path / "one", compression="bz2")
    assert contents(write(plan, tmp_path / "two", compression="bz2", processes=2)) == contents(one)


def test_every_line_says_that_it_is_synthetic(tmp_path: Path) -> None:
    lines = [line for file in write(PLAN, tmp_path / "made") for line in file.read_text().splitlines()]
    assert Counter(line.split("\t")[0][:9] for line in lines) == {"synthetic": PLAN.events}


def test_a_folder_of_another_making_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(HistoryError, match="holds files of another making"):
        write(PLAN, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_another_history_is_not_written_over(tmp_path: Path) -> None:
    made = contents(write(PLAN, tmp_path / "made"))
    with pytest.raises(HistoryError, match="another generated history"):
        write(Plan(events=2_000, wikis=2), tmp_path / "made")
    assert contents(write(PLAN, tmp_path / "made")) == made


def test_what_was_stopped_leaves_nothing(tmp_path: Path) -> None:
    def stop(_events: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(PLAN, tmp_path / "made", tell=stop)
    assert not list(tmp_path.iterdir())


def unfinished(folder: Path, *, marked: bool) -> Path:
    folder.mkdir()
    (folder / ("synthetic.json" if marked else "mine.txt")).write_text("{}")
    return folder


def test_what_a_killed_run_left_is_cleared(tmp_path: Path) -> None:
    left = unfinished(tmp_path / "made.unfinished", marked=True)
    assert write(PLAN, tmp_path / "made")
    assert not left.exists()


def test_what_is_in_the_way_stays(tmp_path: Path) -> None:
    left = unfinished(tmp_path / "made.unfinished", marked=False)
    with pytest.raises(HistoryError, match="is in the way"):
        write(PLAN, tmp_path / "made")
    assert (left / "mine.txt").exists()


def test_two_runs_do_not_meet(tmp_path: Path) -> None:
    def again(_events: int) -> None:
        with pytest.raises(HistoryError, match="Another run is writing"):
            write(PLAN, tmp_path / "made")

    assert write(PLAN, tmp_path / "made", tell=again)


def test_the_folder_one_is_in_is_not_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(HistoryError, match="beside the one that you are in"):
        write(PLAN, Path())


@pytest.mark.parametrize(("form", "compression"), [(Stubs(), "zst"), (MediawikiHistory(), "rar")])
def test_what_could_not_be_read_is_not_written(tmp_path: Path, form: Form, compression: str) -> None:
    with pytest.raises(HistoryError, match=f"not by {compression}"):
        write(PLAN, tmp_path / "made", form, compression=compression)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        ({"events": 100, "wikis": 3}, "too few for 3 wikis"),
        ({"events": 1_000, "wikis": 0}, "1 to 99 wikis"),
        ({"events": 1_000, "start": date(2020, 1, 2)}, "first day of a month"),
        ({"events": 1_000, "start": date(2025, 1, 1)}, "cannot begin on"),
        ({"events": 1_000, "seed": -1}, "A seed is 0 or more"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(plan: dict[str, int], sentence: str) -> None:
    with pytest.raises(HistoryError, match=sentence):
        Plan(**plan)
