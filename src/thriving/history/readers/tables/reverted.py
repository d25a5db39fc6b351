"""Which revisions of a table undid others, and which were undone, by the rule of ``readers.reverts``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pyarrow as pa

from thriving.history.engines.embedded import Session
from thriving.history.readers.reverts import verdicts

TABLE = "reverts_found"
_SCHEMA = pa.schema(
    [
        ("wiki", pa.string()),
        ("revision_id", pa.int64()),
        ("reverted_by", pa.int64()),
        ("seconds", pa.int64()),
        ("is_revert", pa.bool_()),
    ]
)
_ROWS_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class _Revision:
    wiki: str
    page: int
    id: int
    parent: int | None
    sha1: str | None
    at: int  # seconds since 1970


def find(session: Session, dated: str) -> None:
    """Into ``TABLE``, where the rule says anything. Only pages where a hash comes twice are walked."""
    repeated = f"SELECT wiki, page_id FROM {dated} GROUP BY ALL HAVING count(sha1) > count(DISTINCT sha1)"
    query = (
        "SELECT wiki, page_id, revision_id, coalesce(revision_parent_id, previous_id), sha1, "
        f"epoch(timestamp)::BIGINT FROM {dated} JOIN ({repeated}) USING (wiki, page_id) "
        "ORDER BY wiki, page_id, timestamp, revision_id"
    )
    found = [each for page in _pages(session, query) for each in _found(page)]
    columns = zip(*found, strict=True) if found else ([] for _ in _SCHEMA)
    arrays = [pa.array(column, each.type) for column, each in zip(columns, _SCHEMA, strict=True)]
    session.register(TABLE, pa.table(arrays, schema=_SCHEMA))


def _pages(session: Session, query: str) -> Iterator[list[_Revision]]:
    for _, page in groupby(_rows(session, query), key=lambda row: (row.wiki, row.page)):
        yield list(page)


def _rows(session: Session, query: str) -> Iterator[_Revision]:
    asked = session.execute(query)
    while rows := asked.fetchmany(_ROWS_AT_ONCE):
        yield from (_Revision(*row) for row in rows)


def _found(page: Sequence[_Revision]) -> Iterator[tuple[Any, ...]]:
    for revision, verdict in zip(page, verdicts(page), strict=True):
        by = None if verdict.reverted_by is None else page[verdict.reverted_by]
        if by is not None:
            yield revision.wiki, revision.id, by.id, by.at - revision.at, verdict.is_revert
        elif verdict.is_revert:
            yield revision.wiki, revision.id, None, None, True
