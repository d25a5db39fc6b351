"""Others write while a file is read, two cannot both decide, and a kill leaves nothing by halves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from django.conf import settings
from django.db import connection
from tests.conftest import AtOnce
from tests.evidence.imports.conftest import csv_file, piloted

from thriving.evidence import actions, imports
from thriving.evidence.models import Batch, Fact, StagedRow
from thriving.evidence.statements import Statement
from thriving.kernel.lifecycle import MoveRefused

ROWS = 5_000
PATIENCE = 30.0  # seconds until we say that somebody waits for ever


def received(rows: int = ROWS) -> Batch:
    return imports.receive(csv_file(*[piloted(f"c{number}") for number in range(rows)]), by="test")


def test_others_write_while_a_file_is_read(at_once: AtOnce) -> None:
    """The reader waits between two chunks until somebody has written: were the ledger held, nobody could."""
    batch, reading, written = received(), Event(), Event()

    def pause(_batch: Batch) -> None:
        reading.set()
        assert written.wait(PATIENCE), "nobody could write while the file was read"

    def write_meanwhile() -> None:
        assert reading.wait(PATIENCE)
        actions.state([Statement("partner.met", "p1", date(2020, 3, 1))], by="test")
        written.set()

    read_batch, _nothing = at_once(lambda: imports.read(batch, pause), write_meanwhile)
    assert (read_batch.state, read_batch.rows) == ("checked", ROWS)
    assert Fact.objects.filter(kind="partner.met").count() == 1


def test_of_two_who_take_a_file_in_one_is_told_that_the_other_was_faster(at_once: AtOnce) -> None:
    pk = imports.read(received(50)).pk
    answers = at_once(*[lambda: imports.apply(Batch.objects.get(pk=pk), by="test")] * 2)
    assert sorted(type(answer) for answer in answers if not isinstance(answer, Batch)) == [MoveRefused]
    assert Fact.objects.count() == 50


DIE = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
WHILE_READING = f"""
from thriving.evidence import imports
from thriving.evidence.imports import reading
from thriving.evidence.models import Batch

def die(batch):
    if batch.rows >= 2000:
        {DIE}

imports.read(Batch.objects.get(), die)
"""
WHILE_TAKING_IN = f"""
from thriving.evidence import imports
from thriving.evidence.imports import effect
from thriving.evidence.models import Batch

def die(*_arguments, **_options):
    {DIE}

effect.diary.note = die
imports.apply(Batch.objects.get(), by="test")
"""


def address_of_database() -> str:
    here = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{here['NAME']}"
    return f"postgresql://{here['USER']}@{here['HOST']}:{here['PORT']}/{here['NAME']}"


def killed(program: str) -> None:
    """Run ``program`` in a process of its own, which kills itself as a power cut would."""
    environment = {
        **os.environ,
        "DATABASE_URL": address_of_database(),
        "THRIVING_DATA": str(settings.DATA),
        "DJANGO_SETTINGS_MODULE": "thriving.web.settings",
    }
    run = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{program}"],
        env=environment,
        cwd=Path(__file__).resolve().parents[3],
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == -signal.SIGKILL, run.stderr.decode()


@pytest.mark.usefixtures("real_database")
@pytest.mark.django_db(transaction=True)
def test_killed_while_reading_it_goes_on_where_it_was() -> None:
    received()
    killed(WHILE_READING)
    batch = Batch.objects.get()
    assert (batch.state, batch.rows, StagedRow.objects.count()) == ("reading", 2_000, 2_000)
    assert imports.read(batch).state == "checked"
    assert StagedRow.objects.count() == ROWS


@pytest.mark.usefixtures("real_database")
@pytest.mark.django_db(transaction=True)
def test_killed_while_taking_in_nothing_is_taken_in() -> None:
    batch = imports.read(received(200))
    killed(WHILE_TAKING_IN)
    assert (Batch.objects.get().state, Fact.objects.count()) == ("checked", 0)
    assert imports.apply(Batch.objects.get(), by="test").written == 200
    assert Fact.objects.filter(batch=batch).count() == 200
