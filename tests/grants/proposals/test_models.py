from __future__ import annotations

from decimal import Decimal

import pytest
from django.db.models import Sum
from tests.conftest import Cast
from tests.grants import world

from thriving.grants.proposals.states import PROPOSAL


@pytest.mark.parametrize("state", sorted(PROPOSAL.states))
def test_proposal_can_stand_at_each_step(cast: Cast, state: str) -> None:
    assert world.proposal(cast.volunteer, state).state == state


def test_database_sums_amounts_exactly(cast: Cast) -> None:
    one = world.proposal(cast.volunteer)
    one.lines.all().delete()
    for _each in range(30):
        world.line(one, "0.10")
    assert one.lines.aggregate(all=Sum("amount"))["all"] == Decimal("3.00")
    assert one.lines.filter(amount=Decimal("0.10")).count() == 30
