"""Where events show beside their own pages: in work that waits, the finder, at initiatives, as a measure."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.conftest import Cast
from tests.programs.events import world

from thriving.evidence.measures import Specification, recount_lines
from thriving.evidence.measures.golden import Example
from thriving.evidence.shipped import shipped
from thriving.movement import scopes
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.movement.scopes import Kind
from thriving.programs.events import actions, offers
from thriving.programs.events.models import Event
from thriving.programs.events.waiting import waiting

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
        with django_assert_num_queries(2):
            found = [(item.address, item.due) for item in waiting(organizer, world.AFTER.date())]
        assert list(waiting(cast.lead, world.AFTER.date())) == []
    after = date(2026, 4, 3)
    assert found == [
        ("/events/held/report/write/", after),
        ("/events/late/report/write/", after),
        ("/events/draft/", date(2026, 5, 18)),
    ]


def test_coming_events_can_be_found(
    organizer: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world.announced(organizer, capacity=5)
    world.announced(organizer, "radio", **world.online(country="GH", languages=("sw",)))
    world.announced(organizer, "private", entrance="invited")
    world.draft(organizer, "draft")
    with world.at(world.PLANNED_AT), django_assert_num_queries(4):
        markets, radio = offers.open_on(world.PLANNED_AT.date())
    assert (markets.key, markets.countries, markets.hours, markets.places_left) == (
        "events:markets",
        frozenset({"GH"}),
        7,
        None,
    )
    assert (radio.countries, list(radio.languages)) == (frozenset(), ["sw"])
    with world.at(world.DURING):
        assert offers.open_on(world.DAY) == []


def test_what_was_found_is_read_again_after_a_change(organizer: Person) -> None:
    event = world.announced(organizer)
    with world.at(world.PLANNED_AT):
        before = offers.edition(world.PLANNED_AT.date())
    with world.at(world.PLANNED_AT + timedelta(hours=1)):
        actions.change(event, world.planned(place="Wa"), by=organizer)
        changed = offers.edition(world.PLANNED_AT.date())
    with world.at(world.DURING):
        begun = offers.edition(world.DAY)
    assert len({before, changed, begun}) == 3


def test_the_shipped_measure_counts_its_example() -> None:
    for told in shipped["events"].measures():
        specification = Specification.parse(told["specification"])
        example = Example.read(specification)
        assert recount_lines(example.question, example.lines, example.on).value == example.value


def test_an_organizer_of_one_initiative_plans_for_it_alone(
    client: Client, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = Kind("program", "Initiative", lambda _keys: {"grants": "Grants", "tea": "Tea"})
    monkeypatch.setitem(scopes.kinds._things, "program", kind)  # noqa: SLF001 -- another one stands there
    organizer.holdings.update(scope="program:tea")
    with pytest.raises(Refused, match="initiatives that you organize for"):
        world.draft(organizer, initiative="grants")
    with pytest.raises(Refused, match="initiatives that you organize for"):
        world.draft(organizer)
    event = world.draft(organizer, initiative="tea")
    with pytest.raises(Refused, match="initiatives that you organize for"):
        actions.change(event, world.planned(initiative="grants"), by=organizer)
    client.force_login(organizer)
    offered = client.get(reverse("events:new")).context["form"].fields["initiative"].choices
    assert offered == [("tea", "Tea")]
    assert Event.objects.count() == 1
