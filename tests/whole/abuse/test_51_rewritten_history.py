"""A line forged into the log; a diary that was edited, cut, forked or dated back: seen, and loudly."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from thriving.kernel import clock, diary, triggers
from thriving.kernel.models import DiaryEntry
from thriving.web import commands
from thriving.web.logs import Discreet

pytestmark = pytest.mark.django_db

FORGED = "2026-01-01 00:00:00 INFO thriving: all is well"
LONG_AGO = datetime(2019, 1, 1, tzinfo=UTC)
UNDOING = (
    "UPDATE kernel_diaryentry SET actor = 'somebody else' WHERE number = 2",
    "UPDATE kernel_diaryentry SET at = '2019-01-01 00:00:00+00:00' WHERE number = 2",
    "UPDATE kernel_diaryentry SET body = '{}' WHERE number = 2",
    "UPDATE kernel_diaryentry SET hash = commitment WHERE number = 3",
    "DELETE FROM kernel_diaryentry WHERE number = 2",
)


@pytest.fixture(autouse=True)
def told(db: None) -> None:
    for number in range(4):
        diary.note("plan", "changed", by="tests", why=f"reason {number}")


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x85", "\u202e", "\x1b[2K"])
def test_a_line_cannot_be_forged(end: str, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("thriving").warning("from %s", f"x{end}{FORGED}")
    line = Discreet().format(caplog.records[-1])
    assert line.splitlines() == [line]
    assert "\x1b" not in line


def test_an_address_forges_no_line(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.get(f"/nothing%0a{FORGED.replace(' ', '%20')}", headers={"User-Agent": f"x\n{FORGED}"})
    lines = [Discreet().format(record) for record in caplog.records]
    assert lines
    assert all(line.splitlines() == [line] for line in lines)


@pytest.mark.parametrize("statement", UNDOING)
def test_the_database_refuses(statement: str) -> None:
    with pytest.raises(IntegrityError, match="keeps what was written"):
        run(statement)


@pytest.mark.parametrize("statement", UNDOING)
def test_whoever_goes_round_it_is_found(statement: str, capsys: pytest.CaptureFixture[str]) -> None:
    with triggers.lifted():
        run(statement)
    assert diary.verify()
    assert commands.run(["check"]) == 1
    assert "NOT OK  diary: entry" in capsys.readouterr().out


def test_the_diary_cannot_fork() -> None:
    second = DiaryEntry.objects.get(number=2)
    twin = DiaryEntry(
        number=9, at=second.at, verb="forged", subject="plan", commitment="0" * 64, hash="1" * 64
    )
    twin.previous = second.previous
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_an_end_that_was_cut_off_is_found_against_a_checkpoint(tmp_path: Path) -> None:
    assert diary.verify(kept := diary.checkpoint()) == []
    with triggers.lifted():
        DiaryEntry.objects.filter(number__gt=2).delete()
    assert diary.verify() == []  # by itself it looks whole
    assert diary.verify(kept) != []


def test_a_clock_that_runs_behind_moves_nothing() -> None:
    with clock.stopped_at(LONG_AGO):
        entry = diary.note("plan", "changed", by="tests", why="dated back")
    assert entry.number == DiaryEntry.objects.count()
    assert [found for found in diary.verify() if found.number != entry.number] == []
