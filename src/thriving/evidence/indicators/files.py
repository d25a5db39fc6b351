"""Monthly figures from their publisher's files, each fault told with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Context, Decimal, InvalidOperation
from pathlib import Path

from django.utils.translation import gettext as _

from thriving.evidence.indicators.mapping import MappedIndicator, Mapping, Refused
from thriving.kernel import tables

MONTH = "month"
_PLACES = Decimal("0.0000000001")  # what a value's column keeps
# Fifteen digits survive a database that keeps decimals as floating-point numbers.
_DIGITS = Context(prec=15)
_LARGEST = Decimal(10) ** 14
_FAULTS_TOLD = 50  # a wrong file is wrong everywhere: more lines than these help nobody


@dataclass(frozen=True)
class MonthFigure:
    """A month's value and, where the publisher gives them, the two sides of its share."""

    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None


Figures = dict[date, MonthFigure]


@dataclass
class _Reading:
    """What was read from one file so far."""

    indicators: tuple[MappedIndicator, ...]
    figures: dict[str, Figures] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    months: set[date] = field(default_factory=set)


def read_series(path: Path, mapping: Mapping) -> dict[str, Figures]:
    """Every mapped indicator of a folder or of one file, by key. Raises Refused when anything is wrong."""
    figures: dict[str, Figures] = {}
    faults: list[str] = []
    for file in _files(path, mapping):
        reading = _read_file(file, mapping.of_file(file.name))
        figures |= reading.figures
        faults += [f"{file.name}: {fault}" for fault in reading.faults]
    if faults:
        raise Refused(*faults[:_FAULTS_TOLD])
    return figures


def _files(path: Path, mapping: Mapping) -> list[Path]:
    if path.is_dir():
        missing = [name for name in mapping.files if not (path / name).is_file()]
        if missing:
            raise Refused(
                *(_("%(name)s is not in %(folder)s.") % {"name": n, "folder": path} for n in missing)
            )
        return [path / name for name in mapping.files]
    if not path.is_file():
        raise Refused(_("There is neither a folder nor a file %(path)s.") % {"path": path})
    if path.name not in mapping.files:
        raise Refused(_("The mapping names no indicator of a file %(name)s.") % {"name": path.name})
    return [path]


def _read_file(path: Path, indicators: tuple[MappedIndicator, ...]) -> _Reading:
    reading = _Reading(indicators, figures={indicator.key: {} for indicator in indicators})
    try:
        with path.open("rb") as file:
            _read_table(tables.read(file), reading)
    except tables.Unreadable as unreadable:
        reading.faults.append(str(unreadable))
    except OSError as error:
        reading.faults.append(_("This file cannot be opened: %(error)s.") % {"error": error.strerror})
    return reading


def _read_table(table: tables.Table, reading: _Reading) -> None:
    reading.faults += _header_faults(table.header, reading.indicators)
    if reading.faults:
        return
    for row in table:
        faults = list(_read_row(row, reading))
        reading.faults += [
            _("line %(row)d: %(fault)s") % {"row": row.number, "fault": fault}
            for fault in (*row.problems, *faults)
        ]
        if len(reading.faults) >= _FAULTS_TOLD:
            return
    if not reading.months:
        reading.faults.append(_("This file has no month."))


def _header_faults(header: Iterable[str], indicators: Iterable[MappedIndicator]) -> list[str]:
    wanted = {MONTH} | {name for indicator in indicators for name in indicator.columns}
    return [
        _("line 1: the column “%(name)s” is missing.") % {"name": name}
        for name in sorted(wanted - set(header))
    ]


def _read_row(row: tables.Row, reading: _Reading) -> Iterator[str]:
    """Take the row's figures into ``reading``; what is wrong with the row comes back as sentences."""
    month = _month(row.cells.get(MONTH, ""))
    if month is None:
        yield _("“%(cell)s” is not the first day of a month, written like 2020-04-01.") % {
            "cell": row.cells.get(MONTH, "")[:100]
        }
        return
    if month in reading.months:
        yield _("the month %(month)s stands here a second time.") % {"month": f"{month:%Y-%m}"}
        return
    reading.months.add(month)
    for indicator in reading.indicators:
        yield from _read_figure(row.cells, month, indicator, reading.figures[indicator.key])


def _read_figure(
    cells: dict[str, str], month: date, indicator: MappedIndicator, figures: Figures
) -> Iterator[str]:
    read = [_decimal(cells.get(name, "")) for name in indicator.columns]
    wrong = [name for name, value in zip(indicator.columns, read, strict=True) if value is _NOT_A_NUMBER]
    for name in wrong:
        yield _("“%(cell)s” in the column “%(name)s” is not a number.") % {
            "cell": cells.get(name, "")[:100],
            "name": name,
        }
    if not wrong and read[0] is not None:
        figures[month] = MonthFigure(*read)  # type: ignore[arg-type]  # the first is no None here


_NOT_A_NUMBER = Decimal("NaN")


def _decimal(cell: str) -> Decimal | None:
    """A cell as a number; None for an empty one; ``_NOT_A_NUMBER`` for anything else."""
    if not cell:
        return None
    try:
        value = Decimal(cell)
    except InvalidOperation:
        return _NOT_A_NUMBER
    if not value.is_finite() or abs(value) >= _LARGEST:
        return _NOT_A_NUMBER
    return kept(value)


def kept(value: Decimal) -> Decimal:
    """As a value's column keeps it."""
    return _DIGITS.plus(value).quantize(_PLACES)


def _month(cell: str) -> date | None:
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        return None
    return day if day.day == 1 else None
