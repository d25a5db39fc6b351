from __future__ import annotations

import re
from datetime import timedelta
from statistics import median
from time import perf_counter

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tests.conftest import PASSWORD, Cast
from tests.movement.conftest import Later

from thriving.movement import actions

IN, OUT, HOME = "/sign-in/", "/sign-out/", "/design/"
SECRET = "/sign-out/"  # any page that tells who is signed in


@pytest.fixture(autouse=True)
def one_step_is_enough(settings: Settings) -> None:
    """These tests are about the first one."""
    settings.SECOND_STEP = "none"


def sign_in(client: Client, username: str = "esi", password: str = PASSWORD, **more: str) -> int:
    return client.post(IN, {"username": username, "password": password, **more}).status_code


def is_in(client: Client) -> bool:
    return b"You are signed in as" in client.get(SECRET).content


def test_signing_in_and_out(cast: Cast, client: Client) -> None:
    assert b"<h1>Sign in</h1>" in client.get(IN).content
    response = client.post(IN, {"username": "Esi", "password": PASSWORD, "next": HOME})
    assert (response.status_code, response["Location"]) == (302, HOME)
    assert is_in(client)
    response = client.post(OUT)
    assert (response.status_code, response["Clear-Site-Data"]) == (302, '"cache"')
    assert not is_in(client)


def test_asking_to_sign_out_signs_nobody_out(cast: Cast, client: Client) -> None:
    client.force_login(cast.evaluator)
    client.get(OUT)
    assert is_in(client)


def test_who_is_signed_in_need_not_sign_in(cast: Cast, client: Client) -> None:
    client.force_login(cast.evaluator)
    assert client.get(f"{IN}?next={HOME}")["Location"] == HOME


def test_the_answer_does_not_tell_which_names_exist(cast: Cast, client: Client) -> None:
    actions.close_account(cast.lead, by=cast.operator)
    pages = set()
    for username, password in [("esi", "wrong"), ("nobody", PASSWORD), ("lina", PASSWORD)]:
        response = client.post(IN, {"username": username, "password": password})
        page = response.content.decode().replace(f'value="{username}"', "")
        pages.add((response.status_code, re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page)))
    assert len(pages) == 1


def test_the_time_does_not_tell_which_names_exist(cast: Cast, client: Client, settings: Settings) -> None:
    """An unknown name is hashed for too; without that it would answer some twenty times as fast."""
    settings.SIGN_IN_TRIES_BY_NAME = settings.SIGN_IN_TRIES_BY_ADDRESS = 1000

    def took(username: str) -> float:
        begun = perf_counter()
        sign_in(client, username, "wrong")
        return perf_counter() - begun

    ratios = [took("nobody") / took("esi") for _ in range(11)]
    assert 0.5 < median(ratios) < 2


def test_an_empty_form_is_asked_to_be_filled(cast: Cast, client: Client) -> None:
    response = client.post(IN, {"username": "", "password": ""})
    assert response.content.decode().count("This field is required.") == 2


def test_a_very_long_password_is_not_hashed(cast: Cast, client: Client) -> None:
    assert b"at most 1000 characters" in client.post(IN, {"username": "esi", "password": "x" * 1001}).content


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example/",
        "///evil.example/",
        "https://evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/%09/evil.example",
        "/\t/evil.example",
        "/nothing-of-ours/",
        "http:///design/",
        "design/",
        " /design/",
    ],
)
def test_next_leads_nowhere_but_to_our_pages(cast: Cast, client: Client, elsewhere: str) -> None:
    response = client.post(IN, {"username": "esi", "password": PASSWORD, "next": elsewhere})
    assert response["Location"] == "/"


def test_next_keeps_what_the_page_was_asked(cast: Cast, client: Client) -> None:
    asked = f"{HOME}?on=2020-03-31&known=2020-04-10"
    response = client.post(IN, {"username": "esi", "password": PASSWORD, "next": asked})
    assert response["Location"] == asked


def test_too_many_tries_are_told_and_forgiven_to_a_known_browser(cast: Cast, settings: Settings) -> None:
    settings.SIGN_IN_TRIES_BY_NAME = 2
    hers, stranger = Client(), Client(REMOTE_ADDR="198.51.100.9")
    sign_in(hers)
    hers.post(OUT)
    assert [sign_in(stranger, "esi", "wrong") for _ in range(3)] == [200, 200, 429]
    assert sign_in(stranger) == 429
    assert sign_in(hers) == 302


def test_a_browsers_token_is_of_no_use_for_another_name(cast: Cast, settings: Settings) -> None:
    settings.SIGN_IN_TRIES_BY_NAME = 2
    stranger = Client()
    sign_in(stranger, "otto")
    stranger.post(OUT)
    assert [sign_in(stranger, "esi", "wrong") for _ in range(3)] == [200, 200, 429]


def test_a_forged_token_is_of_no_use(cast: Cast, client: Client) -> None:
    client.cookies["browser"] = "WyJtYXJrIiwgIngiXQ:forged"
    assert sign_in(client) == 302


def test_a_session_changes_its_name_with_the_sign_in(cast: Cast, client: Client) -> None:
    client.force_login(cast.volunteer)
    before = client.session.session_key
    sign_in(client)
    assert client.session.session_key != before
    fixed = Client()
    fixed.cookies["sessionid"] = str(before)
    assert not is_in(fixed)


def test_a_session_is_dead_after_signing_out(cast: Cast, client: Client) -> None:
    sign_in(client)
    thief = Client()
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    assert is_in(thief)
    client.post(OUT)
    assert not is_in(thief)


def test_a_closed_account_is_out_at_once(cast: Cast, client: Client) -> None:
    client.force_login(cast.evaluator)
    assert is_in(client)
    actions.close_account(cast.evaluator, by=cast.operator)
    assert not is_in(client)


def test_a_new_password_ends_every_session(cast: Cast, client: Client) -> None:
    client.force_login(cast.evaluator)
    actions.change_password(cast.evaluator, password="a long and rare pass phrase", by=cast.operator)
    assert not is_in(client)


def test_a_sign_in_ends_when_it_is_not_used(cast: Cast, client: Client, later: Later) -> None:
    sign_in(client)
    for hours in (11, 11):
        later(timedelta(hours=hours))
        assert is_in(client)
    later(timedelta(hours=12, minutes=1))
    assert not is_in(client)


def test_a_sign_in_ends_however_much_it_is_used(cast: Cast, client: Client, later: Later) -> None:
    sign_in(client)
    for _ in range(7 * 3):
        later(timedelta(hours=8))
        assert is_in(client)
    later(timedelta(hours=1))
    assert not is_in(client)
    sign_in(client)
    assert is_in(client)


def test_a_sign_in_lasts_as_long_as_the_settings_say(
    cast: Cast, client: Client, later: Later, settings: Settings
) -> None:
    settings.SIGN_IN_IDLE = timedelta(minutes=5)
    client.force_login(cast.evaluator)
    assert is_in(client)
    later(timedelta(minutes=6))
    assert not is_in(client)


def test_a_form_from_elsewhere_signs_nobody_in(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(strict) == 403
    assert not is_in(strict)


@pytest.mark.parametrize(("offered", "shown"), [("a-client", True), ("", False)])
def test_the_wiki_is_offered_by_its_name(
    client: Client, settings: Settings, offered: str, *, shown: bool
) -> None:
    settings.WIKI, settings.WIKI_CLIENT = "https://wiki.example/w/", offered
    assert ("With the account of wiki.example" in client.get(IN).content.decode()) is shown


def test_the_header_tells_who_one_is(cast: Cast, client: Client) -> None:
    assert f"{IN}?next={HOME}" in client.get(HOME).content.decode()
    client.force_login(cast.evaluator)
    page = client.get(HOME).content.decode()
    assert "<bdi>Esi</bdi>" in page
    assert OUT in page


def test_a_name_is_shown_and_not_run(cast: Cast, client: Client) -> None:
    cast.evaluator.name = "<script>alert(1)</script>"
    cast.evaluator.save()
    client.force_login(cast.evaluator)
    assert b"<script>alert" not in client.get(OUT).content
