from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.conftest import Cast, person
from tests.programs.events.world import AFTER, DURING, PLANNED_AT, announced, at, held, times

from thriving.evidence import check
from thriving.evidence.models import Fact
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.actions import Chosen, Planned, Reading, Wishes
from thriving.programs.events.models import Event, Registration


@pytest.fixture
def event(organizer: Person) -> Event:
    return announced(organizer)


def came(
    event: Event, organizer: Person, said: Wishes | None = None, by: Person | None = None
) -> Registration:
    said = said or Wishes()
    with at(PLANNED_AT):
        found = actions.register(event, said, by=by) if by else actions.register_without_account(event, said)
    with at(event.starts_at + timedelta(hours=1)):
        actions.check_in(event, [Reading(found.uid, found.code, DURING)], by=organizer)
    found.refresh_from_db()
    return found


def standing(kind: str = "event.attended") -> Any:
    return Fact.objects.filter(kind=kind, superseded_number=None)


def test_fact_tells_no_name(event: Event, organizer: Person, cast: Cast) -> None:
    came(event, organizer, Wishes(language="en"), by=cast.volunteer)
    fact = standing().get()
    assert (fact.subject, fact.visibility) == (cast.volunteer.key, "restricted")
    assert fact.dimensions == {
        "event": "markets",
        "role": "participant",
        "standing": "new",
        "country": "GH",
        "language": "en",
    }


def test_second_event_makes_nobody_new(event: Event, organizer: Person, cast: Cast) -> None:
    came(event, organizer, by=cast.volunteer)
    later = announced(organizer, "later", sessions=(times(event.held_on + timedelta(days=7)),))
    again = came(later, organizer, by=cast.volunteer)
    assert again.standing == "existing"


def test_of_a_stranger_is_told_what_they_say(event: Event, organizer: Person) -> None:
    assert came(event, organizer, Wishes(says_new=True)).standing == "new"
    assert came(event, organizer).standing == ""


def test_joining_an_account_counts_nobody_twice(event: Event, organizer: Person, cast: Cast) -> None:
    stranger = came(event, organizer)
    actions.join(stranger, to=cast.volunteer)
    assert [fact.subject for fact in standing()] == [cast.volunteer.key]


def test_organizers_took_part_when_it_is_held(organizer: Person) -> None:
    held(organizer)
    fact = standing().get()
    assert (fact.subject, fact.dimensions["role"]) == (organizer.key, "organizer")
    assert fact.dimensions["standing"] == "new"


def test_what_did_not_take_place_counts_nobody(event: Event, organizer: Person) -> None:
    came(event, organizer)
    with at(AFTER):
        actions.take_back(event, reason="It was a rehearsal.", by=organizer)
    assert not standing().exists()


def test_corrected_day_corrects_the_facts(event: Event, organizer: Person) -> None:
    came(event, organizer)
    day = event.held_on - timedelta(days=1)
    with at(AFTER):
        actions.pass_time(event, by="thriving work")
        said = Planned(**{**vars(Planned.of(event)), "sessions": (times(day),)})
        actions.change(event, said, by=organizer)
    assert set(standing().values_list("occurred_on", flat=True)) == {day}


def test_leadership_is_counted_of_events_that_say_so(event: Event, organizer: Person) -> None:
    came(event, organizer, Wishes(comes_as="affiliate_leader"))
    assert not standing("leadership.engaged").exists()
    with at(AFTER):
        actions.choose(event, Chosen(traces=("leadership-tested",)), by=organizer)
    fact = standing("leadership.engaged").get()
    assert (fact.dimensions["stage"], fact.dimensions["role"]) == ("tested", "affiliate_leader")
    with at(AFTER):
        actions.choose(event, Chosen(), by=organizer)
    assert not standing("leadership.engaged").exists()
    assert standing().count() == 1


def test_both_stages_count_one_person(event: Event, organizer: Person) -> None:
    with at(PLANNED_AT):
        actions.choose(event, Chosen(traces=("leadership-tested", "leadership-refined")), by=organizer)
    someone = came(event, organizer, Wishes(comes_as="organizer"))
    assert {fact.subject for fact in standing("leadership.engaged")} == {someone.subject}
    assert standing("leadership.engaged").count() == 2


def test_ledger_equals_the_registrations(event: Event, organizer: Person) -> None:
    with at(PLANNED_AT):
        actions.choose(event, Chosen(traces=("leadership-tested",)), by=organizer)
    came(event, organizer, by=person("ann"))
    came(event, organizer)
    with at(AFTER):
        actions.pass_time(event, by="thriving work")
    assert [*check.as_derived("event.attended"), *check.as_derived("leadership.engaged")] == []
    assert standing().count() == 3
