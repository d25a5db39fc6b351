"""Whatever is changed today, an earlier day is told as it was promised and published then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.plan import world
from tests.plan.world import at

from thriving.evidence.models import MeasureVersion
from thriving.plan import actions, queries
from thriving.plan.actions import editing
from thriving.plan.file import read, shipped
from thriving.plan.models import Plan, PublishedStanding, Requirement
from thriving.plan.queries.document import document_of
from thriving.plan.queries.standing import promised

MARCH, TODAY = date(2020, 3, 31), date(2020, 4, 15)
PEOPLE = "key-result:leadership-development-framework/requirement:people"
LIAISONS = "key-result:gender-manager-and-regional-liaisons/requirement:regional-liaisons"
COMMUNITIES = "communities-giving-pilot-data"

Told = dict[str, Any]


@pytest.fixture(autouse=True)
def _mid_april() -> Iterator[None]:
    with at(TODAY):
        yield


@pytest.fixture
def published(plan: Plan) -> Plan:
    """84 people, published for the end of March."""
    with at(MARCH):
        world.state(*(world.engaged(number, date(2020, 2, 1)) for number in range(84)))
        actions.publish_release(plan, on=MARCH, by="tests")
    return plan


def told(plan: Plan) -> Told:
    """What a visitor reads of the end of March."""
    found = queries.standing(Plan.objects.get(pk=plan.pk), None, on=MARCH, known=MARCH)
    return {
        each.requirement.key: (each.value, each.target, each.expected, each.status)
        for result in found.key_results
        for each in result.requirements
    }


def thresholds(plan: Plan) -> Any:
    return replace(document_of(plan).plan.rule, on_track_from=Decimal("0.1"), at_risk_from=Decimal("0.05"))


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("plan", lambda _plan: {"ends_on": date(2021, 6, 30)}),
        ("plan", lambda _plan: {"starts_on": date(2019, 6, 1)}),
        ("plan", lambda _plan: {"update_every_days": 1}),
        ("plan", lambda plan: {"rule": thresholds(plan)}),
        ("key-result:leadership-development-framework", lambda _plan: {"update_every_days": 1}),
        (PEOPLE, lambda _plan: {"target": Decimal(90)}),
        (PEOPLE, lambda _plan: {"measure": COMMUNITIES, "filters": ()}),
    ],
    ids=["last day", "first day", "updates", "thresholds", "updates of one", "target", "measure"],
)
def test_no_change_of_today_reaches_back(published: Plan, part: str, change: Any) -> None:
    before = told(published)
    assert before["people"][0] == 84
    editing.change_part(published, part, changes=change(published), reason="Another promise.", by="tests")
    assert told(published) == before


@pytest.mark.parametrize("part", [LIAISONS, "key-result:code-of-conduct"])
def test_what_a_plan_lets_go_of_stays_in_its_past(published: Plan, part: str) -> None:
    before, said = told(published), PublishedStanding.objects.count()
    actions.remove_part(published, part, by="tests", reason="Somebody else does it now.")
    assert (told(published), PublishedStanding.objects.count()) == (before, said)
    assert not before.keys() <= {each.key for each in Requirement.objects.all()}


def test_what_comes_back_is_what_it_was(published: Plan) -> None:
    before = set(Requirement.objects.values_list("pk", "key"))
    actions.remove_part(published, LIAISONS, by="tests", reason="Enough of it.")
    actions.load(shipped(), by="tests", reason="Not enough of it.")
    assert set(Requirement.objects.values_list("pk", "key")) == before
    assert document_of(published) == read(shipped())


def test_the_plan_of_today_is_not_touched_by_a_look_back(published: Plan) -> None:
    editing.change_part(
        published, "plan", changes={"ends_on": date(2021, 6, 30)}, reason="Longer.", by="tests"
    )
    plan = Plan.objects.get(pk=published.pk)
    assert promised(plan, MARCH).plan.ends_on == date(2020, 6, 30)
    assert plan.ends_on == date(2021, 6, 30)


def test_a_new_definition_counts_from_its_day_on(published: Plan) -> None:
    before = told(published)
    said = document_of(published)
    [mine] = [each for each in said.measures if "leadership" in each.key]
    where = [["stage", "in", ["refined"]]]
    specification = {**mine.specification, "where": where, "golden": _example(mine.specification)}
    changes = {"specification": specification}
    editing.change_part(
        published, f"measure:{mine.key}", changes=changes, reason="Only what was refined.", by="tests"
    )
    assert MeasureVersion.objects.filter(measure__key=mine.key).count() == 2
    assert told(published) == before


def _example(specification: Any) -> Any:
    fact = {
        "kind": "leadership.engaged",
        "subject": "a",
        "occurred_on": "2020-02-01",
        "dimensions": {"stage": "refined"},
    }
    return {"on": "2020-03-31", "facts": [fact], "value": 1}
