"""My pages in a cache: of a proxy, of the button back, of whoever lets them look like a picture."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast
from tests.movement.second_steps import app_of, first_step

PAGES = ["prove", "security", "add_app", "add_passkey", "change_password", "account"]


@pytest.mark.parametrize("page", PAGES)
def test_no_cache_keeps_it(page: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.volunteer)
    assert "no-store" in client.get(reverse(f"movement:{page}"))["Cache-Control"]


def test_no_cache_keeps_codes_that_are_shown_once(cast: Cast, client: Client) -> None:
    app_of(cast.volunteer)
    client.force_login(cast.volunteer)
    assert "no-store" in client.post(reverse("movement:recovery_codes"))["Cache-Control"]


def test_no_cache_keeps_the_second_step(cast: Cast, client: Client) -> None:
    app_of(cast.volunteer)
    assert "no-store" in first_step(client, cast.volunteer)["Cache-Control"]


@pytest.mark.parametrize("ending", ["x.css", "x.js", "a.png", ";.css", "%2e.css"])
def test_nothing_of_mine_answers_to_a_pictures_name(ending: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.volunteer)
    assert client.get(f"/account/security/{ending}").status_code == 404


def test_signing_out_empties_the_browsers_cache(cast: Cast, client: Client) -> None:
    for way in ("/sign-out/", "/account/security/sign-out-everywhere/"):
        client.force_login(cast.volunteer)
        assert client.post(way)["Clear-Site-Data"] == '"cache"'
