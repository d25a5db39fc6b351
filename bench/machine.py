"""What it ran on: figures without that say nothing."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from django.db import connection

NOT_AS_SHIPPED = """
    SELECT name || ' = ' || setting FROM pg_settings
    WHERE setting <> boot_val AND source NOT IN ('default', 'override')
      AND category !~ '^(Client Connection|Connections|File|Reporting)' ORDER BY name
"""


def described() -> str:
    return f"{datetime.now(UTC):%d %B %Y}, {os.cpu_count()} cores, {_database()}"


def look_around() -> None:
    """Let the database see how much of what there is, which a server does by itself some minutes later."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _database() -> str:
    return (
        _postgresql() if connection.vendor == "postgresql" else f"SQLite {_told('SELECT sqlite_version()')}"
    )


def _postgresql() -> str:
    changed = _told(f"SELECT string_agg(changed, ', ') FROM ({NOT_AS_SHIPPED}) AS settings(changed)")
    version = str(_told("SHOW server_version")).partition(" ")[0]
    return f"PostgreSQL {version}, settings as shipped" + (f" except {changed}" if changed else "")


def _told(sql: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]
