"""Processes that read: they give what one gives, and none is left, however it ends."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from tests.history.readers.mediawiki_xml.dumps import dump, page, revision

from thriving.history.failures import HistoryError
from thriving.history.lake import Lake
from thriving.history.lake.ingest import ingest
from thriving.history.readers.mediawiki_xml import reader, workers
from thriving.history.readers.mediawiki_xml.bots import Bots
from thriving.history.readers.mediawiki_xml.cutting import Piece, cut
from thriving.history.readers.mediawiki_xml.site import Site
from thriving.history.readers.mediawiki_xml.stretches import Found, Rules, found, stretches
from thriving.history.readers.mediawiki_xml.workers import found_by_many

RULES = Rules(Site("aawiki", {0: ""}), Bots())
CONTENT = dump(
    *(page(*map(revision, range(1, 40)), about=f"<title>P</title><ns>0</ns><id>{n}</id>") for n in range(30))
)


def pieces(content: bytes = CONTENT) -> Iterator[Piece]:
    return cut((content[start : start + 9999] for start in range(0, len(content), 9999)), size=20_000).pieces


@pytest.mark.parametrize(("worth", "among"), [(10, []), (0, [2])])
@pytest.mark.parametrize("ending", [".xml", ".xml.gz"])
def test_a_small_file_is_read_by_the_process_that_was_asked(
    worth: int, among: list[int], ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared: list[int] = []

    def many(given: Iterator[Piece], rules: Rules, processes: int) -> Iterator[Found]:
        shared.append(processes)
        yield from (found(stretch, rules) for stretch in stretches(given))

    monkeypatch.setattr(reader, "found_by_many", many)
    monkeypatch.setattr(reader, "_WORTH_STARTING", worth)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    file = tmp_path / f"aawiki-20200201-stub-meta-history{ending}"
    file.write_bytes(gzip.compress(CONTENT) if ending == ".xml.gz" else CONTENT)
    assert ingest(Lake(tmp_path / "lake"), [file])[0].source.rows == 30 * 40
    assert shared == among


def endless() -> Iterator[Piece]:
    """Never at an end, so that there is time to end it."""
    while True:
        yield Piece(page(revision(1)).encode(), 1, ends=True)


def test_many_find_what_one_finds() -> None:
    one = [row for each in stretches(pieces()) for row in found(each, RULES).events.to_pylist()]
    many = [row for each in found_by_many(pieces(), RULES, 2) for row in each.events.to_pylist()]
    assert sorted(many, key=str) == sorted(one, key=str)


def test_what_one_of_them_refuses_is_told() -> None:
    broken = CONTENT.replace(b"<id>7</id></contributor>", b"<id>7</contributor>")
    with pytest.raises(HistoryError, match="truncated, or is no XML"):
        list(found_by_many(pieces(broken), RULES, 2))


def test_what_goes_wrong_in_reading_is_told() -> None:
    with pytest.raises(HistoryError, match="does not end as a dump ends"):
        list(found_by_many(pieces(CONTENT[:-10]), RULES, 2))


def test_one_that_is_killed_is_a_sentence() -> None:
    with closing(found_by_many(endless(), RULES, 2)) as answers:
        next(answers)
        os.kill(_children()[0], signal.SIGKILL)
        with pytest.raises(HistoryError, match=r"was ended from outside \(-9\)"):
            list(answers)
    assert _children() == []


def test_who_stops_listening_ends_them() -> None:
    answers = found_by_many(endless(), RULES, 2)
    next(answers)
    assert len(_children()) == 2
    answers.close()
    assert _children() == []


KILLED = """
from tests.history.readers.mediawiki_xml.test_workers import RULES, _children, endless
from thriving.history.readers.mediawiki_xml.workers import found_by_many
answers = found_by_many(endless(), RULES, 2)
next(answers)
print(*_children(), flush=True)
list(answers)
"""


def test_a_parent_that_is_killed_leaves_no_process() -> None:
    path = os.pathsep.join([str(Path(__file__).parents[4]), *sys.path])
    command, environment = [sys.executable, "-c", KILLED], {**os.environ, "PYTHONPATH": path}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout is not None
        left = [int(pid) for pid in parent.stdout.readline().split()]
        parent.kill()
    assert len(left) == 2
    ended = time.monotonic() + 10
    while any(map(_lives, left)) and time.monotonic() < ended:
        time.sleep(0.05)
    assert not any(map(_lives, left))


def _children() -> list[int]:
    """Of this process, those that read."""
    found_pids = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            pid, parent = int(status.parent.name), int(status.read_text().rpartition(")")[2].split()[1])
            if parent == os.getpid() and workers.worker.__name__ in (status.parent / "cmdline").read_text():
                found_pids.append(pid)
    return found_pids


def _lives(pid: int) -> bool:
    """One that has ended, and waits for somebody to ask how, does not."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
