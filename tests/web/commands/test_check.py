from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from pytest_django import Settings

from thriving.evidence import actions
from thriving.evidence.statements import Statement
from thriving.kernel import clock, diary, files, schedule, triggers
from thriving.kernel.models import DiaryEntry, Mail, ScheduledJob
from thriving.movement.models import RoleHolding
from thriving.web import commands
from thriving.web.commands import check

pytestmark = pytest.mark.django_db
LOOKS = [
    "settings",
    "data folder",
    "database",
    "guards",
    "clock",
    "diary",
    "evidence",
    "agreements",
    "grant agreements",
    "councils",
    "codes of conduct",
    "sealed texts",
    "search",
    "minors",
    "files",
    "lake",
    "worker",
    "mail",
]


@pytest.fixture(autouse=True)
def sound(settings: Settings, tmp_path: Path) -> None:
    """An installation with nothing to blame."""
    settings.DATA, settings.FILES_ROOT = tmp_path, tmp_path / "files"
    tmp_path.chmod(0o700)
    schedule.beat()
    for number in range(3):
        diary.note("plan", "changed", by="test", why=f"reason {number}")


def lines(capsys: pytest.CaptureFixture[str], *options: str | Path) -> list[str]:
    """What `thriving check` finds not ok; none means that it leaves with 0."""
    code = commands.run(["check", *map(str, options)])
    found = [line for line in capsys.readouterr().out.splitlines() if not line.startswith("ok ")]
    assert code == (1 if found else 0)
    return found


def test_a_line_for_each_thing_and_0_when_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.run(["check"]) == 0
    assert capsys.readouterr().out.splitlines() == [f"ok      {look}" for look in LOOKS]


def test_an_edited_diary_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    with triggers.lifted():
        DiaryEntry.objects.filter(number=2).update(verb="rewritten")
    assert lines(capsys) == ["NOT OK  diary: entry 2: This entry was changed after it was written."]


def test_a_clock_that_ran_ahead_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    ahead = clock.now() + timedelta(days=400)
    with clock.stopped_at(ahead):
        actions.state([Statement("partner.met", "museum", ahead.date())], by="test")
    (found,) = lines(capsys)
    assert f"clock: A clock ran ahead: a record is dated {ahead:%Y-%m-%d}" in found
    assert "restore the newest backup" in found


def test_a_cut_off_end_is_found_against_a_checkpoint(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert lines(capsys, "--write-checkpoint", tmp_path / "kept") == []
    with triggers.lifted():
        DiaryEntry.objects.filter(number=3).delete()
    assert lines(capsys) == []
    (found,) = lines(capsys, "--checkpoint", tmp_path / "kept")
    assert found == "NOT OK  diary: entry 3: The diary ends before the checkpoint: its end was cut off."


def test_a_checkpoint_of_yesterday_holds_today(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    lines(capsys, "--write-checkpoint", tmp_path / "kept")
    diary.note("plan", "changed", by="test")
    assert lines(capsys, "--checkpoint", tmp_path / "kept") == []


def test_a_file_that_is_no_checkpoint_is_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "kept").write_text("something else")
    assert commands.run(["check", "--checkpoint", str(tmp_path / "kept")]) == 1
    assert capsys.readouterr().err == f"Error: {tmp_path / 'kept'} is no checkpoint of the diary.\n"


def test_a_missing_guard_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    triggers.lift()
    found = lines(capsys)
    triggers.make()
    assert len(found) == len(triggers.guards)
    assert (
        "NOT OK  guards: kernel_diaryentry can be changed"
        in found[[("diary" in line) for line in found].index(True)]
    )


def test_a_damaged_file_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    key = files.store(ContentFile(b"a,b\n", name="a.csv"), by="test").key
    assert lines(capsys) == []
    files.path_of(key).write_bytes(b"something else")
    assert lines(capsys) == [f"NOT OK  files: {key} is gone or was changed."]


def test_a_folder_that_others_can_read_is_found(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    assert lines(capsys) == [
        f"NOT OK  data folder: others on this machine can read it. Run: chmod 700 {tmp_path}"
    ]


def test_a_silent_worker_and_a_failing_job_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    ScheduledJob.objects.create(
        name="sweep-files", due_at=clock.now() + timedelta(hours=1), failure="PermissionError"
    )
    with clock.stopped_at(clock.now() + timedelta(minutes=10)):
        silent, failing = lines(capsys)
    assert silent.startswith("NOT OK  worker: The worker has been silent since ")
    assert failing.startswith("NOT OK  worker: the job sweep-files failed (PermissionError).")


def test_stuck_letters_are_found_and_sent_again(capsys: pytest.CaptureFixture[str]) -> None:
    moment = clock.now()
    Mail.objects.create(
        key="a",
        address="lina@example.org",
        subject="secret",
        state="failed",
        written_at=moment,
        due_at=moment,
    )
    assert lines(capsys) == ["NOT OK  mail: 1 letters are stuck. `thriving mail` lists them."]
    commands.run(["mail"])
    listed = capsys.readouterr().out
    assert "failed" in listed
    assert "lina" not in listed
    assert "secret" not in listed
    commands.run(["mail", "--send-again"])
    assert capsys.readouterr().out.endswith("1 letters wait for the worker.\n")
    assert lines(capsys) == []
    commands.run(["mail"])
    assert capsys.readouterr().out == "No letter is stuck.\n"


def test_a_production_without_a_mail_server_is_told(
    capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    settings.PRODUCTION, settings.EMAIL_HOST = True, ""
    assert "NOT OK  mail: no mail server is set, so no letter leaves. Set THRIVING_MAIL_URL." in lines(capsys)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL checks its own files and references")
def test_a_reference_to_nothing_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA defer_foreign_keys = ON")
        RoleHolding.objects.create(person_id=99, role="operator", begins_on=date(2020, 1, 1))
        (found,) = check._database()  # noqa: SLF001 -- with this row in it, nothing else can be asked
        cursor.execute("DELETE FROM movement_roleholding")
    assert found == "a row of movement_roleholding points to one of movement_person that is not there."
