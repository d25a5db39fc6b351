"""A role of another affiliate, and one that has ended, open nothing that nobody may open."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.conftest import Cast, person
from tests.whole import records
from tests.whole.connections import close
from tests.whole.records import *  # noqa: F403 -- its fixtures
from tests.whole.test_access import MORE_ROLES, TABLE

from thriving.movement.models import Person, RoleHolding

pytestmark = pytest.mark.django_db

HELD_ONCE = (*MORE_ROLES.values(), "evaluator", "plan_editor", "operator")
BY_ROLE = {*MORE_ROLES, "evaluator", "editor", "operator"}
OF_SOME = tuple(row for row in TABLE if any(row.expected(role) != row.to_all for role in BY_ROLE))


@pytest.fixture
def elsewhere() -> Person:
    return person("elsewhere", "affiliate_contact affiliate:riverside")


@pytest.fixture
def former() -> Person:
    holder = person("former", *HELD_ONCE)
    RoleHolding.objects.filter(person=holder).update(ends_on=date(2020, 3, 31))
    return holder


def answered(somebody: Person) -> dict[str, int]:
    """How each page that a role opens answers to a GET of theirs."""
    client, answers = Client(), {}
    client.force_login(somebody)
    for row in OF_SOME:
        response = client.get(records.address_of(row))
        close(response)
        answers[row.name] = response.status_code
    return answers


@pytest.mark.usefixtures("all_records")
def test_all_answer_as_to_a_stranger(elsewhere: Person, former: Person, cast: Cast) -> None:
    to_a_stranger = answered(person("stranger"))
    assert answered(elsewhere) == to_a_stranger
    assert answered(former) == to_a_stranger
    assert answered(cast.evaluator) != to_a_stranger
