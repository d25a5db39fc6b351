"""Steps of a plan and pages of events, as they follow a code of conduct."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils.functional import SimpleLazyObject
from tests.conftest import Cast, person
from tests.plan import world as world_of_plans
from tests.programs.events import world as world_of_events
from tests.safety.conduct import world

from thriving.evidence.facts.milestones import MILESTONE_REACHED
from thriving.evidence.models import Fact
from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.programs.milestones import actions as milestones
from thriving.programs.milestones.actions import Prepared
from thriving.safety.conduct import actions, beside, moments, queries

Counted = Callable[..., Any]
STEPS = {
    "draft-published": "published",
    "communities-consulted": "consulted",
    "draft-revised": "revised",
    "board-endorsed": "endorsed",
}


@pytest.fixture
def lead(db: None) -> Person:
    """Leads the priority that the Code of Conduct serves, in the plan of the announcement."""
    world_of_plans.loaded()
    return person("marek", "program_lead priority:thriving-movement-2019/safe-and-secure-spaces")


def reached() -> dict[str, object]:
    facts = Fact.objects.filter(kind=MILESTONE_REACHED.name, superseded_at=None)
    return {each.dimensions["step"]: each.occurred_on for each in facts}


def test_the_plans_steps_are_reached_by_the_code_itself(lead: Person) -> None:
    code = world.code()
    said = Prepared(
        "code-of-conduct", Words(en="Code"), plan="thriving-movement-2019", key_result="code-of-conduct"
    )
    milestone = milestones.prepare(said, by=lead)
    for step, moment in STEPS.items():
        milestones.tie(milestone, step, moments.record_of(code.key, moment), by=lead)
    assert reached() == {}
    version = world.ratified(code)
    told = {
        "draft-published": world.DRAFTED,
        "communities-consulted": world.CONCLUDED,
        "draft-revised": world.CONCLUDED,
    }
    assert reached() == told
    with world.at(world.ENDORSED):
        actions.endorse(version, world.PROOF, by=world.secretary())
    assert reached() == {**told, "board-endorsed": world.ENDORSED}


def test_what_is_withdrawn_reaches_nothing(db: None) -> None:
    version = world.asked()
    published = moments.told("universal/published")
    assert published
    assert published.happened_on == world.DRAFTED
    actions.withdraw(version, why="It was begun too early.", by=world.keeper())
    withdrawn = moments.told("universal/published")
    assert withdrawn
    assert withdrawn.happened_on is None
    assert moments.told("nothing/published") is None


@pytest.fixture
def event(db: None) -> Event:
    world_of_events.coming(person("olga", "organizer"), clock.today() + timedelta(days=40))
    return Event.objects.get(key="markets")


def test_an_event_refers_to_what_is_in_force(event: Event, client: Client) -> None:
    page = "/events/markets/"
    assert "Universal Code of Conduct" not in client.get(page).content.decode()
    first = world.in_force()
    assert 'href="/conduct/universal/1/"' in client.get(page).content.decode()
    world.in_force(first.code, "Be kind, always.")
    assert 'href="/conduct/universal/2/"' in client.get(page).content.decode()


def test_an_event_that_is_over_refers_to_what_held_on_its_day(event: Event, client: Client) -> None:
    first = world.in_force()
    later = world.IN_FORCE + timedelta(days=30)
    second = world.endorsed(first.code, "Be kind, always.")
    with world.at(later):
        actions.take_effect(second, by=world.keeper())
    held = later - timedelta(days=10)
    starts = event.starts_at.replace(year=held.year, month=held.month, day=held.day)
    Event.objects.filter(pk=event.pk).update(starts_at=starts, ends_at=starts + timedelta(hours=2))
    assert 'href="/conduct/universal/1/"' in client.get("/events/markets/").content.decode()


def test_who_is_organizing_is_asked_about_by_the_gate(cast: Cast) -> None:
    version = world.in_force()
    assert not queries.acknowledged(cast.volunteer)
    world.acknowledge(version, cast.volunteer)
    assert queries.acknowledged(cast.volunteer)


def test_whom_nothing_holds_costs_no_question_more(cast: Cast, django_assert_num_queries: Counted) -> None:
    request = RequestFactory().get("/")
    request.user = SimpleLazyObject(lambda: world.again(cast.evaluator))  # type: ignore[assignment]
    with django_assert_num_queries(2):  # who it is, and their roles
        assert beside.held_back(request) == ""
