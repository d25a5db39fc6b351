"""A session that an attacker set, kept, or has beside mine."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from tests.conftest import PASSWORD, Cast
from tests.movement.second_steps import IN, app_of, first_step, is_in, shown, take

from thriving.movement import actions


def with_session(key: str | None) -> Client:
    thief = Client()
    thief.cookies["sessionid"] = str(key)
    return thief


def test_each_step_has_another_key(cast: Cast, client: Client) -> None:
    secret = app_of(cast.volunteer)
    first_step(client, cast.volunteer)
    half = client.session.session_key
    take(client, shown(secret))
    assert client.session.session_key != half
    assert not is_in(with_session(half))


def test_a_key_that_somebody_made_up_is_not_taken(cast: Cast) -> None:
    client = with_session("a" * 32)
    client.post(IN, {"username": "valentina", "password": PASSWORD})
    assert client.cookies["sessionid"].value != "a" * 32
    assert not Session.objects.filter(pk="a" * 32).exists()


def test_adding_a_second_step_changes_the_key(cast: Cast, client: Client) -> None:
    client.force_login(cast.volunteer)
    before = client.session.session_key
    page = client.get("/account/security/app/")
    sent = {"sealed": page.context["sealed"], "code": shown(page.context["secret"])}
    client.post("/account/security/app/", sent)
    assert is_in(client)
    assert not is_in(with_session(before))


def test_another_persons_sign_in_leaves_nothing_of_mine(cast: Cast, client: Client) -> None:
    client.force_login(cast.volunteer)
    session = client.session
    session["typed"] = {"path": "/", "shown_at": "/", "fields": [], "whose": ""}
    session.save()
    first_step(client, cast.lead)
    assert "typed" not in client.session


@pytest.mark.parametrize("way", ["a new password", "everywhere", "the server"])
def test_a_session_beside_mine_ends(way: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.volunteer)
    if way == "a new password":
        actions.change_password(cast.volunteer, password="a wholly new sentence", by="test")
    elif way == "everywhere":
        other = Client()
        other.force_login(cast.volunteer)
        other.post("/account/security/sign-out-everywhere/")
    else:
        actions.end_sign_ins(cast.volunteer)
    assert not is_in(client)


def test_reading_leaves_no_cookie(db: None, client: Client) -> None:
    for page in ("/", "/design/", "/sign-in/", "/sign-in/forgotten/"):
        client.get(page)
        assert "sessionid" not in client.cookies
