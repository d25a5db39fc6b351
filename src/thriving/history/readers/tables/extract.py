"""The humans of an extract of denelezh: one file lists them, others say more of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from thriving.history.engines.embedded import Session
from thriving.history.failures import HistoryError
from thriving.history.readers.reader import Told
from thriving.history.readers.tables.forms import EXTRACT, EXTRACT_PARTS, HUMANS
from thriving.history.readers.tables.typed import Typed
from thriving.history.rejects import Reject

_GIVEN = "given_rows"
_LISTS = {"country": "citizenships", "occupation": "occupations", "sitelink": "wikis"}
_COLUMNS = {"country": "citizenship", "occupation": "occupation", "sitelink": "sitelinks"}


@dataclass(frozen=True)
class ExtractReader:
    """``humans`` is the file that lists them; ``parts`` by the column that each adds."""

    humans: Typed
    parts: dict[str, Typed]
    spare: tuple[Path, ...]

    name = HUMANS.name
    layout = EXTRACT.title

    @property
    def paths(self) -> tuple[Path, ...]:
        return (self.humans.file.path, *(part.file.path for part in self.parts.values()), *self.spare)

    @property
    def columns(self) -> tuple[str, ...]:
        return ("birth_year", "gender", "id", *(_COLUMNS[part] for part in self.parts))

    @property
    def notes(self) -> tuple[str, ...]:
        spare = ", ".join(path.name for path in self.spare)
        absent = [_COLUMNS[part] for part in _LISTS if part not in self.parts]
        said = [f"nothing in it is needed: {spare}"] if spare else []
        return (*said, *(f"there is no file that says the {column} of humans" for column in absent))

    @contextmanager
    def opened(self, session: Session, told: Told) -> Iterator[str]:
        self.humans.read(session, _GIVEN, told)
        for part, table in self.parts.items():
            table.read(session, part, told)
            session.execute(
                f"UPDATE {part} SET fault = 'the humans do not list it', faulty = human, "
                f'written = human || chr(9) || "{part}" '
                f"WHERE fault IS NULL AND human NOT IN (SELECT id FROM {_GIVEN} WHERE fault IS NULL)"
            )
        lists = (f"{_list(part, known=part in self.parts)} AS {name}" for part, name in _LISTS.items())
        yield (
            f"SELECT id AS human, gender, birthyear AS birth_year, {', '.join(lists)} FROM {_GIVEN} "
            f"{' '.join(map(_joined, self.parts))} WHERE fault IS NULL"
        )

    def good(self, session: Session) -> int:
        return sum(table.good(session, name) for name, table in self._tables.items())

    def rejects(self, session: Session) -> list[tuple[str, list[Reject]]]:
        return [(table.file.path.name, table.rejects(session, name)) for name, table in self._tables.items()]

    @property
    def _tables(self) -> dict[str, Typed]:
        return {_GIVEN: self.humans, **self.parts}

    def snapshot(self, session: Session) -> str:  # noqa: ARG002 -- the extract does not say
        return ""

    def times(self, session: Session) -> tuple[str, str]:  # noqa: ARG002 -- no row has a time
        return "", ""


def _list(part: str, *, known: bool) -> str:
    if known:
        return f"coalesce(of_{part}.listed, [])"
    return "[]::VARCHAR[]" if part == "sitelink" else "NULL::VARCHAR[]"


def _joined(part: str) -> str:
    return (
        f'LEFT JOIN (SELECT human, list("{part}" ORDER BY "{part}") AS listed FROM {part} '
        f"WHERE fault IS NULL GROUP BY human) AS of_{part} ON of_{part}.human = {_GIVEN}.id"
    )


def put_together(tables: Sequence[Typed]) -> ExtractReader:
    """Raises HistoryError where the file that lists the humans is missing, or two say the same."""
    by_form: dict[str, Typed] = {}
    spare = [table.file.path for table in tables if table.form.is_spare]
    for table in tables:
        if not table.form.is_spare and by_form.setdefault(table.form.title, table) is not table:
            other = by_form[table.form.title].file.path.name
            raise HistoryError(f"{other} and {table.file.path.name} are both {table.form.title}: give one.")
    if EXTRACT.title not in by_form:
        raise HistoryError(
            f"{tables[0].file.path.name} is {tables[0].form.title}. The file that lists the humans (id, "
            "gender, birthyear, sitelinks) belongs to it: ingest all of the extract in one run."
        )
    parts = {form.fields[1].name: by_form[form.title] for form in EXTRACT_PARTS if form.title in by_form}
    return ExtractReader(by_form[EXTRACT.title], parts, tuple(spare))
