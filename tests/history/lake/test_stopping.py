"""A run of many files that is killed, anywhere, goes on where it was, and ends as if it never had been."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from thriving.history.engines import embedded
from thriving.history.generating import Plan, write
from thriving.history.lake import Lake
from thriving.history.lake.checking import findings
from thriving.history.lake.ingest import ingest

PLAN = Plan(events=4_000, wikis=2, seed=5, start=date(2016, 1, 1), until=date(2021, 1, 1))
PROGRAM = "from thriving.history.commands import history; history()"
PATIENCE = 60  # seconds


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write(PLAN, tmp_path_factory.mktemp("dumps") / "made", compression="bz2")


@pytest.fixture(scope="module")
def unbroken(dumps: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    lake = Lake(tmp_path_factory.mktemp("unbroken"))
    ingest(lake, dumps)
    return every_row(lake)


def every_row(lake: Lake) -> list[tuple[object, ...]]:
    """Of what counts, in an order of its own."""
    files = [file for entity in ("revision", "page", "user") for file in lake.files(entity, wikis(lake))]
    with embedded.session() as session:
        rows = session.read_parquet(files, hive_partitioning=True, union_by_name=True)
        return sorted(rows.fetchall(), key=repr)


def wikis(lake: Lake) -> list[str]:
    return sorted(lake.manifest.wikis)


def finished(lake: Lake) -> int:
    return len(list((lake.folder / "events").glob("*")))


def killed_after(files: int, lake: Lake, dumps: list[Path], wait: float) -> None:
    """Once so many files are in, and a moment later."""
    command = [sys.executable, "-c", PROGRAM, "ingest", *map(str, dumps), "--lake", str(lake.folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        until = time.monotonic() + PATIENCE
        while finished(lake) < files and process.poll() is None and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)


def test_a_run_killed_again_and_again_ends_as_if_it_had_not_been(
    dumps: list[Path], unbroken: list[tuple[object, ...]], tmp_path: Path
) -> None:
    lake, before = Lake(tmp_path / "lake"), 0
    for files, wait in ((1, 0.0), (4, 0.02)):
        killed_after(files, lake, dumps, wait)
        assert not lake.manifest.wikis  # all files or none
        assert finished(lake) >= max(files, before)  # nothing is read again
        before = finished(lake)
    taken = ingest(lake, dumps)
    assert sum(not each.read for each in taken) == before < len(dumps)
    assert every_row(lake) == unbroken
    assert list(findings(lake, deep=True)) == []
