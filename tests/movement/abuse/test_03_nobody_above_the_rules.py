"""Abuse case 3: whoever runs the site, or is called its superuser, opens what no rule gives them."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast, person

from thriving.evidence import actions
from thriving.evidence.statements import Statement
from thriving.kernel import access, clock
from thriving.movement.models import Audience, Person
from thriving.movement.roles import roles

WHO = "a" * 32
# What an operator may do beyond whoever has an account, and nothing else.
POWERS = {"welcome_people", "close_account", "load_reference", "define_terms", "grant_role", "end_role"}


def powers(someone: Person | AnonymousUser) -> set[str]:
    return {rule for rule in access.registered() if access.holds(someone, rule)}


@pytest.fixture
def engaged(db: None) -> None:
    """Somebody took part, which is known to those who work with people alone."""
    said = Statement("leadership.engaged", WHO, clock.today(), dimensions={"stage": "tested"}, source="w1")
    actions.state([said], by="test")


def subjects(client: Client) -> set[str]:
    answer: Any = client.get(reverse("evidence:export"), {"file": "csv"})
    return {row["subject"] for row in csv.DictReader(StringIO(answer.getvalue().decode()))}


def test_an_operator_holds_these_powers_alone(cast: Cast) -> None:
    assert powers(cast.operator) - powers(cast.volunteer) == POWERS


@pytest.mark.parametrize("flag", ["is_superuser", "is_staff", "is_admin"])
def test_a_flag_of_the_framework_opens_nothing(cast: Cast, flag: str) -> None:
    before = powers(cast.volunteer)
    setattr(cast.volunteer, flag, True)
    assert powers(cast.volunteer) == before


@pytest.mark.parametrize("role", ["superuser", "admin", "staff", "root"])
def test_a_role_that_nobody_declared_opens_nothing(cast: Cast, role: str) -> None:
    assert role not in roles
    assert powers(person("sly", role)) == powers(cast.volunteer)


@pytest.mark.usefixtures("engaged")
def test_an_operator_takes_no_records_of_people_along(cast: Cast, client: Client) -> None:
    client.force_login(cast.operator)
    assert subjects(client) == set()
    client.force_login(cast.evaluator)
    assert subjects(client) == {WHO}


def test_an_operator_reads_no_profile_that_is_its_owners_alone(cast: Cast, client: Client) -> None:
    address = reverse("movement:person", args=[cast.volunteer.page])
    client.force_login(cast.operator)
    assert client.get(address).status_code == 200
    Person.objects.filter(pk=cast.volunteer.pk).update(name_shown_to=Audience.SELF)
    assert client.get(address).status_code == 404
