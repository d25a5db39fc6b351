"""Abuse case 5: a form is sent with fields that it never showed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast
from tests.movement.conftest import SOUTH_ASIA, as_shown

from thriving.kernel import clock
from thriving.movement.models import Person, RoleHolding

SMUGGLED: dict[str, Any] = {
    "is_active": "",
    "key": "0" * 32,
    "page": "1" * 32,
    "username": "omar2",
    "email": "me@elsewhere.example",
    "password": "another long pass phrase",
    "sign_ins": "2" * 32,
    "roles": "operator",
    "holdings": "1",
    "person": "1",
    "id": "1",
    "pk": "1",
}


def columns(person: Person) -> dict[str, Any]:
    return Person.objects.filter(pk=person.pk).values(*_KEPT).get()


_KEPT = ("pk", "key", "page", "username", "email", "password", "is_active", "sign_ins")


@pytest.mark.parametrize("page", ["movement:edit_profile", "movement:letters"])
def test_a_profile_takes_its_own_lines_and_nothing_else(client: Client, cast: Cast, page: str) -> None:
    client.force_login(cast.volunteer)
    form = client.get(reverse(page)).context["form"]
    before, others = columns(cast.volunteer), columns(cast.operator)
    assert client.post(reverse(page), {**SMUGGLED, **as_shown(form)}).status_code == 302
    assert (columns(cast.volunteer), columns(cast.operator)) == (before, others)
    assert Person.objects.get(pk=cast.volunteer.pk).roles == frozenset()


@pytest.mark.usefixtures("regions")
def test_a_grant_takes_no_other_giver_and_no_other_role(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    today = clock.today()
    said = {
        "who": "valentina",
        "over": SOUTH_ASIA,
        "begins_on": today.isoformat(),
        "ends_on": today.replace(year=today.year + 1, day=1).isoformat(),
        "why": "Asked.",
        "role": "operator",
        "granted_by": str(cast.operator.pk),
        "person": str(cast.editor.pk),
    }
    assert client.post("/roles/regional_liaison/give/", said).status_code == 302
    given = RoleHolding.objects.latest("pk")
    assert (given.role, given.person, given.granted_by) == ("regional_liaison", cast.volunteer, cast.lead)
