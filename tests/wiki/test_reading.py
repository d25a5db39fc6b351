from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings
from tests.conftest import Cast
from tests.wiki import world

from thriving.history.lake.ingest import ingest
from thriving.kernel import clock, diary
from thriving.kernel.lifecycle import MoveRefused
from thriving.wiki import actions, installation, reading, tasks
from thriving.wiki.actions import RunRefused
from thriving.wiki.models import Measurement, Run

pytestmark = pytest.mark.django_db


@contextmanager
def saying(told: Iterable[dict[str, Any]]) -> Iterator[None]:
    """A process that says this, in place of the real one."""

    @contextmanager
    def process(_run: Run) -> Iterator[Iterator[dict[str, Any]]]:
        yield iter(told)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_process", process)
        yield


def test_an_uploaded_dump_is_read_by_a_process_of_its_own_and_measured() -> None:
    run = world.begun()
    tasks.read_run.func(run.pk)
    run.refresh_from_db()
    assert (run.state, run.share) == ("done", 1.0)
    [taken] = run.taken
    assert (taken["name"], taken["wikis"], taken["rows"], taken["rejected"]) == (
        world.NAME,
        ["aawiki"],
        76,
        0,
    )
    assert [held.wiki for held in installation.held()] == ["aawiki"]
    assert Measurement.objects.count() == 1
    assert not installation.uploads_of(run.pk).exists()


def test_a_file_that_is_no_dump_is_refused_with_a_sentence_and_the_lake_is_as_it_was() -> None:
    run = reading.read(world.begun(content=b"nothing\tof\tthe\tkind\n"))
    assert run.state == "refused"
    assert world.NAME in run.problem
    assert str(installation.lake().folder) not in run.problem
    assert installation.held() == []


def test_rows_that_a_refused_file_lost_can_be_asked_for() -> None:
    bad = world.dump().replace(b"2020-02-05 12:00:00.0", b"yesterday")
    run = reading.read(world.begun(content=bad))
    assert run.state == "refused"
    path = installation.rejects(run.rejects)
    assert path
    assert "yesterday" in path.read_text(encoding="utf-8")


def test_progress_is_kept_while_it_runs() -> None:
    run = world.begun()
    with saying([{"file": world.NAME, "share": 0.4}, {"taken": []}]):
        assert reading.read(run).state == "done"
    with saying([{"file": world.NAME, "share": 0.4}]):
        again = Run.objects.create(
            names=["x.tsv"], place="uploaded", created_at=clock.now(), moved_at=clock.now()
        )
        reading.read(again)
    again.refresh_from_db()
    assert (again.file, again.share, again.state) == (world.NAME, 0.4, "refused")
    assert "broke off" in again.problem


def test_whoever_stops_a_run_ends_the_process(cast: Cast) -> None:
    run = world.begun()

    def told() -> Iterator[dict[str, Any]]:
        yield {"file": world.NAME, "share": 0.1}
        actions.stop(Run.objects.get(pk=run.pk), by=cast.evaluator)
        yield {"file": world.NAME, "share": 0.2}
        raise AssertionError("nobody stopped it")

    with saying(told()):
        reading.read(run)
    assert Run.objects.get(pk=run.pk).state == "stopped"
    assert diary.Entry.objects.filter(verb="stopped", actor__contains=cast.evaluator.key).exists()


def test_a_stopped_run_goes_on(cast: Cast) -> None:
    run = world.begun()
    actions.stop(run, by=cast.evaluator)
    tasks.read_run.func(run.pk)
    assert Run.objects.get(pk=run.pk).state == "stopped"
    actions.resume(run, by=cast.evaluator)
    assert reading.read(run).state == "done"


def test_one_run_at_a_time(cast: Cast) -> None:
    first = world.begun()
    with pytest.raises(RunRefused, match="Another run is being read"):
        world.begun()
    actions.stop(first, by=cast.evaluator)
    second = world.begun()
    with pytest.raises(RunRefused, match="Another run"):
        actions.resume(first, by=cast.evaluator)
    actions.stop(second, by=cast.evaluator)
    actions.resume(first, by=cast.evaluator)
    assert first.state == "waiting"


def test_a_run_that_moves_is_not_begun_again(cast: Cast) -> None:
    run = world.run()
    Run.objects.filter(pk=run.pk).update(state="reading")
    run.refresh_from_db()
    with pytest.raises(MoveRefused, match="being read just now"):
        actions.resume(run, by=cast.evaluator)


def test_a_discarded_upload_is_gone(cast: Cast) -> None:
    run = world.begun()
    assert installation.uploads_of(run.pk).exists()
    actions.stop(run, by=cast.evaluator)
    actions.discard(run, by=cast.evaluator)
    assert not installation.uploads_of(run.pk).exists()


@pytest.mark.parametrize("name", ["notes.txt", ".tsv", "a b.tsv", "x.tsv.exe", "x\u202e.tsv"])
def test_what_is_not_named_like_a_dump_is_refused(name: str) -> None:
    with pytest.raises(RunRefused, match="not named like a dump"):
        actions.begin_with_uploads([world.upload(name=name)], by="test")
    assert not Run.objects.exists()


def test_files_of_the_server_are_picked_by_name_from_one_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DUMPS = tmp_path / "dumps"
    settings.DUMPS.mkdir()
    (settings.DUMPS / world.NAME).write_bytes(world.dump())
    (settings.DUMPS / "notes.txt").write_text("", encoding="utf-8")
    (settings.DUMPS / "2020-03.abwiki.all-time.tsv").symlink_to("/etc/hostname")
    assert [path.name for path in installation.dumps()] == [world.NAME]
    for outside in ("../notes.txt", "/etc/hostname", "notes.txt", "2020-03.abwiki.all-time.tsv"):
        with pytest.raises(RunRefused, match="no file"):
            actions.begin_with_dumps([outside], by="test")
    run = reading.read(actions.begin_with_dumps([world.NAME], by="test"))
    assert run.state == "done"
    assert (settings.DUMPS / world.NAME).exists()


def test_a_file_of_the_server_that_is_gone_is_told(settings: Settings, tmp_path: Path) -> None:
    settings.DUMPS = tmp_path
    (tmp_path / world.NAME).write_bytes(world.dump())
    run = actions.begin_with_dumps([world.NAME], by="test")
    (tmp_path / world.NAME).unlink()
    assert reading.read(run).state == "refused"
    assert world.NAME in run.problem


def test_the_process_tells_lines_of_json(tmp_path: Path) -> None:
    file = tmp_path / world.NAME
    file.write_bytes(world.dump())
    asked = {"lake": str(tmp_path / "lake"), "files": [str(file)], "snapshot": "", "memory": "1GB"}
    done = subprocess.run(
        [sys.executable, "-m", reading.INGESTING],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    last = json.loads(done.stdout.splitlines()[-1])
    assert last["taken"][0]["rows"] == 76
    assert "django" not in done.stderr


def test_whoever_stops_when_the_lake_has_it_is_told_so(cast: Cast) -> None:
    run = world.begun()

    def told() -> Iterator[dict[str, Any]]:
        yield {"file": world.NAME, "share": 0.9}
        actions.stop(Run.objects.get(pk=run.pk), by=cast.evaluator)
        yield {"taken": []}

    with saying(told()):
        reading.read(run)
    assert Run.objects.get(pk=run.pk).state == "done"


@pytest.mark.parametrize("end", [actions.discard, actions.resume])
def test_rows_that_were_refused_are_forgotten_with_their_run(end: Any, cast: Cast) -> None:
    bad = world.dump().replace(b"2020-02-05 12:00:00.0", b"yesterday")
    run = reading.read(world.begun(content=bad))
    key = run.rejects
    assert installation.rejects(key)
    end(run, by=cast.evaluator)
    assert installation.rejects(key) is None
    run.refresh_from_db()
    assert (run.problem, run.rejects) == ("", "")


def test_rows_of_a_file_that_the_lake_holds_stay(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / world.NAME).write_bytes(world.dump())
    [taken] = ingest(installation.lake(), [tmp_path / world.NAME])
    (installation.lake().folder / "rejects" / f"{taken.source.key}.tsv").write_text("", encoding="utf-8")
    run = world.run()
    Run.objects.update(rejects=taken.source.key)
    run.refresh_from_db()
    actions.discard(run, by=cast.evaluator)
    assert installation.rejects(taken.source.key)
