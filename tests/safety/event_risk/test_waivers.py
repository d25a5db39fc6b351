"""Two who may waive a condition, for a time, with a reason; never the worst risk, and never a hold."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from tests.safety.event_risk import ready

from thriving.kernel.diary import entries_about
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.models import Country, Person, RoleHolding
from thriving.programs.events.models import Event, Organizer
from thriving.safety.event_risk.actions import incidents, staleness
from thriving.safety.event_risk.actions import waivers as actions
from thriving.safety.event_risk.actions.incidents import Happened
from thriving.safety.event_risk.conditions import TITLES
from thriving.safety.event_risk.models import Waiver
from thriving.safety.event_risk.queries import gate
from thriving.ui import cldr

pytestmark = pytest.mark.django_db

TOMORROW = ready.NOW + timedelta(days=1)
LATER = ready.NOW + timedelta(hours=1)


@pytest.fixture
def second(db: None) -> Person:
    return ready.authority("avocet")


@pytest.fixture
def event(organizer: Person) -> Event:
    """It lacks one thing: a contact."""
    made = ready.ready(organizer)
    made.risk_contacts.filter(post="outside").delete()
    return made


def asked(event: Event, by: Person, condition: str = "contacts") -> Waiver:
    return actions.ask(event, condition, "The phone is lost.", ends_at=TOMORROW, by=by)


def test_what_two_waive_no_longer_closes_the_gate(event: Event, authority: Person, second: Person) -> None:
    with ready.at():
        waiver = asked(event, authority)
        assert not gate.is_open(event)
        actions.grant(waiver, by=second)
        assert gate.is_open(event)
        assert [each.waiver for each in gate.missing(event)] == [waiver]
    with ready.at(TOMORROW):
        assert not gate.is_open(event)


def test_nobody_grants_what_they_asked_for(event: Event, authority: Person) -> None:
    with ready.at():
        waiver = asked(event, authority)
        for deed in (actions.grant, actions.decline):
            with pytest.raises(Refused, match="second person"):
                deed(waiver, by=authority)
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.update(state="granted", decided_by=authority.key)
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.update(state="granted")


def test_only_those_with_the_authority_and_never_for_an_event_of_their_own(
    event: Event, authority: Person, officer: Person, organizer: Person
) -> None:
    with ready.at():
        for other in (officer, organizer):
            with pytest.raises(PermissionDenied):
                asked(event, other)
        waiver = asked(event, authority)
        RoleHolding.objects.create(
            person=organizer, role="risk_authority", begins_on=ready.NOW.date() - timedelta(days=9)
        )
        with pytest.raises(PermissionDenied):
            actions.grant(waiver, by=Person.objects.get(pk=organizer.pk))


@pytest.mark.parametrize("condition", ["hold", "residual", "nothing"])
def test_some_things_are_never_waived(event: Event, authority: Person, condition: str) -> None:
    with ready.at(), pytest.raises(Refused, match="cannot be waived"):
        asked(event, authority, condition)


def test_nobody_waives_an_extreme_risk_to_life_or_liberty(
    event: Event, authority: Person, second: Person
) -> None:
    with ready.at():
        granted, waiting = asked(event, authority), asked(event, authority, "age")
        actions.grant(granted, by=second)
        event.risk_assessments.update(state="escalated", inherent=4, residual=4, life_or_liberty=4)
        assert not gate.is_open(event)
        assert gate.waivable(event) == ["assessment", "contacts"]
        with pytest.raises(Refused, match="extreme risk to life or liberty"):
            actions.grant(waiting, by=second)
        with pytest.raises(Refused, match="extreme risk to life or liberty"):
            asked(event, authority)
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.update(life_or_liberty=4)


def test_nothing_is_waived_before_somebody_said_how_great_the_risk_is(
    event: Event, authority: Person
) -> None:
    event.risk_assessments.update(state="draft", life_or_liberty=0)
    with ready.at():
        assert gate.waivable(event) == []
        with pytest.raises(Refused, match="no assessment"):
            asked(event, authority)


def test_what_was_rejected_is_not_waived(event: Event, authority: Person, second: Person) -> None:
    with ready.at():
        waiver = asked(event, authority)
        actions.grant(waiver, by=second)
        event.risk_assessments.update(state="rejected")
        assert gate.waivers_of(event, gate.assessed(event)) == {}
        with pytest.raises(Refused, match="rejected"):
            asked(event, authority, "age")


@pytest.mark.parametrize("days", [0, -1, 15])
def test_a_waiver_ends_soon(event: Event, authority: Person, days: int) -> None:
    with ready.at(), pytest.raises(Refused, match="within 14 days"):
        actions.ask(event, "contacts", "x", ends_at=ready.NOW + timedelta(days=days), by=authority)


def test_a_waiver_has_a_reason_that_the_diary_does_not_tell(event: Event, authority: Person) -> None:
    with ready.at():
        with pytest.raises(Refused, match="reason"):
            actions.ask(event, "contacts", " ", ends_at=TOMORROW, by=authority)
        asked(event, authority)
    assert "phone" not in str([each.written for each in entries_about(event)])


def test_a_waiver_is_of_one_event_as_it_was(
    event: Event, organizer: Person, authority: Person, second: Person
) -> None:
    other = ready.ready(organizer, "other")
    other.risk_contacts.all().delete()
    with ready.at():
        waiver, waiting = asked(event, authority), asked(event, authority, "age")
        actions.grant(waiver, by=second)
        assert not gate.is_open(other)
        Event.objects.filter(pk=event.pk).update(place="Accra")
        event.risk_assessments.update(material=gate.assessed(Event.objects.get(pk=event.pk)).material_now)
        assert not gate.is_open(event)
        with pytest.raises(Refused, match="changed since"):
            actions.grant(waiting, by=second)


def test_a_waiver_too_late_is_not_granted(event: Event, authority: Person, second: Person) -> None:
    with ready.at():
        waiver = asked(event, authority)
    with ready.at(TOMORROW), pytest.raises(Refused, match="is over"):
        actions.grant(waiver, by=second)


def test_whoever_may_waive_ends_it_at_once(event: Event, authority: Person, second: Person) -> None:
    with ready.at():
        waiver = asked(event, authority)
        with pytest.raises(Refused, match="already"):
            asked(event, authority)
        actions.grant(waiver, by=second)
        actions.end(waiver, by=authority)
        assert not gate.is_open(event)
        with pytest.raises(MoveRefused):
            actions.grant(waiver, by=second)


def test_what_is_declined_waives_nothing(event: Event, authority: Person, second: Person) -> None:
    with ready.at():
        waiver = asked(event, authority)
        actions.decline(waiver, by=second)
        assert not gate.is_open(event)


def test_an_organizer_by_now_is_on_the_other_side(event: Event, authority: Person, second: Person) -> None:
    with ready.at():
        waiver = asked(event, authority)
        Organizer.objects.create(event=event, person=second, named_at=ready.NOW, named_by="test")
        with pytest.raises(PermissionDenied):
            actions.grant(waiver, by=second)


def test_a_waiver_covers_no_incident_that_came_later(
    event: Event, authority: Person, second: Person, organizer: Person
) -> None:
    with ready.at():
        waiver, waiting = asked(event, authority), asked(event, authority, "assessment")
        actions.grant(waiver, by=second)
    with ready.at(LATER):
        incidents.record(event, Happened("minor", LATER, "Somebody came late."), by=organizer)
        assert gate.is_open(event)
        incidents.record(event, Happened("critical", LATER, "Somebody was hurt."), by=organizer)
        event.risk_assessments.update(state="accepted", stale_why="")
        assert [each.title for each in gate.missing(event)] == [TITLES["contacts"]]
        assert not gate.is_open(event)
        with pytest.raises(Refused, match="More is known"):
            actions.grant(waiting, by=second)


def test_a_waiver_covers_no_alert_that_came_later(
    event: Event, authority: Person, second: Person, officer: Person
) -> None:
    with ready.at():
        actions.grant(asked(event, authority), by=second)
    with ready.at(LATER):
        Country.objects.get_or_create(code=event.country, defaults={"alpha3": "GHA", "name": "Ghana"})
        staleness.raise_alert(event.country, "Roads are closed.", "https://example.org/a", by=officer)
        event.risk_assessments.update(state="accepted", stale_why="", decided_at=LATER)
        assert not gate.is_open(event)


def test_a_waiver_covers_no_greater_care_or_risk(event: Event, authority: Person, second: Person) -> None:
    with ready.at():
        actions.grant(asked(event, authority), by=second)
        event.risk_assessments.update(residual=2, life_or_liberty=1)
        assert gate.is_open(event)
        Waiver.objects.update(life_or_liberty=1)
        event.risk_assessments.update(life_or_liberty=2)
        assert not gate.is_open(event)
        event.risk_assessments.update(life_or_liberty=1)
        assert gate.is_open(event)
        Waiver.objects.update(tier="light")
        assert not gate.is_open(event)


def test_who_turns_out_to_be_on_its_side_has_waived_nothing(
    event: Event, authority: Person, second: Person
) -> None:
    with ready.at():
        actions.grant(asked(event, authority), by=second)
        ready.funded(event, second)
        assert not gate.is_open(event)


def test_what_nobody_may_accept_is_not_let_through_by_a_waiver(
    event: Event, authority: Person, second: Person
) -> None:
    event.risk_assessments.update(state="escalated", inherent=4, residual=4, life_or_liberty=1)
    with ready.at():
        for condition in ("assessment", "contacts"):
            actions.grant(asked(event, authority, condition), by=second)
        assert [each.title for each in gate.missing(event) if not each.waiver] == [TITLES["residual"]]


def test_whoever_decides_reads_which_condition_until_when_and_why(
    event: Event, authority: Person, second: Person, client: Client
) -> None:
    with ready.at():
        waiver = asked(event, authority)
        client.force_login(second)
        page = client.get(reverse("event_risk:waiver", args=[event.key, waiver.key, "grant"]))
    told = page.context["words"]
    assert told.startswith(str(TITLES[waiver.condition]))
    assert cldr.short_day(waiver.ends_at) in told
    assert f"<bdi>{waiver.reason}</bdi>" in told  # which keeps its direction to itself
