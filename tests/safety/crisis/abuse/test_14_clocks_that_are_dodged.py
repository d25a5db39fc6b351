"""Abuse case 14: clocks run by the server's UTC; no form, zone or later word makes in time what was late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from tests.safety.crisis import world
from tests.safety.crisis.world import DAY, MINUTE, MONDAY

from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.crisis.actions import answering, deciding, preparing
from thriving.safety.crisis.criteria import BY_KEY
from thriving.safety.crisis.models import Clock, Crisis, Drill, Layer
from thriving.safety.crisis.queries.readiness import good_until

pytestmark = pytest.mark.django_db

LONG_AGO = "2019-01-01T00:00:00Z"
TIMES = (
    "raised_at",
    "qualified_at",
    "answered_at",
    "decided_at",
    "started_at",
    "due_at",
    "met_at",
    "counted_at",
)
RAISED = {
    "kind": "blackout",
    "danger": "no",
    "country": "",
    "affected": "unsure",
    "text": world.TOLD,
    "names_nobody": "on",
}


def signed_in(someone: Person) -> Client:
    client = Client()
    client.force_login(someone)
    return client


def test_whoever_raises_it_says_no_time_of_their_own(client: Client) -> None:
    with world.at():
        client.post("/crisis/raise/", {**RAISED, **dict.fromkeys(TIMES, LONG_AGO)})
    crisis = Crisis.objects.get()
    assert crisis.raised_at == MONDAY
    assert set(crisis.clocks.values_list("started_at", flat=True)) == {MONDAY}


def test_nor_does_whoever_decides(client: Client) -> None:
    officer = world.officer("odile")
    crisis = world.taken_up(officer)
    said = {f"of_{key}": "no" for key in BY_KEY} | {"of_blocked": "yes", "severity": "", "reason": "Blocked."}
    late = MONDAY + 5 * DAY
    with world.at(late):
        signed_in(officer).post(
            f"/crisis/case/{crisis.key}/qualify/", {**said, **dict.fromkeys(TIMES, LONG_AGO)}
        )
    crisis.refresh_from_db()
    assert (crisis.state, crisis.qualified_at) == ("qualified", late)
    assert crisis.decisions.get().decided_at == late
    # What comes next was due since it was raised: who decides five days later is late already.
    assert set(crisis.clocks.filter(met_at=None).values_list("started_at", flat=True)) == {MONDAY}
    assert Clock.objects.filter(crisis=crisis, met_at=None, due_at__lt=late).exists()


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"])
@pytest.mark.parametrize(("after", "kept"), [(-MINUTE, True), (MINUTE, False)])
def test_the_zone_of_whoever_answers_wins_no_minute(zone: str, after: timedelta, *, kept: bool) -> None:
    people, mona = world.team(), world.manager()
    crisis = world.activated(people, mona)
    Person.objects.update(time_zone=zone)
    due = crisis.clocks.get(task="contact").due_at
    with world.at(MONDAY + 4 * MINUTE):
        answering.say_done(crisis, "brief", by=people[0])
        answering.report(crisis, world.WHY, by=people[2])
    with world.at(due + after):
        signed_in(people[0]).post(f"/crisis/case/{crisis.key}/reached/")
    crisis.refresh_from_db()
    assert crisis.clocks.get(task="contact").met_at == due + after
    assert (crisis.answered_at is not None) is kept


def test_clocks_of_a_country_that_jump_move_no_deadline() -> None:
    """Berlin's jumped at one in the morning of that Sunday, by UTC."""
    before = datetime(2020, 3, 29, 0, 30, tzinfo=UTC)
    Person.objects.update(time_zone="Europe/Berlin")
    crisis = world.raised(before, danger="yes")
    first = crisis.clocks.get(task="acknowledge")
    assert first.started_at == before
    assert first.due_at - before == timedelta(minutes=15)


def test_nobody_was_on_call_afterwards() -> None:
    officer, mona = world.officer("odile"), world.manager()
    with world.at(), pytest.raises(Refused, match="not over yet"):
        preparing.put_on_call(Layer.FIRST, officer, begins_at=MONDAY - DAY, ends_at=MONDAY - MINUTE, by=mona)


@pytest.mark.parametrize("days", [1, 91])
def test_no_drill_was_held_on_a_day_to_come(days: int) -> None:
    officer, mona = world.officer("odile"), world.manager()
    with world.at():
        book = world.playbook(mona, officer)
        with pytest.raises(Refused, match="has not come yet"):
            preparing.record_drill(
                book, held_on=(MONDAY + days * DAY).date(), passed=True, learned=world.WHY, by=officer
            )
    assert not Drill.objects.exists()


def test_no_review_of_a_playbook_holds_from_before_it_or_for_ever() -> None:
    officer, mona = world.officer("odile"), world.manager()
    with world.at():
        book = preparing.write_playbook("A site is blocked", ["Look."], by=mona)
        for days in (0, -1, 367):
            with pytest.raises(Refused, match="for a year at most"):
                preparing.review_playbook(book, good_until=(MONDAY + days * DAY).date(), by=officer)
    assert good_until(book, MONDAY.date()) is None


def test_the_second_reader_has_a_day_since_it_was_decided() -> None:
    officer = world.officer("odile")
    crisis = world.turned_down(officer)
    decision = crisis.decisions.get()
    assert decision.read_due_at - decision.decided_at == DAY
    with world.at(decision.read_due_at + MINUTE):
        deciding.read(decision, agrees=True, by=world.officer("omid"))
    reading = crisis.clocks.get(task="second-reader")
    assert reading.met_at == decision.read_due_at + MINUTE
    assert reading.met_at > reading.due_at
