"""A folder of reference files: read whole, or refused with a sentence for each bad row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from thriving.kernel import tables
from thriving.movement.reference.told import Refused

MEGABYTE = 1024 * 1024
LIMITS = tables.Limits(size=20 * MEGABYTE, rows=100_000, cell=1_000)
FAULTS_TOLD = 50  # a wrong file is wrong everywhere: more lines than these help nobody
SHORT_DIGEST = 12  # digits that tell one version of a file from another
# Spreadsheet programs on old Macintoshes saved text in it; whoever needs another encoding gets a sentence.
OTHER_ENCODING = "mac_roman"

Values = dict[str, Any]


@dataclass
class File:
    """One file of the folder, and what was found wrong with it so far."""

    name: str
    content: bytes
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def told_as(self) -> str:
        return f"{self.name}, SHA-256 {sha256(self.content).hexdigest()[:SHORT_DIGEST]}"

    def blame(self, row: int, sentence: str, column: str = "") -> None:
        told = {"file": self.name, "row": row, "column": column, "sentence": sentence}
        self.faults.append(
            _("%(file)s, line %(row)s, %(column)s: %(sentence)s") % told
            if column
            else _("%(file)s, line %(row)s: %(sentence)s") % told
        )

    def rows(self, columns: Iterable[tables.Column]) -> Iterator[tuple[int, Values]]:
        """The sound rows with their line; the others are faults. Columns beside these are left alone."""
        wanted = tuple(columns)
        try:
            table = tables.read(BytesIO(self._as_utf8()), LIMITS)
            if self._has(table.header, wanted):
                for row in table:
                    if (values := self._values(row, wanted)) is not None:
                        yield row.number, values
        except tables.Unreadable as unreadable:
            self.faults.append(f"{self.name}: {unreadable}")

    def once(self, seen: dict[Any, int], key: Any, row: int) -> bool:
        """Whether ``key`` is new; where it is not, both lines are told."""
        if (first := seen.setdefault(key, row)) == row:
            return True
        told = {"key": key if isinstance(key, str) else " ".join(key), "first": first}
        self.blame(row, _("“%(key)s” already stands in line %(first)s.") % told)
        return False

    def _as_utf8(self) -> bytes:
        try:
            self.content.decode()
        except UnicodeDecodeError:
            self.notes.append(
                _("%(file)s is not in UTF-8; it was read as Mac OS Roman.") % {"file": self.name}
            )
            return self.content.decode(OTHER_ENCODING).encode()
        return self.content

    def _has(self, header: tuple[str, ...], wanted: tuple[tables.Column, ...]) -> bool:
        missing = [column.name for column in wanted if column.name not in header]
        for name in missing:
            self.blame(1, _("The column “%(name)s” is missing.") % {"name": name})
        return not missing

    def _values(self, row: tables.Row, wanted: tuple[tables.Column, ...]) -> Values | None:
        values, faults = {}, len(self.faults)
        for sentence in row.problems:
            self.blame(row.number, sentence)
        for column in wanted:
            try:
                values[column.name] = column.value_of(row.cells[column.name])
            except ValueError as error:
                self.blame(row.number, str(error), column.name)
        return values if len(self.faults) == faults else None


def opened(folder: Path, name: str) -> File | None:
    """The file, or None where the folder has none of this name."""
    path = folder / name
    if not path.is_file():
        return None
    if path.stat().st_size > LIMITS.size:
        raise Refused(
            _("%(file)s is larger than %(size)d MB.") % {"file": name, "size": LIMITS.size // MEGABYTE}
        )
    return File(name, path.read_bytes())


def refuse_faults(*files: File | None) -> None:
    faults = [fault for file in files if file for fault in file.faults]
    if len(faults) > FAULTS_TOLD:
        more = _("There are %(count)s faults in all.") % {"count": len(faults)}
        raise Refused(*faults[:FAULTS_TOLD], more)
    if faults:
        raise Refused(*faults)
