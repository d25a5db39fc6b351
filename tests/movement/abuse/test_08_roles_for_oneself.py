"""Abuse case 8: somebody gives themselves a role, by themselves or around a corner."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.conftest import Cast
from tests.movement.conftest import SOUTH_ASIA

from thriving.kernel import clock
from thriving.movement import actions
from thriving.movement.actions import Refused
from thriving.movement.models import Person, RoleHolding
from thriving.movement.roles import roles

pytestmark = pytest.mark.usefixtures("regions")


def test_nobody_gives_themselves_what_they_may_give_to_others(cast: Cast) -> None:
    in_a_month = clock.today() + timedelta(days=30)
    with pytest.raises(Refused, match="Nobody grants a role to themselves"):
        actions.grant_role(cast.lead, "regional_liaison", scope=SOUTH_ASIA, ends_on=in_a_month, by=cast.lead)


@pytest.mark.parametrize("role", sorted(roles))
def test_who_holds_nothing_gives_nothing(cast: Cast, role: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.grant_role(cast.editor, role, by=cast.volunteer)


def test_no_chain_of_givers_comes_back_around() -> None:
    def givers(name: str, seen: tuple[str, ...] = ()) -> None:
        assert name not in seen
        for each in roles[name].given_by:
            givers(each, (*seen, name))

    for name in roles:
        givers(name)


def test_a_role_that_is_over_gives_nothing_more(cast: Cast) -> None:
    in_a_month = clock.today() + timedelta(days=30)
    cast.lead.holdings.update(ends_on=clock.today())
    once_a_lead = Person.objects.get(pk=cast.lead.pk)
    with pytest.raises(PermissionDenied):
        actions.grant_role(
            cast.volunteer, "regional_liaison", scope=SOUTH_ASIA, ends_on=in_a_month, by=once_a_lead
        )


def test_a_closed_account_gives_nothing(cast: Cast) -> None:
    Person.objects.filter(pk=cast.operator.pk).update(is_active=False)
    with pytest.raises(PermissionDenied):
        actions.grant_role(cast.volunteer, "evaluator", by=Person.objects.get(pk=cast.operator.pk))


def test_a_term_cannot_be_stretched_by_giving_the_role_again(cast: Cast) -> None:
    """Who holds it for a year holds it for that year: another begins where it ends, by somebody's hand."""
    a_year = clock.today() + timedelta(days=365)
    actions.grant_role(cast.volunteer, "regional_liaison", scope=SOUTH_ASIA, ends_on=a_year, by=cast.lead)
    with pytest.raises(Refused, match="already holds"):
        actions.grant_role(cast.volunteer, "regional_liaison", scope=SOUTH_ASIA, ends_on=a_year, by=cast.lead)


def test_a_visitor_gives_nothing(client: Client, cast: Cast) -> None:
    before = RoleHolding.objects.count()
    assert client.post("/roles/operator/give/", {"who": "valentina"}).status_code == 403
    assert RoleHolding.objects.count() == before
