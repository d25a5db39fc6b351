"""Guards as PostgreSQL writes them: a function for each table, called for rows and for TRUNCATE."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from thriving.kernel.triggers.guards import Guard

ROWS = 1 + 2 + 8 + 16  # pg_trigger.tgtype: for each row, before, delete, update
TRUNCATE = 2 + 32  # before, truncate

# A trigger that is switched off, or narrowed by a condition or a list of columns, does not stand.
STANDING = """
    SELECT trigger.tgname, trigger.tgtype || ' ' || function.prosrc
    FROM pg_trigger AS trigger
    JOIN pg_proc AS function ON function.oid = trigger.tgfoid
    WHERE NOT trigger.tgisinternal AND trigger.tgenabled IN ('O', 'A')
      AND trigger.tgqual IS NULL AND trigger.tgattr = ''::int2vector
      AND pg_table_is_visible(trigger.tgrelid)
"""


def standing(cursor: Any) -> dict[str, str]:
    cursor.execute(STANDING)
    return dict(cursor.fetchall())


def expected(guard: Guard, _columns: Sequence[str]) -> dict[str, str]:
    body = _body(guard)
    return {
        f"{guard.table}_guard_rows": f"{ROWS} {body}",
        f"{guard.table}_guard_truncate": f"{TRUNCATE} {body}",
    }


def making(guard: Guard, _columns: Sequence[str]) -> list[str]:
    table, call = guard.table, f'EXECUTE FUNCTION "{guard.table}_guard"()'
    function = f'"{table}_guard"() RETURNS trigger LANGUAGE plpgsql'
    return [
        f"CREATE OR REPLACE FUNCTION {function} AS $${_body(guard)}$$",
        f'CREATE TRIGGER "{table}_guard_rows" BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW {call}',
        f'CREATE TRIGGER "{table}_guard_truncate" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT {call}',
    ]


def unmaking(table: str) -> list[str]:
    names = (f"{table}_guard_rows", f"{table}_guard_truncate")
    return [f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"' for name in names]


def _body(guard: Guard) -> str:
    """Compares whole rows, not named columns: a column may then change its type while the guard stands."""
    open_columns = "".join(f'kept."{name}" := OLD."{name}"; ' for name in guard.open_columns)
    permitted = (
        f"IF kept *= OLD AND {guard.allowed()} THEN RETURN NEW; END IF; " if guard.open_columns else ""
    )
    return (
        "DECLARE kept record; BEGIN "
        f"IF TG_OP = 'UPDATE' THEN kept := NEW; {open_columns}{permitted}END IF; "
        f"RAISE EXCEPTION '{guard.refusal}' USING ERRCODE = 'restrict_violation'; END"
    )
