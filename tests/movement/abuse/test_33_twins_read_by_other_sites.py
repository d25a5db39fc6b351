"""Abuse case 33: another site reads a twin with the reader's own rights, as a script or across origins."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.conftest import Cast
from tests.movement.groups import world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/affiliates.json", "/communities.json", "/search.json?q=lake"])
def test_no_other_site_is_let_in(client: Client, cast: Cast, address: str) -> None:
    world.affiliate()
    client.force_login(cast.volunteer)
    asked = f"{address}{'&' if '?' in address else '?'}callback=steal&jsonp=steal"
    response = client.get(asked, headers={"Origin": "https://evil.example"})
    assert not [name for name in response.headers if name.startswith("Access-Control")]
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response.content.startswith(b"{")  # an object is no script that runs
    assert b"steal" not in response.content
    assert "private" in response.headers["Cache-Control"]
