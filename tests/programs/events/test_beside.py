"""Where events show beside their own pages: in work that waits, the finder, at initiatives, as a measure."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.conftest import Cast
from tests.programs.events import world
from tests.programs.initiatives import world as world_of_initiatives

from thriving.evidence.measures import Specification, recount_lines
from thriving.evidence.measures.golden import Example
from thriving.evidence.shipped import shipped
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.plan.models import Plan
from thriving.programs.events import actions, offers
from thriving.programs.events.beside import from_plan
from thriving.programs.events.models import Mark
from thriving.programs.events.queries.event import PAST, Wanted, matching
from thriving.programs.events.waiting import waiting
from thriving.programs.matching.engine import Offer

pytestmark = pytest.mark.django_db


def test_a_draft_waits_to_be_announced_and_what_is_over_to_be_reported(
    organizer: Person, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world.held(organizer, "held")
    world.announced(organizer, "late")
    world.announced(organizer, "coming", sessions=(world.times(date(2026, 6, 1)),))
    world.draft(organizer, "draft", sessions=(world.times(date(2026, 6, 1)),))
    world.draft(organizer, "missed")
    with world.at(world.AFTER):
        with django_assert_num_queries(3):
            found = [(item.address, item.due) for item in waiting(organizer, world.AFTER.date())]
        assert list(waiting(cast.lead, world.AFTER.date())) == []
    after = date(2026, 4, 3)
    assert found == [
        ("/events/held/report/write/", after),
        ("/events/late/report/write/", after),
        ("/events/draft/", date(2026, 5, 18)),
    ]


def on_offer() -> list[Offer]:
    keys = [line.split()[0] for line in offers.standing(world.DAY).splitlines()]
    found = offers.offers(keys)
    return [found[key] for key in keys]


def test_coming_events_can_be_found(
    organizer: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world.announced(organizer, capacity=5)
    world.announced(organizer, "radio", **world.online(country="GH", languages=("sw",)))
    world.announced(organizer, "private", entrance="invited")
    world.draft(organizer, "draft")
    with world.at(world.PLANNED_AT), django_assert_num_queries(8):
        markets, radio = on_offer()
    assert (markets.key, markets.countries, markets.hours, markets.places_left) == (
        "events:markets",
        frozenset({"GH"}),
        7,
        None,
    )
    assert (radio.countries, list(radio.languages)) == (frozenset(), ["sw"])
    with world.at(world.DURING):
        assert on_offer() == []


def test_what_was_found_is_read_again_after_a_change(organizer: Person) -> None:
    event = world.announced(organizer)
    with world.at(world.PLANNED_AT):
        before = offers.standing(world.PLANNED_AT.date())
    with world.at(world.PLANNED_AT + timedelta(hours=1)):
        actions.change(event, world.planned(place="Wa"), by=organizer)
        changed = offers.standing(world.PLANNED_AT.date())
    with world.at(world.DURING):
        begun = offers.standing(world.DAY)
    assert len({before, changed, begun}) == 3


def test_an_event_is_found_as_long_as_one_can_register(organizer: Person) -> None:
    event = world.announced(organizer)
    closes_at = world.PLANNED_AT + timedelta(days=2)
    with world.at(world.PLANNED_AT):
        before = offers.standing(world.PLANNED_AT.date())
        actions.choose(event, actions.Chosen(closes_at=closes_at), by=organizer)
        assert offers.standing(world.PLANNED_AT.date()) != before
        (found,) = on_offer()
    assert found.closes_on == closes_at.date()
    with world.at(closes_at):
        assert on_offer() == []


def test_the_shipped_measure_counts_its_example() -> None:
    for told in shipped["events"].measures():
        specification = Specification.parse(told["specification"])
        example = Example.read(specification)
        assert recount_lines(example.question, example.lines, example.on).value == example.value


def test_an_organizer_of_one_initiative_plans_for_it_alone(client: Client, organizer: Person) -> None:
    world_of_initiatives.planned()
    for key, title in (("grants", "Grants"), ("tea", "Tea")):
        world_of_initiatives.published(key, title=Words(en=title))
    organizer.holdings.update(scope="program:tea")
    for not_theirs in ("grants", ""):
        with pytest.raises(Refused, match="initiatives that you organize for"):
            world.draft(organizer, initiative=not_theirs)
    event = world.draft(organizer, initiative="tea")
    with pytest.raises(Refused, match="initiatives that you organize for"):
        actions.change(event, world.planned(initiative="grants"), by=organizer)
    client.force_login(organizer)
    offered = client.get(reverse("events:new")).context["form"].fields["initiative"].choices
    assert offered == [("tea", "Tea")]


def test_an_initiative_and_its_events_lead_to_each_other(client: Client, organizer: Person) -> None:
    world_of_initiatives.planned()
    world_of_initiatives.published("tea", title=Words(en="Tea"))
    world.announced(organizer, initiative="tea", serves=(world_of_initiatives.LED,))
    with world.at(world.PLANNED_AT):
        event = client.get("/events/markets/").content.decode()
        initiative = client.get("/initiatives/tea/").content.decode()
    assert '<a href="/initiatives/tea/">Tea</a>' in event
    assert "Leadership" in event
    assert '<a href="/events/markets/">Writing about markets</a>' in initiative
    assert "?initiative=tea" in initiative
    with world.at(world.AFTER):
        over = client.get("/initiatives/tea/").content.decode()
    assert '<a href="/events/markets/">Writing about markets</a>' in over
    assert "?initiative=tea&amp;when=past" in over


def test_a_priority_leads_to_the_events_that_serve_it(organizer: Person) -> None:
    event = world.held(organizer)
    world.held(organizer, "other")
    Mark.objects.create(event=event, what="serves", code="plan/leaders")
    plan = Plan(key="plan", state="open")
    assert [address for _label, address in from_plan(plan, "leaders", "")] == [
        "/events/?serves=plan%2Fleaders"
    ]
    assert list(matching(organizer, Wanted(when=PAST, serves="plan/leaders"))) == [event]


def test_that_few_places_are_taken_is_told_to_nobody(organizer: Person, client: Client) -> None:
    """It would say how many come, exactly."""
    for capacity in (3, 10):
        event = world.announced(organizer, f"of-{capacity}", capacity=capacity)
        with world.at(world.PLANNED_AT):
            for number in range(capacity):
                actions.register_without_account(event, actions.Wishes(email=f"a{number}@example.org"))
    with world.at(world.PLANNED_AT):
        assert {each.key: each.places_left for each in on_offer()} == {"events:of-3": None, "events:of-10": 0}
        few, many = (client.get(f"/events/of-{capacity}/").content.decode() for capacity in (3, 10))
        asked = client.get("/events/of-3/register/").content.decode()
    assert ["All places are taken for now" in text for text in (few, many, asked)] == [False, True, False]
