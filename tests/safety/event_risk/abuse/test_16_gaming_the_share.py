"""100 % is not reached by looking away: what nobody triaged, or one person set aside, is in the number."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from tests.conftest import person
from tests.safety.event_risk import ready

from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.event_risk import facts
from thriving.safety.event_risk.actions import stakeholders
from thriving.safety.event_risk.queries.stakeholders import all_missed

pytestmark = pytest.mark.django_db


def test_a_funded_event_without_a_triage_is_missed(organizer: Person) -> None:
    ready.funded(ready.event(organizer), person("grantee"))
    with ready.at():
        stakeholders.keep_registers()
    assert all_missed().count() == 2


def test_one_person_sets_nobody_aside(organizer: Person, officer: Person) -> None:
    event = ready.event(organizer)
    ready.funded(event, person("grantee"))
    with ready.at():
        stakeholders.require(event, "enhanced", by="test")
        with pytest.raises(Refused, match="two different people"):
            stakeholders.release(event, by=officer, confirmed_by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        event.risk_stakeholders.update(released_at=ready.NOW, released_by="a", confirmed_by="a")
    assert all_missed().count() == 4


def test_an_officer_takes_part_for_nobody(organizer: Person, officer: Person) -> None:
    event = ready.event(organizer)
    with ready.at():
        stakeholders.require(event, "light", by="test")
        with pytest.raises(PermissionDenied):
            stakeholders.engage(event.risk_stakeholders.get(role="trust-and-safety"), "met", by=officer)


def test_whoever_took_part_is_not_released_with_the_others(organizer: Person, officer: Person) -> None:
    event = ready.event(organizer)
    ready.funded(event, person("grantee"))
    with ready.at():
        stakeholders.require(event, "light", by="test")
        event.risk_stakeholders.filter(role="organizer").update(
            engaged_at=ready.NOW, how="met", engaged_by="test"
        )
        stakeholders.release(event, by=organizer, confirmed_by=officer)
    assert [each.subject for each in facts.statements(facts.REQUIRED)] == ["markets/organizer"]
