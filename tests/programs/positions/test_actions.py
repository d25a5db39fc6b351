"""What may be said of positions, what the plan counts of it, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import AtOnce, Cast, person
from tests.plan import world as world_of_plans
from tests.programs.positions import world

from thriving.evidence.check import as_derived
from thriving.evidence.models import Fact
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.actions.leaving import leave
from thriving.movement.actions.roles import end_role
from thriving.movement.models import Person
from thriving.movement.work import waiting_for
from thriving.programs.milestones import actions as milestones
from thriving.programs.milestones.queries import course_of
from thriving.programs.positions import actions, facts, queries
from thriving.programs.positions.models import Holding, Position

pytestmark = pytest.mark.django_db
JUNE = date(2020, 6, 15)


def standing(kind: str = facts.FILLED) -> list[tuple[str, date, dict[str, str]]]:
    found = Fact.objects.filter(kind=kind, superseded_number=None).order_by("occurred_on", "subject")
    return [(fact.subject, fact.occurred_on, fact.dimensions) for fact in found]


def holds() -> bool:
    return not [*as_derived(facts.FILLED), *as_derived(facts.LEFT)]


def test_who_begins_is_what_the_plan_counts(lead: Person) -> None:
    world.filled(lead)
    assert standing() == [
        ("liaison-south-asia", world.BEGAN, {"role": "regional-liaison", "region": "south-asia"})
    ]
    assert holds()


def test_an_opening_lasts_until_somebody_begins(lead: Person) -> None:
    position = world.filled(lead)
    assert queries.days_open(position) == (world.BEGAN - world.OPENED).days == 63
    assert queries.median_days(Position.objects.all()) == 63


def test_who_left_was_hired_all_the_same(lead: Person) -> None:
    position = world.filled(lead)
    with world.at(JUNE):
        actions.leave(position, last_day=date(2020, 5, 29), by=lead)
        assert [on for _subject, on, _said in standing()] == [world.BEGAN]
        assert [on for _subject, on, _said in standing(facts.LEFT)] == [date(2020, 5, 29)]
        actions.open_for_applications(position, on=JUNE, by=lead)
        actions.fill(position, first_day=JUNE, by=lead)
    assert [on for _subject, on, _said in standing()] == [world.BEGAN, JUNE]
    assert [each.days() for each in position.openings.all()] == [63, 0]
    assert holds()


def test_who_never_came_counts_no_longer(lead: Person) -> None:
    position = world.filled(lead)
    with world.at(JUNE):
        actions.undo(position, why="It was another region.", by=lead)
    assert (standing(), position.state) == ([], "open")
    assert Fact.objects.filter(kind=facts.FILLED).count() == 1  # as of then it stays known
    assert holds()


def test_who_will_begin_counts_from_their_first_day_on(lead: Person) -> None:
    position = world.opened(lead)
    with world.at(JUNE):
        with pytest.raises(Refused, match="has come"):
            actions.promise(position, first_day=JUNE, by=lead)
        actions.promise(position, first_day=date(2020, 7, 6), by=lead)
        assert standing() == []
        with pytest.raises(Refused, match="not come yet"):
            actions.begin(position, first_day=date(2020, 7, 6), by=lead)
    with world.at(date(2020, 7, 7)):
        actions.begin(position, first_day=date(2020, 7, 7), by=lead)
    assert [on for _subject, on, _said in standing()] == [date(2020, 7, 7)]


def test_a_region_that_was_wrong_is_told_anew(lead: Person) -> None:
    position = world.filled(lead)
    actions.rewrite(position, world.described(world.AFRICA), by=lead)
    assert [said["region"] for _subject, _on, said in standing()] == [world.AFRICA]
    assert holds()


def test_a_country_never_enters_the_ledger(lead: Person) -> None:
    position = world.opened(lead, country="BD")
    actions.fill(position, first_day=world.BEGAN, by=lead)
    assert "BD" not in str(standing())


def test_steps_of_hiring_are_reached_by_the_position(lead: Person) -> None:
    hiring = milestones.prepare(
        milestones.Prepared(
            "gender-program-manager", Words(en="Hiring"), plan=world_of_plans.KEY, key_result=world.LIAISONS
        ),
        by=lead,
    )
    position = world.draft(lead, "", "gender-manager", role="program-manager")
    steps = {"described": "position-described", "opened": "position-published", "filled": "manager-hired"}
    for moment, step in steps.items():
        actions.reach_step(position, moment, hiring, step, by=lead)
    with world.at(date(2019, 8, 22)):
        actions.describe(position, by=lead)
    with world.at(date(2019, 9, 16)):
        actions.open_for_applications(position, on=date(2019, 9, 16), by=lead)
    with world.at(date(2019, 11, 25)):
        actions.fill(position, first_day=date(2019, 11, 25), by=lead)
    assert [step.reached_on for step in course_of(hiring).steps] == [
        date(2019, 8, 22),
        date(2019, 9, 16),
        date(2019, 11, 25),
    ]
    actions.undo(position, why="The contract was never signed.", by=lead)
    assert [step.key for step in course_of(hiring).reached] == ["position-described", "position-published"]


def test_two_who_fill_it_at_once_are_one(at_once: AtOnce, db: None) -> None:
    world_of_plans.loaded()
    lead = person("dina", f"program_lead priority:{world_of_plans.KEY}/movement-diversity")
    position = world.opened(lead)
    told = at_once(
        *(
            lambda: actions.fill(Position.objects.get(pk=position.pk), first_day=world.BEGAN, by=lead)
            for _each in range(2)
        )
    )
    assert sorted(type(each).__name__ for each in told) == ["Holding", "MoveRefused"]
    assert (Holding.objects.count(), len(standing())) == (1, 1)


def test_only_leads_of_what_it_serves_and_its_manager_write(cast: Cast, lead: Person) -> None:
    position = world.opened(lead)
    for somebody in (cast.lead, cast.evaluator, cast.editor, cast.volunteer):
        with pytest.raises(PermissionDenied):
            actions.fill(position, first_day=world.BEGAN, by=somebody)
    with pytest.raises(PermissionDenied):
        world.draft(cast.lead, world.AFRICA)
    assert Position.objects.count() == 1


def test_a_manager_whose_role_ended_manages_no_longer(lead: Person) -> None:
    position = world.opened(lead)
    for held in lead.holdings.all():
        end_role(held, by="tests")
    with pytest.raises(PermissionDenied):
        actions.fill(position, first_day=world.BEGAN, by=Person.objects.get(pk=lead.pk))
    heir = person("heir", f"program_lead priority:{world_of_plans.KEY}/movement-diversity")
    waits = [each.item.title for each in waiting_for(heir, JUNE) if each.by.name == "positions"]
    assert len(waits) == 1


def test_a_manager_does_not_hand_it_to_anothers_key_result(cast: Cast, lead: Person) -> None:
    position = world.draft(cast.lead, plan="", key_result="")
    with pytest.raises(PermissionDenied):
        actions.rewrite(position, world.described(), by=cast.lead)
    position.refresh_from_db()
    assert position.key_result == ""


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        ({"title": Words(en="\u200b")}, "needs a title"),
        ({"role": "king"}, "none of the choices"),
        ({"region": "atlantis!"}, "not the key of a region"),
        ({"country": "XX"}, "not the code of a country"),
        ({"language": "xx-none"}, "not the code of a language"),
        ({"hours": 90}, "hours a week"),
        ({"first_day": date(2020, 2, 1), "last_day": date(2020, 1, 1)}, "before the first"),
        ({"call": "javascript:alert(1)"}, "starts with https"),
        ({"key_result": "none"}, "No plan has"),
    ],
)
def test_what_is_wrong_gets_a_sentence(lead: Person, otherwise: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        world.draft(lead, key="liaison", **otherwise)


def test_days_that_cannot_be(lead: Person) -> None:
    position = world.filled(lead)
    with world.at(JUNE), pytest.raises(Refused, match="began after"):
        actions.leave(position, last_day=date(2019, 11, 1), by=lead)
    position.refresh_from_db()
    assert position.state == "filled"
    with pytest.raises(MoveRefused):
        actions.open_for_applications(position, on=JUNE, by=lead)


def test_closing_says_why(lead: Person) -> None:
    position = world.opened(lead)
    with pytest.raises(Refused, match="Say why"):
        actions.close(position, on=JUNE, reason=" ", by=lead)
    actions.close(position, on=JUNE, reason="Hiring is frozen.", by=lead)
    assert queries.median_days(Position.objects.all()) is None
    actions.open_for_applications(position, on=JUNE, by=lead)
    assert position.reason == ""


def test_only_who_holds_it_shows_their_name(cast: Cast, lead: Person) -> None:
    holding = world.filled(lead, holder=cast.volunteer).holdings.get()
    with pytest.raises(PermissionDenied):
        actions.show_name(holding, "Valentina", by=lead)
    actions.show_name(holding, "  Vale\u202e ", by=cast.volunteer)
    assert holding.shown_name == "Vale"


def test_a_minor_holds_no_position(cast: Cast, lead: Person) -> None:
    position = world.opened(lead)
    Person.objects.filter(pk=cast.volunteer.pk).update(shielded=True)
    cast.volunteer.refresh_from_db()
    with pytest.raises(Refused, match="cannot hold"):
        actions.fill(position, first_day=world.BEGAN, by=lead, holder=cast.volunteer)
    assert Position.objects.get().state == "open"


def test_who_leaves_the_movement_leaves_no_name(cast: Cast, lead: Person) -> None:
    holding = world.filled(lead, holder=cast.volunteer).holdings.get()
    actions.show_name(holding, "Vale", by=cast.volunteer)
    leave(cast.volunteer, by=cast.volunteer)
    holding.refresh_from_db()
    assert (holding.shown_name, holding.holder) == ("", None)
    assert len(standing()) == 1


def test_nobody_moves_the_number_of_a_key_result_that_another_leads(cast: Cast, lead: Person) -> None:
    for serves in ({}, {"plan": "", "key_result": ""}):
        with pytest.raises((Refused, PermissionDenied)):
            world.opened(cast.lead, **serves)
    position = world.opened(cast.lead, role="trainer", plan="", key_result="")
    with world.at(world.OPENED), pytest.raises(Refused, match="whoever leads that decides"):
        actions.rewrite(position, world.described(plan="", key_result=""), by=cast.lead)
    position.refresh_from_db()
    actions.fill(position, first_day=world.BEGAN, by=cast.lead)
    with pytest.raises(Refused, match="whoever leads that decides"):
        actions.rewrite(position, world.described(plan="", key_result=""), by=cast.lead)
    assert [said["role"] for _subject, _on, said in standing()] == ["trainer"]


def test_what_a_plan_begins_to_count_is_its_leads(cast: Cast, lead: Person) -> None:
    position = world.opened(cast.lead, plan="", key_result="", role="trainer")
    Position.objects.filter(pk=position.pk).update(role="regional-liaison")  # before any plan asked for it
    with pytest.raises(Refused, match="whoever leads that decides"):
        actions.fill(position, first_day=world.BEGAN, by=cast.lead)
    assert standing() == []


def test_a_position_that_counts_serves_what_it_counts_for(lead: Person) -> None:
    with world.at(world.OPENED), pytest.raises(Refused, match="say that the position serves it"):
        world.draft(lead, plan="", key_result="")
    assert world.draft(lead, "north-america", plan="", key_result="").key_result == ""  # in none of the sets


def test_who_came_and_went_on_one_day_did_not_begin(lead: Person) -> None:
    position = world.filled(lead)
    with world.at(JUNE), pytest.raises(Refused, match="nobody came after all"):
        actions.leave(position, last_day=world.BEGAN, by=lead)
