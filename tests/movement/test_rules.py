"""Each rule on accounts and roles: who may by it, and nobody else."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from tests.conftest import Cast, person
from tests.grants.reach import who_may
from tests.movement.conftest import SOUTH_ASIA

from thriving.kernel import access
from thriving.movement import roles
from thriving.movement.models import Audience, Person, RoleHolding
from thriving.movement.rules.groups import led_by
from thriving.movement.rules.people import reached_as

pytestmark = pytest.mark.usefixtures("regions")

AFRICA = "region:wikimedia-regions/sub-saharan-africa"
POWERS = {
    "welcome_people": {"operator"},
    "close_account": {"operator"},
    "load_reference": {"operator", "evaluator"},
    "define_terms": {"operator", "evaluator"},
    "see_my_work": {"operator", "evaluator", "lead", "liaison", "volunteer"},
}
GIVEN = {  # by whom each is given, and ended: one's own may be laid down as well
    "operator": {"operator"},
    "evaluator": {"operator"},
    f"regional_liaison {SOUTH_ASIA}": {"operator", "lead"},
    f"regional_liaison {AFRICA}": {"operator", "lead"},
    f"helper {SOUTH_ASIA}": {"operator", "liaison"},
    f"helper {AFRICA}": {"operator"},
}
HELPER = roles.Role("helper", "Helper", "Helps.", scopes=("region",), given_by=("regional_liaison",))


@pytest.fixture
def people(cast: Cast) -> dict[str, Person]:
    found = {name: getattr(cast, name) for name in ("operator", "evaluator", "lead", "volunteer")}
    visitor = {"visitor": cast.visitor, "command": "a command"}
    return {**found, "liaison": person("asha", f"regional_liaison {SOUTH_ASIA}"), **visitor}  # type: ignore[dict-item]


def test_powers_are_for_whom_they_name(people: dict[str, Person]) -> None:
    held = {rule: {name for name, each in people.items() if access.holds(each, rule)} for rule in POWERS}
    assert held == POWERS


@pytest.mark.parametrize("given", GIVEN)
def test_a_role_is_given_and_ended_by_whom_its_declaration_names(
    people: dict[str, Person], given: str
) -> None:
    role, _, scope = given.partition(" ")
    with roles.roles.temporarily("helper", HELPER):
        other, own = (
            RoleHolding.objects.create(person=each, role=role, scope=scope, begins_on=date(2030, 1, 1))
            for each in (person("somebody"), people["volunteer"])
        )
        able = {name: each for name, each in people.items() if name != "command"}
        assert who_may("grant_role", other, able) == GIVEN[given]
        assert who_may("end_role", other, able) == GIVEN[given]
        assert who_may("end_role", own, able) == GIVEN[given] | {"volunteer"}
        assert who_may("grant_role", own, able) == GIVEN[given]


@pytest.mark.parametrize("who", ["a command", None, SimpleNamespace(pk=None)])
def test_who_has_no_account_is_no_member_and_leads_nothing(people: dict[str, Person], who: object) -> None:
    for audience in Audience:
        assert (reached_as(audience, who) == access.NOTHING) is (audience != Audience.EVERYONE)
    assert led_by(who, "affiliate", ("affiliate_contact",)) == []
    assert who_may("see_person_where", people["lead"], {"who": who}) == set()  # type: ignore[dict-item] # none
