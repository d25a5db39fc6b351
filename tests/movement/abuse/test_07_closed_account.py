"""Who was removed keeps nothing that opens: no session, no half sign-in, no letter's link, no wiki."""

from __future__ import annotations

from django.test import Client
from tests.conftest import Cast
from tests.movement.second_steps import app_of, first_step, is_in, shown, take
from tests.movement.wiki import Wiki

from thriving.movement import actions
from thriving.movement.accounts import resets


def test_a_session_is_dead_with_the_account(cast: Cast, client: Client) -> None:
    client.force_login(cast.evaluator)
    assert client.get("/imports/").status_code == 200
    actions.close_account(cast.evaluator, by="test")
    assert not is_in(client)
    assert client.get("/imports/").status_code == 302


def test_a_half_sign_in_is_dead_with_the_account(cast: Cast, client: Client) -> None:
    secret = app_of(cast.evaluator)
    first_step(client, cast.evaluator)
    actions.close_account(cast.evaluator, by="test")
    assert take(client, shown(secret))["Location"] == "/sign-in/"


def test_a_letters_link_is_dead_with_the_account(cast: Cast) -> None:
    ticket = f"{cast.volunteer.key}.{resets.tokens.make_token(cast.volunteer)}"
    assert resets.person_of(ticket) == cast.volunteer
    actions.close_account(cast.volunteer, by="test")
    assert resets.person_of(ticket) is None


def test_a_closed_account_gets_no_letter(cast: Cast, client: Client) -> None:
    cast.volunteer.email = "v@example.org"
    cast.volunteer.save()
    actions.close_account(cast.volunteer, by="test")
    client.post("/sign-in/forgotten/", {"username": "valentina"})
    resets.write_letters()
    assert not cast.volunteer.reset_requests.exists()
    assert b"mailbox" in client.post("/sign-in/forgotten/", {"username": "valentina"}).content


def test_the_wiki_opens_no_closed_account(cast: Cast, client: Client, wiki: Wiki) -> None:
    wiki.belongs_to(cast.volunteer)
    actions.close_account(cast.volunteer, by="test")
    assert wiki.sign_in(client).status_code == 403
    assert not is_in(client)


def test_a_role_that_ended_opens_nothing_from_then_on(cast: Cast, client: Client) -> None:
    client.force_login(cast.evaluator)
    actions.end_role(cast.evaluator.holdings.get(), by="test")
    assert client.get("/imports/").status_code == 403
