from __future__ import annotations

import bz2
import os
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from thriving.history.failures import HistoryError
from thriving.history.readers.opening import readable

TEXT = b"".join(b"%d\n" % number for number in range(200_000))  # more than a pipe holds
needs_lbzip2 = pytest.mark.skipif(not shutil.which("lbzip2"), reason="lbzip2 is not installed")

KILLED = """
import sys, time
from pathlib import Path
from thriving.history.readers.opening import readable
with readable(Path(sys.argv[1]), told=lambda _: None) as source:
    if sys.argv[2] == "reading":
        source.open("rb").read(1)
    print(flush=True)
    time.sleep(60)
"""


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    file = tmp_path / "rows.tsv.bz2"
    file.write_bytes(bz2.compress(TEXT))
    return file


@pytest.fixture(params=["program", "library"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "library":
        monkeypatch.setattr(shutil, "which", lambda _program: None)


@pytest.mark.usefixtures("way")
def test_it_is_read_to_its_end(packed: Path) -> None:
    told: list[int] = []
    with readable(packed, told=told.append) as source:
        assert source.read_bytes() == TEXT
    assert sum(told) == packed.stat().st_size


@pytest.mark.usefixtures("way")
def test_who_stops_reading_is_not_kept_waiting(packed: Path) -> None:
    began, open_before = time.monotonic(), _open()
    with suppress(HistoryError), readable(packed, told=lambda _: None) as source, source.open("rb") as file:
        file.read(1)
    assert time.monotonic() - began < 5
    assert _open() == open_before


@needs_lbzip2
@pytest.mark.parametrize("when", ["before", "reading"])
def test_a_parent_that_is_killed_leaves_no_process(when: str, packed: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", KILLED, str(packed), when]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        left = _children(parent.pid)
        parent.kill()
    assert len(left) == 1
    ended = time.monotonic() + 10
    while _lives(left[0]) and time.monotonic() < ended:
        time.sleep(0.02)
    assert not _lives(left[0])


def _open() -> int:
    return sum(1 for _ in Path("/dev/fd").iterdir())


def _children(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def _lives(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
