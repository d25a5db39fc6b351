"""The cast: a small world of people with roles, used by every test."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from thriving.movement.models import Person, RoleHolding


@dataclass(frozen=True)
class Cast:
    """Who appears in tests. ``visitor`` has no account."""

    visitor: AnonymousUser
    volunteer: Person
    lead: Person  # of the priority community-leadership-development
    other_lead: Person  # of the priority diverse-content
    evaluator: Person
    second_evaluator: Person
    editor: Person  # may edit the plan
    operator: Person


def person(username: str, *roles: str) -> Person:
    """Somebody named ``username`` holding ``roles``, each "role" or "role scope", since long ago."""
    someone = Person.objects.create_user(username, password="correct horse", name=username.title())
    for role, _, scope in (each.partition(" ") for each in roles):
        RoleHolding.objects.create(person=someone, role=role, scope=scope, begins_on=date(2019, 1, 1))
    return someone


@pytest.fixture()
def cast(db: None) -> Cast:
    return Cast(
        visitor=AnonymousUser(),
        volunteer=person("valentina"),
        lead=person("lina", "program_lead priority:thriving-movement-2019/community-leadership-development"),
        other_lead=person("otto", "program_lead priority:thriving-movement-2019/diverse-content"),
        evaluator=person("esi", "evaluator"),
        second_evaluator=person("emre", "evaluator"),
        editor=person("edda", "plan_editor"),
        operator=person("omar", "operator"),
    )
