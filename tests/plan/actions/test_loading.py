from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import AtOnce, Cast
from tests.plan import world
from tests.plan.world import at

from thriving.evidence.models import MeasureVersion
from thriving.plan import actions, queries
from thriving.plan.file import PlanFileRefused, read, shipped, write
from thriving.plan.models import KeyResult, Plan, PlanChange, Requirement

pytestmark = pytest.mark.django_db


def changed(old: str, new: str, times: int = 1) -> str:
    assert old in shipped()
    return shipped().replace(old, new, times)


def test_the_shipped_plan_comes_back_byte_for_byte(plan: Plan) -> None:
    assert write(queries.document_of(plan)) == shipped()


def test_loading_again_changes_nothing(plan: Plan) -> None:
    before = list(Requirement.objects.values_list("pk", "measure_version"))
    assert actions.load(shipped(), by="tests").revision == 1
    assert list(Requirement.objects.values_list("pk", "measure_version")) == before
    assert not PlanChange.objects.exists()


def test_preview_names_what_would_change(plan: Plan) -> None:
    found = queries.preview(read(changed("target = 150", "target = 140")))
    assert found is not None
    assert [(each.part, each.field, each.before, each.after) for each in found] == [
        ("key-result:leadership-development-framework/requirement:people", "target", 150, 140)
    ]
    assert queries.preview(read(changed('key = "thriving-movement-2019"', 'key = "another"'))) is None


def test_a_target_changes_only_with_its_reason(plan: Plan) -> None:
    with pytest.raises(actions.EditRefused, match="needs its reason"):
        actions.load(changed("target = 150", "target = 140"), by="tests")
    assert world.requirement("leadership-development-framework", "people").target == 150
    actions.load(changed("target = 150", "target = 140"), by="tests", reason="A cohort was canceled.")
    change = PlanChange.objects.get()
    assert (change.before, change.after, change.reason) == (150, 140, "A cohort was canceled.")


def test_a_title_changes_without_one(plan: Plan) -> None:
    actions.load(changed('title = "Newcomers"', 'title = "New people"'), by="tests")
    assert not PlanChange.objects.exists()
    plan.refresh_from_db()
    assert plan.revision == 2


def test_a_draft_changes_without_a_reason() -> None:
    plan = actions.load(shipped(), by="tests", draft=True)
    actions.load(changed("target = 150", "target = 140"), by="tests")
    assert not plan.changes.exists()


def test_a_definition_that_changes_makes_a_version_and_tells_why(plan: Plan) -> None:
    text = changed('["tested", "refined"]', '["refined"]')
    text = text.replace(
        'value = 2\nfacts = [\n  { kind = "leadership.engaged"',
        'value = 2\nfacts = [\n  { kind = "leadership.engaged"',
    )
    actions.load(text, by="tests", reason="Only refining counts.")
    newest = MeasureVersion.objects.filter(measure__key="people-engaged-in-the-leadership-framework")
    assert [version.number for version in newest.order_by("number")] == [1, 2]
    assert world.requirement("leadership-development-framework", "people").measure_version.number == 2
    assert PlanChange.objects.get().part == "measure:people-engaged-in-the-leadership-framework"


def test_a_bad_measure_is_refused_with_its_place_and_nothing_is_kept() -> None:
    with pytest.raises(PlanFileRefused) as caught:
        actions.load(changed('kind = "milestones"', 'kind = "milestones"\ncolour = "red"'), by="tests")
    assert {problem.place for problem in caught.value.problems} == {'measure "steps-reached"'}
    assert not Plan.objects.exists()
    assert not MeasureVersion.objects.exists()


def test_what_makes_no_sense_is_refused_before_anything_is_written() -> None:
    with pytest.raises(PlanFileRefused) as caught:
        actions.load(changed("target = 150", "target = 0"), by="tests")
    place = 'key_result "leadership-development-framework" → requirement "people" → target'
    assert [problem.place for problem in caught.value.problems] == [place]
    assert not Plan.objects.exists()


def test_parts_that_the_file_no_longer_names_go(plan: Plan) -> None:
    text = shipped()
    begin, end = (
        text.index('[[key_result]]\nkey = "code-of-conduct"'),
        text.index('[[key_result]]\nkey = "risk-protocol"'),
    )
    actions.load(text[:begin] + text[end:], by="tests", reason="It moved to another plan.")
    assert not KeyResult.objects.filter(key="code-of-conduct").exists()
    assert PlanChange.objects.get().part == "key-result:code-of-conduct"


def test_a_key_result_with_check_ins_cannot_be_removed(plan: Plan, cast: Cast) -> None:
    with at(date(2020, 1, 5)):
        actions.check_in(world.key_result("education-greenhouse"), confidence=5, by=cast.lead)
    text = shipped()
    begin = text.index('[[key_result]]\nkey = "education-greenhouse"')
    end = text.index('[[key_result]]\nkey = "leadership-development-framework"')
    measure = text.index('[[measure]]\nkey = "participants-with-improved-capacities"')
    after = text.index('[[measure]]\nkey = "people-engaged')
    without = text[:begin] + text[end:measure] + text[after:]
    with pytest.raises(actions.EditRefused, match="has check-ins already"):
        actions.load(without, by="tests", reason="Enough of it.")
    assert KeyResult.objects.filter(key="education-greenhouse").exists()


def test_links_keep_their_order(plan: Plan) -> None:
    text = shipped()
    first, second = (
        'outcome = "communities"\nwhy = "The outcome',
        'outcome = "leaders-and-affiliates"\nwhy = "A council',
    )
    assert text.index(first) < text.index(second)
    blocks = text.split("[[key_result.link]]\n")
    blocks[1], blocks[2] = (
        blocks[2].split("[[key_result.requirement]]")[0],
        blocks[1] + "[[key_result.requirement]]" + blocks[2].split("[[key_result.requirement]]", 1)[1],
    )
    turned = "[[key_result.link]]\n".join(blocks)
    actions.load(turned, by="tests")
    assert read(write(queries.document_of(plan))) == read(turned)


@pytest.mark.parametrize("who", ["volunteer", "lead", "evaluator", "operator"])
def test_only_editors_load(plan: Plan, cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied, match="edit_plan"):
        actions.load(shipped(), by=getattr(cast, who))


def test_an_editor_begins_a_plan(cast: Cast) -> None:
    assert actions.load(shipped(), by=cast.editor, sample=True).sample


def test_drafts_are_their_editors_alone(cast: Cast) -> None:
    plan = actions.load(shipped(), by="tests", draft=True)
    assert not queries.plans_for(cast.visitor).exists()
    assert queries.plans_for(cast.editor).get() == plan
    actions.open_plan(plan, by=cast.editor)
    assert queries.plans_for(cast.visitor).get() == plan


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('["framework", "in", ["campaign-in-a-box"]]', '["flavor", "in", ["sweet"]]', "flavor"),
        (
            '["language_standing", "in", ["underrepresented"]]',
            '["language_standing", "in", ["rare"]]',
            "rare",
        ),
    ],
)
def test_a_filter_that_can_match_nothing_is_refused_with_its_place(old: str, new: str, sentence: str) -> None:
    with pytest.raises(PlanFileRefused) as caught:
        actions.load(changed(old, new), by="tests")
    (problem,) = caught.value.problems
    assert problem.place.endswith("→ filters")
    assert sentence in problem.sentence


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_the_same_plan_at_once(at_once: AtOnce) -> None:
    answers = at_once(lambda: actions.load(shipped(), by="one"), lambda: actions.load(shipped(), by="other"))
    # Whoever comes second finds the plan there already, or is told.
    assert all(isinstance(answer, (Plan, actions.EditRefused)) for answer in answers), answers
    assert Plan.objects.get().revision == 1
    assert KeyResult.objects.count() == 12
