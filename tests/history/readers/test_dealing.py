from __future__ import annotations

import bz2
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.history.dumps import line, lines

from thriving.history.lake import Lake
from thriving.history.lake.ingest import Options, ingest
from thriving.history.readers import dealing
from thriving.history.readers.dealing import Lines, dealt

NUMBERS = [b"%d\n" % number for number in range(1, 20_001)]


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dealing, "_BLOCK", 1000)


@contextmanager
def stream(content: bytes) -> Iterator[int]:
    coming, going = os.pipe()
    with open(going, "wb") as out:  # noqa: PTH123 -- no path, but an end of the pipe
        writing = Thread(target=lambda: (out.write(content), out.close()))
        writing.start()
        yield coming
        os.close(coming)
        writing.join()


def read(paths: tuple[Path, ...], *, at_once: bool) -> dict[str, list[bytes]]:
    found: dict[str, list[bytes]] = {}

    def take(path: Path) -> None:
        found[str(path)] = path.read_bytes().splitlines(keepends=True)

    if not at_once:
        for path in paths:
            take(path)
        return found
    threads = [Thread(target=take, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("content", [b"".join(NUMBERS), b"".join(NUMBERS)[:-1], b"1", b""])
def test_each_line_comes_once_and_is_known_by_its_place(content: bytes, *, at_once: bool) -> None:
    known = Lines()
    with stream(content) as source, dealt(source, 3, known) as paths:
        found = read(paths, at_once=at_once)
    placed = {
        known.in_stream(path, number): text
        for path, texts in found.items()
        for number, text in enumerate(texts, start=1)
    }
    assert [placed[number] for number in sorted(placed)] == content.splitlines(keepends=True)
    assert sum(map(len, found.values())) == len(placed)


def test_who_reads_nothing_is_not_kept_waiting() -> None:
    with stream(b"1\n") as source, dealt(source, 2, Lines()) as paths:
        assert len(paths) == 2


def test_a_line_longer_than_a_block_stays_whole() -> None:
    content = b"a" * 2500 + b"\n" + b"b\n"
    with stream(content) as source, dealt(source, 2, Lines()) as paths:
        found = read(paths, at_once=True)
    assert sorted(text for texts in found.values() for text in texts) == content.splitlines(keepends=True)


@given(st.lists(st.integers(1, 5), min_size=1))
def test_lines_of_one_pipe_are_where_they_were(lengths: list[int]) -> None:
    known, path, here, there = Lines(), Path("/dev/fd/9"), 1, 1
    told = {}
    for length in lengths:
        there += 10  # as many went elsewhere
        known.note(path, here, there)
        told |= {here + line: there + line for line in range(length)}
        here, there = here + length, there + length
    assert {line: known.in_stream(str(path), line) for line in told} == told


def test_what_was_not_dealt_stands_where_it_stands() -> None:
    assert Lines().in_stream("rows.tsv", 7) == 7


def test_rows_refused_of_bz2_are_told_by_their_lines(
    lake: Lake, dump: Callable[..., Path], tmp_path: Path
) -> None:
    rows = [line(revision_id=str(number)) for number in range(60)]
    for bad in (7, 31, 59):
        rows[bad] = rows[bad].replace("\t", " ", 1)
    file = tmp_path / "2020-01.aawiki.all-time.tsv.bz2"
    file.write_bytes(bz2.compress(lines(*rows)))
    ingest(lake, [file], Options(reject_limit=1))
    ingest(lake, [file], Options(reject_limit=1))
    (told,) = (lake.folder / "rejects").iterdir()
    assert [row.split("\t")[1] for row in told.read_text().splitlines()[1:]] == ["8", "32", "60"]
