"""Pages of an XML dump as events, with what can be computed from them: differences of size, and reverts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

from thriving.history.columns import BY_NAME, Type
from thriving.history.readers.reverts import verdicts
from thriving.history.readers.xml_dump import Page, Revision, Site
from thriving.history.rejects import Reject

# The names of bots, as mediawiki_history knows them: UserEventBuilder in wikimedia/analytics-refinery-source.
_NAMED_LIKE_A_BOT = re.compile(r".*bot([^a-z].*)?", re.IGNORECASE | re.DOTALL)
# Temporary accounts are named "~2025-12345-6": https://www.mediawiki.org/wiki/Help:Temporary_accounts
_TEMPORARY = re.compile(r"~\d{4}-")

_ARROW = {
    Type.TEXT: pa.string(),
    Type.TEXTS: pa.list_(pa.string()),
    Type.NUMBER: pa.int64(),
    Type.TRUTH: pa.bool_(),
    Type.MOMENT: pa.string(),  # ISO 8601; the engine reads it faster
}
_ROWS_AT_ONCE = 20_000

KNOWN = (
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
SCHEMA = pa.schema([(name, _ARROW[BY_NAME[name].type]) for name in KNOWN])

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Bots:
    """Who is a bot: by name, and by a list that somebody gives, since a dump does not know groups."""

    listed: frozenset[str] = frozenset()

    def of(self, user: str | None) -> list[str] | None:
        if user is None:
            return None
        by_name = ["name"] if _NAMED_LIKE_A_BOT.fullmatch(user) else []
        return [*by_name, *(["group"] if user in self.listed else [])] or None


def batches(parts: Iterable[Site | Page | Reject], bots: Bots, bad: list[Reject]) -> Iterator[pa.RecordBatch]:
    """Bounded in memory by the biggest page; what could not be read is added to ``bad``."""
    rows: list[Row] = []
    wiki = ""
    for part in parts:
        if isinstance(part, Site):
            wiki = part.wiki
        elif isinstance(part, Reject):
            bad.append(part)
        else:
            rows.extend(events(part, wiki, bots))
        if len(rows) >= _ROWS_AT_ONCE:
            yield _batch(rows)
            rows = []
    yield _batch(rows)


def _batch(rows: Sequence[Row]) -> pa.RecordBatch:
    columns = zip(*rows, strict=True) if rows else ([] for _ in KNOWN)
    arrays = [pa.array(column, each.type) for column, each in zip(columns, SCHEMA, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def events(page: Page, wiki: str, bots: Bots) -> Iterator[Row]:
    """The page's creation, known only by its first revision, and its edits; in the order of ``KNOWN``."""
    revisions = sorted(page.revisions, key=lambda revision: (revision.timestamp, revision.id))
    if not revisions:
        return
    about = (page.id, page.title, page.namespace, page.is_redirect, revisions[0].timestamp)
    yield (*_head(wiki, "page", revisions[0], bots), *about, *(None,) * _OF_REVISION)
    sizes = {revision.id: revision.bytes for revision in revisions}
    for revision, verdict in zip(revisions, verdicts(revisions), strict=True):
        by = None if verdict.reverted_by is None else revisions[verdict.reverted_by]
        yield (
            *_head(wiki, "revision", revision, bots),
            *about,
            revision.id,
            revision.parent,
            revision.is_minor,
            list(revision.hidden) or None,
            revision.bytes,
            _difference(revision, sizes),
            revision.sha1,
            revision.model,
            revision.format,
            by is not None,
            by.id if by else None,
            _seconds(revision, by) if by else None,
            verdict.is_revert,
        )


_OF_REVISION = len(KNOWN) - KNOWN.index("revision_id")


def _head(wiki: str, entity: str, revision: Revision, bots: Bots) -> Row:
    user = revision.user
    return (
        wiki,
        entity,
        "create",
        revision.timestamp,
        revision.user_id or None,
        user,
        bots.of(user),
        None if user is None else revision.is_anonymous,
        None if user is None else bool(_TEMPORARY.match(user)),
    )


def _difference(revision: Revision, sizes: dict[int, int | None]) -> int | None:
    """Against the parent; a first revision counts whole. Not known where the parent is not in the dump."""
    if revision.bytes is None or not revision.parent:
        return revision.bytes
    parent = sizes.get(revision.parent)
    return None if parent is None else revision.bytes - parent


def _seconds(revision: Revision, by: Revision) -> int:
    between = datetime.fromisoformat(by.timestamp) - datetime.fromisoformat(revision.timestamp)
    return int(between.total_seconds())
