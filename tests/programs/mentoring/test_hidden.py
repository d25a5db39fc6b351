"""Whether somebody is blocked, full or there at all is not to be found out: by words, mail or work done."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import person
from tests.programs.mentoring import world

from thriving.kernel.models import Mail
from thriving.movement.models import Person
from thriving.programs.mentoring import actions
from thriving.programs.mentoring.models import Offer, Pair, Wish

pytestmark = pytest.mark.django_db
SECRETS = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|[0-9a-f]{32}|nonce-\S+')


def seen_by(newcomer: Person, pair: Pair) -> list[str]:
    """The pair's page, and every letter that came."""
    client = Client()
    client.force_login(newcomer)
    page = client.get(f"/mentors/pairs/{pair.key}/").content.decode()
    letters = Mail.objects.filter(address=newcomer.email).order_by("pk").values_list("subject", "text")
    return [SECRETS.sub("", said) for said in (page, *(part for letter in letters for part in letter))]


@pytest.mark.parametrize(
    ("begun", "openly"), [(world.asked, actions.decline), (world.agreed, actions.end)], ids=["no", "end"]
)
def test_a_block_looks_like_any_no_and_any_end(
    begun: Callable[..., Pair], openly: Callable[..., None]
) -> None:
    told, hidden = (begun(world.mentor(f"m{each}"), _reachable(f"n{each}")) for each in (1, 2))
    openly(told, by=world.mentor_of(told))
    actions.block(hidden, by=world.mentor_of(hidden))
    assert Mail.objects.filter(address="n2@example.org").exists()
    one, other = (seen_by(world.newcomer_of(each), each) for each in (told, hidden))
    assert [re.sub(r"\b([mn])[12]\b", r"\1", said, flags=re.IGNORECASE) for said in one] == [
        re.sub(r"\b([mn])[12]\b", r"\1", said, flags=re.IGNORECASE) for said in other
    ]


def test_what_is_hidden_costs_as_much_as_what_is_not_there(client: Client) -> None:
    wish = world.newcomer()
    blocked, no, full, paused = (world.mentor(name) for name in ("b", "d", "f", "p"))
    actions.block(world.asked(blocked, wish), by=blocked.person)
    actions.decline(world.asked(no, wish), by=no.person)
    for number in range(full.capacity):
        world.agreed(full, world.newcomer(f"other{number}"))
    actions.move(paused, "pause", by=paused.person)
    world.mentor("open")
    client.force_login(wish.person)
    client.get("/mentors/find/warm/")
    told = {
        key: _asked(client, f"/mentors/find/{key}/") for key in (*_keys(blocked, no, full, paused), "0" * 32)
    }
    assert set(told.values()) == {(404, told["0" * 32][1])}


def test_a_pair_of_others_costs_as_much_as_none(client: Client) -> None:
    pair = world.agreed()
    client.force_login(person("stranger"))
    client.get("/mentors/pairs/warm/")
    for page in ("", "end/", "tell/"):
        others, none = (_asked(client, f"/mentors/pairs/{key}/{page}") for key in (pair.key, "0" * 32))
        assert others == none == (404, none[1])


def _reachable(username: str) -> Wish:
    wish = world.newcomer(username)
    wish.person.email = f"{username}@example.org"
    wish.person.save()
    return wish


def _keys(*offers: Offer) -> list[str]:
    return [offer.key for offer in offers]


def _asked(client: Client, address: str) -> tuple[int, int]:
    with CaptureQueriesContext(connection) as queries:
        status = client.get(address).status_code
    return status, len(queries)
