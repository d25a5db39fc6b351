"""Events with their risk protocols at every step, and crises."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from django.db import transaction

from bench.granting import readers
from bench.granting.steps import Size, days, noon, portions
from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import Country, Person
from thriving.programs.events.models import Event, Organizer
from thriving.safety.crisis.models import Clock, Crisis, Decision
from thriving.safety.event_risk.models import (
    Assessment,
    CountryAlert,
    Mitigation,
    Proviso,
    Risk,
    RiskHold,
    SafetyContact,
    Stakeholder,
    Triage,
    Waiver,
)
from thriving.safety.event_risk.questionnaire import NEWEST
from thriving.safety.event_risk.states.assessment import HELD

COUNTRIES = ("GH", "NG", "IN", "BR")
ASSESSED = (
    *("submitted", "submitted", "in_review", "escalated", "accepted", "accepted"),
    *("accepted_conditional", "stale", "required", "draft"),
)
CRISES = (
    *("reported", "qualifying", "not_qualifying", "qualified", "activated"),
    *("stable", "monitoring", "stood_down", "review_due"),
    *("closed", "closed", "closed"),
)
BEFORE = ("reported", "qualifying", "not_qualifying")
HELD_BACK, WAIVED, SIGNED, OVER, UNREACHED = 20, 10, 8, 5, 5  # every so many events


def fill(size: Size) -> None:
    people = readers.all_of("organizer")
    for numbers in portions(Event.objects.count(), size.events):
        _announce([_event(number) for number in numbers], people)
    for numbers in portions(Crisis.objects.count(), size.crises):
        _raise([_crisis(number) for number in numbers])
    if not CountryAlert.objects.exists():
        country = Country.objects.get(pk=COUNTRIES[0])
        said = {"words": "Elections.", "source": "https://example.org/", "raised_by": "bench"}
        CountryAlert.objects.create(country=country, raised_at=noon(1), **said)


def _event(number: int) -> Event:
    """Every fifth is over."""
    starts = noon(40 if number % OVER == 0 else -10 - number % 80)
    return Event(
        key=f"event-{number}",
        title=Words(en=f"Photographs of markets, {number}"),
        text=Words(en="We take photographs together, and upload them."),
        format="in_person",
        state="held" if number % OVER == 0 else "published",
        time_zone="Africa/Accra",
        starts_at=starts,
        ends_at=starts + days(1),
        country=COUNTRIES[number % len(COUNTRIES)],
        place="Kumasi",
        published_at=noon(50),
        changed_at=noon(50),
    )


@transaction.atomic
def _announce(events: list[Event], people: list[Person]) -> None:
    made = Event.objects.bulk_create(events)
    owners = {each.pk: people[_number(each) // 4 % len(people)] for each in made}
    Organizer.objects.bulk_create(
        Organizer(event=each, person=owners[each.pk], named_at=noon(50), named_by="bench") for each in made
    )
    Triage.objects.bulk_create(map(_triage, made))
    assessed = Assessment.objects.bulk_create(map(_assessment, made, cycle(ASSESSED)))
    risks = Risk.objects.bulk_create(each for assessment in assessed for each in _risks(assessment))
    Mitigation.objects.bulk_create(_mitigation(each, owners[each.assessment.event_id]) for each in risks)
    Proviso.objects.bulk_create(
        _proviso(each, owners[each.event_id]) for each in assessed if each.state == "accepted_conditional"
    )
    Stakeholder.objects.bulk_create(each for event in made for each in _stakeholders(event, owners[event.pk]))
    SafetyContact.objects.bulk_create(
        _contact(each, post) for each in made for post in ("at_venue", "outside")
    )
    Waiver.objects.bulk_create(_waiver(each) for each in made if each.pk % WAIVED == 0)
    RiskHold.objects.bulk_create(_hold(each) for each in made if each.pk % HELD_BACK == 0)


def _number(event: Event) -> int:
    return int(event.key.rpartition("-")[2])


def _triage(event: Event) -> Triage:
    waits = event.pk % SIGNED == 0
    return Triage(
        event=event,
        number=1,
        questionnaire=NEWEST.version,
        answers={each.key: "no" for each in NEWEST.questions},
        tier="none" if waits else "standard",
        material="0" * 64,
        state="proposed" if waits else "stands",
        answered_at=noon(30),
        answered_by="bench",
    )


def _assessment(event: Event, state: str) -> Assessment:
    begun = state not in ("required", "draft")
    holds = state in HELD
    return Assessment(
        event=event,
        number=1,
        tier="standard",
        state=state,
        material="0" * 64 if begun else "",
        inherent=3,
        residual=2,
        life_or_liberty=1,
        submitted_at=noon(6) if begun else None,
        submitted_by="organizer" if begun else "",
        decided_at=noon(2) if holds else None,
        decided_by="officer" if holds else "",
        limit=2,
        valid_until=noon(-60) if holds else None,
        stale_why="age" if state == "stale" else "",
        begun_at=noon(20),
    )


def _risks(assessment: Assessment) -> Iterator[Risk]:
    for domain in ("life_and_liberty", "travel"):
        yield Risk(
            assessment=assessment,
            domain=domain,
            threat="Buses stop running after dark",
            likelihood=3,
            consequence=3,
            residual_likelihood=2,
            residual_consequence=3,
            written_at=noon(20),
            written_by="bench",
        )


def _mitigation(risk: Risk, owner: Person) -> Mitigation:
    due = noon(-5).date()
    return Mitigation(risk=risk, words="Taxis are ordered", effect="both", owner=owner, due_on=due)


def _proviso(assessment: Assessment, owner: Person) -> Proviso:
    return Proviso(
        assessment=assessment,
        number=1,
        words="A nurse is there",
        owner=owner,
        due_on=noon(-5).date(),
        state="met",
        evidence="She has agreed.",
        met_at=noon(1),
        met_by=owner.key,
    )


def _stakeholders(event: Event, owner: Person) -> Iterator[Stakeholder]:
    """The Foundation's second role has not taken part, its third one is nobody's yet."""
    engaged = {"engaged_at": noon(3), "how": "met", "engaged_by": "bench"}
    for role, employer, person, said in (
        ("grants-officer", "foundation", owner, engaged),
        ("trust-and-safety", "foundation", owner, {}),
        ("events-team", "foundation", None, {}),
        ("organizer", "affiliate", owner, engaged),
    ):
        yield Stakeholder(
            event=event, role=role, employer=employer, person=person, required_at=noon(20), **said
        )


def _contact(event: Event, post: str) -> SafetyContact:
    """Reached in time, but for the one outside of every fifth event."""
    missing = post == "outside" and event.pk % UNREACHED == 1
    return SafetyContact(
        event=event,
        post=post,
        name="Efua",
        number="+233 30 000 0000",
        written_at=noon(20),
        written_by="bench",
        reached_at=None if missing else min(event.starts_at, clock.now()) - days(1),
        reached_by="" if missing else "another",
    )


def _waiver(event: Event) -> Waiver:
    return Waiver(
        event=event,
        condition="contacts",
        reason="The phone is lost.",
        material="0" * 64,
        life_or_liberty=1,
        asked_at=noon(1),
        asked_by="bench",
        ends_at=noon(-20),
    )


def _hold(event: Event) -> RiskHold:
    return RiskHold(event=event, reason="An inquiry.", placed_at=noon(1), placed_by="bench")


def _crisis(number: int) -> Crisis:
    state = CRISES[number % len(CRISES)]
    named = state not in BEFORE
    return Crisis(
        kind="blackout",
        danger="no",
        country=COUNTRIES[number % len(COUNTRIES)],
        affected="some",
        told="The site cannot be reached.",
        raised_at=noon(1 + number % 700),
        state=state,
        severity=1 + number % 4,
        codename=f"Heron {number}" if named else "",
        qualified_at=noon(1 + number % 700) if named else None,
        counted_at=noon(0) if named else None,
        answer_counted_at=noon(0) if state == "closed" else None,
    )


@transaction.atomic
def _raise(crises: list[Crisis]) -> None:
    made = Crisis.objects.bulk_create(crises)
    Clock.objects.bulk_create(_clock(each) for each in made)
    Decision.objects.bulk_create(
        _decision(each) for each in made if each.state not in ("reported", "qualifying")
    )


def _clock(crisis: Crisis) -> Clock:
    return Clock(
        crisis=crisis,
        task="report",
        started_at=crisis.raised_at,
        half_at=crisis.raised_at + days(1),
        due_at=crisis.raised_at + days(2),
        dropped_at=noon(0) if crisis.state in ("closed", "not_qualifying") else None,
    )


def _decision(crisis: Crisis) -> Decision:
    qualifies = crisis.state != "not_qualifying"
    return Decision(
        crisis=crisis,
        number=1,
        qualifies=qualifies,
        answers={},
        severity=crisis.severity if qualifies else None,
        reason="By the criteria.",
        decided_at=noon(1),
    )
