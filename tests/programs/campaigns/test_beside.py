"""What of campaigns and boxes stands on other pages, waits for people, and is known of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.conftest import Cast
from tests.programs.campaigns import world
from tests.programs.events import world as events
from tests.programs.experiments import world as experiments
from tests.programs.initiatives import world as initiatives

from thriving.evidence import shipped
from thriving.evidence.models import Fact, Measure
from thriving.kernel.words import Words
from thriving.movement import work
from thriving.movement.actions import leave
from thriving.movement.models import Person
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.models import Campaign, Contribution, WorkItem
from thriving.programs.campaigns.tasks import pass_time

pytestmark = pytest.mark.django_db


def titles(person: Person) -> list[str]:
    with world.on(world.DURING):
        told = work.contributors["campaigns"].waiting(person, world.DURING)
        return [each.title for each in told]


def test_an_experiment_shows_which_version_it_changed(client: Client, organizer: Person) -> None:
    experiments.finished(organizer)
    box = world.box(organizer)
    actions.publish_version(box, changes=Words(), by=organizer, experiments=["tea"])
    assert "A kit, version 1" in client.get("/experiments/tea/").content.decode()
    assert "/experiments/tea/" in client.get("/boxes/kit/").content.decode()


def test_an_event_leads_to_its_campaign(client: Client, organizer: Person) -> None:
    campaign = world.draft(organizer)
    actions.add_event(campaign, events.announced(organizer), by=organizer)
    assert "Markets of the world" not in client.get("/events/markets/").content.decode()
    actions.publish(campaign, by=organizer)
    assert "/campaigns/markets/" in client.get("/events/markets/").content.decode()


def test_tasks_wait_for_who_runs_it_until_done(organizer: Person, other_organizer: Person) -> None:
    campaign = world.from_box(world.version(organizer), organizer, "markets")
    assert titles(organizer) == ["Book the room"]
    assert titles(other_organizer) == []
    actions.tick(campaign.pieces.get(kind="task"), done=True, by=organizer)
    assert titles(organizer) == []


def test_what_was_told_waits_to_be_confirmed_there(organizer: Person, local: Person, cast: Cast) -> None:
    campaign = world.running(organizer)
    mine, other = world.place(campaign, organizer), world.place(campaign, organizer, "kenya")
    actions.name_organizer(mine, local, by=organizer)
    with world.on(world.DURING):
        actions.record(mine, world.told(), by=cast.volunteer)
        actions.record(other, world.told(), by=cast.volunteer)
    assert titles(local) == ["Confirm 1 contribution"]
    assert titles(organizer) == ["Confirm 1 contribution"] * 2


def test_what_somebody_took_waits_for_them(organizer: Person, cast: Cast) -> None:
    world.worklist(world.running(organizer), organizer, "Kejetia Market")
    actions.claim(WorkItem.objects.get(), by=cast.volunteer)
    assert titles(cast.volunteer) == ["Kejetia Market"]


@pytest.mark.parametrize("count", [1, 3])
def test_waiting_asks_the_same_number_of_questions(
    organizer: Person, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = world.version(organizer)
    for number in range(count):
        world.place(world.from_box(made, organizer, f"n-{number}"), organizer)
    mine = work.contributors["campaigns"]
    with django_assert_num_queries(5):
        list(mine.waiting(organizer, world.FIRST))


def test_campaigns_start_on_their_first_day(organizer: Person) -> None:
    world.published(organizer)
    with world.on(world.FIRST - timedelta(days=1)):
        pass_time()
    assert Campaign.objects.get().state == "published"
    with world.on(world.FIRST):
        pass_time()
    assert Campaign.objects.get().state == "running"


def test_who_leaves_is_forgotten_and_the_numbers_stay(organizer: Person, cast: Cast) -> None:
    campaign = world.running(organizer)
    world.worklist(campaign, organizer, "Kejetia Market")
    actions.claim(WorkItem.objects.get(), by=cast.volunteer)
    with world.on(world.DURING):
        mine = actions.record(campaign, world.told(), by=cast.volunteer)
    actions.confirm([mine], by=organizer)
    leave(cast.volunteer, by=cast.volunteer)
    assert WorkItem.objects.get().state == "suggested"
    assert Contribution.objects.count() == 1
    assert Fact.objects.filter(kind="campaign.contributed", superseded_number=None).count() == 1


def test_measures_come_with_it(db: None) -> None:
    shipped.define(by="test")
    keys = {each["key"] for each in shipped.shipped["campaigns"].measures()}
    assert set(Measure.objects.filter(key__in=keys).values_list("key", flat=True)) == keys


def test_a_campaign_leads_to_its_initiative(client: Client, organizer: Person) -> None:
    initiatives.planned()
    initiatives.published()
    world.published(organizer)
    Campaign.objects.update(initiative="photo-grants")
    assert 'href="/initiatives/photo-grants/"' in client.get("/campaigns/markets/").content.decode()
