"""What an address asks for is a number or a language that is there, and nothing else."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.safety.conduct import pages, world

ODD = ("code__key", "1 or 1=1", "-1", "1e400", "٢", "²", "9" * 40, "texts__written_by__startswith")


@pytest.mark.parametrize("asked", ODD)
def test_no_lookup_gets_through(db: None, client: Client, asked: str) -> None:
    pages.next_in_consultation(world.in_force())
    answer = client.get("/conduct/universal/2/difference/", {"from": asked, "in": asked})
    assert answer.status_code in (200, 404)
    assert client.get("/conduct/universal/", {"in": asked}).status_code == 200
