"""Articles that a Dashboard lists of an event: done, and which they were is nobody's but the organizers'."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.test import Client
from tests.conftest import Cast
from tests.programs.campaigns import world
from tests.programs.events import world as of_events

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.models import Campaign, WorkItem
from thriving.programs.campaigns.queries.results import exact
from thriving.programs.campaigns.shelf import KEY
from thriving.programs.events import actions as on_events
from thriving.programs.events.models import Event, Roll, Stated

LIST = f"/campaigns/markets/whole/worklists/{KEY}/"
MANY = [f"Page {number}" for number in range(14)]


@pytest.fixture
def campaign(organizer: Person) -> Campaign:
    world.wiki()
    return world.running(organizer)


def event_of(campaign: Campaign, by: Person, key: str, *, editors: int = 0, entrance: str = "open") -> Event:
    """As the Dashboard states how many edited there."""
    event = of_events.held(by, key, entrance=entrance)
    with world.on(world.DURING):
        actions.add_event(campaign, event, by=by)
    roll = Roll.objects.create(event=event, digest="", format="overview", brought_at=clock.now())
    Stated.objects.create(event=event, roll=roll, figures={"editors": editors}, stated_at=clock.now())
    return event


def brought(event: Event, by: Person, *titles: str) -> Roll:
    lines = ["title,url,namespace", *(f"{each},https://enwiki.example/wiki/{each},0" for each in titles)]
    with world.on(world.DURING), of_events.at(of_events.AFTER):
        roll = on_events.bring_table(event, BytesIO("\n".join(lines).encode()), title="a", agreed=True, by=by)
        return on_events.take_in_list(roll, by=by)


def undo(roll: Roll, by: Person) -> None:
    with world.on(world.DURING):
        on_events.undo_list(roll, by=by)


def standing() -> list[tuple[str, str, str | None]]:
    rows = WorkItem.objects.order_by("name").select_related("claimed_by")
    return [(each.name, each.state, each.claimed_by and each.claimed_by.name) for each in rows]


def page(client: Client, reader: Person | None = None) -> str:
    if reader:
        client.force_login(reader)
    return client.get("/campaigns/markets/").content.decode()


def test_who_runs_it_alone_reads_which_they_were(
    campaign: Campaign, organizer: Person, cast: Cast, client: Client
) -> None:
    brought(event_of(campaign, organizer, "fish", editors=12), organizer, *MANY)
    for reader in (None, cast.volunteer):
        assert KEY not in page(client, reader)
        assert re.search(r"Worked on at our events: at least\D+10\b", page(client))
        assert client.get(LIST).status_code == 404
    assert KEY in page(client, organizer)
    assert "Page 13" in client.get(LIST).content.decode()


@pytest.mark.parametrize("said", [{"editors": 9}, {"editors": 30, "entrance": "invited"}])
def test_of_few_editors_and_of_the_invited_not_even_how_many(
    campaign: Campaign, organizer: Person, client: Client, said: dict[str, str]
) -> None:
    world.worklist(campaign, organizer, "Page 1")
    brought(event_of(campaign, organizer, "fish", **said), organizer, *MANY)
    assert "Worked on at our events" not in page(client)
    is_invited = "entrance" in said
    assert WorkItem.objects.get(worklist__key="list").state == ("suggested" if is_invited else "done")
    assert exact(campaign)["worklist_items"] == (0 if is_invited else 1)
    assert WorkItem.objects.filter(worklist__inside=True).count() == (14 if is_invited else 13)


def test_it_goes_into_no_box(campaign: Campaign, organizer: Person) -> None:
    world.worklist(campaign, organizer, "Kejetia Market")
    brought(event_of(campaign, organizer, "fish"), organizer, *MANY)
    world.finish(campaign, organizer)
    made = actions.box_from_campaign(campaign, key="kit", title=Words(en="A kit"), by=organizer)
    assert [each.key for each in made.pieces.all()] == ["list"]


def test_what_another_list_brought_stays_and_so_does_who_took_it(
    campaign: Campaign, organizer: Person, cast: Cast
) -> None:
    world.worklist(campaign, organizer, "Kejetia Market")
    actions.claim(WorkItem.objects.get(), by=cast.volunteer)
    taken = cast.volunteer.name
    both = ("Kejetia Market", "Makola")
    first = brought(event_of(campaign, organizer, "fish"), organizer, *both)
    second = brought(event_of(campaign, organizer, "salt"), organizer, *both)
    done = [("Kejetia Market", "done", taken), ("Makola", "done", None)]
    for roll, then in ((first, done), (second, [("Kejetia Market", "claimed", taken)])):
        assert standing() == done
        undo(roll, organizer)
        assert standing() == then


def test_what_somebody_did_stays_done(campaign: Campaign, organizer: Person, cast: Cast) -> None:
    world.worklist(campaign, organizer, "Kejetia Market")
    item = WorkItem.objects.get()
    actions.claim(item, by=cast.volunteer)
    actions.finish_item(item, by=cast.volunteer)
    undo(brought(event_of(campaign, organizer, "fish"), organizer, "Kejetia Market"), organizer)
    assert standing() == [("Kejetia Market", "done", cast.volunteer.name)]
