from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.programs.events.world import announced
from tests.safety.event_risk import ready
from tests.safety.event_risk.world import (
    LATER,
    World,
    accepted,
    answers,
    drafted,
    in_review,
    later,
    on_conditions,
    submitted,
    triaged,
)

from thriving.kernel import clock
from thriving.movement.models import Country, CountryProtection, Person
from thriving.safety.event_risk.actions import assessing, measures, reviewing, staleness, triage
from thriving.safety.event_risk.questionnaire import Tier
from thriving.safety.event_risk.waiting.assessments import waiting


def titles(someone: Person) -> list[str]:
    return [item.title for item in waiting(someone, clock.today())]


def test_organizers_begin_hand_in_change_and_assess_anew(it: World) -> None:
    assert titles(it.olga) == []
    triaged(it)
    assert titles(it.olga) == titles(it.oskar) == ["Begin the risk assessment of an event"]
    found = drafted(it)
    assert titles(it.olga) == ["Hand in the risk assessment of an event"]
    assessing.submit(found, by=it.olga)
    assert titles(it.olga) == []
    reviewing.take_up(found, by=it.rita)
    reviewing.ask_changes(found, "Say more.", by=it.rita)
    assert titles(it.olga) == ["Change the risk assessment of an event"]


def test_what_went_stale_is_assessed_anew(it: World) -> None:
    accepted(it)
    staleness.make_stale(it.event, "incident", by=it.rita)
    assert titles(it.olga) == ["Assess the risks of an event anew"]


def test_what_is_paid_for_wants_its_triage(it: World) -> None:
    ready.funded(it.event, it.stranger)
    assert titles(it.olga) == ["Say how carefully to look at the risks of an event"]
    triaged(it, Tier.NONE)
    assert (titles(it.olga), titles(it.rita)) == ([], ["Say whether less care is enough for an event"])


def test_reviewers_review_and_an_authority_decides(it: World) -> None:
    found = submitted(it, steps=(5, 3, 5, 3))
    assert titles(it.rita) == titles(it.rafa) == ["Review the risk assessment of an event"]
    reviewing.take_up(found, by=it.rita)
    assert titles(it.rafa) == []
    reviewing.escalate(found, "It is high.", by=it.rita)
    assert (titles(it.rita), titles(it.ada)) == ([], ["Decide on the risks of an event"])


def test_a_review_is_due_by_the_clock_of_the_protocol_and_before_the_event(it: World) -> None:
    found = submitted(it)
    (item,) = waiting(it.rita, clock.today())
    assert item.due == it.event.local_start.date() - timedelta(days=21)
    type(it.event).objects.update(starts_at=LATER + timedelta(days=90), ends_at=LATER + timedelta(days=91))
    (item,) = waiting(it.rita, clock.today())
    assert found.submitted_at
    assert item.due == found.submitted_at.date() + timedelta(days=14)


def test_conditions_are_met_by_one_and_confirmed_by_another(it: World) -> None:
    _found, proviso = on_conditions(it)
    assert titles(it.oskar) == [
        "Do what you answer for against a risk",
        "Meet a condition that you answer for",
    ]
    measures.meet(proviso, "She said yes.", by=it.oskar)
    assert titles(it.rafa) == ["Confirm that a condition is met"]


def test_what_was_done_against_a_risk_waits_for_another_who_confirms_it(it: World) -> None:
    done = accepted(it).risks.get().mitigations.get()
    confirm = "Confirm that a measure against a risk was done"
    assert confirm not in titles(it.rita)
    measures.do(done, "The bill is there.", by=it.oskar)
    assert confirm in titles(it.rita)
    assert confirm not in titles(it.oskar) + titles(it.olga)
    measures.verify(done, done=True, by=it.rita)
    assert confirm not in titles(it.rita)


def test_each_says_as_whom_one_is_asked(it: World) -> None:
    def whose(someone: Person) -> set[str]:
        return {item.whose for item in waiting(someone, clock.today())}

    _found, proviso = on_conditions(it)
    assert whose(it.oskar) == {"as the one who answers for it"}
    measures.meet(proviso, "She said yes.", by=it.oskar)
    assert whose(it.rafa) == {"as a risk officer"}
    staleness.make_stale(it.event, "incident", by=it.rita)
    assert whose(it.olga) == {"as an organizer of the event"}


def test_a_mailbox_learns_nothing_where_taking_part_is_dangerous(it: World) -> None:
    in_review(it)
    ghana = Country.objects.get_or_create(code="GH", defaults={"alpha3": "GHA", "name": "Ghana"})[0]
    assert [item.kind for item in waiting(it.rita, clock.today())] != [""]
    CountryProtection.objects.create(country=ghana, begins_on=clock.today(), source="A report")
    assert [item.kind for item in waiting(it.rita, clock.today())] == [""]


@pytest.mark.parametrize("rows", [1, 3])
def test_it_asks_the_same_however_much_waits(
    it: World, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        event = announced(it.olga, key=f"event-{number}")
        with later():
            triage.answer(event, answers(Tier.LIGHT), by=it.olga)
    reader = Person.objects.get(pk=it.olga.pk)
    assert reader.roles
    with django_assert_num_queries(5):
        assert len(titles(reader)) == rows
