"""Organizers take registrations off, and put them back; places without a name are not taken all by one."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from tests.conftest import person
from tests.programs.events.world import AFTER, DURING, PLANNED_AT, announced, at, with_mail

from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.models import DiaryEntry, Mail
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.actions import Reading, Wishes
from thriving.programs.events.models import Event, Registration
from thriving.programs.events.queries.registration import token_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(organizer: Person) -> Event:
    return announced(organizer, capacity=1)


@pytest.fixture
def ama(event: Event) -> Registration:
    with at(PLANNED_AT):
        return actions.register_without_account(event, Wishes(email="ama@example.org", name="Ama"))


def states(event: Event) -> list[str]:
    return list(event.registrations.order_by("pk").values_list("state", flat=True))


def test_who_is_taken_off_reads_why_and_the_first_who_waits_comes(
    client: Client, event: Event, ama: Registration, organizer: Person
) -> None:
    with at(PLANNED_AT):
        actions.register_without_account(event, Wishes(email="esi@example.org"))
        actions.remove(ama, reason="They threatened others.", by=organizer)
        assert states(event) == ["withdrawn", "placed"]
        letter = Mail.objects.get(key__contains=f"{ama.uid}:removed")
        assert "threatened" not in letter.text
        page = client.get(reverse("events:private_registration", args=[token_of(ama)])).content.decode()
        assert "They threatened others." in page
        assert "Register again" not in page
    assert DiaryEntry.objects.filter(verb="removed").count() == 1


def test_taken_off_twice_changes_nothing(event: Event, ama: Registration, organizer: Person) -> None:
    with at(PLANNED_AT):
        actions.remove(ama, reason="Nobody.", by=organizer)
        with pytest.raises(MoveRefused):
            actions.remove(ama, reason="Nobody.", by=organizer)
        actions.put_back(ama, by=organizer)
        with pytest.raises(Refused, match="Nobody took"):
            actions.put_back(ama, by=organizer)
        assert states(event) == ["placed"]
        actions.remove(ama, reason="After all.", by=organizer)
    assert Mail.objects.filter(key__contains=f"{ama.uid}:removed").count() == 2  # once for each time


def test_put_back_stands_behind_those_who_came_since(
    event: Event, ama: Registration, organizer: Person
) -> None:
    with at(PLANNED_AT):
        actions.remove(ama, reason="A mistake.", by=organizer)
        actions.register_without_account(event, Wishes(email="esi@example.org"))
        actions.put_back(ama, by=organizer)
    assert states(event) == ["waiting", "placed"]


def test_who_was_taken_off_does_not_register_again(
    client: Client, event: Event, ama: Registration, organizer: Person
) -> None:
    kofi = person("kofi")
    with at(PLANNED_AT):
        theirs = actions.register(event, Wishes(), by=kofi)
        for each in (ama, theirs):
            actions.remove(each, reason="They threatened others.", by=organizer)
        with pytest.raises(Refused, match="taken your registration off"):
            actions.register(event, Wishes(), by=kofi)
        # Whoever types the address learns nothing of it.
        answer = client.post(reverse("events:register", args=[event.key]), {"email": "ama@example.org"})
        assert answer.headers["Location"] == reverse("events:registered", args=[event.key])
    assert set(states(event)) == {"withdrawn"}


def test_an_account_that_was_taken_off_does_not_come_back_by_its_address(
    event: Event, organizer: Person
) -> None:
    kofi = with_mail("kofi", "Kofi@example.org")
    with at(PLANNED_AT):
        actions.remove(actions.register(event, Wishes(), by=kofi), reason="No.", by=organizer)
        actions.register_without_account(event, Wishes(email="kofi@example.org"))
    assert states(event) == ["withdrawn"]


def test_an_address_that_was_taken_off_does_not_come_back_by_its_account(
    event: Event, ama: Registration, organizer: Person
) -> None:
    with at(PLANNED_AT):
        actions.remove(ama, reason="No.", by=organizer)
        with pytest.raises(Refused, match="taken your registration off"):
            actions.register(event, Wishes(), by=with_mail("ama", "Ama@example.org"))
    assert states(event) == ["withdrawn"]


def test_only_its_organizers_take_off_and_nobody_who_was_there(
    event: Event, ama: Registration, organizer: Person, other_organizer: Person
) -> None:
    with at(PLANNED_AT), pytest.raises(PermissionDenied):
        actions.remove(ama, reason="No.", by=other_organizer)
    with at(DURING):
        actions.check_in(event, [Reading("a" * 32, ama.code, DURING)], by=organizer)
    with at(AFTER), pytest.raises(Refused, match="They were there"):
        actions.remove(ama, reason="No.", by=organizer)


def test_it_is_done_on_pages(client: Client, event: Event, ama: Registration, organizer: Person) -> None:
    client.force_login(organizer)
    arguments = [event.key, ama.uid]
    with at(PLANNED_AT):
        assert "Of Ama." in client.get(reverse("events:remove", args=arguments)).content.decode()
        assert client.post(reverse("events:remove", args=arguments), {"reason": ""}).status_code == 422
        client.post(reverse("events:remove", args=arguments), {"reason": "Nobody."})
        listed = client.get(reverse("events:participants", args=[event.key])).content.decode()
        assert ("taken off" in listed, "Put it back" in listed) == (True, True)
        client.post(reverse("events:put_back", args=arguments))
    assert states(event) == ["placed"]


def test_places_without_a_name_are_few_for_one_network(
    event: Event, organizer: Person, settings: Any
) -> None:
    settings.PLACES_BY_ADDRESS = 2
    address = reverse("events:register", args=[event.key])
    with at(PLANNED_AT):
        told = [Client().post(address, {}).status_code for _number in range(3)]
        with_mail = Client().post(address, {"email": "ama@example.org"}).status_code
        elsewhere = Client(REMOTE_ADDR="192.0.2.7").post(address, {}).status_code
        unlimited = announced(organizer, "open-air")
        free = [Client().post(reverse("events:register", args=[unlimited.key]), {}) for _number in range(3)]
    assert told == [302, 302, 422]
    assert (with_mail, elsewhere, [each.status_code for each in free]) == (302, 302, [302] * 3)
