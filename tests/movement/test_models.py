from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.db import IntegrityError
from pytest_django.fixtures import DjangoAssertNumQueries
from tests.conftest import PASSWORD, Cast

from thriving.kernel import clock
from thriving.movement.models import Person, RoleHolding

LEADERSHIP = "priority:thriving-movement-2019/community-leadership-development"


def on(day: int) -> datetime:
    return datetime(2020, 4, day, 12, tzinfo=UTC)


def test_roles_and_scopes_are_those_held_today(cast: Cast) -> None:
    assert (cast.lead.roles, cast.lead.scopes("program_lead")) == ({"program_lead"}, {LEADERSHIP})
    assert (cast.lead.scopes("evaluator"), cast.evaluator.scopes("evaluator")) == (set(), {""})
    assert cast.volunteer.roles == frozenset()


@pytest.mark.parametrize("day", range(8, 23))
def test_a_role_is_held_from_its_first_day_to_before_its_last(cast: Cast, day: int) -> None:
    cast.volunteer.holdings.create(role="evaluator", begins_on=date(2020, 4, 10), ends_on=date(2020, 4, 20))
    with clock.stopped_at(on(day)):
        assert ("evaluator" in cast.volunteer.roles) is (10 <= day < 20)


def test_a_role_cannot_end_before_it_begins(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="a_role_ends_after_it_begins"):
        RoleHolding.objects.create(
            person=cast.lead, role="evaluator", begins_on=date(2020, 4, 10), ends_on=date(2020, 4, 9)
        )


def test_a_closed_account_holds_no_role(cast: Cast) -> None:
    cast.lead.is_active = False
    assert (cast.lead.roles, cast.lead.scopes("program_lead")) == (frozenset(), frozenset())


def test_a_page_that_asks_many_rules_reads_roles_once(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lead = Person.objects.get(pk=cast.lead.pk)
    with django_assert_num_queries(1):
        assert lead.roles
        assert lead.scopes("program_lead")
        assert lead.roles


@pytest.mark.parametrize("typed", ["Esi", "ＥＳＩ", " esi ", "ESI"])
def test_one_name_is_one_person(cast: Cast, typed: str) -> None:
    assert Person.objects.get_by_natural_key(typed) == cast.evaluator


def test_passwords_are_kept_by_argon2_alone(db: None) -> None:
    person = Person.objects.create_user("Amina", PASSWORD)
    assert (identify_hasher(person.password).algorithm, person.username) == ("argon2", "amina")


def test_keys_tell_nothing(db: None) -> None:
    keys = {Person.objects.create_user(f"person{number}").key for number in range(3)}
    assert len(keys) == 3
    assert all(len(key) == 32 and "person" not in key for key in keys)
