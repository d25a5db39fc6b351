"""No address, action or command takes a version past a step whose conditions are not met."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.safety.conduct import world

from thriving.safety.conduct.views.versions import STEPS

LATER = sorted(set(STEPS) - {"translate", "consult", "withdraw"})


@pytest.mark.parametrize("step", LATER)
def test_a_draft_goes_nowhere_but_to_everybody(db: None, client: Client, step: str) -> None:
    version = world.drafted()
    for someone in (world.keeper(), world.secretary()):
        client.force_login(someone)
        assert client.post(f"/conduct/universal/1/to/{step}/", {}).status_code == 404
    assert world.fresh(version).state == "draft"


def test_a_step_is_never_taken_by_reading_a_page(db: None, client: Client) -> None:
    version = world.endorsed()
    client.force_login(world.keeper())
    assert client.get("/conduct/universal/1/to/take_effect/").status_code == 200
    assert world.fresh(version).state == "endorsed"
