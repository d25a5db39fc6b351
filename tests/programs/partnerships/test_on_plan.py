"""Streams of research on the page of the key result that counts them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.plan import world as world_of_plans
from tests.programs.partnerships import world

from thriving.evidence import queries as evidence
from thriving.movement.models import Person
from thriving.plan.models import NamedSet
from thriving.plan.slots import Seen
from thriving.plan.standing.asking import asked_of
from thriving.plan.standing.requirements import stand
from thriving.programs.partnerships import actions, on_plan
from thriving.programs.partnerships.models import Finding, Partnership

pytestmark = pytest.mark.django_db


def shown(requirement: str, on: date = world.SIGNED) -> str:
    asked = world_of_plans.requirement("research-partnership", requirement)
    plan = asked.key_result.objective.priority.plan
    question = asked_of(asked, plan, {each.key: each for each in NamedSet.objects.filter(plan=plan)})
    number = evidence.numbers_for(None, [question])[0]
    return on_plan.streams(Seen(plan.key, stand(asked, number, plan), on, on))


def test_a_stream_is_called_by_its_name_with_what_it_found(
    archives: Partnership, finding: Finding, organizer: Person
) -> None:
    world_of_plans.loaded()
    stream = "/partnerships/archives/streams/stream-1/"
    assert "No finding has been written down yet." in shown("streams", world.MET)
    assert f'<a href="{stream}">About stream-1</a>' in shown("streams")
    assert f'<a href="{stream}#finding-1">Small archives describe well</a>' in shown("streams")
    world.drafted(archives, organizer, (finding.key,))
    assert "No clause uses it." in shown("named")
    assert shown("agreement") == ""


def test_each_clause_leads_to_the_text_until_the_finding_is_withdrawn(
    archives: Partnership, finding: Finding, organizer: Person
) -> None:
    world_of_plans.loaded()
    world.ready(archives, organizer, (finding.key,))
    clause = '<a href="/partnerships/archives/agreement/1/#clause-1">Clause 1</a>'
    assert clause in shown("named")
    assert clause not in shown("named", world.DRAFTED)
    before = on_plan.edition()
    with world.on(world.SIGNED):
        actions.withdraw_finding(finding, reason="Counted twice.", by=organizer)
    assert clause not in shown("named")
    assert on_plan.edition() != before


def test_a_partnership_that_is_not_public_is_not_on_the_plan(
    archives: Partnership, finding: Finding, organizer: Person
) -> None:
    world_of_plans.loaded()
    actions.describe_partnership(archives, world.proposed(public=False), by=organizer)
    assert shown("streams") == ""
