"""Registration opens, and five hundred people come at once, by two processes, through a venue's network."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta

from django.db import connection
from tests.conftest import person
from tests.programs.events.world import planned, times

from thriving.kernel import clock
from thriving.kernel.models import Mail
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.models import Event

PLACES, WITH_ACCOUNT, WITHOUT = 100, 20, 500
VENUE = ("192.0.2.10", "192.0.2.11", "2001:db8:1::5")  # a school and its guests share these

# What each process does: half of the people, with accounts and without; and some whom the other sends too.
CROWD = """
import sys, django
django.setup()
from django.test import Client
from django.urls import reverse
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.actions import Wishes
from thriving.programs.events.models import Event

mine, venue, guests = int(sys.argv[1]), sys.argv[2].split(), int(sys.argv[3])
event = Event.objects.get()
address = reverse("events:register", args=[event.key])
readers = list(Person.objects.filter(username__startswith="reader").order_by("pk"))
client = Client(SERVER_NAME="localhost")
print("ready", flush=True)
sys.stdin.readline()
for reader in readers[mine::2] + readers[::10]:
    actions.register(event, Wishes(), by=reader)
for number in [*range(mine, guests, 2), *range(0, guests, 50)]:
    sent = {"email": f"guest{number}@example.org"}
    page = client.post(address, sent, REMOTE_ADDR=venue[number % len(venue)])
    assert (page.status_code, page.headers["Location"][-12:]) == (302, "/registered/"), page.status_code
"""


def announced_ahead(organizer: Person) -> Event:
    """The two processes live by the true clock."""
    day = clock.system().date() + timedelta(days=30)
    event = actions.plan(planned(capacity=PLACES, sessions=(times(day),)), key="markets", by=organizer)
    actions.publish(event, by=organizer)
    return event


def come_at_once() -> None:
    crowds = [
        subprocess.Popen(
            [sys.executable, "-c", CROWD, str(number), " ".join(VENUE), str(WITHOUT)],
            env=os.environ | {"DATABASE_URL": database(), "DJANGO_SETTINGS_MODULE": "tests.settings"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(2)
    ]
    for crowd in crowds:
        assert crowd.stdout is not None
        assert crowd.stdout.readline() == "ready\n"
    for crowd in crowds:
        assert crowd.stdin is not None
        crowd.stdin.write("go\n")
        crowd.stdin.flush()
    assert [crowd.wait(timeout=300) for crowd in crowds] == [0, 0]
    for crowd in crowds:
        crowd.stdin.close()  # type: ignore[union-attr] -- asked above
        crowd.stdout.close()  # type: ignore[union-attr] -- asked above


def database() -> str:
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return f"postgresql://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"


def test_crowd_gets_each_place_once_and_the_rest_waits_in_order(real_database: None) -> None:
    event = announced_ahead(person("oriole", "organizer"))
    Person.objects.bulk_create(Person(username=f"reader{number}") for number in range(WITH_ACCOUNT))
    come_at_once()
    states = list(event.registrations.order_by("number").values_list("state", flat=True))
    assert states == ["placed"] * PLACES + ["waiting"] * (WITH_ACCOUNT + WITHOUT - PLACES)
    numbers = event.registrations.values_list("number", flat=True).order_by("number")
    assert list(numbers) == list(range(1, WITH_ACCOUNT + WITHOUT + 1))
    assert event.registrations.values("subject").distinct().count() == WITH_ACCOUNT + WITHOUT
    in_order = event.registrations.order_by("registered_at").values_list("number", flat=True)
    assert list(in_order) == sorted(in_order)
    assert Mail.objects.values("address").distinct().count() == WITHOUT
