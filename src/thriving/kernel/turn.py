"""One writer at a time, where the order of rows must be the order of their commits.

Whoever takes the turn keeps it until the transaction ends. The diary takes it; a package that numbers its own
rows takes the same one before any lock of its own, so that two such writers can never wait for each other.
"""

from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.transaction import TransactionManagementError

LOCK = 0x7468_7269_7665  # "thrive": any number that nothing else in this database locks by


def take(using: str = DEFAULT_DB_ALIAS) -> None:
    connection = connections[using]
    if not connection.in_atomic_block:
        raise TransactionManagementError("a turn is kept until the transaction ends, so one must have begun")
    # SQLite's transactions begin IMMEDIATE here: whoever is inside one already writes alone.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
