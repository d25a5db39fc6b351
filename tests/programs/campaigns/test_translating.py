"""Translators write campaigns, places and boxes in more languages: texts and letters with their places."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests import places as world_of_places
from tests.conftest import Cast, person
from tests.programs.campaigns import world

from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.content import Content
from thriving.programs.campaigns.forms.translating import WordsTranslationForm

pytestmark = pytest.mark.django_db

WELCOME = Content(title=Words(en="Welcome to {title}"), text=Words(en="From {start} on."))
SWAHILI = "/campaigns/markets/whole/translate/sw/"


@pytest.fixture
def translator(db: None) -> Person:
    world_of_places.languages("sw")
    return person("tunda", "translator")


def typed(page: WordsTranslationForm, **texts: str) -> dict[str, str]:
    """What the page would send, with these texts written."""
    sent = {name: page[name].value() or "" for name in page.fields}
    return {**sent, **{name.replace("__", "."): text for name, text in texts.items()}}


def test_a_translator_writes_a_campaign_and_its_texts(
    client: Client, organizer: Person, translator: Person
) -> None:
    campaign = world.published(organizer)
    actions.write_piece(campaign, "page", "welcome", WELCOME, by=organizer)
    actions.write_piece(campaign, "task", "room", world.CHECK, by=organizer)
    client.force_login(translator)
    assert "/campaigns/markets/whole/translate/" in client.get("/campaigns/markets/").content.decode()
    chosen = client.post("/campaigns/markets/whole/translate/", {"language": "Swahili"})
    assert chosen.headers["Location"] == SWAHILI
    form = client.get(SWAHILI).context["form"]
    assert not any(name.startswith("task") for name in form.fields)
    wrong = client.post(SWAHILI, typed(form, title="Masoko", page__welcome__title="Karibu {titel}"))
    assert wrong.status_code == 422
    assert "“{titel}” is none of the places" in wrong.content.decode()
    right = {"title": "Masoko", "page__welcome__title": "Karibu {title}", "page__welcome__text": ""}
    assert client.post(SWAHILI, typed(form, **right)).status_code == 302
    campaign.refresh_from_db()
    assert campaign.title == {"en": "Markets of the world", "sw": "Masoko"}
    assert campaign.pieces.get(kind="page").said.title["sw"] == "Karibu {title}"


def test_a_place_is_translated_by_itself(client: Client, organizer: Person, translator: Person) -> None:
    place = world.place(world.published(organizer), organizer)
    client.force_login(translator)
    page = "/campaigns/markets/ghana/translate/sw/"
    form = client.get(page).context["form"]
    assert client.post(page, typed(form, title="Gana")).status_code == 302
    place.refresh_from_db()
    assert place.title["sw"] == "Gana"


def test_what_is_written_in_a_box_comes_with_its_next_version(
    client: Client, organizer: Person, translator: Person
) -> None:
    made = world.version(organizer, task__room=world.CHECK, mail__invitation=world.LETTER)
    client.force_login(translator)
    page = "/boxes/kit/translate/sw/"
    assert "/boxes/kit/translate/" in client.get("/boxes/kit/").content.decode()
    form = client.get(page).context["form"]
    letter = {"mail__invitation__title": "Njoo {title}", "mail__invitation__text": "{start}, {place}"}
    assert client.post(page, typed(form, **letter)).status_code == 302
    newer = actions.publish_version(made.box, changes=Words(en="Swahili."), by=organizer)
    assert newer.pieces["mail/invitation"]["title"]["sw"] == "Njoo {title}"
    assert "sw" not in made.pieces["mail/invitation"]["title"]


def test_what_changed_meanwhile_is_read_again(organizer: Person, translator: Person) -> None:
    campaign = world.published(organizer)
    with pytest.raises(Refused, match="read it again"):
        actions.translate(campaign, "sw", {"title": "Masoko"}, of={"title": "Older"}, by=translator)
    with pytest.raises(Refused, match="other than that of the original"):
        actions.translate(campaign, "en", {"title": "Markets"}, of={}, by=translator)


def test_nobody_else_translates_and_no_draft_is_read(
    client: Client, organizer: Person, translator: Person, cast: Cast
) -> None:
    campaign = world.draft(organizer)
    world.box(organizer)
    client.force_login(translator)
    assert client.get(SWAHILI).status_code == client.get("/boxes/kit/translate/sw/").status_code == 404
    with world.on(world.PLANNED_ON):
        actions.publish(campaign, by=organizer)
    assert client.get(SWAHILI).status_code == 200
    client.force_login(cast.volunteer)
    assert client.get(SWAHILI).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.translate(campaign, "sw", {}, of={}, by=cast.volunteer)


def test_a_draft_of_a_box_is_not_for_translators(
    client: Client, organizer: Person, translator: Person
) -> None:
    made = world.version(organizer, mail__invitation=world.LETTER, page__welcome=WELCOME)
    secret = Content(title=Words(en="Not yet said"), text=Words(en="From {start} on."))
    actions.write_box_piece(made.box, "page", "welcome", secret, by=organizer)
    client.force_login(translator)
    page = client.get("/boxes/kit/translate/sw/")
    assert "Not yet said" not in page.content.decode()
    assert "mail.invitation.title" in page.context["form"].fields
    actions.translate(
        made.box, "sw", {"page.welcome.title": "X"}, of={"page.welcome.title": "Not yet said"}, by=translator
    )
    assert "sw" not in made.box.pieces.get(kind="page").said.title
