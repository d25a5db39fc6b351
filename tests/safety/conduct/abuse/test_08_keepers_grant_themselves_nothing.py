"""Whoever keeps a code names neither voters nor the Board by it, and is held by it like everybody."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.safety.conduct import world

from thriving.safety.conduct import actions


def test_a_keeper_does_not_endorse(db: None, client: Client) -> None:
    version = world.ratified()
    with world.at(world.ENDORSED), pytest.raises(PermissionDenied):
        actions.endorse(version, world.PROOF, by=world.keeper())
    client.force_login(world.keeper())
    assert client.get("/conduct/universal/1/to/endorse/").status_code == 404


def test_a_keeper_who_has_not_acknowledged_it_keeps_nothing(db: None) -> None:
    version = world.in_force()
    actions.ask_roles(version.code, ["conduct_keeper"], by=world.keeper())
    with pytest.raises(PermissionDenied):
        actions.ask_roles(version.code, [], by=world.again(world.keeper()))
    world.acknowledge(version, world.again(world.keeper()))
    actions.ask_roles(version.code, [], by=world.again(world.keeper()))
