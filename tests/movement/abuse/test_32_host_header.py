"""A letter whose link leads to the attacker, because their request said that this is our name."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tests.conftest import Cast

from thriving.kernel.models import Mail
from thriving.movement.accounts import resets


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"X-Forwarded-Host": "evil.example"},
        {"Forwarded": "host=evil.example"},
        {"X-Original-Host": "evil.example"},
    ],
)
def test_letters_name_the_site_of_the_settings(
    headers: dict[str, str], cast: Cast, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]  # at its worst
    settings.SITE = "https://thriving.example.org"
    cast.volunteer.email = "v@example.org"
    cast.volunteer.save()
    Client(headers=headers).post("/sign-in/forgotten/", {"username": "valentina"})
    resets.write_letters()
    text = Mail.objects.get().text
    assert "https://thriving.example.org/sign-in/new-password/?ticket=" in text
    assert "evil" not in text


def test_a_strange_name_gets_no_page(client: Client) -> None:
    assert client.post("/sign-in/forgotten/", headers={"Host": "evil.example"}).status_code == 400
