"""Everything goes into one file and comes back the same, on both databases and from one to the other."""

from __future__ import annotations

import itertools
import json
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from pytest_django import Settings
from tests.conftest import Cast
from tests.web.conftest import Thriving

from thriving.evidence.actions import state
from thriving.evidence.models import Source
from thriving.evidence.statements import Statement
from thriving.kernel import diary, files, schedule, triggers
from thriving.kernel.models import Mail, ScheduledJob, StoredFile
from thriving.kernel.sealed import Place, Sealed, SealedField, seal
from thriving.kernel.words import Words
from thriving.movement import search
from thriving.plan.models import Goal, Plan, Priority
from thriving.web.backup import rows
from thriving.web.backup.about import About, BackupRefused
from thriving.web.backup.restoring import is_empty, put_back
from thriving.web.backup.verifying import opened, verified
from thriving.web.backup.writing import back_up

NOON = datetime(2020, 4, 15, 12, 30, 15, 123456, tzinfo=UTC)
ODD = "قابل=HYPERLINK(1)\n🌍\u2028'\"\\"
Tables = dict[str, list[Any]]


def nobody_looks(_done: int) -> None:
    """Progress that nobody is shown."""


@pytest.fixture
def filled(real_database: None, settings: Settings, tmp_path: Path, cast: Cast) -> str:
    """A little of every shape of row, and a private file; its key."""
    settings.FILES_ROOT = tmp_path / "files"
    plan = Plan.objects.create(
        key="plan", title=Words(en="Plan", ar="خطة"), starts_on=date(2019, 7, 1), ends_on=date(2020, 6, 30)
    )
    priority = Priority.objects.create(plan=plan, key="first", level="department")
    priority.goals.add(Goal.objects.create(plan=plan, key="goal", sentence=Words(en=ODD)))
    Source.objects.create(key="survey:1", kind="survey")
    for value in ("0.1", "2"):  # the second one corrects the first
        state([assessment(Decimal(value))], by=cast.evaluator)
    Mail.objects.create(
        key="a", address="lina@example.org", language="en", text=ODD, written_at=NOON, due_at=NOON
    )
    with transaction.atomic():
        diary.note("plan", "loaded", by=cast.editor, why=ODD)
        erased = diary.note("plan", "told", by=cast.editor, why="to be forgotten")
        diary.erase(erased, by=cast.editor, why="asked")
    search.reindex()
    return files.store(ContentFile(b"a,b\n1,2\n", name="facts.csv"), by="import").key


def test_sealed_text_goes_through_a_backup_as_it_is() -> None:
    field = SealedField()
    text = seal("a name", Place("table", "column", "1"))
    assert rows._value(field, json.loads(rows.line([text]))[0]) == text  # noqa: SLF001 -- the one step
    assert isinstance(rows._value(field, text), Sealed)  # noqa: SLF001 -- the same


def assessment(value: Decimal) -> Statement:
    """A fact with everything that a fact can have."""
    return Statement(
        kind="capacity.assessed",
        subject="affiliate-1",
        occurred_on=date(2020, 3, 31),
        value=value,
        dimensions={"wave": "before", "capacity": "training"},
        source="survey:1",
    )


@pytest.fixture
def file(filled: str, tmp_path: Path) -> Path:
    path = tmp_path / "backup"
    back_up(path, nobody_looks)
    return path


def tables(path: Path) -> Tables:
    """What a backup holds, but the diary's end: backing up and restoring are noted there."""
    with zipfile.ZipFile(path) as archive:
        about = About.read(archive.read("about.json").decode())
        read = {
            name: [json.loads(line) for line in archive.read(f"tables/{name}.jsonl").splitlines()]
            for name in about.tables
        }
    read["kernel_diaryentry"] = read["kernel_diaryentry"][:4]
    return read


def restored(path: Path) -> int:
    with opened(path) as archive:
        return put_back(archive, verified(archive), nobody_looks)


def again(tmp_path: Path) -> Tables:
    back_up(tmp_path / "again", nobody_looks)
    return tables(tmp_path / "again")


def changed(path: Path, name: str, change: Callable[[bytes], bytes | None]) -> Path:
    """A copy of the backup with one part changed, or taken away."""
    copy = path.with_name("changed")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for part in old.namelist():
            content = change(old.read(part)) if part == name else old.read(part)
            if content is not None:
                new.writestr(part, content)
    return copy


@pytest.mark.django_db(transaction=True)
def test_everything_comes_back_the_same(file: Path, filled: str, tmp_path: Path) -> None:
    Plan.objects.update(key="changed")
    Mail.objects.all().delete()
    files.path_of(filled).unlink()
    restored(file)
    before, after = tables(file), again(tmp_path)
    letters = before.pop("kernel_mail"), after.pop("kernel_mail")
    assert after == before
    assert [len(rows) for rows in letters] == [1, 1]
    with files.open_file(filled) as stored:
        assert stored.read() == b"a,b\n1,2\n"
    assert triggers.missing() == []
    assert diary.verify() == []


@pytest.mark.django_db(transaction=True)
def test_it_comes_back_on_another_database(file: Path, tmp_path: Path, thriving: Thriving) -> None:
    """From the database of the tests to an older one on SQLite, and from there back again."""
    thriving.begun()
    make_older(thriving)
    done = thriving.run("restore", file)
    assert (done.code, done.err) == (0, "")
    assert "1 letters waited" in done.out
    there = tmp_path / "there"
    assert thriving.run("backup", there).code == 0
    before, after = tables(file), tables(there)
    held_back = after["kernel_mail"]
    assert {**after, "kernel_mail": []} == {**before, "kernel_mail": []}
    assert [Mail.State.FAILED in row for row in held_back] == [True]
    lines = thriving.run("check").out.splitlines()
    assert [line for line in lines if line.startswith("NOT OK")] == [
        "NOT OK  worker: No worker has run yet: mail is not sent and nothing is done in the background.",
        "NOT OK  mail: 1 letters are stuck. `thriving mail` lists them.",
    ]
    restored(there)
    assert {**again(tmp_path), "kernel_mail": []} == {**before, "kernel_mail": []}


def make_older(thriving: Thriving) -> None:
    """One migration less than this version has: restoring makes up for it, as it makes all from nothing."""
    database = Path(thriving.variables["THRIVING_DATA"]) / "thriving.sqlite3"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        connection.execute("DROP TABLE django_session")


@pytest.mark.django_db(transaction=True)
def test_new_rows_get_numbers_of_their_own_afterwards(file: Path) -> None:
    restored(file)
    plan = Plan.objects.create(key="next", starts_on=date(2020, 7, 1), ends_on=date(2021, 6, 30))
    assert plan.pk > Plan.objects.get(key="plan").pk


@pytest.mark.django_db(transaction=True)
def test_nobody_but_its_owner_reads_the_file(file: Path, tmp_path: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("backup")] == ["backup"]


@pytest.mark.django_db(transaction=True)
def test_a_backup_is_of_one_moment_and_stops_nobody(filled: str, tmp_path: Path) -> None:
    def write_meanwhile(_done: int) -> None:
        with ThreadPoolExecutor(1) as somebody_else:
            somebody_else.submit(write, f"meanwhile-{next(count)}").result(timeout=30)

    def write(name: str) -> None:
        ScheduledJob.objects.create(name=name, due_at=NOON)
        connection.close()

    count = itertools.count()
    back_up(tmp_path / "backup", write_meanwhile)
    assert ScheduledJob.objects.count() == next(count) > 0
    assert tables(tmp_path / "backup")["kernel_scheduledjob"] == []


@pytest.mark.django_db(transaction=True)
def test_sign_ins_and_heartbeats_do_not_come_back(file: Path) -> None:
    schedule.beat()
    assert not {"django_session", "kernel_heartbeat"} & set(tables(file))


@pytest.mark.django_db(transaction=True)
def test_a_file_that_was_swapped_on_the_disk_is_told_and_left_out(filled: str, tmp_path: Path) -> None:
    files.path_of(filled).write_bytes(b"something else")
    about = back_up(tmp_path / "backup", nobody_looks)
    assert (about.files, about.missing_files) == ({}, [filled])


@pytest.mark.django_db(transaction=True)
def test_files_of_another_time_go_when_everything_is_replaced(file: Path) -> None:
    later = files.store(ContentFile(b"x,y\n", name="later.csv"), by="import").key
    restored(file)
    assert not files.path_of(later).exists()
    assert not StoredFile.objects.filter(pk=later).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("part", "change", "sentence"),
    [
        (
            "tables/kernel_mail.jsonl",
            lambda content: content.replace(b"lina", b"omar"),
            "not what was written",
        ),
        ("tables/plan_plan.jsonl", lambda _content: b"", "not what was written"),
        ("tables/plan_plan.jsonl", lambda _content: None, "is missing"),
        (
            "about.json",
            lambda content: content.replace(b"plan_plan", b"plan_plot"),
            "its digest does not fit",
        ),
        ("about.json", lambda _content: None, "not a backup of Thriving"),
    ],
)
def test_a_changed_backup_is_refused(
    file: Path, part: str, change: Callable[[bytes], bytes | None], sentence: str
) -> None:
    with pytest.raises(BackupRefused, match=sentence):
        restored(changed(file, part, change))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("keep", [0, 10, 0.5, 0.99])
def test_a_cut_off_backup_is_refused(file: Path, keep: float) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: int(keep * len(content)) if keep < 1 else int(keep)])
    with pytest.raises(BackupRefused, match="is no backup, or a damaged one"):
        restored(file)


@pytest.mark.django_db(transaction=True)
def test_a_flipped_bit_is_found(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        longest = max(archive.infolist(), key=lambda each: each.compress_size)
    content = bytearray(file.read_bytes())
    # In what it holds: the name and the time before it stand in the archive twice.
    content[longest.header_offset + len(longest.FileHeader()) + longest.compress_size // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(BackupRefused):
        restored(file)


class Killed(Exception):
    pass


@pytest.mark.django_db(transaction=True)
def test_a_restore_that_fails_in_the_middle_changes_nothing(file: Path, tmp_path: Path) -> None:
    Plan.objects.update(key="changed")
    before = again(tmp_path)

    def fail(_done: int) -> None:
        if not Plan.objects.filter(key="changed").exists():
            raise Killed

    with opened(file) as archive, pytest.raises(Killed):
        put_back(archive, verified(archive), fail)
    (tmp_path / "again").unlink()
    assert again(tmp_path) == before
    assert triggers.missing() == []


SETUP = "from thriving.web.commands import setup; setup()"
KILLED = """
import os, signal, sys
from pathlib import Path
from thriving.web.commands import setup
setup()
from thriving.web.backup.restoring import put_back
from thriving.web.backup.verifying import opened, verified
from thriving.plan.models import Plan
with opened(Path(sys.argv[1])) as archive:
    def kill(_done):
        if not Plan.objects.filter(key="changed").exists():
            os.kill(os.getpid(), signal.SIGKILL)
    put_back(archive, verified(archive), kill)
"""


@pytest.mark.django_db(transaction=True)
def test_a_killed_restore_changes_nothing(file: Path, tmp_path: Path, thriving: Thriving) -> None:
    thriving.begun()
    assert thriving.run("restore", file).code == 0
    environment = {**thriving.environment({}), "DJANGO_SETTINGS_MODULE": "thriving.web.settings"}
    change = f"{SETUP}; from thriving.plan.models import Plan; Plan.objects.update(key='changed')"
    subprocess.run([sys.executable, "-c", change], env=environment, check=True)
    thriving.run("backup", tmp_path / "before")
    killed = subprocess.run([sys.executable, "-c", KILLED, file], env=environment, check=False)
    assert killed.returncode == -9
    thriving.run("backup", tmp_path / "after")
    before, after = tables(tmp_path / "before"), tables(tmp_path / "after")
    assert [row[1] for row in after["plan_plan"]] == ["changed"]
    assert after == before


@pytest.mark.django_db(transaction=True)
def test_a_database_with_content_is_replaced_only_when_asked(file: Path, thriving: Thriving) -> None:
    thriving.begun()
    assert thriving.run("restore", file).code == 0
    refused = thriving.run("restore", file)
    assert refused.code == 1
    assert "this database is not empty" in refused.err
    assert "--replace" in refused.err
    assert thriving.run("restore", file, "--replace").code == 0


@pytest.mark.django_db(transaction=True)
def test_nothing_is_replaced_under_a_running_worker(file: Path, thriving: Thriving) -> None:
    thriving.begun()
    assert thriving.run("restore", file).code == 0
    assert thriving.run("work", "--once").code == 0
    done = thriving.run("restore", file, "--replace")
    assert done.code == 1
    assert "a worker is running" in done.err


@pytest.mark.django_db(transaction=True)
def test_a_backup_of_other_tables_is_refused(file: Path, thriving: Thriving) -> None:
    def newer(content: bytes) -> bytes:
        return content.replace(b'"kernel.0001_initial"', b'"kernel.9999_later"')

    with zipfile.ZipFile(file) as archive:
        about = newer(archive.read("about.json"))
    first = changed(file, "about.json", newer).rename(file.with_name("first"))
    other = changed(first, "about.sha256", lambda _old: sha256(about).hexdigest().encode())
    thriving.begun()
    done = thriving.run("restore", other)
    assert done.code == 1
    assert "whose tables differ from this version's" in done.err


def test_a_new_installation_is_empty(thriving: Thriving, tmp_path: Path) -> None:
    thriving.begun()
    thriving.run("work", "--once")
    assert thriving.run("backup", tmp_path / "empty").code == 0
    other = {"THRIVING_DATA": str(tmp_path / "other")}
    thriving.begun(**other)
    assert thriving.run("restore", tmp_path / "empty", **other).code == 0


@pytest.mark.django_db
def test_a_test_database_is_empty_until_something_is_in_it(cast: Cast) -> None:
    assert not is_empty()


def test_a_backup_never_overwrites(thriving: Thriving, tmp_path: Path) -> None:
    thriving.begun()
    (tmp_path / "there").write_text("mine")
    done = thriving.run("backup", tmp_path / "there")
    assert done.code == 1
    assert "is there already" in done.err
    assert (tmp_path / "there").read_text() == "mine"
    assert "does not exist" in thriving.run("backup", tmp_path / "nowhere" / "b").err
