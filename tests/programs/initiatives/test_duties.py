"""Core duties: what they serve, who keeps them, and the share that is counted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.conftest import Cast
from tests.programs.initiatives import world

from thriving.evidence import shipped
from thriving.evidence.asked import Asked
from thriving.evidence.models import Fact, Measure
from thriving.evidence.queries import numbers_for
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.programs.initiatives import actions, facts
from thriving.programs.initiatives.models import Duty

pytestmark = pytest.mark.usefixtures("plan")

UNALIGNED: dict[str, Any] = {"priority": "", "why_none": Words(en="The law asks for it.")}
FIELDS = {
    "title": "Grants",
    "kind": "grantmaking",
    "team": "Grants team",
    "begins_on": "2026-03-02",
    "priority": world.LED,
}


def share() -> Any:
    """The share as everybody sees it today."""
    shipped.define(by="tests")
    version = Measure.objects.get(key="duties-serving-a-priority").versions.get()
    return numbers_for(None, [Asked.of(version)])[0].reading.value


def test_without_a_duty_there_is_no_case() -> None:
    assert share() is None


def test_the_share_is_that_of_duties_that_name_a_priority() -> None:
    world.duty()
    world.duty("filing", **UNALIGNED)
    world.duty("events", kind="events")
    assert float(share()) == pytest.approx(2 / 3, abs=1e-4)


def test_one_that_serves_something_else_is_corrected_and_one_that_ends_no_longer_counts() -> None:
    duty = world.duty()
    actions.describe_duty(duty, world.duty_described(**UNALIGNED), by="tests")
    assert float(share()) == 0
    actions.end_duty(duty, reason="Others do it.", by="tests")
    assert not Fact.objects.filter(superseded_number=None).exists()
    assert list(facts.statements()) == []


def test_what_duties_say_is_what_the_ledger_holds() -> None:
    world.duty()
    (stated,) = facts.statements()
    fact = Fact.objects.get()
    assert (fact.natural_key, fact.dimensions) == (stated.natural_key, stated.stated)
    assert fact.dimensions == {"duty": "grantmaking", "alignment": "aligned", "serves": world.LED}


@pytest.mark.parametrize(
    "wrong",
    [
        {"priority": "", "why_none": Words()},
        {"priority": f"{world.PLAN}/nothing"},
        {"kind": "napping"},
        {"team": Words()},
        {"begins_on": date(2999, 1, 1)},
        {"scope": "region:nowhere/at-all"},
    ],
)
def test_a_duty_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        world.duty(**wrong)
    assert not Duty.objects.exists()


def test_a_lead_puts_none_under_a_priority_of_others(cast: Cast) -> None:
    with pytest.raises(Refused, match="leads this priority"):
        world.duty(by=cast.other_lead)
    duty = world.duty(by=cast.lead)
    with pytest.raises(PermissionDenied):
        actions.describe_duty(duty, world.duty_described(), by=cast.other_lead)
    with pytest.raises(PermissionDenied):
        world.duty("others", by=cast.volunteer)


def test_a_lead_keeps_a_duty(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    assert client.post("/duties/new/", {**FIELDS, "key": "grants"}).status_code == 302
    assert client.post("/duties/grants/describe/", {**FIELDS, "title": "Giving grants"}).status_code == 302
    answer = client.post("/duties/grants/describe/", {**FIELDS, "priority": ""})
    assert answer.context["form"].errors.keys() == {"why_none"}
    assert "Giving grants" in client.get("/duties/").content.decode()
    assert client.get("/duties.json").json()["rows"][0]["priority"] == world.LED
    assert client.post("/duties/grants/end/", {"reason": "Others do it."}).status_code == 302
    assert client.get("/duties.json").json()["rows"] == []
    assert "Others do it." in client.get("/duties/grants/").content.decode()


def test_others_do_not_keep_it(client: Client, cast: Cast) -> None:
    world.duty()
    client.force_login(cast.other_lead)
    assert client.post("/duties/grants/describe/", FIELDS).status_code == 404
    assert client.post("/duties/grants/end/", {"reason": "Mine."}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries(client: Client, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        world.duty(f"grants-{number}")
    with django_assert_num_queries(2):
        client.get("/duties/")
