"""Whoever is on an event's side judges nothing of it, whatever office they hold and by whichever account."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from tests.conftest import person
from tests.safety.event_risk import ready

from thriving.grants.agreements.rules import people_of
from thriving.grants.proposals.models import Applicant
from thriving.kernel import access
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.models import Affiliate, Person, RoleHolding
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions import holds, stakeholders
from thriving.safety.event_risk.queries import gate
from thriving.safety.event_risk.rules.sides import events_on_whose_side

pytestmark = pytest.mark.django_db

JUDGING = (
    *("review_event_risk", "decide_event_risk", "hold_event_risk", "waive_event_risk"),
    "keep_risk_register",
)


def judge(username: str = "jude", *more: str) -> Person:
    return person(username, "risk_officer", "risk_authority", *more)


@pytest.fixture
def event(organizer: Person) -> Event:
    return ready.ready(organizer)


def lakeside(event: Event) -> Affiliate:
    said = {"kind": "user_group", "name": Words(en="Lakeside"), "state": "recognized"}
    return Affiliate.objects.get_or_create(key="lakeside", defaults=said)[0]


def applies(event: Event) -> Person:
    made = judge()
    ready.funded(event, made)
    return made


def applies_together(event: Event) -> Person:
    made, proposal = judge(), ready.funded(event, person("grantee")).proposal
    Applicant.objects.create(
        proposal=proposal, person=made, asked_at=ready.NOW, asked_by="test", agreed_at=ready.NOW
    )
    return made


def has_an_office_of_the_grantee(event: Event) -> Person:
    agreement = ready.funded(event, person("grantee"))
    agreement.proposal.affiliate = lakeside(event)
    agreement.proposal.save()
    return judge("jude", "affiliate_treasurer affiliate:lakeside")


def has_an_office_beside_an_organizer(event: Event) -> Person:
    first = event.organizers.get().person
    RoleHolding.objects.create(
        person=first, role="affiliate_chair", scope="affiliate:lakeside", begins_on=ready.NOW.date()
    )
    return judge("jude", "affiliate_contact affiliate:lakeside")


def stands_in_the_register(event: Event) -> Person:
    made = judge()
    event.risk_stakeholders.filter(role="organizer").update(person=made)
    return made


def is_called_when_something_happens(event: Event) -> Person:
    made = judge()
    Event.objects.filter(pk=event.pk).update(safety_person=made)
    return made


def shares_a_mailbox(event: Event) -> Person:
    made = judge()
    Person.objects.filter(pk=event.organizers.get().person_id).update(email="Olu@example.org")
    Person.objects.filter(pk=made.pk).update(email="olu+safety@example.org")
    return Person.objects.get(pk=made.pk)


def handed_it_in(event: Event) -> Person:
    made = judge()
    event.risk_assessments.update(submitted_by=made.key)
    return made


@pytest.mark.parametrize(
    "near",
    [
        applies,
        applies_together,
        has_an_office_of_the_grantee,
        has_an_office_beside_an_organizer,
        stands_in_the_register,
        is_called_when_something_happens,
        shares_a_mailbox,
        handed_it_in,
    ],
)
def test_who_is_on_its_side_judges_nothing_of_it(
    event: Event, organizer: Person, client: Client, near: Callable[[Event], Person]
) -> None:
    other = ready.event(organizer, "other") if near in (applies, handed_it_in) else None
    by = near(event)
    assert [rule for rule in JUDGING if access.may(by, rule, event)] == []
    with ready.at(), pytest.raises(PermissionDenied):
        holds.place(event, "Wait.", by=by)
    client.force_login(by)
    pages = ("waivers", "holds", "ask_waiver", "place", "add_stakeholder")
    asked = [client.get(reverse(f"event_risk:{page}", args=[event.key])) for page in pages]
    assert {each.status_code for each in asked} <= {404, 302}
    if other:
        assert [rule for rule in JUDGING if access.may(by, rule, other)] == list(JUDGING)


def test_everybody_of_the_grantee_is_on_its_side(event: Event) -> None:
    has_an_office_of_the_grantee(event)
    agreement = event.funded_by.get().agreement
    for pk in people_of(agreement):
        assert event in events_on_whose_side(Person.objects.get(pk=pk))


def test_the_foundations_own_in_the_register_still_judge(event: Event) -> None:
    by = judge()
    event.risk_stakeholders.filter(role="trust-and-safety").update(person=by)
    assert access.may(by, "review_event_risk", event)


def test_nobody_of_its_side_is_the_foundations_in_the_register(event: Event, officer: Person) -> None:
    near = applies(event)
    one = event.risk_stakeholders.get(role="trust-and-safety")
    with ready.at(), pytest.raises(Refused, match="on the side of the event"):
        stakeholders.appoint(one, near, by=officer)
    event.risk_stakeholders.filter(pk=one.pk).update(person=near, engaged_at=None, how="", engaged_by="")
    one.refresh_from_db()
    with ready.at(), pytest.raises(PermissionDenied):
        stakeholders.engage(one, "met", by=near)


def test_who_accepted_and_turns_out_to_be_near_holds_the_money_back(event: Event, officer: Person) -> None:
    event.risk_assessments.update(decided_by=officer.key)
    with ready.at():
        assert gate.is_open(event)
        ready.funded(event, officer)
        assert "is on the side of the event" in str(gate.unmet(event)[0].sentence)


def test_who_accepted_and_left_the_office_had_it_then(event: Event, officer: Person) -> None:
    event.risk_assessments.update(decided_by=officer.key)
    officer.holdings.update(ends_on=ready.NOW.date())
    with ready.at():
        assert gate.is_open(event)
