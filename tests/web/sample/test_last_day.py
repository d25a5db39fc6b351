"""30 June 2020, when the plan's year is over."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from thriving.plan import queries
from thriving.plan.models import Plan
from thriving.plan.states import Status
from thriving.web.sample import cast

DAY = date(2020, 6, 30)
MISSED = {
    "gender-manager-and-regional-liaisons",
    "heritage-digitization-needs",
    "code-of-conduct",
    "risk-protocol",
}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("played")]


def test_key_results_are_met_or_missed() -> None:
    found = queries.standing(Plan.objects.get(key=cast.PLAN), AnonymousUser())
    by_status = {each.key_result.key: each.status for each in found.key_results}
    assert {key for key, status in by_status.items() if status == Status.MISSED} == MISSED
    assert {status for key, status in by_status.items() if key not in MISSED} == {Status.MET}
