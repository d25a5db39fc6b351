"""Events of these tests that are ready to be paid for, or lack one thing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.conftest import person
from tests.grants import world as grants
from tests.programs.events import world as events

from thriving.grants.agreements.models import Agreement, FundedWork
from thriving.kernel import clock
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions import stakeholders
from thriving.safety.event_risk.material import material_of
from thriving.safety.event_risk.models import Assessment, Pack, RiskHold, SafetyContact, Waiver

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)  # ten days before the event


@contextmanager
def at(moment: datetime = NOW) -> Iterator[None]:
    with clock.stopped_at(moment):
        yield


def officer(username: str = "owl") -> Person:
    return person(username, "risk_officer")


def authority(username: str = "auk") -> Person:
    return person(username, "risk_authority")


def event(by: Person, key: str = "markets", **otherwise: Any) -> Event:
    return events.announced(by, key, **otherwise)


def agreement(by: Person, key: str = "grant", state: str = "active") -> Agreement:
    return Agreement.objects.create(
        key=key,
        proposal=grants.proposal(by, "approved"),
        state=state,
        currency="USD",
        award=Decimal(1000),
        changed_on=date(2026, 3, 1),
    )


def funded(event: Event, by: Person, key: str = "grant", state: str = "active") -> Agreement:
    made = agreement(by, key, state)
    FundedWork.objects.create(agreement=made, event=event, added_on=date(2026, 3, 1), added_by="test")
    return made


def assessed(event: Event, **otherwise: Any) -> Assessment:
    """Accepted by an officer, with a moderate risk that remains, for the event as it is."""
    said: dict[str, Any] = {
        "number": event.risk_assessments.count() + 1,
        "tier": "standard",
        "state": "accepted",
        "material": material_of(event),
        "inherent": 3,
        "residual": 2,
        "life_or_liberty": 2,
        "limit": 2,
        "submitted_by": "organizer",
        "decided_by": "officer",
        "valid_until": NOW + timedelta(days=60),
        "begun_at": NOW,
    }
    return Assessment.objects.create(event=event, **{**said, **otherwise})


def contact(event: Event, post: str = "at_venue", *, reached: datetime | None = NOW) -> SafetyContact:
    return SafetyContact.objects.create(
        event=event,
        post=post,
        name="Efua",
        number="+233 30 000 0000",
        written_at=NOW,
        written_by="writer",
        reached_at=reached,
        reached_by="caller" if reached else "",
    )


def engaged(event: Event, tier: str = "standard") -> None:
    """Everybody whom the tier asks for took part."""
    stakeholders.require(event, tier, by="test")
    event.risk_stakeholders.update(engaged_at=NOW, how="met", engaged_by="test")


def ready(by: Person, key: str = "markets", **otherwise: Any) -> Event:
    """An event for which nothing is missing."""
    made = event(by, key, **otherwise)
    assessed(made)
    contact(made)
    contact(made, "outside")
    with at():
        engaged(made)
    return made


CONTACT, WAIVER, HOLD, SECRET = "1" * 32, "2" * 32, "H3J5K7M9", "s" * 43


def on_every_page(event: Event) -> None:
    """What the pages of an event ahead need: by the keys and numbers that stand in addresses."""
    now = clock.now()
    stakeholders.require(event, "light", by="test")
    SafetyContact(
        key=CONTACT,
        event=event,
        post="outside",
        name="Efua",
        number="+233 30 000 0000",
        written_at=now,
        written_by="test",
    ).save(force_insert=True)
    Waiver(
        key=WAIVER,
        event=event,
        condition="contacts",
        reason="The phone is lost.",
        material=material_of(event),
        life_or_liberty=1,
        asked_at=now,
        asked_by="test",
        ends_at=now + timedelta(days=2),
    ).save(force_insert=True)
    RiskHold(code=HOLD, event=event, reason="An inquiry.", placed_at=now, placed_by="test").save(
        force_insert=True
    )
    Pack.objects.create(
        pk=1,
        event=event,
        digest=Pack.digest_of(SECRET),
        made_at=now,
        made_by="test",
        expires_at=event.ends_at,
    )
