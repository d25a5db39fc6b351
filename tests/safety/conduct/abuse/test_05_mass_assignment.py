"""What a form does not ask for is not taken, however it is sent."""

from __future__ import annotations

from django.test import Client
from tests.conftest import Cast, person
from tests.safety.conduct import world

from thriving.safety.conduct.models import Acknowledgement, Ballot, Voter

FIRST = "/conduct/universal/1/"


def test_a_text_brings_no_state_and_no_seal_with_it(db: None, client: Client) -> None:
    version = world.drafted()
    client.force_login(world.keeper())
    said = {
        "text": "Be kind.",
        "state": "in_force",
        "seals": '{"en": "x"}',
        "frozen_by": "me",
        "binding": "ar",
    }
    client.post(f"{FIRST}write/en/", said)
    found = world.fresh(version)
    assert (found.state, found.seals, found.binding, found.frozen_by) == ("draft", {}, "en", "")


def test_a_vote_is_ones_own_and_one(db: None, client: Client) -> None:
    version = world.opened()
    one, other = world.voters()[:2]
    client.force_login(one)
    with world.at(world.OPENED):
        client.post(
            f"{FIRST}vote/", {"choice": ["no", "yes"], "person": other.pk, "voter": other.pk, "votes": 5}
        )
    assert list(Voter.objects.filter(voted=True).values_list("person", flat=True)) == [one.pk]
    counted = dict(Ballot.objects.get(version=version).tallies.values_list("choice", "votes"))
    assert sum(counted.values()) == 1


def test_one_acknowledges_for_oneself(cast: Cast, client: Client) -> None:
    version = world.in_force()
    client.force_login(cast.volunteer)
    said = {"sha256": version.seals["en"], "read": "on", "person": cast.lead.pk, "role": "operator"}
    client.post(f"{FIRST}acknowledge/?in=en", said)
    assert list(Acknowledgement.objects.values_list("person", "role")) == [(cast.volunteer.pk, "")]


def test_a_translator_writes_no_text_that_binds(db: None, client: Client) -> None:
    version = world.drafted()
    client.force_login(person("tomas", "translator"))
    assert client.post(f"{FIRST}write/en/", {"text": "Mine."}).status_code == 404
    assert client.post(f"{FIRST}write/es/", {"text": "Sean amables."}).status_code == 302
    assert version.texts.filter(language="en").count() == 1
