"""What revisions say of themselves, as columns with types."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from thriving.history.readers.mediawiki_xml.fields import Fields, bytes_of, plain

RAW = pa.schema(
    [
        ("page", pa.int32()),  # which of the pages, counted from 0
        ("id", pa.int64()),
        ("parent", pa.int64()),
        ("timestamp", pa.timestamp("s")),
        ("user_id", pa.int64()),
        ("user", pa.string()),
        ("is_anonymous", pa.bool_()),
        ("is_minor", pa.bool_()),
        ("bytes", pa.int64()),
        ("sha1", pa.string()),
        ("model", pa.string()),
        ("format", pa.string()),
        ("hidden", pa.int8()),  # HIDDEN_TEXT + HIDDEN_COMMENT + HIDDEN_USER
    ]
)
HIDDEN_TEXT, HIDDEN_COMMENT, HIDDEN_USER = 1, 2, 4


def table(owners: list[int], rows: list[Sequence[str | None]]) -> pa.Table:
    """``rows``: as Fields; ``owners``: of each the place of its page."""
    told: dict[str, Sequence[Any]] = dict.fromkeys(Fields._fields, ())
    told |= zip(Fields._fields, zip(*rows, strict=True), strict=False)
    found = {**told, **_made(told), "page": owners}
    return pa.table([_array(found[each.name], each.type) for each in RAW], schema=RAW)


def _made(told: dict[str, Sequence[Any]]) -> dict[str, Sequence[Any]]:
    whose = _beside(told, "address", "user_id")
    return {
        "user": [_name(*each) for each in _beside(told, "user", "address")],
        # Whom an import named, as "imported>Amina", has no account here: the number is 0, or is not there.
        "is_anonymous": [address is not None or int(user_id or 0) == 0 for address, user_id in whose],
        "is_minor": [minor is not None for minor in told["minor"]],
        "bytes": [_size(*each) for each in _beside(told, "bytes", "slots")],
        "sha1": [own or text or None for own, text in _beside(told, "sha1", "text_sha1")],
        "hidden": [_hidden(*each) for each in _beside(told, "text_hidden", "comment_hidden", "user_hidden")],
    }


def _beside(told: dict[str, Sequence[Any]], *names: str) -> Iterable[tuple[Any, ...]]:
    return zip(*(told[name] for name in names), strict=True)


def _hidden(text: str | None, comment: str | None, user: str | None) -> int:
    return HIDDEN_TEXT * bool(text) + HIDDEN_COMMENT * bool(comment) + HIDDEN_USER * bool(user)


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Words become numbers and times here, a column at a time."""
    is_words = pa.types.is_timestamp(kind) or pa.types.is_int64(kind)
    return pa.array(values, pa.string()).cast(kind) if is_words else pa.array(values, kind)


def _name(user: str | None, address: str | None) -> str | None:
    name = user or address
    return plain(name) if name else None


def _size(main: str | None, slots: str | None) -> str | None:
    """Of all slots together, as MediaWiki counts a revision."""
    if not slots or main is None:
        return main
    beside = bytes_of(slots)
    return None if beside is None else str(int(main) + beside)
