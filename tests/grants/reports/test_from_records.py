"""What records of the paid work say of a measure: of that work alone, and never of few people."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from tests.conftest import Cast, person
from tests.grants.reports import world
from tests.programs.campaigns import world as world_of_campaigns
from tests.programs.events import world as world_of_events

from thriving.evidence import actions as evidence
from thriving.evidence import shipped
from thriving.evidence.models import Measure
from thriving.evidence.statements import Statement
from thriving.grants.agreements.models import Agreement, CoveredEvent, FundedWork
from thriving.grants.proposals.models import ChosenMeasure
from thriving.grants.reports import actions
from thriving.grants.reports.actions import Said, Written
from thriving.grants.reports.from_records import Recorded, recorded, works_behind
from thriving.grants.reports.models import Report
from thriving.movement.actions import Refused
from thriving.movement.models import Country, CountryProtection, Person
from thriving.programs.campaigns.models import EventLink
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


def field(client: Client, report: Report, one: ChosenMeasure) -> str:
    """What stands in the form of a report, in the field of this measure."""
    with world.on():
        page = client.get(f"/grants/reports/{report.key}/write/").content.decode()
    found = re.search(f'<input[^>]*name="measure-{one.pk}-value"[^>]*>', page)
    assert found
    value = re.search('value="([^"]*)"', found[0])
    return value[1] if value else ""


@pytest.mark.usefixtures("_measures")
def test_a_report_begins_with_what_the_records_say(
    agreement: Agreement, organizer: Person, cast: Cast, client: Client
) -> None:
    event = paid_for(agreement, world_of_events.announced(organizer))
    state_held(event)
    took_part(event, 19)
    held, people = chosen(agreement, "events-held"), chosen(agreement, "event-participants")
    own = agreement.proposal.measures.get(measure=None)
    report = world.report(agreement)
    client.force_login(cast.volunteer)
    assert [field(client, report, each) for each in (held, people, own)] == ["1", "10", ""]
    with pytest.raises(Refused, match="Say how far you came"):
        actions.submit(report, by=cast.volunteer)
    said = Written(results={held.pk: Said(Decimal(3)), people.pk: Said(Decimal(0))})
    actions.write(report, said, revision=1, by=cast.volunteer)
    assert [field(client, report, each) for each in (held, people)] == ["3", "0"]


@pytest.mark.usefixtures("_measures")
def test_of_few_people_it_begins_with_nothing(
    agreement: Agreement, organizer: Person, cast: Cast, client: Client
) -> None:
    took_part(paid_for(agreement, world_of_events.announced(organizer)), 9)
    people = chosen(agreement, "event-participants")
    client.force_login(cast.volunteer)
    assert field(client, world.report(agreement), people) == ""


@pytest.mark.usefixtures("_measures")
def test_what_was_paid_for_once_is_told_of_though_it_left_the_initiative(
    agreement: Agreement, organizer: Person
) -> None:
    left = world_of_events.announced(organizer)
    CoveredEvent.objects.create(agreement=agreement, event=left, since=datetime(2026, 7, 9, tzinfo=UTC))
    state_held(left)
    assert told(agreement, chosen(agreement, "events-held")) == Recorded(Decimal(1))


@pytest.mark.usefixtures("_measures")
def test_what_was_linked_to_a_paid_campaign_is_told_of(agreement: Agreement, organizer: Person) -> None:
    campaign, event = world_of_campaigns.published(organizer), world_of_events.announced(organizer)
    FundedWork.objects.create(agreement=agreement, campaign=campaign, added_on=DAY, added_by="test")
    EventLink.objects.create(campaign=campaign, event=event)
    state_held(event)
    assert told(agreement, chosen(agreement, "events-held")) == Recorded(Decimal(1))
