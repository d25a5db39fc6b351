from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.history.dumps import line

from thriving.history.commands import progress
from thriving.history.commands.progress import Meter
from thriving.history.lake import Lake
from thriving.history.lake.ingest import ingest

MEGABYTE = 1_000_000


class Clock:
    seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(progress, "monotonic", clock)
    return clock


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "2020-01.aawiki.all-time.tsv"
    with path.open("wb") as out:
        out.truncate(100 * MEGABYTE)
    return path


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "is_watched", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")


@pytest.mark.usefixtures("screen")
def test_a_screen_shows_one_line(clock: Clock, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Meter() as meter:
        for share in (0.0, 0.25, 0.5):
            meter(file, share)
            clock.seconds += 1
    words = " 50%, 25 MB/s, 2 s left: 2020-01.aawiki.all-time.tsv"
    assert capsys.readouterr().err.split("\r")[-1] == f"{words:<59}\n"


@pytest.mark.usefixtures("screen")
def test_a_narrow_screen_is_not_broken(
    clock: Clock, file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    meter = Meter()
    meter(file, 0.0)
    clock.seconds += 4000
    meter(file, 0.25)
    assert capsys.readouterr().err == "\r 25%, 0.0 MB/s, 3 h 20 min le"


def test_a_log_gets_a_line_now_and_then(clock: Clock, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Meter() as meter:
        for second in range(100):
            meter(file, second / 100)
            clock.seconds += 1
    assert capsys.readouterr().err.splitlines() == [
        " 30%, 1.0 MB/s, 70 s left: 2020-01.aawiki.all-time.tsv",
        " 60%, 1.0 MB/s, 40 s left: 2020-01.aawiki.all-time.tsv",
        " 90%, 1.0 MB/s, 10 s left: 2020-01.aawiki.all-time.tsv",
    ]


def test_a_log_hears_of_many_short_files_too(
    clock: Clock, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [file, file.with_name("2020-01.abwiki.all-time.tsv")]
    files[1].write_bytes(b"")
    with Meter(files) as meter:
        for each in files:
            meter(each, 0.0)
            clock.seconds += 20
            meter(each, 0.5)
    (said,) = capsys.readouterr().err.splitlines()
    assert said == " 50%, 0.0 MB/s, 20 s left (2 of 2; 0 s left for all): 2020-01.abwiki.all-time.tsv"


@pytest.mark.parametrize(
    ("seconds", "words"), [(119, "119 s"), (120, "2 min"), (7190, "120 min"), (9000, "2 h 30 min")]
)
def test_time_is_told_in_words(seconds: float, words: str) -> None:
    assert progress._in_words(seconds) == words  # noqa: SLF001 -- words are easiest to see alone


def test_the_engine_tells_how_far_it_is_with_a_plain_file(
    lake: Lake, dump: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thriving.history.lake.progress._EVERY", 0.005)
    told: list[float] = []
    rows = (line(revision_id=str(number), page_title="Ab" * 50) for number in range(40_000))
    ingest(lake, [dump(*rows)], tell=lambda _, share: told.append(share))
    assert any(share > 0 for share in told)
    assert told == sorted(told)


def test_of_several_files_all_are_told_of(
    clock: Clock, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    others = [tmp_path / name for name in ("second", "third")]
    for other in others:
        other.write_bytes(bytes(MEGABYTE))
    with Meter([file, *others]) as meter:
        for share in (0.0, 0.5):
            meter(file, share)
            clock.seconds += 50
        for share in (0.0, 0.5):
            meter(others[0], share)
            clock.seconds += 50
    assert capsys.readouterr().err.splitlines() == [
        " 50%, 1.0 MB/s, 50 s left (1 of 3; 52 s left for all): 2020-01.aawiki.all-time.tsv",
        "  0%, 0.0 MB/s (2 of 3; 2 s left for all): second",
        " 50%, 0.0 MB/s, 50 s left (2 of 3; 2 s left for all): second",
    ]
