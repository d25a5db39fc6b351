"""Rows of the dump, written as the dump writes them."""

from __future__ import annotations

from thriving.history.columns import NEWEST, layout

EDIT = {
    "wiki_db": "aawiki",
    "event_entity": "revision",
    "event_type": "create",
    "event_timestamp": "2020-01-15 12:00:00.0",
    "event_user_id": "7",
    "event_user_text": "Amina",
    "page_id": "1",
    "page_namespace": "0",
    "revision_id": "100",
}


def line(fields: int = NEWEST, **values: str) -> str:
    """One edit in the layout with so many fields, with ``values`` as they stand in the file."""
    told = {**EDIT, **values}
    return "\t".join(told.get(column.name, "") for column in layout(fields))


def lines(*rows: str) -> bytes:
    return "".join(f"{row}\n" for row in rows).encode()
