from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.conftest import Cast
from tests.plan import world
from tests.plan.world import at

from thriving.kernel import schedule
from thriving.kernel.words import Words
from thriving.plan import actions, queries
from thriving.plan.file import MemberPart
from thriving.plan.file.parts import Key
from thriving.plan.models import Plan

pytestmark = pytest.mark.django_db


def test_changes_of_a_key_result_include_what_it_rests_on(plan: Plan, cast: Cast) -> None:
    liaisons = world.requirement("gender-manager-and-regional-liaisons", "regional-liaisons")
    members = (
        *queries.document_of(plan).sets[0].members,
        MemberPart(key=Key("north-america"), title=Words(en="NA")),
    )
    actions.change_target(liaisons, target=Decimal(5), reason="One more.", by=cast.editor)
    actions.change_part(
        plan, "set:prioritized-regions", changes={"members": members}, reason="A seventh.", by=cast.editor
    )
    experiments = world.requirement("campaign-in-a-box", "experiments")
    actions.change_target(experiments, target=Decimal(5), reason="Another story.", by=cast.editor)
    told = [(change.part, change.reason) for change in queries.changes_of(liaisons.key_result)]
    address = "key-result:gender-manager-and-regional-liaisons/requirement:regional-liaisons"
    assert told == [("set:prioritized-regions", "A seventh."), (address, "One more."), (address, "One more.")]
    assert queries.changes_for(plan).count() == 4


def test_a_measure_that_changes_is_a_change_of_all_that_ask_it(plan: Plan, cast: Cast) -> None:
    (steps,) = [each for each in queries.document_of(plan).measures if each.key == "steps-reached"]
    changed = steps.specification | {"columns": ["occurred_on", "step"]}
    actions.change_part(
        plan,
        "measure:steps-reached",
        changes={"specification": changed},
        reason="Shorter list.",
        by=cast.editor,
    )
    touched = [result.key for result in map(world.key_result, KEYS) if queries.changes_of(result).exists()]
    assert touched == ["code-of-conduct", "crisis-response"]


KEYS = ["code-of-conduct", "risk-protocol", "crisis-response"]


def test_check_ins_are_listed_as_known_by_a_day(plan: Plan, cast: Cast) -> None:
    result = world.key_result("education-greenhouse")
    for month, confidence in ((1, 4), (2, 6)):
        with at(date(2020, month, 10)):
            actions.check_in(result, confidence=confidence, by=cast.lead)
    assert [said.confidence for said in queries.check_ins_of(result)] == [6, 4]
    assert [said.confidence for said in queries.check_ins_of(result, on=date(2020, 2, 9))] == [4]


def test_publishing_is_on_the_clock() -> None:
    assert schedule.jobs["publish-plans"].interval.days == 1
