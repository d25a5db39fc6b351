"""Records of every sort, and a walk over every page that shows them: for tests that leave no page out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoDbBlocker
from tests import conftest, worlds
from tests.conftest import Cast, person
from tests.plan import world
from tests.plan.world import at
from tests.whole import making, test_access
from tests.whole.connections import close
from tests.whole.test_access import MORE_ROLES, TABLE, Row

from thriving.kernel.models import DiaryEntry
from thriving.movement.models import Person
from thriving.plan import actions
from thriving.plan.models import Plan

NEEDED = sorted({row.needs for row in TABLE} - {""})
IN_ORDER = sorted(NEEDED, key="conduct".__ne__)  # in whose ballot everybody who is there has a vote
globals().update({name: getattr(test_access, name) for name in NEEDED})
__all__ = ["all_records", "april", "cast", "fresh_records", "look", "records_stand", "year", *NEEDED]  # noqa: PLE0604 -- names, all of them

APRIL = date(2020, 4, 15)
READERS = ("visitor", "volunteer", "lead", "evaluator", "editor", "operator")
PAGES = tuple(row for row in TABLE if not row.name.endswith(("-json", "-csv")))
TWINS = tuple(row for row in TABLE if row.name.endswith(("-json", "-csv")))
FRAMEWORK = "leadership-development-framework"
NOTED_WHEN_TAKEN = ("file_fetched", "story_taken")  # who took a file with accounts in it
KEPT_BY_READING = {"movement.attempt", "sessions.session", "evidence.ledgerday", "evidence.ledger"}


@pytest.fixture
def april() -> Iterator[None]:
    cache.clear()
    with at(APRIL):
        yield
    cache.clear()


@pytest.fixture
def year(april: None, plan: None, cast: Cast) -> None:
    """Something has happened in the plan, so that its pages say it."""
    found = Plan.objects.get()
    world.state(
        *(world.engaged(number, date(2020, 2, 1)) for number in range(84)),
        world.step("youth-advisory-council", "needs-listed", date(2019, 9, 20)),
        world.liaison(1, "south-asia", date(2019, 11, 4)),
        *(world.community(number, date(2020, 1, 15)) for number in range(11)),
    )
    people = world.requirement(FRAMEWORK, "people")
    actions.change_target(people, target=140, reason="Fewer came.", by=cast.editor)
    actions.publish_release(found, on=date(2020, 3, 31), by=cast.evaluator)
    framework = world.key_result(FRAMEWORK)
    actions.check_in(framework, confidence=8, what_changed="June is full.", by=cast.lead)


@pytest.fixture
def fresh_records(request: pytest.FixtureRequest, year: None) -> None:
    """Whatever a row of the table of access needs, and who beside the cast may open it: for one test."""
    for name in IN_ORDER:
        request.getfixturevalue(name)
    name_others()


@contextmanager
def standing(blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """All of them for every test of a module, which undoes what it changes."""
    translation.deactivate()
    with blocker.unblock(), transaction.atomic():
        with making.of(globals(), "year", *IN_ORDER) as made:
            name_others()
            connection.check_constraints()
            yield made["cast"]
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def records_stand(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Cast:
    cast: Cast = worlds.stands("records_stand", lambda: standing(django_db_blocker))
    return cast


@pytest.fixture
def all_records(records_stand: Cast, db: None) -> Cast:
    """They stand already: what a test changes in them is undone."""
    cache.clear()
    return records_stand


@pytest.fixture
def cast(request: pytest.FixtureRequest, db: None) -> Cast:
    """Who is in the records, for a test of all of them; else a cast of its own."""
    if "records_stand" in request.fixturenames:
        found: Cast = request.getfixturevalue("records_stand")
    else:
        found = conftest.cast.__wrapped__(None)
    return found


def name_others() -> None:
    for role, held in MORE_ROLES.items():
        person(role, held)


def client_of(role: str, cast: Cast, **options: Any) -> Client:
    client = Client(**options)
    if role in MORE_ROLES:
        client.force_login(Person.objects.get(username=role))
    elif role != "visitor":
        client.force_login(getattr(cast, role))
    return client


def address_of(row: Row) -> str:
    return reverse(row.name, kwargs=row.with_)


def opened(cast: Cast, rows: tuple[Row, ...] = PAGES) -> Iterator[tuple[Row, str, Any]]:
    """Each page as each reader who may open it sees it; those beside the cast, what is theirs."""
    for role in (*READERS, *MORE_ROLES):
        client = client_of(role, cast)
        for row in rows:
            if role in readers_of(row):
                yield row, role, _open(row, role, client)


def opened_once(cast: Cast, rows: tuple[Row, ...] = TWINS) -> Iterator[tuple[Row, str, Any]]:
    """Each page as one of those who may open it sees it, all in turn: it is made in one way for all."""
    clients = {role: client_of(role, cast) for role in (*READERS, *MORE_ROLES)}
    for number, row in enumerate(rows):
        if readers := readers_of(row):
            signed_in = [role for role in readers if role != "visitor"] or readers
            role = signed_in[number % len(signed_in)]
            yield row, role, _open(row, role, clients[role])


def readers_of(row: Row) -> list[str]:
    """Who may open it; those beside the cast, if it is theirs."""
    may = [role for role in (*READERS, *MORE_ROLES) if row.expected(role) == 200]
    return [role for role in may if role in READERS or role in row.but]


def _open(row: Row, role: str, client: Client) -> Any:
    response = client.get(address_of(row))
    close(response)  # some answer with a file
    assert response.status_code == 200, (row.name, role)
    return response


class Seen(NamedTuple):
    """A page as one reader got it."""

    row: Row
    role: str
    headers: Mapping[str, str]
    page: str


class Look(NamedTuple):
    """Every page, looked at once by each reader who may, its twins by one; the rows kept before and after."""

    seen: list[Seen]
    before: dict[str, int]
    after: dict[str, int]


_LOOKS: list[Look] = []


@pytest.fixture
def look(all_records: Cast) -> Look:
    """Taken by the first test of a process that asks: looking takes half a minute, and changes nothing."""
    if not _LOOKS:
        before = rows_kept()
        seen = [
            Seen(row, role, dict(response.headers), html_of(response))
            for row, role, response in chain(opened(all_records), opened_once(all_records))
        ]
        _LOOKS.append(Look(seen, before, rows_kept()))
    return _LOOKS[0]


def rows_kept() -> dict[str, int]:
    """How many rows each table has, but those that reading itself may add to, or is meant to."""
    counted = {
        model._meta.label_lower: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.label_lower not in KEPT_BY_READING
    }
    noted = DiaryEntry.objects.filter(verb__in=NOTED_WHEN_TAKEN).count()
    return {**counted, DiaryEntry._meta.label_lower: counted[DiaryEntry._meta.label_lower] - noted}


def html_of(response: Any) -> str:
    """The page, if it is one."""
    is_page = "html" in response.get("Content-Type", "") and not response.streaming
    return response.content.decode() if is_page else ""
