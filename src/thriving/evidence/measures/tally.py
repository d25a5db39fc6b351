"""Many questions in one statement to the database: each becomes one SELECT, all have the same columns.

A question is counted as a whole, or by day, from which its whole series can be added up: numbers and their
curves come from one look at the facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from thriving.evidence.ledger import THE_LEDGER
from thriving.evidence.models import Ledger

AT_ONCE = 100  # SELECTs in one statement; SQLite takes 500
LEDGER_ITSELF = -1  # stands where a question's place would


class Row(NamedTuple):
    """One line of a count; each kind of measure fills the columns that it needs."""

    question: int
    day: date | None = None  # when it began to count; None where the whole is asked for
    met_on: date | None = None
    latest: date | None = None
    member: str = ""
    cases: int = 0
    met: int = 0
    unmatched: int = 0
    rows: int = 0
    amount: int = 0  # in millionths, so that sums are exact on every database
    amounts: int = 0  # how many values are in it
    later_amount: int = 0
    later_amounts: int = 0


TYPES = {
    **dict.fromkeys(("day", "met_on", "latest"), "date"),
    "member": "text",
    **dict.fromkeys(("cases", "met", "unmatched", "rows"), "bigint"),
    **dict.fromkeys(("amount", "amounts", "later_amount", "later_amounts"), "numeric"),
}


class Scan(NamedTuple):
    """A SELECT and its parameters."""

    sql: str
    parameters: tuple[Any, ...] = ()


def scan(source: Scan, columns: Mapping[str, str], group: str = "") -> Scan:
    """Count what ``source`` selects: ``columns`` says how each column of a ``Row`` is computed from it."""
    return grouped(source, _every(columns), group)


def scans(source: Scan, *arms: tuple[Mapping[str, str], str]) -> Scan:
    """Count what ``source`` selects in several ways while reading it once.

    An arm is its columns and its clauses from FROM on, where ``source`` is called ``common``.
    """
    selects = (f"SELECT {_listed(_every(columns))} {clauses}" for columns, clauses in arms)
    union = " UNION ALL ".join(selects)
    # Made of names and of SQL that Django wrote; every value is a parameter.
    sql = f"SELECT * FROM (WITH common AS MATERIALIZED ({source.sql}) {union}) AS counted"  # noqa: S608
    return Scan(sql, source.parameters)


def _every(columns: Mapping[str, str]) -> dict[str, str]:
    told = {name: columns.get(name, f"CAST(NULL AS {type_})") for name, type_ in TYPES.items()}
    return {"question": "{place}", **told}


def _listed(columns: Mapping[str, str]) -> str:
    return ", ".join(f"{expression} AS {name}" for name, expression in columns.items())


def grouped(
    source: Scan, columns: Mapping[str, str], group: str = "", parameters: tuple[Any, ...] = ()
) -> Scan:
    """``parameters`` are those of the columns, in their order."""
    by = f" GROUP BY {group}" if group else ""
    # Made of names and of SQL that Django wrote; every value is a parameter.
    sql = f"SELECT {_listed(columns)} FROM ({source.sql}) AS counted{by}"  # noqa: S608
    return Scan(sql, (*parameters, *source.parameters))


def together(*scans: Scan | None) -> Scan | None:
    """The lines of all of them."""
    some = [each for each in scans if each]
    if not some:
        return None
    sql = " UNION ALL ".join(each.sql for each in some)
    return Scan(sql, tuple(value for each in some for value in each.parameters))


def selected(parts: Iterable[QuerySet[Any, Any]]) -> Scan | None:
    """The SQL of all ``parts`` together, or ``None`` when their conditions can never hold."""
    return together(*map(_compiled, parts))


def fenced(source: Scan) -> Scan:
    """``source``, computed before anything is computed from it: else what is used twice is made out twice."""
    return source._replace(sql=source.sql + (" LIMIT -1" if connection.vendor == "sqlite" else " OFFSET 0"))


def millionths(column: str) -> str:
    """The exact sum of a decimal column: SQLite, which keeps decimals as floats, adds integers."""
    if connection.vendor == "sqlite":
        return f"SUM(CAST(ROUND({column} * 1000000) AS INTEGER))"
    return f"SUM({column}) * 1000000"


def run(scans: Sequence[Scan | None]) -> tuple[list[list[Row]], int]:
    """The rows of each scan, and the ledger's position when they were read."""
    answers: list[list[Row]] = [[] for _scan in scans]
    placed = [(place, each) for place, each in enumerate(scans) if each]
    positions = [0]
    for start in range(0, len(placed), AT_ONCE):
        for row in _rows([(LEDGER_ITSELF, _the_ledger()), *placed[start : start + AT_ONCE]]):
            if row.question == LEDGER_ITSELF:
                positions.append(row.rows)
            else:
                answers[row.question].append(row)
    return answers, max(positions)


def _compiled(facts: QuerySet[Any, Any]) -> Scan | None:
    try:
        sql, parameters = facts.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return None
    return Scan(sql, tuple(parameters))


def _the_ledger() -> Scan:
    """Read in the same statement as the facts, so that nothing can be stated in between."""
    book = Scan(f"SELECT last_number FROM {Ledger._meta.db_table} WHERE id = {THE_LEDGER}")  # noqa: S608
    return scan(book, {"rows": "last_number"})


def _rows(placed: Iterable[tuple[int, Scan]]) -> list[Row]:
    sql = " UNION ALL ".join(each.sql.replace("{place}", str(place)) for place, each in placed)
    parameters = [value for _place, each in placed for value in each.parameters]
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [_row(columns) for columns in cursor.fetchall()]


def _row(columns: Sequence[Any]) -> Row:
    question, day, met_on, latest, member, *numbers = columns
    return Row(question, _day(day), _day(met_on), _day(latest), member or "", *map(_whole, numbers))


def _day(said: Any) -> date | None:
    return _read_day(said) if isinstance(said, str) else said


@lru_cache(maxsize=10_000)
def _read_day(said: str) -> date:
    return date.fromisoformat(said)


def _whole(number: Any) -> int:
    return number if type(number) is int else int(number or 0)
