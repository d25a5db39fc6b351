"""Pages as events, with what can be computed from them: differences of size, and reverts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from thriving.history.columns import BY_NAME, Type
from thriving.history.readers.mediawiki_xml.bots import Bots
from thriving.history.readers.mediawiki_xml.columnar import HIDDEN_COMMENT, HIDDEN_TEXT, HIDDEN_USER
from thriving.history.readers.mediawiki_xml.fields import Page, plain
from thriving.history.readers.mediawiki_xml.scanning import Scan
from thriving.history.readers.mediawiki_xml.site import Site
from thriving.history.readers.reverts import verdicts

# Temporary accounts are named "~2025-12345-6": https://www.mediawiki.org/wiki/Help:Temporary_accounts
_TEMPORARY = re.compile(r"~\d{4}-")

_ARROW = {
    Type.TEXT: pa.string(),
    Type.TEXTS: pa.list_(pa.string()),
    Type.NUMBER: pa.int64(),
    Type.TRUTH: pa.bool_(),
    Type.MOMENT: pa.timestamp("s"),
}
_OF_EVENT = (
    "wiki_db",
    "event_entity",
    "event_type",
    "event_timestamp",
    "event_user_id",
    "event_user_text",
    "event_user_is_bot_by",
    "event_user_is_anonymous",
    "event_user_is_temporary",
    "page_id",
    "page_title",
    "page_namespace",
    "page_is_redirect",
    "page_first_edit_timestamp",
)
_OF_REVISION = (
    "revision_id",
    "revision_parent_id",
    "revision_minor_edit",
    "revision_deleted_parts",
    "revision_text_bytes",
    "revision_text_bytes_diff",
    "revision_text_sha1",
    "revision_content_model",
    "revision_content_format",
    "revision_is_identity_reverted",
    "revision_first_identity_reverting_revision_id",
    "revision_seconds_to_identity_revert",
    "revision_is_identity_revert",
)
KNOWN = (*_OF_EVENT, *_OF_REVISION)
SCHEMA = pa.schema([(name, _ARROW[BY_NAME[name].type]) for name in KNOWN])

_HIDDEN = pa.array(
    [
        [
            part
            for part, bit in (("text", HIDDEN_TEXT), ("comment", HIDDEN_COMMENT), ("user", HIDDEN_USER))
            if bit & bits
        ]
        or None
        for bits in range(8)
    ],
    pa.list_(pa.string()),
)

Numbers = Any  # an array of numpy


class _Edit(NamedTuple):
    id: int
    parent: int | None
    sha1: str | None


def events(scan: Scan, site: Site, bots: Bots) -> pa.Table:
    """Each page's creation, known only by its first revision, and its edits."""
    revisions = _in_order(pa.concat_tables(scan.tables).combine_chunks())
    firsts = np.flatnonzero(np.diff(_numbers(revisions, "page"), prepend=-1))
    told = {
        **_who_and_when(revisions, bots),
        **_where(revisions, firsts, scan.pages, site),
        **_what(revisions),
        **_reverts(revisions, firsts),
    }
    edits = pa.table([_whole(told[name]) for name in KNOWN], schema=SCHEMA)
    return pa.concat_tables([_created(edits, firsts), edits])


def _in_order(revisions: pa.Table) -> pa.Table:
    """By page, time and id; as dumps mostly are, save where pages were merged."""
    keys = [_numbers(revisions, name) for name in ("id", "timestamp", "page")]
    order = np.lexsort(keys)
    return revisions if (order[1:] > order[:-1]).all() else revisions.take(pa.array(order))


def _created(edits: pa.Table, firsts: Numbers) -> pa.Table:
    first = edits.take(pa.array(firsts))
    nothing = {name: pa.nulls(len(firsts), SCHEMA.field(name).type) for name in _OF_REVISION}
    told = {"event_entity": _same("page", len(firsts)), **nothing}
    return pa.table([told.get(name, first[name]) for name in KNOWN], schema=SCHEMA)


def _who_and_when(revisions: pa.Table, bots: Bots) -> dict[str, Any]:
    users, count = revisions["user"].combine_chunks().dictionary_encode(), len(revisions)
    names = users.dictionary.to_pylist()
    temporary = pa.array([_TEMPORARY.match(name) is not None for name in names], pa.bool_())
    by = pa.array([bots.of(name) for name in names], pa.list_(pa.string()))
    return {
        "event_entity": _same("revision", count),
        "event_type": _same("create", count),
        "event_timestamp": revisions["timestamp"],
        "event_user_id": _unless(pc.equal(revisions["user_id"], 0), revisions["user_id"]),
        "event_user_text": revisions["user"],
        "event_user_is_bot_by": by.take(users.indices),
        "event_user_is_anonymous": _unless(pc.is_null(revisions["user"]), revisions["is_anonymous"]),
        "event_user_is_temporary": temporary.take(users.indices),
    }


def _where(revisions: pa.Table, firsts: Numbers, pages: Sequence[Page], site: Site) -> dict[str, Any]:
    page = revisions["page"]
    titles = pa.array([_title(each, site) for each in pages], pa.string())
    lengths = np.diff(firsts, append=len(revisions))
    return {
        "wiki_db": _same(site.wiki, len(revisions)),
        "page_id": pa.array([each.id for each in pages], pa.int64()).take(page),
        "page_title": titles.take(page),
        "page_namespace": pa.array([each.namespace for each in pages], pa.int64()).take(page),
        "page_is_redirect": pa.array([each.is_redirect for each in pages], pa.bool_()).take(page),
        "page_first_edit_timestamp": revisions["timestamp"].take(pa.array(np.repeat(firsts, lengths))),
    }


def _title(page: Page, site: Site) -> str:
    """Without its namespace, with underscores, as mediawiki_history has it."""
    title = plain(page.title)
    if page.namespace:
        title = title.removeprefix(f"{site.namespaces.get(page.namespace, '')}:")
    return title.replace(" ", "_")


def _what(revisions: pa.Table) -> dict[str, Any]:
    return {
        "revision_id": revisions["id"],
        # Of a page's first revision XML names no parent, and mediawiki_history says 0.
        "revision_parent_id": pc.fill_null(revisions["parent"], 0),
        "revision_minor_edit": revisions["is_minor"],
        "revision_deleted_parts": _HIDDEN.take(revisions["hidden"]),
        "revision_text_bytes": revisions["bytes"],
        "revision_text_bytes_diff": _difference(revisions),
        "revision_text_sha1": revisions["sha1"],
        "revision_content_model": revisions["model"],
        "revision_content_format": revisions["format"],
    }


def _difference(revisions: pa.Table) -> Any:
    """Against the parent; a first revision counts whole. Not known where the parent is not on the page."""
    page, ids, parents = (_numbers(revisions, name) for name in ("page", "id", "parent"))
    by_id = np.argsort(ids, kind="stable")
    place = by_id[np.searchsorted(ids, parents, sorter=by_id).clip(max=len(ids) - 1)] if len(ids) else by_id
    is_there = (ids[place] == parents) & (page[place] == page)
    before = revisions["bytes"].take(pa.array(place, mask=~is_there))
    is_first = pc.equal(pc.fill_null(revisions["parent"], 0), 0)
    return pc.if_else(is_first, revisions["bytes"], pc.subtract(revisions["bytes"], before))


def _reverts(revisions: pa.Table, firsts: Numbers) -> dict[str, Any]:
    undone_by = np.full(len(revisions), -1)
    is_revert = np.zeros(len(revisions), bool)
    edits = _edits(revisions)
    for start, stop in _repeating(revisions, firsts):
        for place, verdict in enumerate(verdicts(edits[start:stop]), start):
            is_revert[place] = verdict.is_revert
            if verdict.reverted_by is not None:
                undone_by[place] = start + verdict.reverted_by
    moments, undoing = _numbers(revisions, "timestamp"), pa.array(undone_by, mask=undone_by < 0)
    return {
        "revision_is_identity_reverted": pa.array(undone_by >= 0),
        "revision_first_identity_reverting_revision_id": revisions["id"].take(undoing),
        "revision_seconds_to_identity_revert": pa.array(moments[undone_by] - moments, mask=undone_by < 0),
        "revision_is_identity_revert": pa.array(is_revert),
    }


def _repeating(revisions: pa.Table, firsts: Numbers) -> Iterator[tuple[int, int]]:
    """From where to where pages reach on which a text comes back; on the others there can be no revert."""
    hashes = revisions["sha1"].combine_chunks().dictionary_encode()
    codes = pc.fill_null(hashes.indices, -1).to_numpy().astype(np.int64)
    page = _numbers(revisions, "page")
    seen = (page * (len(hashes.dictionary) + 1) + codes)[codes >= 0]
    keys, times = np.unique(seen, return_counts=True)
    repeated = np.isin(page[firsts], keys[times > 1] // (len(hashes.dictionary) + 1))
    stops = np.append(firsts[1:], len(revisions))
    return zip(firsts[repeated].tolist(), stops[repeated].tolist(), strict=True)


def _edits(revisions: pa.Table) -> list[_Edit]:
    columns = (revisions[name].to_pylist() for name in _Edit._fields)
    return list(map(_Edit._make, zip(*columns, strict=True)))


def _numbers(revisions: pa.Table, name: str) -> Numbers:
    return pc.fill_null(revisions[name].cast(pa.int64()), 0).to_numpy()


def _unless(condition: Any, values: Any) -> Any:
    return pc.if_else(pc.fill_null(condition, False), pa.scalar(None, values.type), values)  # noqa: FBT003


def _same(value: str, count: int) -> Any:
    return pa.repeat(pa.scalar(value), count)


def _whole(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
