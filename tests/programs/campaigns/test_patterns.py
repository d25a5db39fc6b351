"""Boxes and campaigns name learning patterns, whose pages lead back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from tests.programs.campaigns import world
from tests.programs.patterns import world as patterns

from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.content import Content
from thriving.programs.campaigns.models import BoxVersion, Piece
from thriving.programs.campaigns.queries.kit import differences
from thriving.programs.patterns.links import links_to

pytestmark = pytest.mark.django_db

TEA = Content(title=Words(), text=Words(en="So that they stay."), pattern="tea-first")
ADDRESS = 'href="/learning-patterns/tea-first/"'


@pytest.fixture
def version(organizer: Person) -> BoxVersion:
    patterns.published()
    return world.version(organizer, **{"pattern__tea-first": TEA, "task__room": world.CHECK})


def leads_to(reader: Person) -> list[str]:
    return [link.address for link in links_to(reader, "tea-first")]


def test_a_box_leads_to_a_pattern_and_back(client: Client, version: BoxVersion, organizer: Person) -> None:
    page = client.get("/boxes/kit/").content.decode()
    assert ADDRESS in page
    assert "So that they stay." in page
    assert 'href="/boxes/kit/"' in client.get("/learning-patterns/tea-first/").content.decode()
    actions.drop_box_piece(version.box, "pattern", "tea-first", by=organizer)
    actions.publish_version(version.box, changes=Words(en="Without tea."), by=organizer)
    assert leads_to(organizer) == []


def test_a_campaign_keeps_them_and_leads_to_them(
    client: Client, version: BoxVersion, organizer: Person
) -> None:
    campaign = world.from_box(version, organizer, "markets")
    assert ADDRESS in client.get("/campaigns/markets/").content.decode()
    assert leads_to(organizer) == ["/boxes/kit/", "/campaigns/markets/"]
    actions.leave_out(campaign.pieces.get(kind="pattern"), by=organizer)
    assert leads_to(organizer) == ["/boxes/kit/"]


def test_a_place_that_takes_no_part_yet_is_not_named(version: BoxVersion, organizer: Person) -> None:
    said = actions.Placed(Words(en="Kenya"), country="KE")
    place = actions.place_from_box(version, world.published(organizer), said, key="kenya", by=organizer)
    assert leads_to(organizer) == ["/boxes/kit/"]
    actions.join(place, by=organizer)
    assert leads_to(organizer) == ["/boxes/kit/", "/campaigns/markets/"]


def test_it_is_taken_over_three_ways(client: Client, version: BoxVersion, organizer: Person) -> None:
    campaign = world.from_box(version, organizer, "markets")
    mine, theirs = (replace(TEA, text=Words(en=text)) for text in ("With bread.", "With milk."))
    actions.write_piece(campaign, "pattern", "tea-first", mine, by=organizer)
    actions.write_box_piece(version.box, "pattern", "tea-first", theirs, by=organizer)
    newer = actions.publish_version(version.box, changes=Words(en="Milk."), by=organizer)
    (found,) = [each for each in differences(campaign, newer) if each.standing.is_news]
    assert (found.standing, str(found.title)) == ("both", "Tea first")
    client.force_login(organizer)
    assert "With milk." in client.get("/campaigns/markets/whole/news/").content.decode()
    actions.take_over(campaign, newer, found.name, seen=found.seen, by=organizer)
    assert str(Piece.objects.get(kind="pattern").said.text) == "With milk."


def test_a_finished_campaign_brings_them_into_its_box(version: BoxVersion, organizer: Person) -> None:
    campaign = world.from_box(version, organizer, "markets")
    world.finish(campaign, organizer)
    box = actions.box_from_campaign(campaign, key="again", title=Words(en="Again"), by=organizer)
    assert box.pieces.get(kind="pattern").content == TEA.as_json()


def test_one_is_picked_by_its_name(client: Client, organizer: Person) -> None:
    patterns.published()
    patterns.draft(key="secret-recipe", title=Words(en="Secret recipe"))
    world.box(organizer)
    client.force_login(organizer)
    page = "/boxes/kit/draft/pattern/"
    form = client.get(f"{page}new/").content.decode()
    assert "Tea first" in form
    assert "Secret recipe" not in form
    assert client.post(f"{page}new/", {"pattern": "secret-recipe"}).status_code == 422
    assert client.post(f"{page}new/", {"pattern": "tea-first", "text_en": "Tea."}).status_code == 302
    assert client.post(f"{page}new/", {"pattern": "tea-first", "text_en": "Tea."}).status_code == 422
    assert client.post(f"{page}tea-first/", {"text_en": "Tea, hot."}).status_code == 302
    draft = client.get("/boxes/kit/draft/").content.decode()
    assert "Tea first" in draft
    assert "Tea, hot." in draft


def test_what_is_no_pattern_is_refused(organizer: Person) -> None:
    patterns.draft()
    with pytest.raises(Refused, match="no learning pattern “tea-first”"):
        world.box(organizer, **{"pattern__tea-first": TEA})
    patterns.published(key="coffee-first")
    with pytest.raises(Refused, match="no learning pattern “tea-first”"):
        world.box(organizer, "other", **{"pattern__coffee-first": TEA})
