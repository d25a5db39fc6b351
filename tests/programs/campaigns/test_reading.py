"""What is translated is read: campaigns, places, worklists and boxes in a language that no page is in."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests import places as world_of_places
from tests.conftest import Cast
from tests.programs.campaigns import world
from tests.programs.events import world as events
from tests.programs.initiatives import world as initiatives

from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.actions.translating import pieces
from thriving.programs.campaigns.content import Content
from thriving.programs.campaigns.models import Box, Campaign, Instance

pytestmark = pytest.mark.django_db

IN = "?in=dag"
EVENT = Words(en="Writing about markets", dag="Daa yɛltɔɣa sabbu")
WELCOME = Content(title=Words(en="Welcome to {title}"), text=Words(en="From {start} on: {address}"))
ROLE = Content(title=Words(en="Host"), text=Words(en="Opens the door."))


def read(client: Client, address: str, language: str = "en") -> str:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200, address
    return answer.content.decode()


def in_dagbani(holder: Campaign | Instance | Box, **texts: str) -> None:
    """As a translator writes them, by the names of pieces with ``__`` for dots."""
    said = {name.replace("__", "."): text for name, text in texts.items()}
    of = {each.name: each.words["en"] for each in pieces(holder)}
    actions.translate(holder, "dag", said, of=of, by="tests")


@pytest.fixture
def campaign(organizer: Person) -> Campaign:
    initiatives.planned()
    initiatives.published(title=Words(en="Photo grants", dag="Anfooni sɔŋsim"))
    found = world.published(organizer, initiative="photo-grants")
    actions.write_piece(found, "page", "welcome", WELCOME, by=organizer)
    actions.write_piece(found, "role", "host", ROLE, by=organizer)
    actions.add_event(found, events.announced(organizer, title=EVENT), by=organizer)
    welcome = {"page__welcome__title": "Maraaba {title}", "page__welcome__text": "{start}: {address}"}
    in_dagbani(found, title="Daa", text="Ti sabiri.", role__host__title="Yidana", **welcome)
    return found


@pytest.mark.usefixtures("campaign")
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_campaign_is_read_on_in_the_language_of_its_initiative(client: Client, language: str) -> None:
    initiative = read(client, "/initiatives/photo-grants/?in=dag", language)
    assert '<a href="/campaigns/markets/?in=dag"><span lang="dag" dir="ltr">Daa</span></a>' in initiative
    page = read(client, "/campaigns/markets/?in=dag", language)
    assert f'<html lang="{language}"' in page
    assert '<h1><span lang="dag" dir="ltr">Daa</span></h1>' in page
    assert '<div lang="dag" dir="ltr"><p>Ti sabiri.</p></div>' in page
    assert '<dt><span lang="dag" dir="ltr">Yidana</span></dt>' in page
    assert '<section lang="dag" dir="auto"><h2>Maraaba Daa</h2>' in page
    assert "/campaigns/markets/?in=dag</p>" in page
    assert f'<a href="/events/markets/?in=dag"><span lang="dag" dir="ltr">{EVENT["dag"]}</span></a>' in page
    event = read(client, "/events/markets/?in=dag", language)
    assert '<a href="/campaigns/markets/?in=dag"><span lang="dag" dir="ltr">Daa</span></a>' in event


@pytest.mark.usefixtures("campaign")
def test_it_says_in_which_other_languages_it_can_be_read(client: Client) -> None:
    page = read(client, "/campaigns/markets/")
    assert 'Also in: <a href="?in=dag" hreflang="dag">Dagbani</a>' in page
    assert "Welcome to Markets of the world" in page
    assert "Daa" not in page
    assert "<h1>Markets of the world</h1>" in read(client, "/campaigns/markets/?in=xx")


def test_a_place_and_its_worklist_are_read_in_it(
    client: Client, campaign: Campaign, organizer: Person, cast: Cast
) -> None:
    place = world.place(campaign, organizer, text=Words(en="In Tamale."))
    world.worklist(place, organizer, "Kejetia Market")
    listed = {"worklist__list__title": "Bɛ ni bɔri sheli", "worklist__list__text": "Di kani."}
    in_dagbani(place, title="Gaana", text="Tamali ni.", **listed)
    page = read(client, "/campaigns/markets/ghana/?in=dag")
    assert '<h1><span lang="dag" dir="ltr">Gaana</span></h1>' in page
    assert "Tamali ni." in page
    assert '<a href="/campaigns/markets/?in=dag"><span lang="dag" dir="ltr">Daa</span></a>' in page
    address = f"/campaigns/markets/ghana/worklists/list/{IN}"
    assert f'href="{address}"' in page
    client.force_login(cast.volunteer)
    worklist = read(client, address)
    assert '<h1><span lang="dag" dir="ltr">Bɛ ni bɔri sheli</span></h1>' in worklist
    assert "Di kani." in worklist
    (take,) = re.findall(rf'action="({re.escape(address[: -len(IN)])}[^"]*)"', worklist)
    assert client.post(take, {"do": "claim"}).headers["Location"] == address


def test_a_box_is_read_in_it_with_its_pieces(client: Client, organizer: Person) -> None:
    world_of_places.languages("dag")
    box = world.version(organizer, task__room=world.CHECK, mail__invitation=world.LETTER).box
    letter = {"mail__invitation__title": "Kam {title}", "mail__invitation__text": "{start}, {place}"}
    in_dagbani(box, title="Adaka", text="Daa zuɣu.", task__room__title="Dalim duu", **letter)
    actions.publish_version(box, changes=Words(en="Dagbani.", dag="Dagbanli."), by=organizer)
    assert 'href="?in=dag"' in read(client, "/boxes/kit/")
    client.force_login(organizer)
    draft = read(client, "/boxes/kit/draft/?in=dag")
    page = read(client, "/boxes/kit/?in=dag")
    for text in ("Adaka", "Daa zuɣu.", "Dalim duu", "Kam {title}"):
        assert text in page
        assert text in draft
    assert "Dagbanli." in page
    assert 'href="/boxes/kit/2/?in=dag"' in page
