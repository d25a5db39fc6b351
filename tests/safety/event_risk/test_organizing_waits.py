"""What organizers find among their work beside the assessment, also on the list of their grants."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.conftest import person
from tests.safety.event_risk import ready

from thriving.kernel import clock
from thriving.movement import work
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.event_risk.models import Stakeholder

pytestmark = pytest.mark.django_db

CALL, LOOK_BACK = "Have two safety contacts of an event called", "Look back on the risks of an event"


def listed(reader: Person) -> list[str]:
    return [each.item.title for each in work.waiting_for(reader, clock.today(), "grants")]


@pytest.fixture
def event(organizer: Person) -> Event:
    made = ready.ready(organizer)
    ready.funded(made, person("grantee"))
    return made


def test_contacts_wait_until_two_are_reached(event: Event, organizer: Person, officer: Person) -> None:
    with ready.at():
        assert CALL not in listed(organizer)
        event.risk_contacts.update(reached_at=ready.NOW - timedelta(days=15))
        assert CALL in listed(organizer)
        assert CALL not in listed(officer)
    with ready.at(event.ends_at):
        assert CALL not in listed(organizer)


ANSWER = "Call the safety contacts of an event"


def test_officers_call_those_whom_nobody_has_reached(
    event: Event, organizer: Person, officer: Person, authority: Person
) -> None:
    with ready.at():
        assert ANSWER not in listed(officer)
        event.risk_contacts.update(reached_at=None, reached_by="")
        assert ANSWER in listed(officer)
        assert ANSWER not in listed(organizer) + listed(authority)
        event.risk_contacts.update(written_by=officer.key)
        assert ANSWER not in listed(officer)
    with ready.at(event.starts_at - timedelta(days=22)):
        event.risk_contacts.update(written_by="writer")
        assert ANSWER not in listed(officer)


def test_officers_call_nobody_who_is_not_written_down(event: Event, officer: Person) -> None:
    event.risk_contacts.all().delete()
    with ready.at():
        assert ANSWER not in listed(officer)


def test_a_look_back_waits_until_it_is_there(event: Event, organizer: Person) -> None:
    with ready.at():
        assert LOOK_BACK not in listed(organizer)
    with ready.at(event.ends_at):
        assert LOOK_BACK in listed(organizer)
        event.risk_assessments.update(state="debriefed")
        assert LOOK_BACK not in listed(organizer)


def test_each_says_as_whom_one_is_asked(event: Event, organizer: Person, officer: Person) -> None:
    event.risk_contacts.update(reached_at=None, reached_by="")
    Stakeholder.objects.filter(event=event, role="organizer").update(
        person=organizer, engaged_at=None, how="", engaged_by=""
    )
    with ready.at():
        told = {
            (each.item.title, each.item.whose)
            for reader in (organizer, officer)
            for each in work.waiting_for(reader, clock.today(), "grants")
        }
    assert told >= {
        (CALL, "as an organizer of the event"),
        (ANSWER, "as a risk officer"),
        ("Take part in the risk protocol of an event", "in its register"),
    }
    assert all(whose for _title, whose in told)
