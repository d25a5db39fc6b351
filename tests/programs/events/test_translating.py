"""Translators write an event in one more language."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests import places
from tests.conftest import person
from tests.programs.events import world

from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.events import actions

pytestmark = pytest.mark.django_db
ORIGINALS = {"title": "Writing about markets", "text": "We write about the markets of Tamale."}


@pytest.fixture
def translator(db: None) -> Person:
    places.languages("dag")
    return person("tunde", "translator")


def test_a_translator_writes_what_everybody_then_reads(
    client: Client, organizer: Person, translator: Person
) -> None:
    event = world.announced(organizer)
    client.force_login(translator)
    with world.at(world.PLANNED_AT):
        assert "/events/markets/translate/" in client.get("/events/markets/").content.decode()
        chosen = client.post("/events/markets/translate/", {"language": "Swahili"})
        assert chosen.headers["Location"] == "/events/markets/translate/sw/"
        address = "/events/markets/translate/dag/"
        form = client.get(address).context["form"]
        read = {f"read_{bound.html_name}": digest for _original, bound, digest in form.rows()}
        said = {"title": "Daa sabbu", "text": "Ti sabiri", "policy": "", **read}
        assert client.post(address, said).status_code == 302
        client.logout()
        assert "Daa sabbu" in client.get("/events/markets/?in=dag").content.decode()
    event.refresh_from_db()
    assert event.policy == {"en": "Be kind."}
    assert event.revision == 1


def test_what_translators_do_not_see_is_absent(client: Client, organizer: Person, translator: Person) -> None:
    world.draft(organizer)
    invited = world.announced(organizer, "invited", entrance="invited")
    client.force_login(translator)
    for key in ("markets", invited.key):
        assert client.get(f"/events/{key}/translate/").status_code == 404
    with pytest.raises(PermissionDenied):
        actions.translate(invited, "dag", {}, of={}, by=translator)


def test_an_original_that_changed_meanwhile_is_not_translated(organizer: Person, translator: Person) -> None:
    event = world.announced(organizer)
    with world.at(world.PLANNED_AT):
        actions.change(event, world.planned(title=Words(en="Writing about stalls")), by=organizer)
        with pytest.raises(Refused, match="has changed"):
            actions.translate(event, "dag", {"title": "Daa"}, of=ORIGINALS, by=translator)
        with pytest.raises(Refused, match="other than that of the original"):
            actions.translate(event, "en", {"title": "Daa"}, of=ORIGINALS, by=translator)
