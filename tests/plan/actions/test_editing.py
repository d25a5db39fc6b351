from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import AtOnce, Cast
from tests.plan import world
from tests.plan.world import at

from thriving.kernel.words import Words
from thriving.plan import actions, queries
from thriving.plan.file import GoalPart, LinkPart, PlanFileRefused, RequirementPart, StepPart, check
from thriving.plan.file.parts import Filters, Key
from thriving.plan.models import Plan, PlanChange, Requirement
from thriving.plan.states import Profile, Rule

DAY = date(2020, 1, 10)


def people() -> Requirement:
    return world.requirement("leadership-development-framework", "people")


def test_a_target_moves_in_public(plan: Plan, cast: Cast) -> None:
    with at(DAY):
        actions.change_target(people(), target=Decimal(140), reason="A cohort was canceled.", by=cast.lead)
    assert people().target == 140
    (change,) = queries.changes_of(people().key_result)
    assert (change.before, change.after, change.changed_by) == (150, 140, cast.lead.key)


def test_a_stepped_target_moves_its_last_step_too(plan: Plan, cast: Cast) -> None:
    stepped = world.requirement("affiliates-capacity", "affiliates")
    with at(DAY):
        actions.change_target(stepped, target=Decimal(5), reason="More affiliates asked.", by=cast.editor)
    stepped.refresh_from_db()
    assert stepped.profile_points[-1]["value"] == 5
    assert check(queries.document_of(plan)) == []


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_target_does_not_move_without_a_reason(plan: Plan, cast: Cast, reason: str) -> None:
    with pytest.raises(actions.EditRefused, match="needs its reason"), at(DAY):
        actions.change_target(people(), target=Decimal(140), reason=reason, by=cast.lead)
    assert people().target == 150


def test_a_target_equal_to_the_baseline_is_refused(plan: Plan, cast: Cast) -> None:
    with pytest.raises(PlanFileRefused, match="no way to go"), at(DAY):
        actions.change_target(people(), target=Decimal(0), reason="Why not.", by=cast.lead)


@pytest.mark.parametrize("who", ["volunteer", "other_lead", "evaluator", "operator"])
def test_others_do_not_move_it(plan: Plan, cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied, match="edit_key_result"), at(DAY):
        actions.change_target(people(), target=Decimal(140), reason="Because.", by=getattr(cast, who))


def test_a_lead_edits_the_priority_that_is_led_and_no_other(plan: Plan, cast: Cast) -> None:
    words = {"title": Words(en="Leading")}
    actions.change_part(plan, "priority:community-leadership-development", changes=words, by=cast.lead)
    actions.change_part(plan, "objective:improve-leadership-programming", changes=words, by=cast.lead)
    for address in (
        "priority:diverse-content",
        "objective:increase-diversity",
        "plan",
        "set:research-streams",
    ):
        with pytest.raises(PermissionDenied):
            actions.change_part(plan, address, changes=words, by=cast.lead)


def test_a_reading_is_reworded_without_a_reason_a_sentence_is_not(plan: Plan, cast: Cast) -> None:
    result = world.key_result("code-of-conduct")
    actions.edit_words(result, field="reading", words=Words(en="Clearer."), by=cast.editor)
    with pytest.raises(actions.EditRefused, match="needs its reason"):
        actions.edit_words(result, field="sentence", words=Words(en="Other words."), by=cast.editor)


def test_parts_come_move_and_go(plan: Plan, cast: Cast) -> None:
    actions.add_part(plan, GoalPart(key=Key("joy"), title=Words(en="Joy")), by=cast.editor)
    actions.move_part(plan, "goal:joy", places=-5, by=cast.editor)
    assert [goal.key for goal in plan.goals.all()] == ["joy", "participation", "product-experience"]
    actions.move_part(plan, "goal:joy", places=1, by=cast.editor)
    assert [goal.key for goal in plan.goals.all()] == ["participation", "joy", "product-experience"]
    actions.remove_part(plan, "goal:joy", by=cast.editor)
    assert plan.goals.count() == 2


def a_requirement(**changes: Any) -> RequirementPart:
    said: dict[str, Any] = {
        "key": Key("handbook"),
        "title": Words(en="A handbook"),
        "counted": Words(en="steps"),
        "measure": "steps-reached",
        "filters": Filters((("milestone", "in", ("handbook",)),)),
        "rule": Rule.DONE,
        "profile": Profile.MILESTONES,
        "steps": (StepPart(key=Key("written"), title=Words(en="It is written"), due_on=date(2020, 5, 1)),),
    }
    return RequirementPart(**(said | changes))


def test_a_requirement_comes_into_a_key_result(plan: Plan, cast: Cast) -> None:
    inside = "key-result:leadership-development-framework"
    with pytest.raises(actions.EditRefused, match="needs its reason"):
        actions.add_part(plan, a_requirement(), inside=inside, by=cast.lead)
    actions.add_part(plan, a_requirement(), inside=inside, by=cast.lead, reason="People asked for it.")
    with at(DAY):
        standing = queries.standing(plan, cast.lead).by_key("leadership-development-framework")
    assert standing is not None
    assert [each.words for each in standing.requirements][1] == "0 of 1 steps"


def test_a_requirement_that_goes_takes_its_measure_out_of_the_file(plan: Plan, cast: Cast) -> None:
    address = "key-result:online-learning-experience/requirement:communities"
    actions.remove_part(plan, address, by=cast.lead, reason="Counted elsewhere.")
    assert "communities-giving-pilot-data" not in {each.key for each in queries.document_of(plan).measures}
    assert queries.changes_for(plan).get().part == address


def test_a_known_measure_comes_back_into_the_file(plan: Plan, cast: Cast) -> None:
    address = "key-result:online-learning-experience/requirement:communities"
    part = queries.document_of(plan).key_results[3].requirements[1]
    actions.remove_part(plan, address, by=cast.lead, reason="Counted elsewhere.")
    actions.add_part(plan, part, inside="key-result:online-learning-experience", by=cast.lead, reason="Back.")
    assert "communities-giving-pilot-data" in {each.key for each in queries.document_of(plan).measures}


def test_links_are_parts_too(plan: Plan, cast: Cast) -> None:
    link = LinkPart(outcome="newcomers", why=Words(en="It is safer for them."))
    actions.add_part(plan, link, inside="key-result:code-of-conduct", by=cast.editor)
    actions.remove_part(plan, "key-result:code-of-conduct/link:safe-spaces", by=cast.editor)
    assert [each.outcome.key for each in world.key_result("code-of-conduct").links.all()] == ["newcomers"]


@pytest.mark.parametrize(
    "address", ["key-result:nothing", "objective:nothing", "goal:nothing", "nothing:at-all"]
)
def test_an_unknown_address_is_told(plan: Plan, cast: Cast, address: str) -> None:
    with pytest.raises((actions.EditRefused, PlanFileRefused), match="There is no"):
        actions.change_part(plan, address, changes={"title": Words(en="x")}, by=cast.editor)


def test_a_key_stays_what_it_is(plan: Plan, cast: Cast) -> None:
    with pytest.raises(actions.EditRefused, match="stays what it is"):
        actions.change_part(plan, "goal:participation", changes={"key": "other"}, by=cast.editor)


def test_thresholds_change_in_public(plan: Plan, cast: Cast) -> None:
    from dataclasses import replace  # noqa: PLC0415 -- used here alone

    rule = replace(plan.thresholds, on_track_from=Decimal("0.95"))
    actions.change_part(plan, "plan", changes={"rule": rule}, by=cast.editor, reason="Greener is too easy.")
    plan.refresh_from_db()
    assert plan.thresholds.on_track_from == Decimal("0.95")
    assert PlanChange.objects.get().field == "rule"


@pytest.mark.django_db(transaction=True)
def test_two_editors_at_once_one_wins_the_other_gets_a_sentence(at_once: AtOnce, cast: Cast) -> None:
    plan = world.loaded()

    def retitle(title: str) -> object:
        words = {"title": Words(en=title)}
        return actions.change_part(plan, "goal:participation", changes=words, seen=1, by=cast.editor)

    answers = at_once(lambda: retitle("One"), lambda: retitle("Other"))
    refused = [answer for answer in answers if isinstance(answer, actions.EditRefused)]
    assert len(refused) == 1
    assert "Somebody else has changed this plan" in refused[0].messages[0]
    assert str(plan.goals.get(key="participation").title) in {"One", "Other"}


def test_a_filter_that_can_match_nothing_is_refused(plan: Plan, cast: Cast) -> None:
    experiments = world.requirement("campaign-in-a-box", "experiments")
    with pytest.raises(PlanFileRefused, match="flavor"):
        actions.change_requirement(
            experiments,
            changes={"filters": Filters((("flavor", "in", ("sweet",)),))},
            reason="Why not.",
            by=cast.editor,
        )
