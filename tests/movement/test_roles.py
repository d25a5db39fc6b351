"""Roles with a part of the movement, a beginning, an end, and someone who gave them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from tests.conftest import AtOnce, Cast, person
from tests.movement.conftest import SOUTH_ASIA

from thriving.kernel import clock
from thriving.kernel.models import DiaryEntry, Mail
from thriving.kernel.words import Words
from thriving.movement import actions, roles, scopes
from thriving.movement.actions import Refused
from thriving.movement.models import Person, Region, RegionScheme, RoleHolding
from thriving.movement.queries import roles as queries
from thriving.movement.tasks import remind_of_ending_roles

AFRICA = "region:wikimedia-regions/sub-saharan-africa"
TODAY = date(2026, 3, 1)
pytestmark = pytest.mark.usefixtures("regions")


@pytest.fixture(autouse=True)
def the_day() -> object:
    with clock.stopped_at(datetime(2026, 3, 1, 9, tzinfo=UTC)):
        yield


def give(to: Person, by: Person, **term: object) -> RoleHolding:
    told = {"scope": SOUTH_ASIA, "ends_on": TODAY + timedelta(days=90), **term}
    return actions.grant_role(to, "regional_liaison", by=by, **told)


def on(day: date) -> object:
    return clock.stopped_at(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def test_a_lead_gives_a_regional_role_that_ends_by_itself(cast: Cast) -> None:
    holding = give(cast.volunteer, cast.lead)
    assert cast.volunteer.scopes("regional_liaison") == {SOUTH_ASIA}
    assert holding.granted_by == cast.lead
    with on(TODAY + timedelta(days=90)):
        assert Person.objects.get(pk=cast.volunteer.pk).roles == frozenset()


def test_a_role_may_begin_later(cast: Cast) -> None:
    give(cast.volunteer, cast.operator, begins_on=TODAY + timedelta(days=10))
    assert cast.volunteer.roles == frozenset()
    with on(TODAY + timedelta(days=10)):
        assert Person.objects.get(pk=cast.volunteer.pk).roles == {"regional_liaison"}


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        ({"ends_on": None}, "say when it ends, no later than 2 March 2027"),
        ({"ends_on": date(2027, 3, 3)}, "say when it ends, no later than 2 March 2027"),
        ({"ends_on": TODAY}, "ends after it begins"),
        ({"begins_on": date(2026, 2, 28)}, "begins today or later"),
        ({"scope": "region:wikimedia-regions/atlantis"}, "There is no “region:wikimedia-regions/atlantis”"),
        ({"scope": "priority:wikimedia-regions/south-asia"}, "There is no “priority:"),
        ({"scope": ""}, "say which"),
    ],
)
def test_a_grant_that_makes_no_sense_is_refused(cast: Cast, term: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        give(cast.volunteer, cast.operator, **term)
    assert not RoleHolding.objects.filter(person=cast.volunteer).exists()


def test_the_same_role_is_given_again_after_its_end(cast: Cast) -> None:
    first = give(cast.volunteer, cast.operator)
    with pytest.raises(Refused, match="already holds this role"):
        give(cast.volunteer, cast.operator, begins_on=TODAY + timedelta(days=89), ends_on=date(2026, 12, 1))
    give(cast.volunteer, cast.operator, begins_on=first.ends_on, ends_on=date(2026, 12, 1))
    assert cast.volunteer.holdings.count() == 2


def test_the_same_role_is_given_over_another_part(cast: Cast) -> None:
    give(cast.volunteer, cast.operator)
    give(cast.volunteer, cast.operator, scope=AFRICA)
    assert cast.volunteer.scopes("regional_liaison") == {SOUTH_ASIA, AFRICA}


def test_a_role_that_has_not_begun_never_will_once_ended(cast: Cast) -> None:
    holding = give(cast.volunteer, cast.operator, begins_on=TODAY + timedelta(days=10))
    actions.end_role(holding, by=cast.operator)
    with on(TODAY + timedelta(days=10)):
        assert Person.objects.get(pk=cast.volunteer.pk).roles == frozenset()


def test_a_role_that_ended_is_not_ended_again(cast: Cast) -> None:
    holding = give(cast.volunteer, cast.operator)
    actions.end_role(holding, by=cast.operator)
    with pytest.raises(Refused, match="has ended already"):
        actions.end_role(holding, by=cast.operator)


def test_leads_make_those_who_work_for_the_plan_and_nobody_else(cast: Cast) -> None:
    given = {"organizer", "regional_liaison", "translator", "capacity_supporter"}
    assert {role.name for role in queries.roles_to_give(cast.lead)} == given
    for role in ("operator", "evaluator", "plan_editor"):
        with pytest.raises(PermissionDenied, match="grant_role"):
            actions.grant_role(cast.volunteer, role, by=cast.lead)
    assert not DiaryEntry.objects.exists()


def test_a_role_over_a_part_is_given_within_it_by_who_holds_one_there(cast: Cast) -> None:
    helper = roles.Role("helper", "Helper", "Helps.", scopes=("region",), given_by=("regional_liaison",))
    give(cast.volunteer, cast.operator)
    with roles.roles.temporarily("helper", helper):
        actions.grant_role(person("asha"), "helper", scope=SOUTH_ASIA, by=cast.volunteer)
        with pytest.raises(PermissionDenied):
            actions.grant_role(person("abena"), "helper", scope=AFRICA, by=cast.volunteer)


def test_a_role_cannot_be_given_by_one_that_is_declared_after_it() -> None:
    with pytest.raises(ValueError, match="must be declared before it"):
        roles.declare("circle", "Circle", "Comes back around.", given_by=("circle",))


def test_the_database_knows_that_nobody_gives_themselves_a_role(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="nobody_grants_a_role_to_themselves"), transaction.atomic():
        RoleHolding.objects.create(person=cast.lead, role="operator", begins_on=TODAY, granted_by=cast.lead)


def test_two_grants_at_once_give_one_role(at_once: AtOnce, cast: Cast) -> None:
    def grant() -> RoleHolding:
        return give(Person.objects.get(pk=cast.volunteer.pk), cast.operator)

    told = at_once(grant, grant)
    assert sorted(type(each).__name__ for each in told) == ["Refused", "RoleHolding"]


def test_who_holds_and_who_gave_hear_two_weeks_before_the_end(cast: Cast) -> None:
    for each in Person.objects.all():
        Person.objects.filter(pk=each.pk).update(email=f"{each.username}@example.org")
    give(Person.objects.get(pk=cast.volunteer.pk), Person.objects.get(pk=cast.lead.pk))
    remind_of_ending_roles()
    assert not Mail.objects.exists()
    with on(TODAY + timedelta(days=76)):
        remind_of_ending_roles()
        remind_of_ending_roles()
    assert Mail.objects.count() == 2
    letter = Mail.objects.latest("pk")
    assert letter.subject == "A role ends soon"
    assert "“Regional liaison” ends by itself on 30 May 2026." in letter.text
    assert "Valentina" not in letter.text


def test_who_wants_no_letters_about_roles_gets_none(cast: Cast) -> None:
    volunteers = Person.objects.filter(pk=cast.volunteer.pk)
    volunteers.update(email="somebody@example.org", unwanted_letters=["roles"])
    give(Person.objects.get(pk=cast.volunteer.pk), cast.lead)
    with on(TODAY + timedelta(days=76)):
        remind_of_ending_roles()
    assert not Mail.objects.filter(address="somebody@example.org").exists()


def test_parts_are_called_by_their_names() -> None:
    gone = "region:wikimedia-regions/gone"
    assert {scope: str(name) for scope, name in scopes.names_of([SOUTH_ASIA, gone]).items()} == {
        SOUTH_ASIA: "South Asia",
        gone: "wikimedia-regions/gone",
    }


def test_every_kind_of_part_that_a_role_names_is_declared() -> None:
    assert {kind for role in roles.roles.values() for kind in role.scopes} <= set(scopes.kinds)


def test_the_last_operator_stays(cast: Cast) -> None:
    with pytest.raises(Refused, match="Nobody else could grant roles"):
        actions.end_role(cast.operator.holdings.get(), by=cast.operator)
    with pytest.raises(Refused, match="Nobody else could grant roles"):
        actions.close_account(cast.operator, by=cast.operator)
    other = person("olga", "operator")
    actions.end_role(cast.operator.holdings.get(), by=cast.operator)
    with pytest.raises(Refused, match="Nobody else could grant roles"):
        actions.close_account(other, by=other)


def test_of_two_operators_who_go_at_once_one_stays(at_once: AtOnce, cast: Cast) -> None:
    other = person("olga", "operator")
    mine, theirs = cast.operator.holdings.get(), other.holdings.get()
    told = at_once(
        lambda: actions.end_role(mine, by=cast.operator), lambda: actions.end_role(theirs, by=other)
    )
    assert [type(each) for each in told if each] == [Refused]
    assert queries.held_today().filter(role="operator").count() == 1


def test_regions_named_alike_say_their_scheme() -> None:
    for key, title in (("first", "The first"), ("second", "The second")):
        scheme = RegionScheme.objects.create(
            key=key, version=1, begins_on=date(2020, 1, 1), title=Words(en=title), source="a test"
        )
        Region.objects.create(scheme=scheme, key="alps", name=Words(en="Alps"))
    named = queries.regions_named(None)
    assert named["first/alps"] == "Alps (The first)"
    assert named["second/alps"] == "Alps (The second)"
    assert named[SOUTH_ASIA.removeprefix("region:")] == "South Asia"
