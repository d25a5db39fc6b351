"""Second steps for tests: an authenticator app that is a secret in a variable, and recovery codes."""

from __future__ import annotations

import re
from html import unescape

from django.http import HttpResponse
from django.test import Client
from tests.conftest import PASSWORD

from thriving.movement.accounts.factors import codes, recovery
from thriving.movement.models import Person

STEP, IN = "/sign-in/second-step/", "/sign-in/"


def app_of(person: Person) -> str:
    """Give them an authenticator app, set up two steps ago; its secret."""
    secret = codes.new_secret()
    assert codes.add(person, secret, codes.at(secret, codes.step_now() - 1))
    return secret


def shown(secret: str, later: int = 0) -> str:
    """What the app shows now, or some steps of half a minute later."""
    return codes.at(secret, codes.step_now() + later)


def paper_of(person: Person) -> list[str]:
    return recovery.make(person)


def first_step(client: Client, person: Person, **more: str) -> HttpResponse:
    return client.post(IN, {"username": person.username, "password": PASSWORD, **more})


def take(client: Client, code: str, **more: str) -> HttpResponse:
    return client.post(STEP, {"code": code, **more})


def is_in(client: Client) -> bool:
    return b"You are signed in as" in client.get("/sign-out/").content


def hidden(page: HttpResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    assert found
    return unescape(found[1])
