"""Many questions in one statement to the database: each becomes one SELECT, all have the same columns.

A question is counted as a whole, or by day, from which its whole series can be added up: a list of numbers with
their curves reads the facts once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
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
    parameters: tuple[Any, ...]


def scan(source: Scan, columns: Mapping[str, str], group: str = "") -> Scan:
    """Count what ``source`` selects: ``columns`` says how each column of a ``Row`` is computed from it."""
    every = {name: columns.get(name, f"CAST(NULL AS {type_})") for name, type_ in TYPES.items()}
    return grouped(source, {"question": "{place}", **every}, group)


def grouped(source: Scan, columns: Mapping[str, str], group: str) -> Scan:
    listed = ", ".join(f"{expression} AS {name}" for name, expression in columns.items())
    by = f" GROUP BY {group}" if group else ""
    kept = f"{group}, {listed}" if group and "question" not in columns else listed
    return Scan(f"SELECT {kept} FROM ({source.sql}) AS counted{by}", source.parameters)


def selected(facts: QuerySet[Any, Any]) -> Scan | None:
    """The SQL of ``facts``, or ``None`` when its conditions can never hold."""
    try:
        sql, parameters = facts.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return None
    return Scan(sql, tuple(parameters))


def millionths(column: str) -> str:
    """The exact sum of a decimal column. SQLite keeps decimals as floating-point numbers: it adds integers."""
    if connection.vendor == "sqlite":
        return f"SUM(CAST(ROUND({column} * 1000000) AS INTEGER))"
    return f"SUM({column}) * 1000000"


def run(scans: Sequence[Scan | None]) -> tuple[dict[int, list[Row]], int]:
    """The rows of each scan by its place, and the ledger's position at the time of the first statement."""
    placed = [(place, each) for place, each in enumerate(scans) if each]
    answers: defaultdict[int, list[Row]] = defaultdict(list)
    for start in range(0, max(len(placed), 1), AT_ONCE):
        for row in _rows([(LEDGER_ITSELF, _the_ledger()), *placed[start : start + AT_ONCE]]):
            answers[row.question].append(row)
    seen = answers.pop(LEDGER_ITSELF, [])
    return answers, max((row.rows for row in seen), default=0)


def _the_ledger() -> Scan:
    """Read in the same statement as the facts: one look at the database, so nothing can change in between."""
    book = selected(Ledger.objects.filter(pk=THE_LEDGER).values("last_number"))
    assert book  # noqa: S101 -- a plain condition always has SQL
    return scan(book, {"rows": "last_number"})


def _rows(placed: Iterable[tuple[int, Scan]]) -> list[Row]:
    sql = " UNION ALL ".join(each.sql.replace("{place}", str(place), 1) for place, each in placed)
    parameters = [value for _place, each in placed for value in each.parameters]
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [_row(columns) for columns in cursor.fetchall()]


def _row(columns: Sequence[Any]) -> Row:
    question, day, met_on, latest, member, *numbers = columns
    return Row(question, _day(day), _day(met_on), _day(latest), member or "", *(int(n or 0) for n in numbers))


def _day(said: Any) -> date | None:
    return date.fromisoformat(said) if isinstance(said, str) else said
