"""A grant that pays for an event of these tests, with a payment that two people approved."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.grants.payments import world as payments
from tests.grants.payments.world import Hands
from tests.programs.events import world as events
from tests.safety.event_risk import ready

from thriving.grants.agreements.models import FundedWork
from thriving.grants.payments.models import Disbursement
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.models import Event

DAY = date(2026, 7, 15)
NOW = datetime(2026, 7, 6, 12, tzinfo=UTC)  # the day on which the payments of these tests are made


def on(place: str = "Tamale", **otherwise: Any) -> Any:
    return events.planned(sessions=(events.times(DAY),), place=place, **otherwise)


def safe(by: Person) -> Event:
    """An event for which nothing is missing on the day of the payments."""
    event = events.announced(by, sessions=(events.times(DAY),))
    ready.assessed(event, valid_until=NOW + timedelta(days=60))
    ready.contact(event, reached=NOW)
    ready.contact(event, "outside", reached=NOW)
    with ready.at(NOW):
        ready.engaged(event)
    return event


def pays_for(payment: Disbursement, event: Event) -> None:
    FundedWork.objects.create(agreement=payment.agreement, event=event, added_on=NOW.date(), added_by="test")


def approved(of: Hands, event: Event) -> Disbursement:
    agreement = payments.running(of)
    FundedWork.objects.create(agreement=agreement, event=event, added_on=NOW.date(), added_by="test")
    return payments.approved(of, agreement=agreement)


def move(event: Event, place: str, by: Person) -> None:
    with ready.at(NOW):
        actions.change(Event.objects.get(pk=event.pk), on(place), by=Person.objects.get(pk=by.pk))
