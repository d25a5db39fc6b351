"""Abuse case 53: leaving to hide what one did, making others leave, taking others' data along."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast
from tests.movement.second_steps import app_of, first_step

from thriving.kernel import clock, diary
from thriving.kernel.models import DiaryEntry
from thriving.movement import actions
from thriving.movement.models import Person


def test_that_something_was_done_stays_when_who_did_it_leaves(cast: Cast) -> None:
    actions.grant_role(cast.second_evaluator, "operator", by=cast.operator)
    key = cast.operator.key
    actions.grant_role(cast.volunteer, "evaluator", by=cast.operator, why="For a favor.")
    actions.leave(cast.operator, by=cast.operator)
    done = DiaryEntry.objects.filter(actor=key, verb="granted_role", subject__endswith=cast.volunteer.key)
    assert [each.body for each in done] == [None]
    assert diary.verify() == []
    assert cast.volunteer.holdings.get().role == "evaluator"


@pytest.mark.parametrize("name", ["volunteer", "lead", "evaluator", "editor"])
def test_nobody_makes_another_leave(cast: Cast, name: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.leave(cast.other_lead, by=getattr(cast, name))


def test_who_made_somebody_leave_and_why_is_kept(cast: Cast) -> None:
    key = cast.volunteer.key
    actions.leave(cast.volunteer, by=cast.operator, why="Asked by letter.")
    last = DiaryEntry.objects.latest("number")
    assert (last.actor, last.why) == (cast.operator.key, "Asked by letter.")
    assert last.subject.endswith(key)


@pytest.mark.parametrize("page", ["movement:leave", "movement:my_data_file"])
def test_an_open_browser_is_not_enough(
    client: Client, cast: Cast, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(cast.volunteer)
    before = clock.system()
    monkeypatch.setattr(clock, "system", lambda: before + timedelta(minutes=6))
    assert client.post(reverse(page), {"username": "valentina"}).status_code == 403
    assert Person.objects.filter(username="valentina").exists()


def test_nobody_is_made_to_leave_by_a_link(client: Client, cast: Cast) -> None:
    client.force_login(cast.volunteer)
    client.get(reverse("movement:leave"), {"username": "valentina"})
    assert Person.objects.filter(username="valentina").exists()


def test_the_file_holds_nothing_of_those_whom_one_dealt_with(client: Client, cast: Cast) -> None:
    actions.grant_role(cast.volunteer, "evaluator", by=cast.operator, why="Her secret reason.")
    client.force_login(cast.operator)
    answer = client.post(reverse("movement:my_data_file"))
    told = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).read("data.json").decode()
    assert "Her secret reason." not in told
    assert cast.volunteer.key not in told
    granted = [each for each in json.loads(told)["kernel.DiaryEntry"] if each["verb"] == "granted_role"]
    assert [(each["by"], each["of"], each["told"]) for each in granted] == [("you", "somebody else", None)]


def test_a_sign_in_that_was_left_halfway_goes_too(client: Client, cast: Cast) -> None:
    app_of(cast.volunteer)
    first_step(client, cast.volunteer)
    key = cast.volunteer.key
    assert key in kept_in_sessions()
    actions.leave(cast.volunteer, by=cast.volunteer)
    assert key not in kept_in_sessions()


def kept_in_sessions() -> str:
    return json.dumps([each.get_decoded() for each in Session.objects.all()])
