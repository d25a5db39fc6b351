"""A passkey's answer that is for another site, was given before, shows no finger, or comes from a copy."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from tests.conftest import Cast
from tests.movement.second_steps import STEP, first_step, is_in
from tests.movement.soft_key import PRESENT, VERIFIED, SoftKey

from thriving.movement import actions
from thriving.movement.accounts import factors
from thriving.movement.accounts.factors import Kind

ADD, IN, PROVE = "/account/security/passkey/", "/sign-in/passkey/", "/account/prove/"


@pytest.fixture(autouse=True)
def over_https(client: Client) -> None:
    client.defaults["wsgi.url_scheme"] = "https"


def add(client: Client, key: SoftKey, **said: object) -> None:
    asked = client.get(ADD).context["passkey"]
    client.post(ADD, {"name": "my phone", "credential": key.make(asked, **said)})  # type: ignore[arg-type] # as they come


@pytest.fixture
def key(cast: Cast, client: Client) -> SoftKey:
    """Valentina's; she has signed out since."""
    made = SoftKey()
    client.force_login(cast.volunteer)
    add(client, made)
    client.post("/sign-out/")
    return made


def answer(client: Client, key: SoftKey, **said: object) -> str:
    return key.sign(client.get(IN).context["passkey"], **said)  # type: ignore[arg-type] # as they come


def test_an_honest_answer_signs_in(client: Client, key: SoftKey) -> None:
    client.post(IN, {"credential": answer(client, key)})
    assert is_in(client)


@pytest.mark.parametrize(
    "said",
    [
        {"origin": "https://evil.example"},
        {"origin": "https://testserver.evil.example"},
        {"origin": "http://testserver"},
        {"site": "evil.example"},
        {"flags": PRESENT},
        {"flags": 0},
    ],
    ids=["origin", "an origin like ours", "plain HTTP", "site", "no finger", "nobody there"],
)
def test_an_answer_that_is_not_for_us_is_refused(
    said: dict[str, object], client: Client, key: SoftKey
) -> None:
    assert "not accepted" in client.post(IN, {"credential": answer(client, key, **said)}).content.decode()
    assert not is_in(client)


@pytest.mark.parametrize(("flags", "opens"), [(PRESENT | VERIFIED, True), (PRESENT, False)])
def test_a_second_step_wants_the_finger_too(
    flags: int, cast: Cast, client: Client, key: SoftKey, *, opens: bool
) -> None:
    asked = first_step(client, cast.volunteer).context["passkey"]
    client.post(STEP, {"credential": key.sign(asked, flags=flags)})
    assert is_in(client) is opens


@pytest.mark.parametrize(("flags", "status"), [(PRESENT | VERIFIED, 302), (PRESENT, 200)])
def test_fresh_proof_wants_the_finger_too(
    flags: int, status: int, cast: Cast, client: Client, key: SoftKey
) -> None:
    client.force_login(cast.volunteer)
    asked = client.get(PROVE).context["passkey"]
    assert client.post(PROVE, {"credential": key.sign(asked, flags=flags)}).status_code == status


def test_an_answer_is_taken_once(client: Client, key: SoftKey) -> None:
    given = answer(client, key)
    client.post(IN, {"credential": given})
    client.post("/sign-out/")
    client.post(IN, {"credential": given})
    assert not is_in(client)


def test_a_refused_answer_has_spent_its_challenge(client: Client, key: SoftKey) -> None:
    asked = client.get(IN).context["passkey"]
    client.post(IN, {"credential": key.sign(asked, flags=PRESENT)})
    client.post(IN, {"credential": key.sign(asked)})
    assert not is_in(client)


def test_a_challenge_of_another_browser_is_of_no_use(client: Client, key: SoftKey) -> None:
    elsewhere = Client()
    elsewhere.get(IN)
    elsewhere.post(IN, {"credential": answer(client, key)})
    assert not is_in(elsewhere)


def test_a_copy_that_counts_behind_is_refused(client: Client, key: SoftKey) -> None:
    for _ in range(3):
        client.post(IN, {"credential": answer(client, key)})
        client.post("/sign-out/")
    key.counter = 1
    client.post(IN, {"credential": answer(client, key)})
    assert not is_in(client)


def test_another_key_under_the_same_name_is_refused(client: Client, key: SoftKey) -> None:
    forged = SoftKey(name=key.name, owner=key.owner, counter=key.counter)
    client.post(IN, {"credential": answer(client, forged)})
    assert not is_in(client)


def test_one_persons_key_does_not_open_anothers_account(cast: Cast, client: Client, key: SoftKey) -> None:
    theirs = SoftKey()
    client.force_login(cast.lead)
    add(client, theirs)
    client.post("/sign-out/")
    key.owner = theirs.owner
    client.post(IN, {"credential": answer(client, key)})
    assert not is_in(client)


def test_a_closed_account_is_not_opened(cast: Cast, client: Client, key: SoftKey) -> None:
    actions.close_account(cast.volunteer, by="test")
    client.post(IN, {"credential": answer(client, key)})
    assert not is_in(client)


@pytest.mark.parametrize(
    "said", [{"flags": PRESENT}, {"origin": "https://evil.example"}], ids=["no finger", "origin"]
)
def test_a_key_that_nobody_guards_or_for_another_site_is_not_added(
    said: dict[str, object], cast: Cast, client: Client
) -> None:
    client.force_login(cast.volunteer)
    add(client, SoftKey(), **said)
    assert factors.of(cast.volunteer) == []


@pytest.mark.parametrize(
    "credential", ["", "{", "[]", "{}", "null", '{"response": 1}', '{"response": {"userHandle": "%%"}}']
)
def test_nonsense_is_refused_in_a_sentence(credential: str, cast: Cast, client: Client) -> None:
    client.get(IN)
    page = client.post(IN, {"credential": credential})
    assert (page.status_code, "not accepted" in page.content.decode()) == (200, True)


def test_what_is_kept_says_nothing_of_the_person(cast: Cast, client: Client, key: SoftKey) -> None:
    (kept,) = factors.of(cast.volunteer)
    assert kept.type == Kind.WEBAUTHN
    assert "valentina" not in json.dumps(kept.data)
