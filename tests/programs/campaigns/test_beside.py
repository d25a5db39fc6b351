"""What of campaigns and boxes stands on other pages, waits for people, and is known of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

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
from thriving.movement.actions import Refused, leave
from thriving.movement.models import Country, CountryProtection, Person
from thriving.programs.campaigns import actions, beside
from thriving.programs.campaigns.content import Content
from thriving.programs.campaigns.forms.asking import initiative_choices
from thriving.programs.campaigns.models import Campaign, Contribution, EventLink, WorkItem
from thriving.programs.campaigns.queries.results import exact, goals_of, results
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


def test_a_list_waits_for_who_brought_it_and_its_rows_for_others(
    organizer: Person, other_organizer: Person
) -> None:
    campaign = world.running(organizer)
    actions.name_organizer(campaign, other_organizer, by=organizer)
    table = f"user,what,name,done,on,wiki\n{organizer.name},page,Makola,created,2026-03-09,enwiki\n"
    world.wiki()
    with world.on(world.DURING):
        made = actions.bring_list(campaign, BytesIO(table.encode()), title="days.csv", by=organizer)
    assert (titles(organizer), titles(other_organizer)) == (["Take in or drop the list: days.csv"], [])
    with world.on(world.DURING):
        actions.take_in_list(made, by=organizer)
    assert (titles(organizer), titles(other_organizer)) == ([], ["Confirm 1 contribution"])


def test_what_somebody_took_waits_for_them(organizer: Person, cast: Cast) -> None:
    world.worklist(world.running(organizer), organizer, "Kejetia Market")
    actions.claim(WorkItem.objects.get(), by=cast.volunteer)
    assert titles(cast.volunteer) == ["Kejetia Market"]


def test_a_draft_waits_to_be_announced(organizer: Person, cast: Cast) -> None:
    campaign = world.draft(organizer)
    assert (titles(organizer), titles(cast.lead)) == (["Announce: Markets of the world"], [])
    actions.publish(campaign, by=organizer)
    assert titles(organizer) == []


def test_what_a_keeper_wrote_waits_to_be_published(organizer: Person, other_organizer: Person) -> None:
    box = world.box(organizer)
    waits = ["Publish the next version: A kit"]
    assert (titles(organizer), titles(other_organizer)) == (waits, [])
    actions.publish_version(box, changes=Words(), by=organizer)
    assert titles(organizer) == []
    actions.write_box_piece(box, "task", "room", replace(world.CHECK, day=-7), by=organizer)
    assert titles(organizer) == waits


def test_what_is_new_in_the_box_waits_for_each_who_runs_something_made_of_it(
    organizer: Person, local: Person
) -> None:
    made = world.version(organizer, mail__invitation=world.LETTER)
    campaign = world.from_box(made, organizer, "markets")
    with world.on(world.PLANNED_ON):
        place = actions.place_from_box(
            made, campaign, actions.Placed(title=Words(en="Ghana")), key="gh", by=organizer
        )
    actions.name_organizer(place, local, by=organizer)
    assert titles(local) == []
    actions.write_box_piece(made.box, "role", "host", Content(title=Words(en="Host")), by=organizer)
    newer = actions.publish_version(made.box, changes=Words(en="A host."), by=organizer)
    with world.on(world.DURING):
        (item,) = work.contributors["campaigns"].waiting(local, world.DURING)
    assert (item.address, item.why) == ("/campaigns/markets/gh/news/", "1 piece says something new.")
    assert titles(organizer) == ["The box has changed"] * 2
    for holder in (campaign, place):
        actions.take_all_that_is_safe(holder, newer, by=organizer)
    assert (titles(local), titles(organizer)) == ([], [])


@pytest.mark.parametrize("count", [1, 3])
def test_waiting_asks_the_same_number_of_questions(
    organizer: Person, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = world.version(organizer)
    for number in range(count):
        world.place(world.from_box(made, organizer, f"n-{number}"), organizer)
    actions.write_box_piece(made.box, "role", "host", Content(title=Words(en="Host")), by=organizer)
    actions.publish_version(made.box, changes=Words(en="A host."), by=organizer)
    mine = work.contributors["campaigns"]
    with django_assert_num_queries(12):
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


def test_no_draft_shows_in_what_events_tell(client: Client, organizer: Person) -> None:
    campaign, event = world.draft(organizer), events.held(organizer)
    actions.add_event(campaign, event, by=organizer)
    held = Fact.objects.filter(kind="event.held", superseded_number=None)
    assert "campaign" not in held.get().dimensions
    (row,) = client.get("/events.json?when=past").json()["rows"]
    assert not row["campaign"]
    actions.publish(campaign, by=organizer)
    assert held.get().dimensions["campaign"] == "markets"
    (row,) = client.get("/events.json?when=past").json()["rows"]
    assert row["campaign"] == "markets"
    actions.remove_event(EventLink.objects.get(), by=organizer)
    assert "campaign" not in held.get().dimensions


def test_nothing_names_an_initiative_that_is_a_draft(organizer: Person) -> None:
    initiatives.planned()
    initiatives.draft()
    for plan in (world.draft, events.draft):
        with pytest.raises(Refused, match="no initiative “photo-grants” that is published"):
            plan(organizer, initiative="photo-grants")
    assert initiative_choices() == []
    initiatives.published("tea")
    assert [key for key, _title in initiative_choices()] == ["tea"]


def test_events_for_the_invited_are_counted_for_those_who_run_it(client: Client, organizer: Person) -> None:
    Country.objects.create(code="GH", alpha3="GHA", name="Ghana")
    CountryProtection.objects.create(country_id="GH", begins_on=world.PLANNED_ON, source="A list")
    campaign = world.running(organizer)
    place = world.place(campaign, organizer)
    goal = Content(title=Words(), measure="events_held", target=1)
    actions.write_piece(campaign, "goal", "one", goal, by=organizer)
    actions.add_event(place, events.held(organizer, entrance="invited"), by=organizer)
    whole, places = results(campaign)
    assert whole.numbers["events_held"].value == places[place.pk].numbers["events_held"].value == 0
    assert not goals_of(campaign, whole).goals[0].reached.value
    assert exact(campaign)["events_held"] == exact(place)["events_held"] == 1
    client.force_login(organizer)
    page = client.get("/campaigns/markets/whole/contributions/").content.decode()
    assert "Events held: <bdi>1</bdi>" in page
    fact = Fact.objects.get(kind="event.held")
    assert set(fact.dimensions) == {"format"}


def test_a_priority_leads_to_the_campaigns_that_serve_it(client: Client, organizer: Person) -> None:
    plan = initiatives.planned()
    priority = initiatives.LED.partition("/")[2]
    world.published(organizer, serves=(initiatives.LED,))
    world.published(organizer, "other", title=Words(en="Others"))
    ((label, address),) = beside.from_plan(plan, priority, "")
    assert label == "Campaigns that serve this priority"
    page = client.get(address).content.decode()
    assert "Markets of the world" in page
    assert "Leadership" in page
    assert "Others" not in page
    assert list(beside.from_plan(plan, priority, "grow")) == []
