from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast, person
from tests.safety.conduct import world

from thriving.kernel import access, clock
from thriving.kernel.models import Mail
from thriving.movement import work
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.conduct import actions, queries
from thriving.safety.conduct.models import Acknowledgement, Code, Version
from thriving.safety.conduct.queries import acknowledging


def asks(code: Code, *roles: str) -> None:
    actions.ask_roles(code, roles, by=world.keeper())


@pytest.fixture
def version(db: None) -> Version:
    """In force; evaluators must acknowledge it."""
    found = world.in_force()
    asks(found.code, "evaluator")
    return found


def owed(someone: Person) -> list[tuple[str, ...]]:
    return [each.roles for each in queries.owed_by(world.again(someone))]


def test_no_code_in_force_holds_nobody(cast: Cast) -> None:
    version = world.frozen()
    asks(version.code, "evaluator")
    assert access.holds(world.again(cast.evaluator), "import_records")
    assert queries.acknowledged(cast.volunteer)


def test_a_role_that_asks_for_it_reads_and_does_nothing_until_then(cast: Cast, version: Version) -> None:
    esi = world.again(cast.evaluator)
    assert access.holds(esi, "see_live_people")
    assert not access.holds(esi, "import_records")
    world.acknowledge(version, esi)
    assert access.holds(world.again(esi), "import_records")


def test_roles_that_do_not_ask_for_it_go_on(cast: Cast, version: Version) -> None:
    assert access.holds(world.again(cast.operator), "welcome_people")


def test_only_roles_that_are_held_and_ask_for_it_lack_a_word(db: None, version: Version) -> None:
    asks(version.code, "evaluator", "program_lead")
    both = person("both", "evaluator", "plan_editor")
    assert acknowledging.roles_asking(both, version.code) == ["evaluator"]
    assert acknowledging.lacks(both, version)
    world.acknowledge(version, both)
    assert not acknowledging.lacks(world.again(both), version)


def test_it_is_owed_and_given_in_a_role_and_a_language(cast: Cast, version: Version) -> None:
    assert owed(cast.evaluator) == [("evaluator",)]
    world.acknowledge(version, world.again(cast.evaluator), "ar")
    assert owed(cast.evaluator) == []
    given = Acknowledgement.objects.filter(person=cast.evaluator).order_by("role")
    assert [(each.role, each.language, each.sha256) for each in given] == [
        ("", "ar", version.seals["ar"]),
        ("evaluator", "ar", version.seals["ar"]),
    ]


def test_a_new_role_asks_again(cast: Cast, version: Version) -> None:
    world.acknowledge(version, world.again(cast.evaluator))
    asks(version.code, "evaluator", "plan_editor")
    cast.evaluator.holdings.create(role="plan_editor", begins_on=world.IN_FORCE)
    assert owed(cast.evaluator) == [("plan_editor",)]
    assert access.holds(world.again(cast.evaluator), "import_records")
    assert not access.holds(world.again(cast.evaluator), "edit_plan")


def test_a_new_version_asks_again(cast: Cast, version: Version) -> None:
    world.acknowledge(version, world.again(cast.evaluator))
    world.in_force(version.code, "Be kind, always.")
    assert owed(cast.evaluator) == [("evaluator",)]
    assert not access.holds(world.again(cast.evaluator), "import_records")
    assert not queries.acknowledged(cast.evaluator)


def test_who_acknowledges_before_it_is_in_force_is_never_held(cast: Cast) -> None:
    version = world.endorsed()
    asks(version.code, "evaluator")
    assert owed(cast.evaluator) == [("evaluator",)]
    world.acknowledge(version, world.again(cast.evaluator))
    with world.at(world.IN_FORCE):
        actions.take_effect(version, by=world.keeper())
    assert access.holds(world.again(cast.evaluator), "import_records")


def test_who_read_another_text_is_asked_to_read_again(cast: Cast, version: Version) -> None:
    with pytest.raises(Refused, match="read it again"):
        actions.acknowledge(version, language="en", sha256=version.seals["ar"], by=cast.evaluator)


def test_what_no_longer_holds_is_not_acknowledged(cast: Cast, version: Version) -> None:
    world.in_force(version.code, "Be kind, always.")
    with pytest.raises(PermissionDenied):
        world.acknowledge(world.fresh(version), cast.evaluator)


def test_said_twice_it_stands_once(cast: Cast, version: Version) -> None:
    world.acknowledge(version, world.again(cast.evaluator))
    world.acknowledge(version, world.again(cast.evaluator))
    assert Acknowledgement.objects.filter(person=cast.evaluator).count() == 2


def test_many_are_asked_about_in_one_question(
    cast: Cast, version: Version, django_assert_num_queries: object
) -> None:
    world.acknowledge(version, world.again(cast.evaluator))
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = queries.owing([cast.evaluator, cast.lead, cast.volunteer])
    assert found == {cast.lead.pk, cast.volunteer.pk}


def test_a_code_of_one_part_holds_roles_there_alone(db: None) -> None:
    version = world.in_force()
    asks(version.code, "affiliate_contact")
    Code.objects.update(scope="affiliate:a1")
    here, there = (
        person("here", "affiliate_contact affiliate:a1"),
        person("there", "affiliate_contact affiliate:a2"),
    )
    assert here.acting.roles == frozenset()
    assert there.acting.roles == {"affiliate_contact"}
    assert (len(queries.owed_by(here)), len(queries.owed_by(there))) == (1, 0)


def test_it_waits_in_my_work_and_in_one_letter(cast: Cast, version: Version) -> None:
    esi = world.again(cast.evaluator)
    items = [each.item for each in work.waiting_for(esi, clock.today()) if each.by.name == "acknowledgments"]
    assert [each.address for each in items] == [reverse("conduct:acknowledge", args=["universal", 1])]
    esi.email = "esi@example.org"
    esi.save()
    actions.remind_to_acknowledge()
    actions.remind_to_acknowledge()
    assert Mail.objects.filter(address="esi@example.org").count() == 1


def test_its_keepers_see_who_owes_it_without_the_names_of_minors(cast: Cast, version: Version) -> None:
    Person.objects.filter(pk=cast.second_evaluator.pk).update(shielded=True)
    world.acknowledge(version, world.again(cast.evaluator))
    with world.at(world.IN_FORCE):
        found = queries.who_owes(world.keeper(), version)
    assert [(each.name, each.has_given) for each in found] == [("", False), ("Esi", True)]


def test_every_page_tells_whom_a_role_of_theirs_waits(cast: Cast, version: Version, client: Client) -> None:
    client.force_login(cast.evaluator)
    assert b"With this role you only read" in client.get("/").content
    world.acknowledge(version, world.again(cast.evaluator))
    assert b"With this role you only read" not in client.get("/").content
