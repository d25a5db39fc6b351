"""Whoever goes back to the page of a step that they took is led to what became of it."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.grants.review import world

from thriving.grants.proposals.models import Proposal
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db


def test_a_member_goes_back_to_what_they_said(
    client: Client, proposal: Proposal, members: list[Person], officer: Person
) -> None:
    mia, moe, _mei = members
    review = f"/grants/review/{proposal.key}/"
    world.deliberating(proposal, officer)
    client.force_login(mia)
    assert client.post(f"{review}vote/", {"choice": "approve"}).url == review
    for step in ("review", "vote"):
        assert client.get(f"{review}{step}/").headers["Location"] == review
        assert client.post(f"{review}{step}/", {"choice": "decline"}).status_code == 404
    client.force_login(moe)
    assert client.get(f"{review}vote/").status_code == 200


def test_a_conflict_stays_closed_to_whoever_goes_back(
    client: Client, proposal: Proposal, members: list[Person]
) -> None:
    client.force_login(members[0])
    address = f"/grants/review/{proposal.key}/declare/"
    client.post(address, {"closeness": "work"})
    assert client.get(address).status_code == 404


def test_its_officer_goes_back_to_a_step(client: Client, proposal: Proposal, officer: Person) -> None:
    world.deliberating(proposal, officer)
    client.force_login(officer)
    review = f"/grants/review/{proposal.key}/"
    assert client.get(f"{review}step/deliberate/").headers["Location"] == review
    assert client.get(f"{review}step/nothing/").status_code == 404
