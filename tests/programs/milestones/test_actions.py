"""What may be said of milestones, what the plan counts of it, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from tests.conftest import AtOnce, Cast, person
from tests.plan import world as world_of_plans
from tests.programs.milestones import world

from thriving.evidence.check import as_derived
from thriving.evidence.models import Fact, Source, Visibility
from thriving.kernel import files
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.actions.roles import end_role
from thriving.movement.models import Person
from thriving.movement.work import waiting_for
from thriving.programs.milestones import actions, facts, ties
from thriving.programs.milestones.actions import Prepared
from thriving.programs.milestones.models import Milestone, Proof
from thriving.programs.milestones.queries import course_of
from thriving.programs.milestones.ties import Moment

pytestmark = pytest.mark.django_db
FIRST, SECOND = "interests-stated", "agreement-drafted"
DAY = date(2020, 2, 3)


def standing() -> list[tuple[str, date]]:
    found = Fact.objects.filter(kind="milestone.reached", superseded_number=None).order_by("number")
    return [(fact.subject, fact.occurred_on) for fact in found]


def test_the_steps_are_those_of_the_plan(agreement: Milestone) -> None:
    course = course_of(agreement)
    assert [(step.key, step.due_on) for step in course.steps][:2] == [
        (FIRST, date(2019, 11, 30)),
        (SECOND, date(2020, 3, 31)),
    ]
    assert [step.key for step in course.late] == [FIRST]


def test_a_milestone_of_the_plan_has_no_steps_of_its_own(cast: Cast, agreement: Milestone) -> None:
    own = replace(
        Prepared("x", Words(en="X")), key=agreement.key, steps=(actions.StepSaid("a", Words(en="A")),)
    )
    with pytest.raises(Refused, match="The plan names the steps"):
        actions.rewrite(agreement, own, by=cast.other_lead)


def test_a_step_that_is_reached_is_what_the_plan_counts(cast: Cast, agreement: Milestone) -> None:
    actions.reach(agreement, FIRST, world.page(), on=DAY, by=cast.other_lead)
    assert standing() == [(f"{agreement.key}/{FIRST}", DAY)]
    assert list(as_derived(facts.KIND)) == []
    assert course_of(agreement).next == course_of(agreement).step(SECOND)


def test_a_newer_version_takes_the_place_of_the_older(cast: Cast, agreement: Milestone) -> None:
    actions.reach(agreement, FIRST, world.page(), on=DAY, by=cast.other_lead)
    actions.reach(agreement, FIRST, world.document("Signed letters"), on=date(2020, 2, 5), by=cast.other_lead)
    step = course_of(agreement).step(FIRST)
    assert step
    assert step.proof
    assert (step.proof.version, str(step.proof), len(step.earlier)) == (2, "Signed letters", 1)
    assert standing() == [(f"{agreement.key}/{FIRST}", date(2020, 2, 5))]


def test_what_is_taken_back_no_longer_counts_and_stays_to_be_read(cast: Cast, agreement: Milestone) -> None:
    actions.reach(agreement, FIRST, world.page(), on=DAY, by=cast.other_lead)
    actions.take_back(agreement, FIRST, why="One letter was a forgery.", by=cast.other_lead)
    step = course_of(agreement).step(FIRST)
    assert step
    assert (step.proof, len(step.earlier), standing()) == (None, 1, [])
    assert step.earlier[0].taken_back_why == "One letter was a forgery."
    assert list(as_derived(facts.KIND)) == []


def test_nothing_is_taken_back_twice_or_without_a_reason(cast: Cast, agreement: Milestone) -> None:
    with pytest.raises(Refused, match="nothing to take back"):
        actions.take_back(agreement, FIRST, why="It is not there.", by=cast.other_lead)
    actions.reach(agreement, FIRST, world.page(), on=DAY, by=cast.other_lead)
    with pytest.raises(Refused, match="Say why"):
        actions.take_back(agreement, FIRST, why=" \u200b", by=cast.other_lead)


@pytest.mark.parametrize(
    ("shown", "sentence"),
    [
        (actions.Shown(Words(en="A word")), "one of the two"),
        (replace(world.document(), address="https://example.org/"), "one of the two"),
        (replace(world.page(), address="javascript:alert(1)"), "starts with https"),
        (replace(world.page(), visibility=Visibility.SEALED), "none of the choices"),
        (replace(world.page(), title=Words(en="\u202e")), "Say what shows"),
    ],
)
def test_a_proof_is_something_to_look_at(
    cast: Cast, agreement: Milestone, shown: actions.Shown, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        actions.reach(agreement, FIRST, shown, on=DAY, by=cast.other_lead)


def test_nothing_is_reached_tomorrow(cast: Cast, agreement: Milestone) -> None:
    with pytest.raises(Refused, match="not come yet"):
        actions.reach(agreement, FIRST, world.page(), on=date(2020, 4, 1), by=cast.other_lead)


def test_who_does_not_lead_it_or_own_it_says_nothing(
    cast: Cast, agreement: Milestone, organizer: Person
) -> None:
    for somebody in (cast.lead, cast.editor, cast.evaluator, organizer):
        with pytest.raises(PermissionDenied):
            actions.reach(agreement, FIRST, world.page(), on=DAY, by=somebody)
    actions.name_owner(agreement, organizer, by=cast.other_lead)
    assert actions.reach(agreement, FIRST, world.page(), on=DAY, by=organizer).version == 1
    actions.release_owner(agreement, organizer, by=cast.other_lead)
    with pytest.raises(PermissionDenied):
        actions.take_back(agreement, FIRST, why="No.", by=organizer)


def test_an_owner_without_a_role_any_longer_says_nothing(
    cast: Cast, agreement: Milestone, organizer: Person
) -> None:
    actions.name_owner(agreement, organizer, by=cast.other_lead)
    end_role(organizer.holdings.get(), by="tests")
    former = Person.objects.get(pk=organizer.pk)
    with pytest.raises(PermissionDenied):
        actions.reach(agreement, FIRST, world.page(), on=DAY, by=former)
    waits = [each.item.title for each in waiting_for(cast.other_lead, world.TODAY)]
    assert "Reach the step “Both sides have stated their interests”" in waits
    with pytest.raises(Refused, match="leads and organizers"):
        actions.name_owner(agreement, cast.volunteer, by=cast.other_lead)


def test_nobody_takes_up_what_serves_anothers_priority(cast: Cast) -> None:
    world_of_plans.loaded()
    for somebody in (cast.lead, person("oriole", "organizer")):
        with pytest.raises(PermissionDenied):
            world.planned(somebody)
    assert not Milestone.objects.exists()


def test_ones_own_milestone_has_its_own_steps(organizer: Person) -> None:
    milestone = world.own(organizer)
    assert [step.key for step in course_of(milestone).steps] == ["room-found", "books-brought"]
    with world.at(DAY):
        actions.reach(milestone, "room-found", world.page(), on=DAY, by=organizer)
    with pytest.raises(Refused, match="stays"):
        actions.rewrite(milestone, Prepared(milestone.key, Words(en="Room")), by=organizer)


def test_the_database_refuses_to_change_a_proof(cast: Cast, agreement: Milestone) -> None:
    actions.reach(agreement, FIRST, world.document(), on=DAY, by=cast.other_lead)
    with pytest.raises(DatabaseError), transaction.atomic():
        Proof.objects.update(sha256="0" * 64)


def test_a_document_swapped_together_with_its_row_is_found(cast: Cast, agreement: Milestone) -> None:
    proof = actions.reach(agreement, FIRST, world.document(), on=DAY, by=cast.other_lead)
    assert list(files.swapped()) == []
    files.path_of(proof.file).write_bytes(b"%PDF-1.4\nSomething else.\n")
    assert not files.is_still(proof.file, proof.sha256)
    assert list(files.swapped()) == [f"milestone {agreement.key}/{FIRST}, version 1"]


def test_the_name_of_what_few_may_open_stays_with_it(cast: Cast, agreement: Milestone) -> None:
    hidden = replace(world.page("Salaries"), visibility=Visibility.RESTRICTED)
    actions.reach(agreement, FIRST, hidden, on=DAY, by=cast.other_lead)
    assert str(Source.objects.get(key=f"milestone/{agreement.key}/{FIRST}").title) == (
        "Both sides have stated their interests"
    )


@pytest.fixture
def letters() -> Iterator[dict[str, Moment]]:
    """A package above, with records that reach steps."""
    told: dict[str, Moment] = {}
    with ties.tellers.temporarily("letters", told.get):
        yield told


def test_a_step_follows_the_record_that_reaches_it(
    cast: Cast, agreement: Milestone, letters: dict[str, Moment]
) -> None:
    letters["first"] = Moment(Words(en="The letters"), "/letters/first/")
    actions.tie(agreement, FIRST, "letters/first", by=cast.other_lead)
    assert standing() == []
    letters["first"] = replace(letters["first"], happened_on=DAY)
    for _twice in range(2):
        actions.settle("letters/first", by="letters")
    assert standing() == [(f"{agreement.key}/{FIRST}", DAY)]
    assert Proof.objects.count() == 1
    letters["first"] = replace(letters["first"], happened_on=None)
    actions.settle("letters/first", by="letters", why="It was never sent.")
    assert standing() == []
    assert Proof.objects.get().taken_back_why == "It was never sent."


def test_nobody_says_by_hand_what_a_record_says(
    cast: Cast, agreement: Milestone, letters: dict[str, Moment]
) -> None:
    letters["first"] = Moment(Words(en="The letters"), "/letters/first/", DAY)
    actions.tie(agreement, FIRST, "letters/first", by=cast.other_lead)
    with pytest.raises(Refused, match="reached by itself"):
        actions.reach(agreement, FIRST, world.page(), on=DAY, by=cast.other_lead)
    with pytest.raises(Refused, match="change that record"):
        actions.take_back(agreement, FIRST, why="No.", by=cast.other_lead)
    with pytest.raises(Refused, match="no such record"):
        actions.tie(agreement, SECOND, "letters/none", by=cast.other_lead)


def test_a_step_that_is_untied_is_said_by_hand_again(
    cast: Cast, agreement: Milestone, letters: dict[str, Moment]
) -> None:
    letters["first"] = Moment(Words(en="The letters"), "/letters/first/", DAY)
    actions.tie(agreement, FIRST, "letters/first", by=cast.other_lead)
    actions.untie(agreement, FIRST, by=cast.other_lead)
    letters["first"] = replace(letters["first"], happened_on=None)
    actions.settle("letters/first", by="letters")
    assert len(standing()) == 1
    actions.take_back(agreement, FIRST, why="Somebody saw nothing there.", by=cast.other_lead)
    assert standing() == []


def test_a_later_step_waits_where_another_record_reaches_the_next(
    cast: Cast, agreement: Milestone, letters: dict[str, Moment]
) -> None:
    letters["first"] = Moment(Words(en="The letters"), "/letters/first/")
    actions.tie(agreement, FIRST, "letters/first", by=cast.other_lead)
    waits = [each.item.address for each in waiting_for(cast.other_lead, world.TODAY)]
    assert f"/milestones/{agreement.key}/#{SECOND}" in waits


def test_two_who_show_a_document_at_once_make_two_versions(at_once: AtOnce, cast: Cast) -> None:
    world_of_plans.loaded()
    milestone = world.planned(cast.other_lead)
    first, second = at_once(
        *(
            lambda title=title: (
                actions.reach(milestone, FIRST, world.page(title), on=DAY, by=cast.other_lead).version
            )
            for title in ("One", "Other")
        )
    )
    assert {first, second} == {1, 2}
    assert len(standing()) == 1
