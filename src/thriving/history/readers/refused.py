"""What the parser refused, in words, with lines.

The parser says which lines, and not always rightly which field, so a refused line is read again here. Rows
that name no wiki, entity or time get past it into folders of their own, and are found by reading the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from thriving.history.columns import ENTITIES, MOMENT, NUMBER, TRUTH, Column
from thriving.history.engines.embedded import Session
from thriving.history.readers.decoding import MOMENT_FORMAT
from thriving.history.readers.sampling import first_lines
from thriving.history.rejects import Reject

_ASKED = """
    SELECT line, any_value(csv_line), bool_or(error_type::VARCHAR = 'INVALID ENCODING'),
        any_value(error_message)
    FROM reject_errors GROUP BY line ORDER BY line
"""
_NUMBER = re.compile(r"[+-]?\d+")
_NEEDED = ("wiki_db", "event_entity", "event_timestamp")


def refused(session: Session, columns: Sequence[Column]) -> list[Reject]:
    """One for each line, by its first fault; ``columns`` are those of the file."""
    return [
        Reject(
            line, "it is not UTF-8" if garbled else _fault(content, columns) or _first_line(message), content
        )
        for line, content, garbled, message in session.sql(_ASKED).fetchall()
    ]


def stray_rows(path: Path, columns: Sequence[Column]) -> list[Reject]:
    """Rows that the parser took although they can stand nowhere in a lake. Slow, and rarely needed."""
    places = {column.name: place for place, column in enumerate(columns)}
    found = []
    for number, content in enumerate(first_lines(path), start=1):
        fields = content.split("\t")
        missing = [
            name
            for name in _NEEDED
            if len(fields) == len(columns) and not _stands(name, fields[places[name]])
        ]
        if missing:
            found.append(
                Reject(number, f"{missing[0]} cannot be read: “{fields[places[missing[0]]]}”", content)
            )
    return found


def _stands(name: str, field: str) -> bool:
    return field in ENTITIES if name == "event_entity" else bool(field)


def _fault(content: str, columns: Sequence[Column]) -> str:
    fields = content.split("\t")
    if len(fields) != len(columns):
        return f"it has {len(fields)} fields, where the file's rows have {len(columns)}"
    wrong = (
        f"{column.name} cannot be read: “{field}”"
        for column, field in zip(columns, fields, strict=True)
        if not _reads(column, field)
    )
    return next(wrong, "")


def _reads(column: Column, field: str) -> bool:
    if column.name in _NEEDED and not _stands(column.name, field):
        return False
    if not field:
        return True
    if column.type is TRUTH:
        return field in ("true", "false")
    if column.type is NUMBER:
        return _NUMBER.fullmatch(field.strip()) is not None
    return column.type is not MOMENT or _is_moment(field)


def _is_moment(field: str) -> bool:
    try:
        datetime.strptime(field, MOMENT_FORMAT)  # noqa: DTZ007 -- only whether it reads; all are UTC
    except ValueError:
        return False
    return True


def _first_line(message: str) -> str:
    return message.splitlines()[0]
