"""What revisions say of themselves, as columns with types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

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

Words = Any  # an array of texts


def table(owners: list[int], rows: list[Sequence[str | None]]) -> pa.Table:
    """``rows``: as Fields; ``owners``: of each the place of its page."""
    told = _told(rows)
    found = {**told, **_made(told), "page": pa.array(owners, pa.int32())}
    return pa.table([found[each.name].cast(each.type) for each in RAW], schema=RAW)


def _told(rows: list[Sequence[str | None]]) -> dict[str, Words]:
    columns = zip(*rows, strict=True) if rows else [()] * len(Fields._fields)
    return {name: pa.array(values, pa.string()) for name, values in zip(Fields._fields, columns, strict=True)}


def _made(told: dict[str, Words]) -> dict[str, Words]:
    number = pc.fill_null(told["user_id"].cast(pa.int64()), 0)
    return {
        "user": _plain(pc.coalesce(_some(told["user"]), _some(told["address"]))),
        # Whom an import named, as "imported>Amina", has no account here: the number is 0, or is not there.
        "is_anonymous": pc.or_(pc.is_valid(told["address"]), pc.equal(number, 0)),
        "is_minor": pc.is_valid(told["minor"]),
        "bytes": _sizes(told["bytes"], told["slots"]),
        "sha1": pc.coalesce(_some(told["sha1"]), _some(told["text_sha1"])),
        "hidden": _hidden(told),
    }


def _some(words: Words) -> Words:
    """The empty text is none."""
    return pc.if_else(pc.not_equal(words, ""), words, None)


def _plain(names: Words) -> Words:
    """Each name but once, since few make most edits."""
    encoded = names.dictionary_encode()
    known = pa.array([plain(name) for name in encoded.dictionary.to_pylist()], pa.string())
    return known.take(encoded.indices)


def _hidden(told: dict[str, Words]) -> Words:
    bits = {"text_hidden": HIDDEN_TEXT, "comment_hidden": HIDDEN_COMMENT, "user_hidden": HIDDEN_USER}
    text, comment, user = (
        pc.multiply(pc.is_valid(_some(told[name])).cast(pa.int8()), pa.scalar(bit, pa.int8()))
        for name, bit in bits.items()
    )
    return pc.add(pc.add(text, comment), user)


def _sizes(main: Words, slots: Words) -> Words:
    """Of all slots together, as MediaWiki counts a revision."""
    if not pc.any(pc.not_equal(slots, "")).as_py():
        return main
    return pa.array(map(_size, main.to_pylist(), slots.to_pylist()), pa.string())


def _size(main: str | None, slots: str | None) -> str | None:
    if not slots or main is None:
        return main
    beside = bytes_of(slots)
    return None if beside is None else str(int(main) + beside)
