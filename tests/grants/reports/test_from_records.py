"""What records of the paid work say of a measure: of that work alone, and never of few people."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.conftest import Cast, person
from tests.grants.reports import world
from tests.programs.events import world as world_of_events

from thriving.evidence import actions as evidence
from thriving.evidence import shipped
from thriving.evidence.models import Measure
from thriving.evidence.statements import Statement
from thriving.grants.agreements.models import Agreement, FundedWork
from thriving.grants.proposals.models import ChosenMeasure
from thriving.grants.reports.from_records import Recorded, recorded, works_behind
from thriving.movement.models import Country, CountryProtection, Person
from thriving.programs.events.facts.event import source_of
from thriving.programs.events.models import Event

pytestmark = pytest.mark.django_db
DAY = date(2026, 8, 9)


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    return world.agreement(cast.volunteer)


def chosen(agreement: Agreement, key: str) -> ChosenMeasure:
    measure = Measure.objects.get(key=key)
    return ChosenMeasure.objects.create(
        proposal=agreement.proposal,
        position=agreement.proposal.measures.count() + 1,
        measure=measure,
        target=2,
    )


def paid_for(agreement: Agreement, event: Event) -> Event:
    FundedWork.objects.create(agreement=agreement, event=event, added_on=DAY, added_by="test")
    return event


def took_part(event: Event, people: int) -> None:
    """So many different people."""
    said = [
        Statement(
            "event.attended",
            f"{number:032x}",
            DAY,
            dimensions={"event": event.key, "role": "participant", "standing": "new", "language": "en"},
            source=source_of(event),
        )
        for number in range(people)
    ]
    evidence.state(said, by="test")


def state_held(event: Event, on: date = DAY) -> None:
    evidence.state(
        [Statement("event.held", event.key, on, dimensions={"format": "online"}, source=source_of(event))],
        by="test",
    )


def told(agreement: Agreement, one: ChosenMeasure) -> Recorded | None:
    with world.on():
        return recorded(agreement, [one], world.BEGINS, world.ENDS).get(one.pk)


@pytest.fixture
def organizer() -> Person:
    return person("oriole", "organizer")


@pytest.fixture
def _measures(db: None) -> None:
    shipped.define(by="test")


@pytest.mark.usefixtures("_measures")
def test_only_the_paid_work_is_counted(agreement: Agreement, organizer: Person) -> None:
    paid = paid_for(agreement, world_of_events.announced(organizer))
    other = world_of_events.announced(organizer, "radio")
    for event in (paid, other):
        state_held(event)
    assert told(agreement, chosen(agreement, "events-held")) == Recorded(Decimal(1))
    assert works_behind(agreement).sources == [source_of(paid)]


@pytest.mark.usefixtures("_measures")
def test_what_lies_outside_the_days_is_not_counted(agreement: Agreement, organizer: Person) -> None:
    state_held(paid_for(agreement, world_of_events.announced(organizer)), on=date(2027, 1, 5))
    assert told(agreement, chosen(agreement, "events-held")) == Recorded(Decimal(0))


@pytest.mark.usefixtures("_measures")
@pytest.mark.parametrize(
    ("people", "said"),
    [
        (3, Recorded(fewer_than=10)),
        (9, Recorded(fewer_than=10)),
        (10, Recorded(Decimal(10))),
        (19, Recorded(Decimal(10))),
    ],
)
def test_people_are_told_of_in_tens(
    agreement: Agreement, organizer: Person, people: int, said: Recorded
) -> None:
    took_part(paid_for(agreement, world_of_events.announced(organizer)), people)
    assert told(agreement, chosen(agreement, "event-participants")) == said


@pytest.mark.usefixtures("_measures")
def test_where_it_is_dangerous_fewer_are_told_of(agreement: Agreement, organizer: Person) -> None:
    took_part(paid_for(agreement, world_of_events.announced(organizer)), 19)
    Country.objects.get_or_create(code="GH")
    CountryProtection.objects.create(country_id="GH", begins_on=date(2020, 1, 1), source="test")
    assert told(agreement, chosen(agreement, "event-participants")) == Recorded(fewer_than=20)


@pytest.mark.usefixtures("_measures")
def test_their_own_measures_and_grants_without_works_have_no_record(agreement: Agreement) -> None:
    own = agreement.proposal.measures.get()
    assert told(agreement, own) is None
    assert told(agreement, chosen(agreement, "events-held")) is None


@pytest.mark.usefixtures("_measures")
def test_what_the_records_said_is_kept_when_it_is_handed_in(
    agreement: Agreement, organizer: Person, cast: Cast
) -> None:
    state_held(paid_for(agreement, world_of_events.announced(organizer)))
    chosen(agreement, "events-held")
    report = world.report(agreement)
    with world.on():
        world.submitted(report, cast.volunteer)
    kept = report.results.get(measure__measure__key="events-held")
    assert (kept.value, kept.recorded) == (Decimal(640), Decimal(1))
