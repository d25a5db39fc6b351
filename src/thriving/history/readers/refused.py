"""What the parser refused, in words, with lines.

The parser says which lines, and not always rightly which field, so a refused line is read again here. Rows
that name no wiki, entity or time get past it into folders of their own, and are found by reading the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from thriving.history import rejects
from thriving.history.columns import ENTITIES, MOMENT, NUMBER, TRUTH, Column
from thriving.history.engines.embedded import Session
from thriving.history.readers.dealing import Lines
from thriving.history.readers.decoding import MOMENT_FORMAT
from thriving.history.readers.sampling import first_lines
from thriving.history.rejects import Reject
from thriving.history.wikis import is_name

_ASKED = """
    SELECT file_path, line, any_value(csv_line), bool_or(error_type::VARCHAR = 'INVALID ENCODING'),
        any_value(error_message)
    FROM reject_errors JOIN reject_scans USING (scan_id, file_id) GROUP BY file_path, line
"""
_NUMBER = re.compile(r"[+-]?\d{1,19}", re.ASCII)
_LARGEST = 2**63 - 1
_AT_ONCE = 1000  # rows, which may be long
_NEEDED = ("wiki_db", "event_entity", "event_timestamp")


def refused(session: Session, path: Path, columns: Sequence[Column], lines: Lines) -> list[Reject]:
    """One for each line, by its first fault; ``columns`` are the file's. HistoryError for too many."""
    asked = session.execute(_ASKED)
    found = []
    while some := asked.fetchmany(_AT_ONCE):
        found += [_refused(columns, lines.in_stream(pipe, line), *row) for pipe, line, *row in some]
    # The parser keeps no more of them than that, and each field of a row may be one.
    faults = session.execute("SELECT count(*) FROM reject_errors").fetchall()[0][0]
    rejects.refuse_endless(found, file=path.name, faults=faults)
    return sorted(found)


def _refused(columns: Sequence[Column], line: int, content: str, garbled: bool, message: str) -> Reject:  # noqa: FBT001
    if garbled:
        return Reject.cut(line, "it is not UTF-8", content)
    reason, value = _fault(content, columns) or ("it cannot be read", _first_line(message))
    return Reject.cut(line, reason, content, value)


def stray_rows(path: Path, columns: Sequence[Column], known: Sequence[Reject]) -> list[Reject]:
    """Rows that the parser took although they can stand nowhere in a lake. Slow, and rarely needed."""
    refused_lines, found = {each.line for each in known}, []
    for number, content in enumerate(first_lines(path), start=1):
        if number not in refused_lines and (fault := _stray(content, columns)):
            found.append(Reject.cut(number, fault[0], content, fault[1]))
            rejects.refuse_endless(found, file=path.name)
    return found


def _stray(content: str, columns: Sequence[Column]) -> tuple[str, str] | None:
    fields = content.split("\t")
    if len(fields) != len(columns):
        return None
    told = zip(columns, fields, strict=True)
    return next((_words(column, field) for column, field in told if _is_homeless(column, field)), None)


def _is_homeless(column: Column, field: str) -> bool:
    return column.name in _NEEDED and not _stands(column.name, field)


def _words(column: Column, field: str) -> tuple[str, str]:
    """Why a field cannot be read, and the field."""
    return f"{column.name} {'cannot be read' if field else 'is missing'}", field


def _stands(name: str, field: str) -> bool:
    if name == "wiki_db":
        return is_name(field)
    return field in ENTITIES if name == "event_entity" else bool(field)


def _fault(content: str, columns: Sequence[Column]) -> tuple[str, str] | None:
    fields = content.split("\t")
    if len(fields) != len(columns):
        return f"it has {len(fields)} fields, where the file's rows have {len(columns)}", ""
    told = zip(columns, fields, strict=True)
    return next((_words(column, field) for column, field in told if not _reads(column, field)), None)


def _reads(column: Column, field: str) -> bool:
    if _is_homeless(column, field):
        return False
    if not field:
        return True
    if column.type is TRUTH:
        return field in ("true", "false")
    if column.type is NUMBER:
        return _NUMBER.fullmatch(field.strip()) is not None and abs(int(field)) <= _LARGEST
    return column.type is not MOMENT or _is_moment(field)


def _is_moment(field: str) -> bool:
    try:
        datetime.strptime(field, MOMENT_FORMAT)  # noqa: DTZ007 -- only whether it reads; all are UTC
    except ValueError:
        return False
    return True


def _first_line(message: str) -> str:
    return message.splitlines()[0]
