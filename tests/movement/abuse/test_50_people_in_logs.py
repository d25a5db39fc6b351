"""Abuse case 50: what people tell of themselves turns up in logs, addresses or the diary."""

from __future__ import annotations

import logging

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast
from tests.movement.conftest import as_shown

from thriving.kernel.models import DiaryEntry
from thriving.movement.models import Person

CANARY = "Quxcanary"


def test_a_profile_leaves_nothing_of_itself_elsewhere(
    client: Client, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client.force_login(cast.volunteer)
    address = reverse("movement:edit_profile")
    form = client.get(address).context["form"]
    told = as_shown(form)
    kept = client.post(address, {**told, "name": CANARY, "about": f"{CANARY} was here."})
    client.post(address, {**told, "name": CANARY, "where": CANARY})  # and what is refused
    client.post("/account/leave/", {"username": CANARY})
    assert Person.objects.get(pk=cast.volunteer.pk).name == CANARY
    # The database's own words at this level hold what was written, and are never logged where it is real.
    told_in_logs = [each for each in caplog.records if not each.name.startswith("django.db")]
    assert not [each for each in told_in_logs if CANARY in each.getMessage()]
    assert CANARY not in kept.url
    assert not [each for each in DiaryEntry.objects.all() if CANARY in (each.written or "")]


def test_no_address_holds_a_name_or_the_identifier_of_records(client: Client, cast: Cast) -> None:
    client.force_login(cast.operator)
    page = client.get("/people/").content.decode()
    for person in Person.objects.all():
        assert person.page in page
        assert person.key not in page
        assert f"/{person.username}" not in page
