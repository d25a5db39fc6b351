"""Rows that the database itself refuses to change, whoever holds the connection.

Packages declare their tables. Triggers are made again after every migration, for SQLite drops them whenever
Django rebuilds a table, and `thriving check` names the tables that go without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from thriving.kernel.registry import Registry
from thriving.kernel.triggers import postgresql, sqlite
from thriving.kernel.triggers.guards import Guard

DIALECTS: dict[str, Any] = {"sqlite": sqlite, "postgresql": postgresql}

guards = Registry[Guard]("guarded table")


def guard(
    table: str, *, stamp: tuple[str, ...] = (), erase: tuple[str, ...] = (), move: tuple[str, ...] = ()
) -> Guard:
    """Refuse every change of ``table`` but filling ``stamp`` once, emptying ``erase``, or ``move``-ing on."""
    return guards.add(table, Guard(table, stamp, erase, move))


def make(using: str = DEFAULT_DB_ALIAS) -> None:
    """Have every guard in place; the ones that stand already are left alone."""
    connection = connections[using]
    present = _tables(connection)
    for table in _missing(connection, present):
        if table in present:
            _run(connection, _dialect(connection).unmaking(table))
            _run(connection, _dialect(connection).making(guards[table], _columns(connection, guards[table])))


def missing(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The tables whose guard is absent, switched off, or not the one that the code declares."""
    return _missing(connections[using], _tables(connections[using]))


def lift(using: str = DEFAULT_DB_ALIAS) -> None:
    connection = connections[using]
    present = _tables(connection)
    for table in guards:
        if table in present:
            _run(connection, _dialect(connection).unmaking(table))


@contextmanager
def lifted(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """For loading or emptying a whole database; never for mending a row."""
    lift(using)
    try:
        yield
    finally:
        make(using)


def _missing(connection: BaseDatabaseWrapper, present: set[str]) -> list[str]:
    with connection.cursor() as cursor:
        standing = _dialect(connection).standing(cursor)
    return [table for table in guards if not _expected(connection, table, present) <= standing.items()]


def _expected(connection: BaseDatabaseWrapper, table: str, present: set[str]) -> Any:
    columns = _columns(connection, guards[table]) if table in present else []
    return _dialect(connection).expected(guards[table], columns).items()


def _tables(connection: BaseDatabaseWrapper) -> set[str]:
    """Asked for once, not for each guard: there are hundreds."""
    return set(connection.introspection.table_names())


def _columns(connection: BaseDatabaseWrapper, guard: Guard) -> list[str]:
    """All that the table has; a guard that leaves none open need not know them."""
    if not guard.open_columns:
        return []
    with connection.cursor() as cursor:
        description = connection.introspection.get_table_description(cursor, guard.table)
    return [column.name for column in description]


def _dialect(connection: BaseDatabaseWrapper) -> Any:
    return DIALECTS[connection.vendor]


def _run(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
