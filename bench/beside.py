"""Two databases in one process, asked in turns: whatever slows one of them down slows the other as much."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

_AS_IT_WAS = "as_it_was"


def keep_a_copy() -> BaseDatabaseWrapper:
    """The database as it is now, to be asked beside what it becomes."""
    name = str(connection.settings_dict["NAME"])
    copy = f"{name}_{_AS_IT_WAS}"
    (_copy_server if connection.vendor == "postgresql" else _copy_file)(name, copy)
    return _other(copy)


@contextmanager
def asking(database: BaseDatabaseWrapper) -> Iterator[None]:
    before = connections["default"]
    connections["default"] = database
    try:
        yield
    finally:
        connections["default"] = before


def _copy_file(_name: str, copy: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [copy])


def _copy_server(name: str, copy: str) -> None:
    """A server copies only what nobody has open."""
    quoted = connection.ops.quote_name
    connection.close()
    with asking(_other("postgres")), connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted(copy)}")
        cursor.execute(f"CREATE DATABASE {quoted(copy)} TEMPLATE {quoted(name)}")


def _other(name: str) -> BaseDatabaseWrapper:
    found = connections.create_connection("default")
    found.settings_dict = {**found.settings_dict, "NAME": name}
    return found
