"""The public dumps of ``mediawiki_history``: tab-separated, without a header, in four layouts.

Each row is read exactly or refused with its line; nothing is guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from thriving.history import rejects
from thriving.history.columns import ENTITIES, LAYOUTS, Column, layout
from thriving.history.engines.embedded import Session, text
from thriving.history.failures import HistoryError
from thriving.history.patterns import exactly
from thriving.history.readers.dealing import Lines
from thriving.history.readers.decoding import MOMENT_FORMAT, decoded, type_read
from thriving.history.readers.opening import readable_at_once
from thriving.history.readers.reader import Told
from thriving.history.readers.refused import refused, stray_rows
from thriving.history.readers.sampling import LONGEST_LINE, first_lines
from thriving.history.rejects import Reject
from thriving.history.wikis import NAME

_LINES_LOOKED_AT = 1000
_BUFFER = 2 * LONGEST_LINE  # bytes; by itself the engine takes sixteen, and reads what fits there on one core
# Rows of no wiki and no entity stray into one folder, not into as many as they have words.
_PLACING = {
    "wiki_db": f"regexp_full_match(wiki_db, {text(NAME)})",
    "event_entity": f"event_entity IN ({', '.join(map(text, ENTITIES))})",
}
_CLIENTS_MARKS = ("null", "array()", "True", "False", "NULL", "\\N")


@dataclass(frozen=True)
class HistoryReader:
    """A file whose layout is known: its columns, in its order."""

    path: Path
    columns: tuple[Column, ...]
    lines: Lines = field(default_factory=Lines, compare=False)  # where those of the pipes stand in the file

    @property
    def layout(self) -> str:
        return f"mediawiki_history, {len(self.columns)} columns"

    @property
    def notes(self) -> tuple[str, ...]:
        return ()

    @contextmanager
    def opened(self, session: Session, wanted: Sequence[Column], told: Told) -> Iterator[str]:  # noqa: ARG002
        with readable_at_once(self.path, self.lines, told=told) as paths:
            yield f"SELECT {self._values(wanted)} FROM {self._table(paths, wanted)}"

    def rejects(self, session: Session, *, strays: bool) -> list[Reject]:
        found = refused(session, self.path, self.columns, self.lines)
        return sorted([*found, *stray_rows(self.path, self.columns, found)]) if strays else found

    def _table(self, paths: Sequence[Path], wanted: Sequence[Column]) -> str:
        types = ", ".join(
            f"{text(column.name)}: {text(type_read(column, wanted=column in wanted))}"
            for column in self.columns
        )
        files = ", ".join(text(exactly(path)) for path in paths)
        return (
            f"read_csv([{files}], columns = {{{types}}}, delim = '\t', quote = '', escape = '', "
            f"header = false, auto_detect = false, nullstr = '', timestampformat = {text(MOMENT_FORMAT)}, "
            f"max_line_size = {LONGEST_LINE}, buffer_size = {_BUFFER}, ignore_errors = true, "
            f"store_rejects = true, rejects_limit = {rejects.MOST + 1})"
        )

    def _values(self, wanted: Sequence[Column]) -> str:
        """Decoded where the file has the column, null where its layout is too old."""
        return ", ".join(f'{self._value(column)} AS "{column.name}"' for column in wanted)

    def _value(self, column: Column) -> str:
        if column.name in _PLACING:
            return f"CASE WHEN {_PLACING[column.name]} THEN {decoded(column)} END"
        return decoded(column) if column in self.columns else f"NULL::{column.type.value}"


def recognize(path: Path) -> HistoryReader:
    """By the number of its fields. Raises HistoryError with what the file looks like."""
    named = path.name
    lines = list(_beginning(path))
    if not lines:
        raise HistoryError(f"{named} is empty.")
    counts = Counter(line.count("\t") + 1 for line in lines)
    fields, _ = counts.most_common(1)[0]
    _refuse_what_a_client_shows(named, lines)
    if found := layout(fields):
        return HistoryReader(path, found)
    known = ", ".join(map(str, LAYOUTS))
    raise HistoryError(
        f"{named} has {fields} fields in most lines; the dump of mediawiki_history has {known}. "
        "In a table of your own the first line names its columns; say with --layout which table it is, and "
        "hear what it lacks."
    )


def _beginning(path: Path) -> Iterator[str]:
    """Enough lines to know the layout by; fewer of them where they are very long."""
    seen = 0
    for line in islice(first_lines(path), _LINES_LOOKED_AT):
        yield line
        seen += len(line)
        if seen > LONGEST_LINE:
            return


def _refuse_what_a_client_shows(named: str, lines: Sequence[str]) -> None:
    marked = Counter(field for line in lines for field in line.split("\t") if field in _CLIENTS_MARKS)
    if sum(marked.values()) > len(lines):
        seen = ", ".join(f"“{mark}”" for mark, _ in marked.most_common(3))
        raise HistoryError(
            f"{named} looks like what a SQL client shows of mediawiki_history ({seen} stand as words), not "
            "like the dump itself, where an empty field is empty and a truth is true or false. A client's "
            "text cannot be turned back exactly. Take the files of the dump: "
            "<snapshot>.<wiki>.<years>.tsv.bz2."
        )
