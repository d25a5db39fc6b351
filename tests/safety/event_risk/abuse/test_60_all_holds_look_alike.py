"""Whoever places a hold, and on what: the grantee and finance get the same page, as long, and as soon."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.conftest import person
from tests.grants.payments import world as payments
from tests.grants.payments.world import Hands
from tests.safety.event_risk import paying, ready

from thriving.grants.payments import actions, story
from thriving.grants.payments.models import Disbursement
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions import holds

pytestmark = pytest.mark.django_db

CODED = re.compile(rb"[2-9A-HJ-NP-Z]{8}")
REASONS = ("Short.", "A report says that somebody threatens the organizer, and we look into it. " * 20)
AS_SOON = 2  # queries more or less are no time that anybody can measure
OWN = {"Set-Cookie", "Date", "Server-Timing"}


class Told(NamedTuple):
    """All that a reader could compare."""

    status: int
    headers: dict[str, str]
    page: bytes
    queries: int


class Held(NamedTuple):
    of: Hands
    event: Event
    payment: Disbursement


@pytest.fixture
def it(organizer: Person) -> Held:
    of, event = payments.hands(), paying.safe(organizer)
    return Held(of, event, paying.approved(of, event))


@contextmanager
def by_an_office(it: Held, by: Person, reason: str) -> Iterator[None]:
    with payments.on():
        placed = actions.hold_payment(it.payment, reason=reason, by=by)
    yield
    with payments.on():
        actions.lift_hold(placed, by=by)


@contextmanager
def by_the_protocol(it: Held, by: Person, reason: str) -> Iterator[None]:
    with ready.at(paying.NOW):
        placed = holds.place(it.event, reason, by=by)
    yield
    with ready.at(paying.NOW):
        holds.lift(placed, by=by)


def read(it: Held, reader: Person, name: str) -> Told:
    client = Client()
    client.force_login(reader)
    with (
        payments.on(),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        answer = client.get(reverse(name, args=[it.payment.pk]))
    headers = {name: value for name, value in answer.headers.items() if name not in OWN}
    return Told(answer.status_code, headers, CODED.sub(b"CODE", answer.content), len(asked))


def ways(it: Held, officer: Person) -> list[tuple[Callable[[Held, Person, str], object], Person]]:
    return [
        (by_an_office, it.of.protector),
        (by_an_office, it.of.second),
        (by_an_office, person("duty", "crisis_officer")),
        (by_the_protocol, officer),
    ]


@pytest.mark.parametrize("reader", ["applicant", "officer", "finance"])
def test_no_page_of_a_payment_tells_one_hold_from_another(it: Held, officer: Person, reader: str) -> None:
    seen: list[Told] = []
    read(it, getattr(it.of, reader), "payments:payment")  # what is cached is cached
    for way, by in ways(it, officer):
        if reader == "finance" and by == it.of.second:
            continue  # an office reads its own
        for reason in REASONS:
            with way(it, by, reason):  # type: ignore[attr-defined]
                seen.append(read(it, getattr(it.of, reader), "payments:payment"))
    assert seen[0].status == 200
    assert b"CODE" in seen[0].page
    assert [each[:3] == seen[0][:3] for each in seen] == [True] * len(seen)
    asked = [each.queries for each in seen]
    assert max(asked) - min(asked) <= AS_SOON


def test_nor_does_its_story(it: Held, officer: Person) -> None:
    seen = []
    for way, by in ways(it, officer):
        before = {each.number for each in story.of(it.payment).entries}
        with way(it, by, REASONS[1]):  # type: ignore[attr-defined]
            new = [each for each in story.of(it.payment).entries if each.number not in before]
            seen.append([(each.actor, each.verb, each.why, sorted(each.body)) for each in new])
    assert seen[0]
    assert seen == [seen[0]] * len(seen)
