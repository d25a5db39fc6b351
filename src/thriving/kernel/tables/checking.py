from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thriving.kernel.tables.columns import Column
from thriving.kernel.tables.reading import Row, Table


@dataclass(frozen=True)
class Problem:
    """What is wrong, where: the row as a spreadsheet counts it (the header is row 1)."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True)
class CheckedRow:
    """A row's values by column name; a column with a problem has no value."""

    number: int
    values: dict[str, Any]
    problems: tuple[Problem, ...]


def check(table: Table, columns: Sequence[Column]) -> Iterator[Problem]:
    """Every problem of the table, in the order of its rows."""
    for row in checked(table, columns):
        yield from row.problems


def checked(table: Table, columns: Sequence[Column]) -> Iterator[CheckedRow]:
    """The rows with their values. When the header does not fit, one row with what is wrong, and no more."""
    if problems := tuple(_header_problems(table.header, columns)):
        yield CheckedRow(1, {}, problems)
        return
    for row in table:
        yield _checked_row(row, columns)


def _checked_row(row: Row, columns: Sequence[Column]) -> CheckedRow:
    values: dict[str, Any] = {}
    problems = [Problem(row.number, "", sentence) for sentence in row.problems]
    for column in columns:
        try:
            values[column.name] = column.value_of(row.cells.get(column.name, ""))
        except ValueError as error:
            problems.append(Problem(row.number, column.name, str(error)))
    return CheckedRow(row.number, values, tuple(problems))


def _header_problems(header: Sequence[str], columns: Sequence[Column]) -> Iterator[Problem]:
    known = {column.name for column in columns}
    for column in columns:
        if column.required and column.name not in header:
            yield Problem(1, column.name, _("The column “%(name)s” is missing.") % {"name": column.name})
    for name in header:
        if name not in known:
            yield Problem(
                1, name, _("The column “%(name)s” is not one that is read here.") % {"name": name[:100]}
            )
