"""A plan in the middle of its year: published twice for 31 March, once as it was known and once corrected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.conftest import Cast
from tests.plan import world
from tests.plan.world import at

from thriving.evidence import actions as evidence
from thriving.evidence.statements import Statement
from thriving.kernel.words import Words
from thriving.plan import actions
from thriving.plan.models import Plan

MARCH, CORRECTED, APRIL = date(2020, 3, 31), date(2020, 4, 10), date(2020, 4, 15)
FRAMEWORK = "leadership-development-framework"
ROOT = "/plan/thriving-movement-2019/"
RESULT = f"{ROOT}key-results/{FRAMEWORK}/"

Get = Callable[..., Any]


def words(page: str) -> str:
    """What stands on a page, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", page)).split())


@pytest.fixture(autouse=True)
def april(db: None) -> Iterator[None]:
    cache.clear()
    with at(APRIL):
        yield


@pytest.fixture
def plan() -> Plan:
    return world.loaded()


@pytest.fixture
def year(plan: Plan, cast: Cast) -> Plan:
    """84 people as known on 31 March; 88 once five came late and one was withdrawn."""
    world.state(
        *people(),
        world.step("youth-advisory-council", "needs-listed", date(2019, 9, 20)),
        world.step("gender-program-manager", "position-described", date(2019, 8, 20)),
        world.liaison(1, "south-asia", date(2019, 11, 4)),
        world.liaison(2, "sub-saharan-africa", date(2020, 2, 10)),
        *(world.community(number, date(2020, 1, 15)) for number in range(11)),
    )
    with at(MARCH, hour=18):
        first = actions.publish_release(plan, on=MARCH, by=cast.evaluator)
    with at(date(2020, 4, 2)):
        evidence.state([world.engaged(number, date(2020, 3, 28)) for number in range(84, 89)], by="tests")
        evidence.retract("leadership.engaged", [world.engaged(0, MARCH).natural_key], by="tests", why="twice")
    with at(date(2020, 4, 8)):
        actions.check_in(
            world.key_result(FRAMEWORK), confidence=8, what_changed="June is full.", by=cast.lead
        )
    with at(CORRECTED):
        note = Words(en="Five came late.")
        actions.publish_release(plan, on=MARCH, corrects=first, note=note, by=cast.evaluator)
    plan.refresh_from_db()
    return plan


def people() -> Iterator[Statement]:
    """84, more each month, so that the pace changes and nothing is foretold."""
    number = 0
    for month, count in enumerate([1, 1, 2, 4, 6, 10, 14, 20, 26]):
        on = date(2019 + (6 + month) // 12, (6 + month) % 12 + 1, 15)
        yield from (world.engaged(number + each, on) for each in range(count))
        number += count


@pytest.fixture
def get(client: Client) -> Get:
    """The text of a page for somebody: ``get("/plan/", cast.lead)``."""

    def page(address: str, person: Any = None, status: int = 200) -> str:
        client.logout()
        if person is not None:
            client.force_login(person)
        response = client.get(address)
        assert response.status_code == status, response.content[:500]
        return " ".join(response.content.decode().split())

    return page
