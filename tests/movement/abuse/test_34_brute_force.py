"""Many guesses: at one name, at many names, at codes, at letters; and the lockout turned on its victim."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tests.conftest import PASSWORD, Cast
from tests.movement.conftest import Later
from tests.movement.second_steps import IN, STEP, app_of, first_step, is_in, shown, take


@pytest.fixture(autouse=True)
def few(settings: Settings) -> None:
    settings.SIGN_IN_TRIES_BY_NAME, settings.SIGN_IN_TRIES_BY_ADDRESS = 3, 6


def guess(name: str, address: str = "198.51.100.1") -> int:
    return Client(REMOTE_ADDR=address).post(IN, {"username": name, "password": "wrong"}).status_code


def test_one_name_from_many_addresses(cast: Cast) -> None:
    assert [guess("valentina", f"198.51.100.{n}") for n in range(4)] == [200, 200, 200, 429]


def test_many_names_from_one_address(cast: Cast) -> None:
    assert [guess(f"name{n}") for n in range(7)] == [200] * 6 + [429]


def test_the_owner_gets_in_while_strangers_try(cast: Cast, client: Client) -> None:
    first_step(client, cast.volunteer)
    client.post("/sign-out/")
    for n in range(9):
        guess("valentina", f"198.51.100.{n}")
    assert first_step(client, cast.volunteer).status_code == 302


def test_guesses_at_the_second_step_bring_nobody_further(cast: Cast, client: Client, later: Later) -> None:
    secret = app_of(cast.volunteer)
    clients = [Client(REMOTE_ADDR=f"198.51.100.{n}") for n in range(3)]
    for each in clients:
        first_step(each, cast.volunteer)
    said = [take(each, f"00000{n}").status_code for each in clients for n in range(2)]
    assert said == [200] * 5 + [429]
    assert take(clients[0], shown(secret)).status_code == 429
    later(timedelta(minutes=15, seconds=1))
    first_step(client, cast.volunteer)
    take(client, shown(secret))
    assert is_in(client)


def test_a_right_password_does_not_make_room_for_codes(cast: Cast, client: Client) -> None:
    """Otherwise each sign-in would begin the counting of codes anew."""
    app_of(cast.volunteer)
    for n in range(5):
        first_step(client, cast.volunteer)
        assert client.post(STEP, {"code": f"00000{n}"}).status_code == 200
    first_step(client, cast.volunteer)
    assert client.post(STEP, {"code": "000009"}).status_code == 429


@pytest.mark.parametrize("name", ["valentina", "nobody"])
def test_letters_are_not_asked_for_without_end(name: str, cast: Cast) -> None:
    asked = [
        Client(REMOTE_ADDR=f"198.51.100.{n}").post("/sign-in/forgotten/", {"username": name}).status_code
        for n in range(4)
    ]
    assert asked == [200, 200, 200, 429]


def test_passkeys_and_the_wiki_are_counted_too(cast: Cast, client: Client) -> None:
    said = [client.post("/sign-in/passkey/", {"credential": "{}"}).status_code for _ in range(7)]
    assert said == [200] * 6 + [429]


def test_fresh_proof_is_not_guessed(cast: Cast, client: Client) -> None:
    client.force_login(cast.volunteer)
    said = [client.post("/account/prove/", {"password": "wrong"}).status_code for _ in range(4)]
    assert said == [200, 200, 200, 429]
    assert client.post("/account/prove/", {"password": PASSWORD}).status_code == 429
