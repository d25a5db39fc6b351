from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast
from tests.programs.events.world import DURING, PLANNED_AT, announced, at

from thriving.evidence.models import Fact
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.actions import Reading, Wishes
from thriving.programs.events.models import Arrival, Event, Registration


@pytest.fixture
def event(organizer: Person) -> Event:
    return announced(organizer)


def registered(event: Event, count: int = 1) -> list[Registration]:
    with at(PLANNED_AT):
        return [actions.register_without_account(event, Wishes(says_new=True)) for _each in range(count)]


def reading(registration: Registration, key: str = "") -> Reading:
    return Reading(key or f"{registration.pk:032x}", registration.written_code.lower(), DURING)


def facts(kind: str = "event.attended") -> Any:
    return Fact.objects.filter(kind=kind, superseded_number=None)


def test_code_checks_in_once(event: Event, organizer: Person) -> None:
    (someone,) = registered(event)
    with at(DURING):
        outcomes = [
            actions.check_in(event, [reading(someone, key)], by=organizer)[0].outcome
            for key in ("a" * 32, "a" * 32, "b" * 32)
        ]
    assert outcomes == ["arrived", "arrived", "already"]
    assert [fact.subject for fact in facts()] == [someone.subject]


def test_undone_check_in_is_not_brought_back_by_a_late_phone(event: Event, organizer: Person) -> None:
    (someone,) = registered(event)
    with at(DURING):
        actions.check_in(event, [reading(someone)], by=organizer)
        actions.undo_check_in(someone, by=organizer)
        actions.check_in(event, [reading(someone)], by=organizer)
    someone.refresh_from_db()
    assert someone.attended_on is None
    assert not facts().exists()


def test_mistyped_code_arrives_nobody(event: Event, organizer: Person) -> None:
    with at(DURING):
        (answer,) = actions.check_in(event, [Reading("a" * 32, "XXX-XXX", DURING)], by=organizer)
    assert answer.outcome == "unknown"
    assert not facts().exists()


def test_clock_of_a_phone_moves_no_arrival_out_of_the_event(event: Event, organizer: Person) -> None:
    early, late = registered(event, 2)
    wrong = [
        Reading(f"{n:032x}", each.code, moment)
        for n, each, moment in (
            (1, early, datetime(1970, 1, 1, tzinfo=UTC)),
            (2, late, datetime(2099, 1, 1, tzinfo=UTC)),
        )
    ]
    with at(DURING):
        actions.check_in(event, wrong, by=organizer)
    assert set(facts().values_list("occurred_on", flat=True)) == {event.held_on}


def test_waiting_person_who_came_is_let_in(organizer: Person) -> None:
    event = announced(organizer, capacity=1)
    _first, second = registered(event, 2)
    with at(DURING):
        (answer,) = actions.check_in(event, [reading(second)], by=organizer)
    assert answer.outcome == "waiting"
    second.refresh_from_db()
    assert second.has_place


def test_nobody_is_checked_in_days_before(event: Event, organizer: Person) -> None:
    (someone,) = registered(event)
    with at(PLANNED_AT), pytest.raises(Refused, match="on the day itself"):
        actions.check_in(event, [reading(someone)], by=organizer)


def test_others_check_nobody_in(event: Event, other_organizer: Person, cast: Cast) -> None:
    (someone,) = registered(event)
    for stranger in (other_organizer, cast.volunteer, cast.lead):
        with at(DURING), pytest.raises(PermissionDenied):
            actions.check_in(event, [reading(someone)], by=stranger)


def test_queue_of_an_hour_sent_twice_counts_once(event: Event, organizer: Person, client: Client) -> None:
    queue = [
        {"id": f"{n:032x}", "code": each.code, "at": DURING.isoformat()}
        for n, each in enumerate(registered(event, 300))
    ]
    client.force_login(organizer)
    with at(DURING + timedelta(hours=1)):
        for _time in range(2):
            for start in range(0, len(queue), 100):
                answer = _send(client, event, queue[start : start + 100])
                assert [each["outcome"] for each in answer["answers"]] == ["arrived"] * 100
    assert Arrival.objects.count() == facts().count() == 300


def test_answers_name_nobody(event: Event, organizer: Person, client: Client) -> None:
    with at(PLANNED_AT):
        someone = actions.register_without_account(event, Wishes(name="Abena Secret"))
    client.force_login(organizer)
    with at(DURING):
        sent = {"id": "a" * 32, "code": someone.code, "at": "nonsense"}
        assert "Abena" not in json.dumps(_send(client, event, [sent]))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        '{"arrivals": 3}',
        '{"arrivals": [3]}',
        '{"arrivals": [{"id": "x", "code": "y"}]}',
        "[" * 9999,
    ],
)
def test_other_batches_are_refused(event: Event, organizer: Person, client: Client, body: str) -> None:
    client.force_login(organizer)
    address = reverse("events:arrivals", args=[event.key])
    assert client.post(address, body, content_type="application/json").status_code == 400


def test_codes_from_paper_are_typed_many_at_once(event: Event, organizer: Person, client: Client) -> None:
    codes = "\n".join(each.written_code for each in registered(event, 3))
    client.force_login(organizer)
    with at(DURING):
        page = client.post(reverse("events:door", args=[event.key]), {"codes": f"{codes}, nonsense"})
    assert page.content.decode().count("Checked in<") == 3
    assert facts().count() == 3


def test_phone_keeps_the_page_under_its_own_address(event: Event, organizer: Person, client: Client) -> None:
    client.force_login(organizer)
    script = client.get(reverse("events:door_worker", args=[event.key]))
    assert script.headers["Content-Type"] == "text/javascript"
    assert b"".join(script.streaming_content)  # type: ignore[attr-defined] -- a file is streamed
    policy = client.get(reverse("events:door", args=[event.key])).headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_code_of_something_else_holds_nothing_up(client: Client, event: Event, organizer: Person) -> None:
    """A square code may hold any sign; the other readings of the batch are taken all the same."""
    client.force_login(organizer)
    odd = [{"id": f"{number:032x}", "code": code} for number, code in enumerate(("\x00", "\ud800"))]
    with at(DURING):
        told = _send(client, event, odd)
    assert [each["outcome"] for each in told["answers"]] == ["unknown", "unknown"]


def _send(client: Client, event: Event, arrivals: list[dict[str, str]]) -> Any:
    address = reverse("events:arrivals", args=[event.key])
    return client.post(address, {"arrivals": arrivals}, content_type="application/json").json()
