"""A role that waits for something still reads; it does nothing until then."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from tests.conftest import Cast, person
from tests.movement.groups.world import affiliate

from thriving.kernel import access
from thriving.movement import actions
from thriving.movement.models import Person, RoleHolding
from thriving.movement.roles import waits


@pytest.fixture
def operators_wait() -> Iterator[None]:
    rows = RoleHolding.objects.filter(pk=OuterRef("pk"), role="operator")
    with waits.temporarily("test", lambda: Exists(rows)):
        yield


def again(someone: Person) -> Person:
    return Person.objects.get(pk=someone.pk)


def test_it_does_nothing_and_still_reads(cast: Cast, operators_wait: None) -> None:
    omar = again(cast.operator)
    assert omar.roles == {"operator"}
    assert not access.holds(omar, "welcome_people")
    assert access.holds(omar, "see_my_work")
    assert access.may(omar, "see_person_where", cast.volunteer)  # which operators alone read of her


def test_other_roles_of_theirs_go_on(cast: Cast, operators_wait: None) -> None:
    both = again(person("bo", "operator", "evaluator"))
    assert both.acting.roles == {"evaluator"}
    assert access.holds(both, "import_records")
    assert not access.holds(both, "close_account")


def test_it_gives_nobody_a_role(cast: Cast, operators_wait: None) -> None:
    with pytest.raises(PermissionDenied):
        actions.grant_role(cast.volunteer, "evaluator", by=again(cast.operator))


def test_people_read_at_once_know_it_too(cast: Cast, operators_wait: None) -> None:
    acting = {each.username: each.acting.roles for each in Person.objects.with_roles()}
    assert acting["omar"] == frozenset()
    assert acting["esi"] == {"evaluator"}


def test_a_conflict_of_interest_does_not_end_while_a_role_waits(db: None) -> None:
    """Otherwise who has not acknowledged something could judge the affiliate of which they are an officer."""
    lakeside = affiliate("lakeside")
    judge = person("judith", "affiliations_officer", "affiliate_contact affiliate:lakeside")
    rows = RoleHolding.objects.filter(pk=OuterRef("pk"), role="affiliate_contact")
    with waits.temporarily("test", lambda: Exists(rows)):
        assert again(judge).acting.roles == {"affiliations_officer"}
        assert again(judge).acting.whole.roles == {"affiliations_officer", "affiliate_contact"}
        assert not access.may(again(judge), "judge_affiliate", lakeside)


def test_what_waits_is_put_into_a_query_once_for_each_time_that_somebody_is_fetched(cast: Cast) -> None:
    asked: list[str] = []

    def reason() -> Exists:
        asked.append("again")
        return Exists(RoleHolding.objects.none())

    with waits.temporarily("test", reason):
        omar = again(cast.operator)
        assert [omar.roles, omar.scopes("operator"), access.holds(omar, "welcome_people")]
    assert asked == ["again"]
