"""The cast: a small world of people with roles, used by every test; and what real transactions need."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AnonymousUser
from django.db import connection, connections
from django.test import Client, TransactionTestCase
from django.utils import translation
from tests import databases, worlds

from thriving.kernel import clock, triggers
from thriving.movement.accounts import proofs, sessions
from thriving.movement.accounts.proofs import Proof
from thriving.movement.models import Person, RoleHolding
from thriving.programs.finder import choices, sources

PASSWORD = "correct horse"
REACHING_A_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}
MADE_FOR_WALKS = {"records_stand", "attacked_seen"}  # by tests/whole: all records, and every page of them
MADE_FOR_FILES = {"browser", "played", "thriving", "with_spark"}  # a browser, the sample year, a server, Java
NEW_OBJECTS = 10_000  # between two looks for garbage among the youngest; Python's own is 700


def pytest_sessionstart() -> None:
    """Nothing that is loaded or collected becomes garbage before the first test."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Code and tests stay to the end. To look through all of them for garbage was a fifth of the time."""
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])


def pytest_unconfigure() -> None:
    """Libraries that count their objects complain of those that are left at the end."""
    gc.unfreeze()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark who may reach the tests' database: to all others pytest-django refuses it."""
    for item in items:
        if REACHING_A_DATABASE & fixtures_of(item) or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)
        if item.get_closest_marker("browser"):
            # A browser on a busy machine is slow now and then. The summary names what was tried twice.
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(trylast=True, specname="pytest_collection_modifyitems")
def pytest_longest_first(items: list[pytest.Item]) -> None:
    """What is made once for a process is asked for in one, and what takes long comes early.

    Of two processes each begins with half of the list, and takes from the end of the other's when it is done.
    """
    walks = [item for item in items if MADE_FOR_WALKS & fixtures_of(item)]
    walked = set(walks)
    files = {item.path for item in items if MADE_FOR_FILES & fixtures_of(item)}
    long = sorted((item for item in items if item.path in files and item not in walked), key=day_of)
    others = [item for item in items if item.path not in files and item not in walked]
    half = max(0, len(items) // 2 - len(walks))
    items[:] = [*walks, *others[:half], *long, *others[half:]]


def fixtures_of(item: pytest.Item | None) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


def day_of(item: pytest.Item) -> date:
    """Up to when its sample year is played, for files of which one goes on where another stopped."""
    return item.module.DAY if "played" in fixtures_of(item) else date.min  # type: ignore[attr-defined]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Iterator[None]:
    try:
        yield
    finally:
        if nextitem:
            worlds.let_go(unless=fixtures_of(nextitem))


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


@cache
def hashed_password() -> str:
    """Argon2 is slow on purpose: once is enough for the whole cast."""
    return make_password(PASSWORD)


def person(username: str, *roles: str) -> Person:
    """Somebody named ``username`` holding ``roles``, each "role" or "role scope", since long ago."""
    someone = Person.objects.create(username=username, password=hashed_password(), name=username.title())
    for role, _, scope in (each.partition(" ") for each in roles):
        RoleHolding.objects.create(person=someone, role=role, scope=scope, begins_on=date(2019, 1, 1))
    return someone


@pytest.fixture
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


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    with databases.tables_are_copied():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """After the last test no other asks which world still stands: it is let go before its database is."""
    yield
    worlds.let_go()


@pytest.fixture(scope="session", autouse=True)
def what_was_committed_is_undone() -> Iterator[None]:
    """After a test with real transactions Django empties every table, which guards refuse as they should.

    And it takes a second: putting the database back takes a hundredth.
    """
    flush = TransactionTestCase._fixture_teardown  # noqa: SLF001 -- the one place all runners pass

    def undo(case: TransactionTestCase) -> None:
        if not databases.put_back():
            with triggers.lifted():
                flush(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", undo)
        yield


@pytest.fixture(autouse=True)
def no_language_of_another_test() -> None:
    """An answer leaves its thread in the reader's language, until the next request chooses another."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def clock_goes_on_as_before() -> Iterator[None]:
    """A clock left stopped would make some other test of this process fail, on some days."""
    before = clock._source  # noqa: SLF001 -- asked nowhere else
    yield
    left, clock._source = clock._source, before  # noqa: SLF001
    assert left is before, "this test leaves the clock stopped"


@pytest.fixture(autouse=True)
def nothing_is_offered_from_another_test() -> None:
    """What can be found is kept in memory by what its tables say of themselves, and each test has its own."""
    sources.forget()
    choices.forget()


def prove(client: Client, *ways: Proof) -> None:
    """Let the session of a client that is signed in remember that it was begun in these ways, just now."""
    session = client.session
    now = clock.system().timestamp()
    session[proofs.IN_SESSION] = dict.fromkeys(map(str, ways), now)
    session[sessions.BEGAN] = session[sessions.SEEN] = now  # or the first page that is asked for writes them
    session.save()


@pytest.fixture(scope="session", autouse=True)
def force_login_takes_the_second_step() -> Iterator[None]:
    """`client.force_login(person)` in every test: a password and a passkey, given this moment.

    So each role may do what it may, and fresh proof is there. `prove(client, Proof.PASSWORD)` afterwards
    makes it less. Who signs in by the pages themselves is not helped.
    """
    force_login = Client.force_login

    def with_second_step(client: Client, user: Any, backend: str | None = None) -> None:
        force_login(client, user, backend)
        prove(client, Proof.PASSWORD, Proof.PASSKEY)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "force_login", with_second_step)
        yield


AtOnce = Callable[..., list[Any]]


@pytest.fixture
def at_once(transactional_db: None, real_database: None) -> AtOnce:
    """Call functions at the same moment, each on a connection of its own; what each returned or raised."""

    def run(*functions: Callable[[], Any]) -> list[Any]:
        together = Barrier(len(functions))
        before = clock._source  # noqa: SLF001 -- as below
        with ThreadPoolExecutor(len(functions)) as threads:
            found = list(threads.map(lambda function: _alone(function, together), functions))
        clock.run_on(before)  # two who stop it, each for themselves, leave in any order
        return found

    return run


def _alone(function: Callable[[], Any], together: Barrier) -> Any:
    together.wait(timeout=30)
    try:
        return function()
    except Exception as refusal:  # noqa: BLE001 -- the test judges it
        return refusal
    finally:
        connections.close_all()


@pytest.fixture
def real_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """On SQLite a file, as in production: connections that share memory lock in another way."""
    if connection.vendor != "sqlite":
        yield
        return
    file, in_memory = tmp_path / "database.sqlite3", connections["default"]
    with in_memory.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(in_memory.settings_dict, "NAME", str(file))
        connections["default"] = connections.create_connection("default")
        yield
        connections["default"].close()
        connections["default"] = in_memory
