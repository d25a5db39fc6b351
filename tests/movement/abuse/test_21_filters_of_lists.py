"""Abuse case 21: a lookup smuggled into an address. A list answers what it declares, and nothing else."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.conftest import Cast
from tests.movement.groups import world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "question",
    [
        "applicant__password__startswith=a",
        "applicant__username=valentina",
        "state=applied",
        "state__in=applied",
        "order_by=applicant__password",
        "ordering=-pk",
        "key__regex=.*",
        "steps__inner_words__contains=x",
        "country=GH') OR 1=1 --",
        "kind=user_group' OR '1'='1",
        "after=x' OR '1'='1",
        "region=x%25",
        "compliance=overdue; DROP TABLE movement_affiliate",
    ],
)
def test_it_changes_nothing_or_finds_nothing(client: Client, cast: Cast, question: str) -> None:
    world.application(cast.volunteer)
    world.affiliate()
    response = client.get(f"/affiliates.json?{question}")
    assert response.status_code == 200
    assert [row["key"] for row in response.json()["rows"]] in ([], ["lakeside"])
