"""What everybody reads of a council."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.conftest import Cast
from tests.programs.councils import world

pytestmark = pytest.mark.django_db


def test_everybody_reads_of_a_council_and_whom_to_turn_to(client: Client, cast: Cast) -> None:
    world.council(cast.lead)
    page = client.get("/councils/river/").content.decode()
    assert "River Council" in page
    assert "To be heard." in page
    assert "safe@example.org" in page


def test_councils_are_listed(client: Client, cast: Cast) -> None:
    world.council(cast.lead)
    assert "River Council" in client.get("/councils/").content.decode()
    assert client.get("/councils.json").json()["rows"][0]["key"] == "river"
