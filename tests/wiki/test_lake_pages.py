from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, Settings
from tests.conftest import Cast
from tests.wiki import world

from thriving.history.lake.ingest import ingest
from thriving.kernel import clock
from thriving.wiki import installation, tasks
from thriving.wiki.forms import RunForm
from thriving.wiki.models import Run

LAKE = "/lake/"


@pytest.fixture
def evaluator(cast: Cast, client: Client) -> Client:
    client.force_login(cast.evaluator)
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_an_empty_lake_says_so(evaluator: Client) -> None:
    assert "The lake is empty." in page(evaluator, LAKE)


def test_a_lake_tells_each_wiki_with_its_snapshot_and_files(evaluator: Client, tmp_path: Path) -> None:
    (tmp_path / world.NAME).write_bytes(world.dump())
    ingest(installation.lake(), [tmp_path / world.NAME])
    shown = page(evaluator, LAKE)
    for told in ("aawiki", "2020-03", world.NAME, "76"):
        assert told in shown


def test_a_lake_tells_of_which_wikis_only_evaluators_read(evaluator: Client, tmp_path: Path) -> None:
    (tmp_path / world.NAME).write_bytes(world.dump())
    ingest(installation.lake(), [tmp_path / world.NAME])
    assert "vital signs are for evaluators only" in page(evaluator, LAKE)
    world.public()
    assert "vital signs are for evaluators only" not in page(evaluator, LAKE)


def test_a_broken_lake_is_told_and_never_an_error(evaluator: Client, own_lake: Path) -> None:
    own_lake.mkdir()
    (own_lake / "manifest.json").write_text("{", encoding="utf-8")
    assert "The lake cannot be read" in page(evaluator, LAKE)


@pytest.mark.parametrize("wiki", ["é", "a b", "aa.wiki", "x" * 70])
def test_no_name_in_a_lake_takes_a_page_down(
    evaluator: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wiki: str
) -> None:
    (tmp_path / world.NAME).write_bytes(world.dump())
    ingest(installation.lake(), [tmp_path / world.NAME])
    [aawiki] = installation.held()
    monkeypatch.setattr(installation, "held", lambda: [aawiki, replace(aawiki, wiki=wiki)])
    run = world.run()
    Run.objects.update(
        state="done", taken=[{"name": "x", "wikis": [wiki], "rows": 1, "rejected": 0, "new": True}]
    )
    for address in (LAKE, f"/lake/runs/{run.pk}/"):
        assert wiki in page(evaluator, address)


def test_names_of_files_keep_their_order_among_arabic_words(
    evaluator: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.DUMPS = tmp_path
    (tmp_path / world.NAME).write_bytes(world.dump())
    evaluator.cookies["language"] = "ar"
    shown = page(evaluator, LAKE)
    assert f"<bdi>{world.NAME}</bdi>" in shown
    refused = evaluator.post(LAKE, {"file": world.upload(name="2020.aa.txt")}).content.decode()
    assert "\u20682020.aa.txt\u2069" in refused


def test_an_upload_begins_a_run_and_leads_to_it(evaluator: Client) -> None:
    answer = evaluator.post(LAKE, {"file": world.upload()})
    run = Run.objects.get()
    assert answer.headers["Location"] == f"/lake/runs/{run.pk}/?watch=1"
    assert run.state == "waiting"
    assert (installation.uploads_of(run.pk) / world.NAME).read_bytes() == world.dump()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Give one file"),
        ({"file": "wrong name"}, "not named like a dump"),
        ({"file": "right", "snapshot": "soon"}, "neither a month"),
        ({"file": "right", "snapshot": "2020-13"}, "neither a month"),
        ({"file": "right", "snapshot": "9999-12"}, "neither a month"),
        ({"file": "right", "snapshot": "2999-01"}, "cannot be"),
        ({"file": "right", "snapshot": "0001-01"}, "cannot be"),
    ],
)
def test_a_wrong_form_is_told_in_a_sentence(evaluator: Client, typed: dict[str, str], sentence: str) -> None:
    name = {"wrong name": "notes.txt", "right": world.NAME}.get(typed.get("file", ""))
    files = {"file": world.upload(name=name)} if name else {}
    answer = evaluator.post(LAKE, {**typed, **files})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Run.objects.exists()


def test_files_of_the_server_can_be_picked(evaluator: Client, settings: Settings, tmp_path: Path) -> None:
    settings.DUMPS = tmp_path
    (tmp_path / world.NAME).write_bytes(world.dump())
    assert world.NAME in page(evaluator, LAKE)
    evaluator.post(LAKE, {"dumps": [world.NAME], "snapshot": "2020-03"})
    run = Run.objects.get()
    assert (run.place, run.names, run.snapshot) == ("server", [world.NAME], "2020-03")


def test_a_second_run_has_to_wait(evaluator: Client) -> None:
    world.begun()
    answer = evaluator.post(LAKE, {"file": world.upload()})
    assert answer.status_code == 422
    assert "Another run is being read" in answer.content.decode()


def test_a_run_shows_how_far_it_is_and_moves_only_when_asked(evaluator: Client) -> None:
    run = world.begun()
    Run.objects.update(state="reading", file=world.NAME, share=0.42)
    still, watched = (
        page(evaluator, f"/lake/runs/{run.pk}/"),
        page(evaluator, f"/lake/runs/{run.pk}/?watch=1"),
    )
    assert 'value="42"' in still
    assert ("http-equiv" in still, "http-equiv" in watched) == (False, True)


def test_a_run_that_has_fallen_silent_says_so(evaluator: Client) -> None:
    run = world.begun()
    Run.objects.update(state="reading", moved_at=clock.now() - timedelta(minutes=3))
    shown = page(evaluator, f"/lake/runs/{run.pk}/")
    assert 'value="read"' in shown


def test_the_buttons_of_a_run(evaluator: Client) -> None:
    run = world.begun()
    for move, state in (
        ("stop", "stopped"),
        ("read", "waiting"),
        ("stop", "stopped"),
        ("discard", "discarded"),
    ):
        evaluator.post(f"/lake/runs/{run.pk}/", {"move": move})
        run.refresh_from_db()
        assert run.state == state


def test_a_move_that_is_not_open_is_refused_in_a_sentence(evaluator: Client) -> None:
    run = world.run()
    Run.objects.update(state="done")
    answer = evaluator.post(f"/lake/runs/{run.pk}/", {"move": "stop"}, follow=True)
    assert 'role="alert"' in answer.content.decode()


def test_rejected_rows_are_something_to_save(evaluator: Client) -> None:
    world.rejected()
    answer = evaluator.get(f"/lake/rejects/{world.KEY}/")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="rejects-{world.KEY}.tsv"'
    assert b"reason" in b"".join(answer.streaming_content)  # type: ignore[attr-defined]


@pytest.mark.parametrize("runs", [1, 3])
def test_the_lake_asks_equally_often_for_one_run_and_for_three(
    evaluator: Client, django_assert_num_queries: DjangoAssertNumQueries, runs: int
) -> None:
    for pk in range(1, runs + 1):
        world.run(pk)
    page(evaluator, LAKE)
    with django_assert_num_queries(6):
        page(evaluator, LAKE)


def test_the_task_is_called_by_the_worker(evaluator: Client) -> None:
    evaluator.post(LAKE, {"file": world.upload()})
    assert tasks.read_run.module_path == "thriving.wiki.tasks.read_run"


def test_an_example_keeps_its_order_where_words_run_from_right_to_left() -> None:
    with translation.override("ar"):
        form = RunForm()
        helps = {name: str(form.fields[name].help_text) for name in ("file", "snapshot")}
    assert "\u20682023-01.aawiki.all-time.tsv.bz2\u2069" in helps["file"]
    assert "\u20682023-01\u2069" in helps["snapshot"]
    assert "\u20682023-01-20\u2069" in helps["snapshot"]
