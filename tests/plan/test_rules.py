from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.conftest import Cast, person
from tests.plan import world

from thriving.kernel import access
from thriving.plan import queries
from thriving.plan.models import KeyResult, Plan, Priority

WHO = ["visitor", "volunteer", "lead", "other_lead", "evaluator", "editor", "operator"]


def keys(cast: Cast, who: str, rule: str, plan: Plan) -> set[str]:
    results = KeyResult.objects.filter(objective__priority__plan=plan)
    return set(
        access.within(getattr(cast, who), rule, results).values_list("objective__priority__key", flat=True)
    )


@pytest.mark.parametrize("who", WHO)
def test_everyone_sees_an_open_plan(plan: Plan, cast: Cast, who: str) -> None:
    assert access.may(getattr(cast, who), "see_plan", plan)


@pytest.mark.parametrize("who", WHO)
def test_leads_check_in_where_they_lead(plan: Plan, cast: Cast, who: str) -> None:
    led = {"lead": {"community-leadership-development"}, "other_lead": {"diverse-content"}}
    assert keys(cast, who, "check_in", plan) == led.get(who, set())


@pytest.mark.parametrize("who", WHO)
def test_leads_edit_where_they_lead_and_editors_everywhere(plan: Plan, cast: Cast, who: str) -> None:
    every = set(Priority.objects.filter(level="department").values_list("key", flat=True))
    led = {"lead": {"community-leadership-development"}, "other_lead": {"diverse-content"}, "editor": every}
    assert keys(cast, who, "edit_key_result", plan) == led.get(who, set())


@pytest.mark.parametrize(
    ("rule", "holder"), [("edit_plan", "editor"), ("close_plan", "editor"), ("publish_plan", "evaluator")]
)
@pytest.mark.parametrize("who", WHO)
def test_powers_over_a_plan(plan: Plan, cast: Cast, who: str, rule: str, holder: str) -> None:
    assert access.may(getattr(cast, who), rule, plan) is (who == holder)


def test_a_lead_of_everything_leads_every_priority(plan: Plan) -> None:
    head = person("hedda", "program_lead")
    assert queries.led_by(head).count() == 12


def test_a_role_that_has_ended_is_none(plan: Plan, cast: Cast) -> None:
    cast.lead.holdings.update(ends_on=date(2019, 12, 31))
    cast.lead.refresh_from_db()
    assert not queries.led_by(cast.lead).exists()


def test_nobody_leads_nothing(plan: Plan) -> None:
    assert not queries.led_by(AnonymousUser()).exists()
    assert not queries.led_by(None).exists()


def test_the_current_plan_is_the_newest_that_has_begun(plan: Plan, cast: Cast) -> None:
    with world.at(date(2020, 1, 1)):
        assert queries.current_plan(cast.visitor) == plan
    Plan.objects.update(state="draft")
    assert queries.current_plan(cast.visitor) is None
    assert queries.current_plan(cast.editor) == plan
