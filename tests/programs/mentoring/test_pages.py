"""The pages of mentoring, as the two and everybody else see them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import person
from tests.programs.mentoring import world

from thriving.kernel import clock
from thriving.movement.models import Audience, Person
from thriving.programs.mentoring import actions
from thriving.programs.mentoring.models import Letter, Offer, Outcome, Pair

pytestmark = pytest.mark.django_db

CANARY = "I sleep at the blue house"
HOME, FIND = "/mentors/", "/mentors/find/"


def typed(**otherwise: str) -> dict[str, str | list[str]]:
    until = (clock.today() + timedelta(days=100)).isoformat()
    return {"skills": ["press"], "language_0": "English (en)", "hours": "4", "until": until, **otherwise}


def as_(client: Client, person: Person) -> Client:
    client.force_login(person)
    return client


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def page_of(pair: Pair, step: str = "") -> str:
    return f"/mentors/pairs/{pair.key}/" + (f"{step}/" if step else "")


def test_a_mentor_offers_on_a_page(client: Client) -> None:
    world.spoken()
    as_(client, person("mara")).post("/mentors/offer/", typed(capacity="2", utc_offset="-3", words=CANARY))
    offer = Offer.objects.get()
    assert (offer.capacity, offer.utc_offset, offer.skills, offer.languages) == (2, -3, ["press"], ["en"])
    assert "Open" in text(client, HOME)
    client.post("/mentors/offer/pause/")
    assert Offer.objects.get().state == "paused"


@pytest.mark.parametrize(
    "otherwise",
    [
        {"skills": []},
        {"language_0": "Klingonese"},
        {"hours": "0"},
        {"until": "2019-01-01"},
        {"capacity": "99"},
        {"utc_offset": "99"},
    ],
)
def test_what_is_wrong_is_said(client: Client, otherwise: dict[str, str]) -> None:
    world.spoken()
    answer = as_(client, person("mara")).post("/mentors/offer/", typed(**{"capacity": "1", **otherwise}))
    assert answer.status_code == 422
    assert "Nothing is kept yet" in answer.content.decode()
    assert not Offer.objects.exists()


def test_no_offer_is_public(client: Client) -> None:
    world.mentor(words=CANARY)
    assert CANARY not in text(client, HOME)
    assert client.get(FIND).status_code == 302
    as_(client, person("otto"))
    assert CANARY not in text(client, HOME)
    assert client.get(FIND).headers["Location"] == "/mentors/wish/"


def test_a_newcomer_is_proposed_lines_and_no_name(client: Client) -> None:
    offer, wish = world.mentor(words=CANARY), world.newcomer()
    page = text(as_(client, wish.person), FIND)
    assert CANARY in page
    assert "of 100 points" in page
    assert "Mara" not in page
    assert offer.person.page not in page


def test_whoever_shares_no_language_is_only_counted(client: Client) -> None:
    world.mentor(words=CANARY, languages=("ar",))
    page = text(as_(client, world.newcomer().person), FIND)
    assert CANARY not in page
    assert "One offer is in no language that you share." in page


def test_a_hidden_language_is_on_no_page(client: Client) -> None:
    offer, wish = world.mentor(languages=("ar",)), world.newcomer()
    Person.objects.filter(pk=offer.person.pk).update(languages_shown_to=Audience.SELF)
    as_(client, wish.person)
    for address in (FIND, f"{FIND}{offer.key}/", page_of(world.asked(offer, wish))):
        assert "<dd><bdi>Arabic" not in text(client, address)


def test_from_the_request_to_a_note(client: Client) -> None:
    offer, wish = world.mentor(), world.newcomer(words=CANARY)
    as_(client, wish.person).post(f"{FIND}{offer.key}/")
    pair = Pair.objects.get()
    assert pair.score["parts"]
    assert "Mara" not in text(client, page_of(pair))
    page = text(as_(client, offer.person), page_of(pair))
    assert CANARY in page
    assert "Nuno" not in page
    client.post(page_of(pair, "accept"))
    assert "Nuno" in text(client, page_of(pair))
    client.post(page_of(pair, "write"), {"words": "Welcome!"})
    page = text(as_(client, wish.person), page_of(pair))
    assert "Welcome!" in page
    assert "Mara" in page


def test_the_pair_of_others_is_not_there(client: Client) -> None:
    pair = world.agreed()
    actions.write(pair, CANARY, by=world.mentor_of(pair))
    letter = Letter.objects.get()
    for somebody in (person("otto"), person("omar", "operator"), person("esi", "evaluator")):
        as_(client, somebody)
        assert client.get(page_of(pair)).status_code == 404
        for step in ("accept", "decline", "withdraw", "end", "block", "write", "tell", f"notes/{letter.pk}"):
            assert client.post(page_of(pair, step), {"words": "Hello"}).status_code == 404
    as_(client, world.newcomer_of(pair))
    assert client.post(page_of(pair, f"notes/{letter.pk}")).status_code == 404
    assert client.post(page_of(pair, "accept")).status_code == 404
    assert Letter.objects.count() == 1


def test_offers_that_are_not_proposed_cannot_be_asked(client: Client) -> None:
    offer = world.mentor(words=CANARY)
    for somebody in (person("otto"), offer.person):
        assert as_(client, somebody).get(f"{FIND}{offer.key}/").status_code == 404
        assert client.post(f"{FIND}{offer.key}/").status_code == 404
    assert not Pair.objects.exists()


def test_what_came_of_it_is_told_on_the_page(client: Client) -> None:
    pair = world.agreed()
    with clock.stopped_at(clock.now() + timedelta(days=61)):
        actions.ask_what_came("tests")
        as_(client, world.newcomer_of(pair))
        assert page_of(pair) in text(client, "/my-work/")
        client.post(page_of(pair, "tell"), {"answer": "helped", "why": CANARY})
        assert page_of(pair) not in text(client, "/my-work/")
    assert Outcome.objects.get(side="newcomer").answer == "helped"
    assert CANARY not in text(as_(client, world.mentor_of(pair)), page_of(pair))


def test_a_request_waits_in_my_work(client: Client) -> None:
    pair = world.asked()
    assert page_of(pair) in text(as_(client, world.mentor_of(pair)), "/my-work/")
    assert page_of(pair) not in text(as_(client, world.newcomer_of(pair)), "/my-work/")


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_lists_ask_as_often_for_three(client: Client) -> None:
    wish = world.newcomer()
    as_(client, wish.person)
    world.mentor("ama")
    world.agreed(world.mentor("bea"), wish)
    addresses = (HOME, FIND, "/my-work/")
    text(client, FIND)
    counted = [queries_of(client, address) for address in addresses]
    for name in ("cem", "dov"):
        world.mentor(f"{name}-2")
        world.agreed(world.mentor(name), wish)
    assert [queries_of(client, address) for address in addresses] == counted
