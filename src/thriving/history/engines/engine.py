"""What every engine can do: run Ibis expressions over files of Parquet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import pyarrow as pa

Expression = Any  # Ibis has no types that mypy can read
DEFAULT_MEMORY = "2GB"


class Engine(Protocol):
    """One open session. What it keeps, it forgets when the session closes."""

    def read(self, files: Sequence[str], name: str, schema: pa.Schema) -> Expression:
        """A table of Parquet files; what their folders say (``wiki_db=aawiki``) are columns too.

        A column of ``schema`` that no file has is null everywhere.
        """

    def rows(self, expression: Expression) -> pa.Table:
        """What the expression gives, once it has run."""

    def keep(self, expression: Expression, name: str) -> Expression:
        """The expression computed once, under a name, for all who ask for it afterwards."""

    def sql(self, expression: Expression) -> str:
        """The query as it runs, after those that compute what it finds kept."""


class Kept:
    """What was computed once, by name."""

    def __init__(
        self, compute: Callable[[Expression, str], Expression], query: Callable[[Expression], str]
    ) -> None:
        self._compute, self._query = compute, query
        self._asked: dict[str, Expression] = {}
        self._tables: dict[str, Expression] = {}

    def table(self, expression: Expression, name: str) -> Expression:
        """Under one name there is one expression: another would silently give the numbers of the first."""
        if name not in self._tables:
            self._tables[name] = self._compute(expression, name)
            self._asked[name] = expression
        elif not self._asked[name].equals(expression):
            raise ValueError(f"Something else is kept as {name}.")
        return self._tables[name]

    def sql(self, expression: Expression) -> str:
        """The query, after those of the kept tables that it reads, or that these read."""
        queries = [self._query(expression)]
        for name, asked in reversed(self._asked.items()):
            if any(f'"{name}"' in each or f"`{name}`" in each for each in queries):
                queries.insert(0, f'CREATE TABLE "{name}" AS\n{self._query(asked)};')
        return "\n\n".join(queries)
