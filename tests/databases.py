"""Databases are made once for each version of the code, and copied: to make one takes long."""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from fcntl import LOCK_EX, flock
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection

from thriving.kernel import triggers

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".pytest_cache" / "databases"
LOCKED = "requirements/runtime.txt"
OF_TABLES = ("src/thriving/**/migrations/*.py", LOCKED)  # with the guards, what shapes empty tables
OF_CONTENT = ("src/thriving/**/*.py", "src/thriving/**/*.toml", LOCKED)  # what shapes what a command puts in
KEPT = 4  # versions of each: people go back and forth
NAMED = "tables_of_thriving_tests_"  # on PostgreSQL, with the version


@cache
def version(files: tuple[str, ...]) -> str:
    """Names this version of the files, on this Python and this SQLite."""
    digest = hashlib.sha256(f"{sys.version} {sqlite3.sqlite_version}".encode())
    digest.update(repr([triggers.guards[table] for table in sorted(triggers.guards)]).encode())
    for file in sorted(file for pattern in files for file in ROOT.glob(pattern)):
        digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def alone() -> Iterator[None]:
    """No other process of the tests makes or forgets a database meanwhile."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        yield


def made_once(name: str, make: Callable[[Path], Any], into: Path) -> None:
    """A copy, at ``into``, of what ``make`` writes for this version of the code when first asked for."""
    with alone():
        file = FOLDER / f"{name}-{version(OF_CONTENT)}"
        if not file.exists():
            _make(file, make)
        into.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        into.write_bytes(file.read_bytes())


def _make(file: Path, make: Callable[[Path], Any]) -> None:
    unfinished = file.with_name("unfinished")
    for left in file.parent.glob("unfinished*"):  # by who was stopped, with the journal beside it
        left.unlink()
    make(unfinished)
    unfinished.replace(file)
    versions = FOLDER.glob(f"{file.name.rpartition('-')[0]}-*")
    for old in sorted(versions, key=lambda each: each.stat().st_mtime)[:-KEPT]:
        old.unlink()


@contextmanager
def tables_are_copied() -> Iterator[None]:
    """Whoever sets up the database of the tests begins with the tables of whoever did so before."""
    creation = connection.creation
    create = creation.create_test_db
    begin, keep = (_fill, _keep_file) if connection.vendor == "sqlite" else (_begin_with, _keep_database)

    def create_from_copy(*arguments: Any, **options: Any) -> str:
        with alone():
            there = begin()
            name: str = create(*arguments, **options)
            if not there:
                keep()
        if connection.vendor == "sqlite":
            connection.connection.backup(_before_the_first)
        else:
            _filled_before_the_first.update(_filled())
        return name

    creation.create_test_db = create_from_copy
    with _nobody_stays():
        yield
    creation.create_test_db = create


@contextmanager
def _nobody_stays() -> Iterator[None]:
    """PostgreSQL drops no database that is in use, if only by the thread of a page that nobody waited for."""
    creation = connection.creation
    destroy = creation._destroy_test_db  # noqa: SLF001 -- what it asks of each database

    def destroy_when_all_have_left(name: str, *arguments: Any) -> None:
        if connection.vendor == "postgresql":
            others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
            with connection._nodb_cursor() as cursor:  # noqa: SLF001 -- from without
                cursor.execute(others, [name])
        destroy(name, *arguments)

    creation._destroy_test_db = destroy_when_all_have_left  # noqa: SLF001 -- the same
    yield
    creation._destroy_test_db = destroy  # noqa: SLF001 -- the same


_before_the_first = sqlite3.connect(":memory:", check_same_thread=False)
_filled_before_the_first: set[str] = set()  # with what migrating itself puts in


def put_back() -> bool:
    """Make the tests' database what it was before the first of them, if we may."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        _before_the_first.backup(connection.connection)
        return True
    return _empty()


def _empty() -> bool:
    """A superuser passes by guards and foreign keys, and need not empty hundreds of empty tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
        if cursor.fetchone() != (True,):
            return False
        cursor.execute("SET session_replication_role = replica")
        for table in _filled() - _filled_before_the_first:
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 -- a name that Django gave
        cursor.execute("SET session_replication_role = DEFAULT")
    return True


def _filled() -> set[str]:
    """The tables in which there is anything."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    any_row = (f"(SELECT '{table}' FROM \"{table}\" LIMIT 1)" for table in tables)  # noqa: S608 -- the same
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(any_row))
        return {table for (table,) in cursor.fetchall()}


def _tables() -> Path:
    return FOLDER / f"tables-{version(OF_TABLES)}"


def _fill() -> bool:
    """Into what Django is about to open, which it then finds without a change to make."""
    there = _tables().exists()
    if there:
        connection.settings_dict["NAME"] = connection.creation._get_test_db_name()  # noqa: SLF001 -- where it will be
        connection.connect()
        with closing(sqlite3.connect(_tables())) as source:
            source.backup(connection.connection)
    return there


def _keep_file() -> None:
    def vacuum(file: Path) -> None:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(file)])

    _make(_tables(), vacuum)


def _begin_with() -> bool:
    name = NAMED + version(OF_TABLES)
    there = name in _databases()
    if there:
        connection.settings_dict["TEST"]["TEMPLATE"] = name
    return there


def _keep_database() -> None:
    database = connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:  # noqa: SLF001 -- no database is copied from within
        cursor.execute(f'CREATE DATABASE "{NAMED}{version(OF_TABLES)}" TEMPLATE "{database}"')
        for old in _databases()[KEPT:]:
            cursor.execute(f'DROP DATABASE IF EXISTS "{old}"')


def _databases() -> list[str]:
    """Those that tests have kept on this server, the newest first."""
    newest_first = "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid DESC"
    with connection._nodb_cursor() as cursor:  # noqa: SLF001 -- ours may not be there yet
        cursor.execute(newest_first, [NAMED])
        return [name for (name,) in cursor.fetchall()]
