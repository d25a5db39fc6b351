"""Guards as SQLite writes them: a trigger for updates, one for deletes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from thriving.kernel.triggers.guards import Guard


def standing(cursor: Any) -> dict[str, str]:
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return dict(cursor.fetchall())


def expected(guard: Guard, columns: Sequence[str]) -> dict[str, str]:
    when = f" WHEN NOT ({_allowed(guard, columns)})" if guard.open_columns else ""
    return {
        _name(guard.table, "update"): _trigger(guard, "update", when),
        _name(guard.table, "delete"): _trigger(guard, "delete", ""),
    }


def making(guard: Guard, columns: Sequence[str]) -> list[str]:
    return list(expected(guard, columns).values())


def unmaking(table: str) -> list[str]:
    return [f'DROP TRIGGER IF EXISTS "{_name(table, event)}"' for event in ("update", "delete")]


def _name(table: str, event: str) -> str:
    return f"{table}_guard_{event}"


def _trigger(guard: Guard, event: str, when: str) -> str:
    return (
        f'CREATE TRIGGER "{_name(guard.table, event)}" BEFORE {event.upper()} ON "{guard.table}"{when} '
        f"BEGIN SELECT RAISE(ABORT, '{guard.refusal}'); END"
    )


def _allowed(guard: Guard, columns: Sequence[str]) -> str:
    # IS compares NULLs too; SQLite has no way to compare two rows whole.
    kept = [f'NEW."{name}" IS OLD."{name}"' for name in columns if name not in guard.open_columns]
    return " AND ".join([guard.allowed(), *kept])
