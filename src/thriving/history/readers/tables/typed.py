"""A table's rows with their types, in a table of the engine, and what was wrong with the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from thriving.history.engines.embedded import Session, text
from thriving.history.failures import HistoryError
from thriving.history.readers.reader import Told
from thriving.history.readers.tables.files import TableFile
from thriving.history.readers.tables.forms import WIKI, Field, Form
from thriving.history.readers.tables.values import fault, faulty, value
from thriving.history.rejects import MOST, Reject, refuse_endless
from thriving.history.wikis import is_name


@dataclass(frozen=True)
class Typed:
    """``wiki``: of which wiki all rows are, where the file has no column that says it."""

    file: TableFile
    form: Form
    wiki: str = ""

    @property
    def known(self) -> frozenset[str]:
        """The fields that the file has."""
        return frozenset(field.name for field, _ in self._placed())

    @property
    def notes(self) -> tuple[str, ...]:
        used = {place for _, place in self._placed()}
        spare = [name for place, name in enumerate(self.file.header) if place not in used]
        return (f"columns that nothing reads: {', '.join(spare)}",) if spare else ()

    def read(self, session: Session, name: str, told: Told) -> None:
        """Into a temporary table: ``line``, the form's fields, and ``fault``, null where a row is good."""
        self._refuse_unknown_wiki()
        fields, places = zip(*self._placed(), strict=True)
        with self.file.rows(session, places, told) as query:
            session.execute(f"CREATE TEMP TABLE {name} AS {self._typed(query, fields)}")
        self._refuse_copies(session, name)

    def good(self, session: Session, name: str) -> int:
        """How many rows are."""
        return int(session.execute(f"SELECT count(*) FROM {name} WHERE fault IS NULL").fetchall()[0][0])

    def rejects(self, session: Session, name: str) -> list[Reject]:
        """Raises HistoryError where they are very many."""
        asked = session.execute(
            "SELECT line, fault, written, coalesce(faulty, '') "
            f"FROM {name} WHERE fault IS NOT NULL ORDER BY line LIMIT {MOST + 1}"
        )
        found = sorted([*self.file.bad, *(Reject.cut(*row) for row in asked.fetchall())])
        refuse_endless(found, file=self.file.path.name)
        return found

    def _placed(self) -> list[tuple[Field, int]]:
        places = [(field, field.place(self.file.header)) for field in self.form.fields]
        return [(field, place) for field, place in places if place is not None]

    def _refuse_unknown_wiki(self) -> None:
        if not self.form.is_by_wiki or WIKI.name in self.known:
            return
        if not is_name(self.wiki):
            said = f"“{self.wiki}” is no name of a wiki" if self.wiki else "it has no column wiki"
            raise HistoryError(
                f"{self.file.path.name} does not say of which wiki it is ({said}). Say it with --wiki aawiki."
            )

    def _typed(self, query: str, fields: Iterable[Field]) -> str:
        present = list(fields)
        named = ", ".join(f'c{place} AS "{field.name}"' for place, field in enumerate(present))
        values = ", ".join(f'{value(field)} AS "={field.name}"' for field in present)
        faults = " ".join(map(fault, present))
        what = " ".join(map(faulty, present))
        written = ", ".join(f'"{field.name}"' for field in present)
        return (
            f"SELECT line, {', '.join(map(self._column, self.form.fields))}, CASE {faults} END AS fault, "
            f"CASE {what} END AS faulty, "
            f"CASE WHEN fault IS NOT NULL THEN concat_ws(chr(9), {written}) END AS written "
            f"FROM (SELECT *, {values} FROM (SELECT line, {named} FROM ({query})))"
        )

    def _column(self, field: Field) -> str:
        if field.name in self.known:
            return f'"={field.name}" AS "{field.name}"'
        if field is WIKI:
            return f'{text(self.wiki)} AS "{field.name}"'
        return f'NULL::{field.kind.sql} AS "{field.name}"'

    def _refuse_copies(self, session: Session, name: str) -> None:
        """What stands twice would count twice: the first stays."""
        keys = ", ".join(self.form.key)
        same = " AND ".join(f"{name}.{key} IS NOT DISTINCT FROM copies.{key}" for key in self.form.key)
        session.execute(
            f"UPDATE {name} SET fault = 'it is the same {' and '.join(self.form.key)} as in line ' || first, "
            f"written = concat_ws(chr(9), {', '.join(f'{name}.{key}' for key in self.form.key)}) "
            f"FROM (SELECT {keys}, min(line) AS first FROM {name} WHERE fault IS NULL "
            f"GROUP BY ALL HAVING count(*) > 1) AS copies WHERE fault IS NULL AND line > first AND {same}"
        )
