"""The pages of roles: who holds which, giving and ending them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.conftest import Cast, person
from tests.movement.conftest import SOUTH_ASIA

from thriving.kernel import clock
from thriving.movement import actions
from thriving.movement.models import Audience, Person, RoleHolding

pytestmark = pytest.mark.usefixtures("regions")
GIVE = "/roles/regional_liaison/give/"
LIAISONS = "/roles/regional_liaison/"


def in_days(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def said(**changed: Any) -> dict[str, Any]:
    return {
        "who": "valentina",
        "over": SOUTH_ASIA,
        "begins_on": in_days(0),
        "ends_on": in_days(90),
        "why": "She knows everybody there.",
        **changed,
    }


def given(cast: Cast, **term: Any) -> RoleHolding:
    ends_on = clock.today() + timedelta(days=90)
    told = {"scope": SOUTH_ASIA, "ends_on": ends_on, **term}
    return actions.grant_role(cast.volunteer, "regional_liaison", by=cast.lead, **told)


def test_a_lead_gives_a_role_on_a_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    assert "South Asia" in client.get(GIVE).content.decode()
    assert client.post(GIVE, said()).url == LIAISONS
    holding = RoleHolding.objects.get(role="regional_liaison")
    assert (holding.person, holding.scope, holding.granted_by) == (cast.volunteer, SOUTH_ASIA, cast.lead)
    assert holding.ends_on == clock.today() + timedelta(days=90)


def test_whom_it_is_given_to_can_be_named_by_their_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    page = reverse("movement:person", args=[cast.volunteer.page])
    assert client.post(GIVE, said(who=f"https://thriving.example{page}")).status_code == 302


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"who": "nobody"}, "Nobody here signs in as “nobody”."),
        ({"ends_on": ""}, "This field is required"),
        ({"ends_on": in_days(1000)}, "This role is given for a time"),
        ({"begins_on": in_days(-1)}, "A role begins today or later."),
        ({"over": "region:wikimedia-regions/atlantis"}, "Select a valid choice"),
        ({"who": "lina"}, "Nobody grants a role to themselves."),
        ({"why": ""}, "This field is required"),
    ],
)
def test_a_faulty_grant_is_told_and_keeps_what_was_typed(
    client: Client, cast: Cast, changed: dict[str, str], sentence: str
) -> None:
    client.force_login(cast.lead)
    answer = client.post(GIVE, said(**changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert changed.get("why") == "" or "She knows everybody there." in answer.content.decode()
    assert not RoleHolding.objects.filter(role="regional_liaison").exists()


def test_giving_asks_again_who_one_is(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client.force_login(cast.lead)
    before = clock.system()
    monkeypatch.setattr(clock, "system", lambda: before + timedelta(minutes=6))
    assert client.get(GIVE).url.startswith("/account/prove/")
    assert client.post(GIVE, said()).status_code == 403
    assert not RoleHolding.objects.filter(role="regional_liaison").exists()


def test_a_name_is_told_to_those_whom_its_owner_lets_see_it(client: Client, cast: Cast) -> None:
    given(cast)
    assert "Somebody whose name you may not see" in client.get(LIAISONS).content.decode()
    assert client.get(f"{LIAISONS[:-1]}.json").json()["rows"][0]["name"] is None
    Person.objects.filter(pk=cast.volunteer.pk).update(name_shown_to=Audience.EVERYONE)
    assert "Valentina" in client.get(LIAISONS).content.decode()
    assert client.get(f"{LIAISONS[:-1]}.json").json()["rows"][0]["name"] == "Valentina"


def test_what_was_given_is_told_to_those_who_may_give_it(client: Client, cast: Cast) -> None:
    holding = given(cast, why="She knows everybody there.")
    actions.end_role(holding, by=cast.operator, why="Moved away.")
    client.force_login(cast.lead)
    page = client.get(LIAISONS).content.decode()
    assert "She knows everybody there." in page
    assert "Moved away." in page
    client.force_login(cast.second_evaluator)
    assert "Moved away." not in client.get(LIAISONS).content.decode()


def test_a_role_is_ended_on_a_page(client: Client, cast: Cast) -> None:
    holding = given(cast)
    client.force_login(cast.operator)
    address = reverse("movement:end_role", args=[holding.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"why": "Moved away."}).url == LIAISONS
    assert client.get(address).status_code == 404
    assert not Person.objects.get(pk=cast.volunteer.pk).roles


def test_a_role_that_is_not_ones_own_to_end_is_not_there(client: Client, cast: Cast) -> None:
    holding = given(cast)
    client.force_login(cast.second_evaluator)
    assert client.post(reverse("movement:end_role", args=[holding.pk]), {"why": "No."}).status_code == 404
    client.force_login(cast.volunteer)
    assert client.post(reverse("movement:end_role", args=[holding.pk]), {"why": "Tired."}).status_code == 302


def test_the_page_of_a_role_asks_as_often_however_many_hold_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    client.get(LIAISONS)
    counts = []
    for number in range(3):
        ends_on = clock.today() + timedelta(days=90)
        someone = person(f"somebody{number}")
        actions.grant_role(someone, "regional_liaison", scope=SOUTH_ASIA, ends_on=ends_on, by=cast.operator)
        with CaptureQueriesContext(connection) as asked:
            client.get(LIAISONS)
        counts.append(len(asked))
    assert counts[0] == counts[2]


def test_a_person_shows_the_roles_they_hold(client: Client, cast: Cast) -> None:
    given(cast)
    client.force_login(cast.lead)
    page = client.get(reverse("movement:person", args=[cast.volunteer.page])).content.decode()
    assert "Regional liaison" in page
    assert f"{GIVE}?to={cast.volunteer.page}" in page


def test_the_last_operator_is_told_why_they_stay(client: Client, cast: Cast) -> None:
    client.force_login(cast.operator)
    address = reverse("movement:end_role", args=[cast.operator.holdings.get().pk])
    page = client.post(address, {"why": "I am tired."})
    assert page.status_code == 422
    assert "Nobody else could grant roles here." in page.content.decode()
    assert "I am tired." in page.content.decode()
