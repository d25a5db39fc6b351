"""What may be done with an initiative, what is refused, and what whoever looks for support is told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries
from tests.conftest import Cast, person
from tests.programs.initiatives import world

from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.words import Words
from thriving.movement.actions import Refused, grant_role
from thriving.movement.models import Person
from thriving.plan.models import Plan, Priority
from thriving.programs.initiatives import actions, queries
from thriving.programs.initiatives.models import Initiative

pytestmark = pytest.mark.usefixtures("plan")


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": Words()},
        {"title": Words(en="x" * 151)},
        {"title": Words({"xx-none": "x"})},
        {"text": Words(en="x" * 3_001)},
        {"how_url": "javascript:alert(1)"},
        {"gives": ("gold",)},
        {"audiences": ("kings",)},
        {"topics": ("flying",)},
        {"countries": ("XX",)},
        {"regions": ("Atlantis!",)},
        {"languages": ("xx-none",)},
        {"priorities": (f"{world.PLAN}/nothing",)},
        {"key_results": (world.LED,)},
        {"opens_on": date(2026, 5, 2), "closes_on": date(2026, 5, 1)},
        {"hours": 0},
        {"hours": 61},
        {"pace": "daily"},
        {"places": 0},
    ],
)
def test_what_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        world.draft(**wrong)
    assert not Initiative.objects.exists()


@pytest.mark.parametrize("missing", ["gives", "audiences", "languages", "priorities", "text", "how"])
def test_a_draft_with_a_hole_is_not_published(missing: str) -> None:
    draft = world.draft(**{missing: Words() if missing in ("text", "how") else ()})
    with pytest.raises(MoveRefused):
        actions.publish(draft, by="tests")
    assert Initiative.objects.get().state == "draft"


def test_two_do_not_share_an_address() -> None:
    world.draft()
    with pytest.raises(Refused, match="already"):
        world.draft()


def test_who_may_do_what(cast: Cast, organizer: Person, other_organizer: Person) -> None:
    found = world.published()
    for somebody in (cast.volunteer, cast.other_lead, other_organizer, cast.evaluator, cast.operator):
        with pytest.raises(PermissionDenied):
            actions.describe(found, world.described(), by=somebody)
        with pytest.raises(PermissionDenied):
            actions.close(found, by=somebody)
    with pytest.raises(PermissionDenied):
        actions.withdraw(found, reason="Mine.", by=organizer)
    actions.close(found, by=organizer)
    with pytest.raises(PermissionDenied):
        actions.publish(found, by=organizer)
    actions.publish(found, by=cast.lead)


def test_a_proposer_describes_a_draft_until_it_is_published(cast: Cast) -> None:
    proposer = person("paola", "organizer")
    draft = world.draft(proposer)
    actions.describe(draft, world.described(priorities=(world.LED, world.OTHER)), by=proposer)
    with pytest.raises(PermissionDenied):
        actions.publish(draft, by=proposer)
    actions.publish(draft, by=cast.lead)
    with pytest.raises(PermissionDenied):
        actions.describe(draft, world.described(), by=proposer)


def test_a_volunteer_proposes_none(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        world.draft(cast.volunteer)


def test_a_lead_gives_the_role_over_one_initiative(cast: Cast) -> None:
    found = world.published()
    until = world.DAY + timedelta(days=100)
    with world.at(world.DAY):
        grant_role(cast.volunteer, "organizer", by=cast.lead, scope="program:photo-grants", ends_on=until)
        actions.describe(found, world.described(hours=4), by=Person.objects.get(pk=cast.volunteer.pk))
        with pytest.raises(Refused, match="no “program:nothing”"):
            grant_role(cast.evaluator, "organizer", by=cast.lead, scope="program:nothing", ends_on=until)
        grant_role(cast.evaluator, "organizer", by=cast.lead, ends_on=until)


def test_it_goes_on_when_the_plan_lets_go_of_a_priority(plan: Plan) -> None:
    found = world.published()
    Priority.objects.filter(key="community-leadership-development").update(retired_at="2026-03-01T00:00Z")
    actions.describe(found, world.described(hours=4), by="tests")
    assert found.priorities == [world.LED]
    with pytest.raises(Refused, match="No plan has a priority"):
        world.draft(key="another")


def test_whoever_has_a_place_keeps_it() -> None:
    found = world.published(places=10)
    actions.count_places(found, 4, by="tests")
    actions.describe(found, world.described(places=12), by="tests")
    assert found.places_left == 6
    actions.describe(found, world.described(places=3), by="tests")
    assert found.places_left == 0
    for left in (-1, 4):
        with pytest.raises(Refused, match="No more places"):
            actions.count_places(found, left, by="tests")
    actions.describe(found, world.described(), by="tests")
    assert found.places_left is None


def test_a_line_that_stays_keeps_its_translations() -> None:
    found = world.published()
    actions.write_logic(found, {"inputs": ["Money", "People"]}, by="tests")
    actions.translate(found, "sw", {"inputs_1": "Watu"}, of={"inputs_1": "People"}, by="tests")
    actions.write_logic(found, {"inputs": ["People", "Rooms"], "outputs": [" "]}, by="tests")
    assert Initiative.objects.get().logic == {"inputs": [{"en": "People", "sw": "Watu"}, {"en": "Rooms"}]}


def test_a_question_reaches_its_organizers_else_its_leads(cast: Cast, organizer: Person) -> None:
    world.published()
    world.published("another")
    assert list(queries.answerers("photo-grants")) == [organizer]
    assert list(queries.answerers("another")) == [cast.lead]
    actions.involve(Initiative.objects.get(key="another"), cast.volunteer, "answers", by="tests")
    assert list(queries.answerers("another")) == [cast.volunteer]


def test_whoever_looks_for_support_is_told_all_that_is_not_over() -> None:
    world.draft(key="draft")
    world.published("over", closes_on=world.DAY)
    world.published("later", opens_on=world.DAY + timedelta(days=30), places=3, hours=2)
    (key,) = keys_on(world.DAY + timedelta(days=1))
    later = queries.offers([key])[key]
    assert (later.key, later.places_left, later.hours, later.pace) == ("initiatives:later", 3, 2, "weekly")
    assert (later.gives, later.languages) == ({"money", "advice"}, {"en": 5, "dag": 5})
    assert (later.countries, later.topics, later.is_everywhere) == ({"GH"}, {"photography"}, False)
    assert set(keys_on(world.DAY)) == set(queries.offers(keys_on(world.DAY))) == {"over", "later"}


def test_its_line_changes_with_whatever_is_offered() -> None:
    found, lines = world.published(places=3), {queries.standing(world.DAY)}
    with world.at(world.DAY + timedelta(days=1)):
        for change in (
            lambda: actions.count_places(found, 2, by="tests"),
            lambda: actions.close(found, by="tests"),
            lambda: world.published("another"),
        ):
            change()
            lines.add(queries.standing(world.DAY))
    assert len(lines) == 4


@pytest.mark.parametrize("count", [1, 3])
def test_offers_take_the_same_queries(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(count):
        world.published(f"photo-{number}")
    with django_assert_num_queries(3):
        assert len(queries.offers(keys_on(world.DAY))) == count


def keys_on(day: date) -> list[str]:
    """What stands on a day, as the finder asks."""
    return [line.partition(" ")[0] for line in queries.standing(day).splitlines()]
