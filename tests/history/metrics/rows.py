"""Rows given as Python says them, as tables of metrics, without a lake: for what needs no dump."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import ibis
import pyarrow as pa

from thriving.history import metrics
from thriving.history.metrics.metric import of
from thriving.history.metrics.opening import schema
from thriving.history.metrics.tables import HUMANS, NAMESPACES, PAGE_ITEMS, Tables, nothing

Row = dict[str, Any]
Rows = list[Row]
BACKEND = ibis.duckdb.connect()
WIKI = "aawiki"


def moment(at: str | datetime) -> datetime:
    """A day alone is its noon."""
    if isinstance(at, datetime):
        return at
    return datetime.fromisoformat(at if " " in at else f"{at} 12:00:00")


def edit(at: str | datetime, who: str | None = "Amina", wiki: str = WIKI, **columns: Any) -> Row:
    """An edit of an article by somebody who has an account."""
    told = {"event_user_id": 7, "page_id": 1, "page_namespace": 0, "revision_id": 100}
    return {**_event(at, wiki), "event_user_text": who, **told, **columns}


def account(at: str | datetime, who: str = "Amina", wiki: str = WIKI, **columns: Any) -> Row:
    """Somebody makes an account."""
    told = {"user_text": who, "user_id": 7, "user_is_created_by_self": True}
    made = {"user_creation_timestamp": moment(at)}
    return {**_event(at, wiki), "event_user_text": who, **told, **made, **columns}


def page(at: str | datetime, wiki: str = WIKI, **columns: Any) -> Row:
    """Somebody makes a page."""
    return {**_event(at, wiki), "page_id": 1, "page_namespace": 0, **columns}


def _event(at: str | datetime, wiki: str) -> Row:
    return {"wiki_db": wiki, "event_type": "create", "event_timestamp": moment(at)}


def tables(
    edits: Sequence[Row] = (),
    *,
    pages: Sequence[Row] = (),
    accounts: Sequence[Row] = (),
    namespaces: Sequence[Row] = (),
    until: str = "2021-01-01 00:00:00",
) -> Tables:
    """All of their wikis known until that moment."""
    wikis = sorted({row["wiki_db"] for row in (*edits, *pages, *accounts)}) or [WIKI]
    untils = pa.array([moment(until)] * len(wikis), pa.timestamp("us"))
    spaces = pa.Table.from_pylist(list(namespaces), schema=NAMESPACES)
    return Tables(
        events={
            "revision": _table(edits),
            "page": _table(pages),
            "user": _table(accounts),
        },
        known=ibis.memtable(pa.table({"wiki_db": wikis, "known_until": untils})),
        namespaces=spaces,
        humans=nothing(HUMANS),
        page_items=nothing(PAGE_ITEMS),
    )


def _table(rows: Sequence[Row]) -> Any:
    return ibis.memtable(pa.Table.from_pylist(list(rows), schema=schema()))


def found(expression: Any) -> Rows:
    """What it gives, once it has run."""
    rows: Rows = BACKEND.to_pyarrow(expression).to_pylist()
    return rows


def answer(name: str, given: Tables, **parameters: Any) -> Rows:
    return found(of(given, metrics.named(name), parameters))


def values(name: str, given: Tables, **parameters: Any) -> dict[str, Any]:
    """By month ("2020-01"), of one wiki."""
    return {f"{row['month']:%Y-%m}": row["value"] for row in answer(name, given, **parameters)}
