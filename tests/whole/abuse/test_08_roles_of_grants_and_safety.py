"""Abuse case 8: nobody gives themselves a role of grants or safety, by another account or around a corner."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import Cast, person
from tests.safety.conduct import world as conduct

from thriving.kernel import clock
from thriving.movement import actions
from thriving.movement.actions import Refused
from thriving.movement.models import Person, RoleHolding
from thriving.movement.roles import roles
from thriving.safety.conduct import actions as of_conduct

pytestmark = pytest.mark.django_db

GIVEN = {
    "crisis_officer": "crisis_manager",
    "risk_officer": "risk_authority",
}  # and by whom, beside operators
MONEY = ("grants_officer", "finance_officer", "grants_auditor")
BY_OPERATORS = (*MONEY, "crisis_manager", "risk_authority", "conduct_keeper", "board_secretary")
A_MONTH = timedelta(days=30)


def grant(to: Person, role: str, by: Person) -> RoleHolding:
    return actions.grant_role(to, role, ends_on=clock.today() + A_MONTH, by=by)


def another_account(of: Person, name: str = "once-more") -> Person:
    """Its letters go to the same mailbox."""
    of.email = f"{of.username}@example.org"
    of.save(update_fields=["email"])
    other = person(name)
    other.email = f"{of.username}+{name}@example.org"
    other.save(update_fields=["email"])
    return other


@pytest.mark.parametrize("role", sorted(GIVEN))
def test_each_gives_just_what_it_is_there_to_give(cast: Cast, role: str) -> None:
    giver = person("giver", GIVEN[role])
    assert grant(cast.volunteer, role, giver).role == role
    for other in (*BY_OPERATORS, *GIVEN):
        if other != role:
            with pytest.raises(PermissionDenied):
                grant(cast.lead, other, giver)


@pytest.mark.parametrize("role", sorted(GIVEN))
def test_whom_it_is_given_to_gives_it_to_nobody(cast: Cast, role: str) -> None:
    holder = person("holder", role)
    for given in (role, GIVEN[role]):
        with pytest.raises(PermissionDenied):
            grant(cast.volunteer, given, holder)


@pytest.mark.parametrize("role", sorted(GIVEN))
def test_nobody_gives_it_to_themselves_by_any_account(cast: Cast, role: str) -> None:
    giver = person("giver", GIVEN[role])
    for account in (giver, another_account(giver)):
        with pytest.raises(Refused, match="to themselves"):
            grant(account, role, giver)


@pytest.mark.parametrize("role", BY_OPERATORS)
def test_nor_does_an_operator(cast: Cast, role: str) -> None:
    for account in (cast.operator, another_account(cast.operator)):
        with pytest.raises(Refused, match="to themselves"):
            grant(account, role, cast.operator)


@pytest.mark.parametrize("role", sorted(GIVEN))
def test_a_giver_who_is_out_or_closed_gives_nothing(cast: Cast, role: str) -> None:
    giver = person("giver", GIVEN[role])
    actions.end_role(giver.holdings.get(), by="test")
    closed = person("closed", GIVEN[role])
    actions.close_account(closed, by="test")
    for each in (giver, closed):
        with pytest.raises(PermissionDenied):
            grant(cast.volunteer, role, Person.objects.get(pk=each.pk))


@pytest.mark.parametrize("role", sorted(GIVEN))
def test_a_giver_whose_own_role_waits_gives_nothing(cast: Cast, role: str) -> None:
    """Until they have acknowledged the code of conduct that their role needs."""
    giver = person("giver", GIVEN[role])
    version = conduct.in_force()
    of_conduct.ask_roles(version.code, [GIVEN[role]], by=conduct.keeper())
    with pytest.raises(PermissionDenied):
        grant(cast.volunteer, role, conduct.again(giver))
    conduct.acknowledge(version, conduct.again(giver))
    assert grant(cast.volunteer, role, conduct.again(giver))


@pytest.mark.parametrize("role", [*MONEY, *GIVEN, *GIVEN.values()])
def test_no_term_is_without_an_end_or_stretched(cast: Cast, role: str) -> None:
    longest = roles[role].longest
    assert longest
    for ends_on in (None, clock.today() + longest + timedelta(days=1)):
        with pytest.raises(Refused, match="say when it ends"):
            actions.grant_role(cast.volunteer, role, ends_on=ends_on, by=cast.operator)
    grant(cast.volunteer, role, cast.operator)
    with pytest.raises(Refused, match="already holds"):
        grant(cast.volunteer, role, cast.operator)


@pytest.mark.parametrize("role", [*MONEY, *GIVEN, *GIVEN.values(), "conduct_keeper", "board_secretary"])
def test_each_works_by_a_second_proof_alone(role: str) -> None:
    assert roles[role].second_factor
