"""What a stolen open session may not do: whoever sits there must show again who they are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast
from tests.movement.conftest import Later

PAGES = [
    "movement:add_app",
    "movement:add_passkey",
    "movement:recovery_codes",
    "movement:change_password",
    "movement:wiki_connect",
    "movement:leave",
]


@pytest.fixture
def left_open(cast: Cast, client: Client, later: Later) -> Client:
    client.force_login(cast.operator)
    later(timedelta(minutes=5, seconds=1))
    return client


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_changes_how_one_signs_in_or_ends_it_asks_again(page: str, left_open: Client) -> None:
    assert left_open.get(reverse(page))["Location"].startswith("/account/prove/")


@pytest.mark.parametrize("page", [*PAGES, "movement:wiki_disconnect", "movement:my_data_file"])
def test_and_so_does_sending_its_form(page: str, left_open: Client) -> None:
    answer = left_open.post(reverse(page), {"password": "a wholly new sentence"})
    assert (answer.status_code, answer.templates[0].name) == (403, "movement/prove.html")


def test_and_so_does_removing_a_second_step(left_open: Client) -> None:
    assert left_open.post(reverse("movement:remove_step", args=[1])).status_code == 403


def test_and_so_does_giving_a_role(cast: Cast, left_open: Client) -> None:
    address = reverse("movement:give_role", args=["evaluator"])
    assert left_open.get(address)["Location"].startswith("/account/prove/")
    sent = left_open.post(address, {"who": cast.volunteer.username, "why": "So that I may publish."})
    assert (sent.status_code, cast.volunteer.holdings.count()) == (403, 0)
