"""Who of a campaign's contributors is looked at on the wikis: who agreed, and said no nowhere in it."""

from __future__ import annotations

from io import BytesIO

import pytest
from tests.conftest import Cast, person
from tests.programs.campaigns import world
from tests.programs.campaigns.conftest import on_the_wikis
from tests.programs.campaigns.test_on_wikis import event_of
from tests.programs.events import world as of_events
from tests.wiki.world import public

from thriving.movement.models import Person
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.models import Campaign, Contribution
from thriving.programs.campaigns.queries.measured import parts_of
from thriving.programs.events import actions as on_events


@pytest.fixture
def campaign(organizer: Person) -> Campaign:
    public()
    return world.running(organizer, wikis=("aawiki",))


def looked_at(campaign: Campaign) -> set[str]:
    return {name for part in parts_of(campaign) for name in part.names.values()}


def confirm_all(campaign: Campaign) -> None:
    """Only with a wiki account of one's own does a list count at once."""
    actions.confirm(list(campaign.contributions.filter(state="reported")), by="test")


def test_a_list_says_of_each_whether_they_agreed(campaign: Campaign, organizer: Person) -> None:
    row = "{},page,Market {},created,2026-03-10,enwiki,{}"
    said = [("Ama", "yes"), ("Kofi", "no"), ("Esi", "")]
    world.wiki()
    lines = [row.format(name, number, agreed) for number, (name, agreed) in enumerate(said)]
    text = "\n".join(["user,what,name,done,on,wiki,may_measure", *lines])
    with world.on(world.DURING):
        made = actions.bring_list(campaign, BytesIO(text.encode()), title="list", by=organizer)
        assert actions.take_in_list(made, by=organizer) == 3
    confirm_all(campaign)
    assert looked_at(campaign) == {"Ama"}


@pytest.mark.parametrize(("agreed", "names"), [(True, {"Someone"}), (False, set())])
def test_what_one_says_oneself_beats_a_list(
    campaign: Campaign,
    organizer: Person,
    agreed: bool,  # noqa: FBT001 -- a case
    names: set[str],
) -> None:
    someone = on_the_wikis(person("Someone"))
    with world.on(world.DURING):
        actions.record_list(
            campaign, [world.told("Kejetia", "Someone", may_measure=not agreed)], by=organizer
        )
        actions.record(campaign, world.told("Makola", may_measure=agreed), by=someone)
    confirm_all(campaign)
    assert looked_at(campaign) == names


def test_who_said_no_at_one_of_its_events_is_left_out_by_name(campaign: Campaign, organizer: Person) -> None:
    event = of_events.held(organizer, "fish")
    with world.on(world.DURING):
        actions.add_event(campaign, event, by=organizer)
        told = [world.told(name, name, may_measure=True) for name in ("Ama", "Kofi")]
        actions.record_list(campaign, told, by=organizer)
    confirm_all(campaign)
    with of_events.at(of_events.AFTER):
        roll = on_events.bring_names(event, "Ama", agreed=False, by=organizer)
        on_events.take_in_list(roll, by=organizer)
    assert looked_at(campaign) == {"Kofi"}
    with world.on(world.AFTER):
        actions.record_list(campaign, [world.told("Fish", "Ama", may_measure=True)], by=organizer)
    actions.measure_due()
    event.registrations.update(name="")  # as when names are deleted
    assert looked_at(campaign) == {"Kofi"}
    assert not Contribution.objects.get(name="Fish").may_measure


def test_who_said_no_with_an_account_is_left_out(campaign: Campaign, organizer: Person, cast: Cast) -> None:
    someone = on_the_wikis(person("Someone"))
    event = event_of(campaign, organizer, "fish", [3])
    with world.on(world.DURING):
        own = actions.record(campaign, world.told("Makola", may_measure=True), by=someone)
    actions.confirm([own], by=organizer)
    assert looked_at(campaign) == {"Editor 3", "Someone"}
    came = event.registrations.filter(wiki_name__name="Editor 3")
    came.update(subject=someone.key, person=someone, may_measure=False)
    assert looked_at(campaign) == set()
