"""Each rule on an event's risks: who may by it, and nobody else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.conftest import person
from tests.grants.reach import who_may
from tests.safety.event_risk.world import LATER, World, on_conditions

from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions import stakeholders
from thriving.safety.event_risk.models import Mitigation, Proviso, Stakeholder

ORGANIZERS = {"olga", "oskar"}
OFFICERS = {"rita", "rafa"}
NEAR = {"near"}  # with both roles, and on the event's side
REGISTERED = {"partner", "ours"}
PREPARING = ORGANIZERS | OFFICERS | NEAR

ON_EVENTS = {
    "see_event_risk": PREPARING | REGISTERED | {"ada", "owner"},
    "write_event_risk": ORGANIZERS,
    "review_event_risk": OFFICERS | {"ada"},
    "decide_event_risk": {"ada"},
    "keep_risk_contacts": PREPARING,
    "verify_risk_contact": PREPARING,
    "make_risk_pack": PREPARING,
    "record_incident": PREPARING,
    "debrief_event_risk": PREPARING,
    "hold_event_risk": OFFICERS,
    "waive_event_risk": {"ada"},
    "keep_risk_register": OFFICERS,
    # By role alone: of which events, others say.
    "see_risk_reviews": OFFICERS | NEAR | {"ada"},
    "raise_country_alert": OFFICERS | NEAR | {"ada"},
}
OF_PARTNER = {"name_stakeholder": OFFICERS | ORGANIZERS, "engage_stakeholder": ORGANIZERS | {"partner"}}
OF_OURS = {"name_stakeholder": OFFICERS, "engage_stakeholder": {"ours"}}


@pytest.fixture
def people(it: World) -> dict[str, object]:
    others: dict[str, object] = {
        "near": person("near", "risk_officer", "risk_authority"),
        "partner": person("partner"),
        "ours": person("ours"),
        "owner": person("owner"),
        "nobody": AnonymousUser(),
    }
    Event.objects.filter(pk=it.event.pk).update(safety_person=others["near"])
    return {**{name: each for name, each in vars(it).items() if isinstance(each, Person)}, **others}


def test_each_is_for_whom_it_names(it: World, people: dict[str, Person]) -> None:
    _assessment, proviso = on_conditions(it)
    Proviso.objects.update(owner=people["owner"])
    Mitigation.objects.update(owner=people["owner"])
    stakeholders.require(it.event, "enhanced", by="test")
    register = it.event.risk_stakeholders
    ours = register.filter(employer="foundation").earliest("pk")
    partner = register.exclude(employer="foundation").exclude(role="organizer").earliest("pk")
    for each, name in ((ours, "ours"), (partner, "partner")):
        type(each).objects.filter(pk=each.pk).update(person=people[name])
    for record, table in (
        (it.event, ON_EVENTS),
        (partner, OF_PARTNER),
        (ours, OF_OURS),
        (proviso, {"meet_proviso": {"owner"}}),
        (Mitigation.objects.get(), {"do_mitigation": {"owner"}}),
    ):
        assert {rule: who_may(rule, record, people) for rule in table} == table


def registered(it: World, person: Person, **otherwise: object) -> Stakeholder:
    """Of the Foundation, in the register of the event."""
    stakeholders.require(it.event, "enhanced", by="test")
    ours = it.event.risk_stakeholders.filter(employer="foundation").earliest("pk")
    Stakeholder.objects.filter(pk=ours.pk).update(person=person, **otherwise)
    return ours


def test_whoever_was_released_may_nothing_more(it: World, people: dict[str, Person]) -> None:
    one = {"ours": people["ours"]}
    ours = registered(it, one["ours"], released_at=LATER, released_by="one", confirmed_by="another")
    assert who_may("see_event_risk", it.event, one) == set()
    assert who_may("engage_stakeholder", ours, one) == set()


def test_a_disabled_account_may_nothing_more(it: World, people: dict[str, Person]) -> None:
    _assessment, proviso = on_conditions(it)
    Proviso.objects.update(owner=people["owner"])
    ours = registered(it, people["ours"])
    for each in people.values():
        each.is_active = False
    for record, rules in ((it.event, ON_EVENTS), (ours, OF_OURS), (proviso, {"meet_proviso"})):
        assert {rule: who_may(rule, record, people) for rule in rules} == {rule: set() for rule in rules}
