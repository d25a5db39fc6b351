"""A table of revisions as events: the same as a dump's, with what can be computed from the table.

Differences in size are against the parent, or against the page's previous revision where the table names no
parent; whatever has no revision before it counts whole. Reverts are found where the table has hashes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pyarrow as pa

from thriving.history.columns import BY_NAME, Column
from thriving.history.engines.embedded import Session
from thriving.history.readers.reader import Told
from thriving.history.readers.tables import reverted
from thriving.history.readers.tables.typed import Typed
from thriving.history.rejects import Reject

# As the reader of XML knows them, in the words of the engine.
_NAMED_LIKE_A_BOT = "regexp_full_match(user_text, '(?is).*bot([^a-z].*)?')"
_TEMPORARY = r"regexp_matches(user_text, '^~\d{4}-')"
_ANONYMOUS = "CASE WHEN user_id IS NULL AND user_text IS NULL THEN NULL ELSE coalesce(user_id, 0) = 0 END"

_GIVEN, _DATED = "given_rows", "dated_rows"

_OF_BOTH = {
    "wiki_db": "wiki",
    "event_type": "'create'",
    "event_timestamp": "timestamp",
    "event_user_id": "nullif(user_id, 0)",
    "event_user_text": "user_text",
    "event_user_is_bot_by": "bot_by",
    "event_user_is_anonymous": _ANONYMOUS,
    "event_user_first_edit_timestamp": "first_edit",
    "event_user_is_temporary": f"CASE WHEN ({_ANONYMOUS}) IS NOT NULL THEN coalesce({_TEMPORARY}, false) END",
    "page_id": "page_id",
    "page_title": "replace(page_title, ' ', '_')",
    "page_namespace": "page_namespace",
    "page_is_redirect": "page_is_redirect",
    "page_is_deleted": "page_is_deleted",
    "page_first_edit_timestamp": "page_began",
}
_OF_REVISIONS = {
    "revision_id": "revision_id",
    # A table may leave it empty where a page begins; without the column nothing is said of it at all.
    "revision_parent_id": "coalesce(revision_parent_id, CASE WHEN place = 1 THEN 0 END)",
    "revision_minor_edit": "is_minor",
    "revision_text_bytes": "bytes",
    "revision_text_bytes_diff": "bytes - bytes_before",
    "revision_text_sha1": "sha1",
    "revision_is_deleted_by_page_deletion": "is_deleted",
    "revision_is_identity_reverted": "reverted_by IS NOT NULL",
    "revision_first_identity_reverting_revision_id": "reverted_by",
    "revision_seconds_to_identity_revert": "seconds",
    "revision_is_identity_revert": "coalesce(is_revert, false)",
    "revision_tags": "tags",
}
# What a lake does not know unless the table has the column.
_NEEDS = {
    "event_user_first_edit_timestamp": "is_deleted",  # or a deleted edit may have been the first
    "page_is_redirect": "page_is_redirect",
    "page_is_deleted": "is_deleted",
    "revision_parent_id": "revision_parent_id",
    "revision_minor_edit": "is_minor",
    "revision_text_sha1": "sha1",
    "revision_is_deleted_by_page_deletion": "is_deleted",
    "revision_is_identity_reverted": "sha1",
    "revision_first_identity_reverting_revision_id": "sha1",
    "revision_seconds_to_identity_revert": "sha1",
    "revision_is_identity_revert": "sha1",
    "revision_tags": "tags",
}


@dataclass(frozen=True)
class RevisionsReader:
    """``bots`` are names that somebody knows to be bots, as for dumps in XML."""

    table: Typed
    bots: frozenset[str] = frozenset()

    @property
    def layout(self) -> str:
        return self.table.form.title

    @property
    def columns(self) -> tuple[Column, ...]:
        named = ("event_entity", *_OF_BOTH, *_OF_REVISIONS)
        known = self.table.known
        return tuple(BY_NAME[name] for name in named if name not in _NEEDS or _NEEDS[name] in known)

    @property
    def notes(self) -> tuple[str, ...]:
        who = "their names and the list given" if self.bots else "their names alone"
        said = {
            "is_bot": f"bots are known by {who}, since there is no column is_bot",
            "revision_parent_id": "differences in size are against the page's previous revision, since there "
            "is no column revision_parent_id",
        }
        known = self.table.known
        return (*self.table.notes, *(words for column, words in said.items() if column not in known))

    @contextmanager
    def opened(self, session: Session, wanted: Sequence[Column], told: Told) -> Iterator[str]:
        self.table.read(session, _GIVEN, told)
        session.register("listed_bots", pa.table({"name": pa.array(sorted(self.bots), pa.string())}))
        session.execute(f"CREATE TEMP TABLE {_DATED} AS {_dated()}")
        reverted.find(session, _DATED)
        yield f"{self._events('revision', wanted)} UNION ALL {self._events('page', wanted)} WHERE place = 1"

    def rejects(self, session: Session, *, strays: bool) -> list[Reject]:  # noqa: ARG002 -- none pass
        return self.table.rejects(session, _GIVEN)

    def _events(self, entity: str, wanted: Sequence[Column]) -> str:
        values = {
            **_OF_BOTH,
            "event_entity": f"'{entity}'",
            **(_OF_REVISIONS if entity == "revision" else {}),
        }
        computed = {"sha1", "revision_parent_id"} - self.table.known  # of which something would be written
        values |= {name: "NULL" for name, needed in _NEEDS.items() if needed in computed}
        selected = (f'{values.get(each.name, "NULL")}::{each.type.value} AS "{each.name}"' for each in wanted)
        return (
            f"SELECT {', '.join(selected)} FROM {_DATED} LEFT JOIN {reverted.TABLE} USING (wiki, revision_id)"
        )


def _dated() -> str:
    """The good rows, each with what stands before it on its page. The parent's size is looked up there."""
    return f"""
        WITH good AS (SELECT * FROM {_GIVEN} WHERE fault IS NULL),
        placed AS (
            SELECT *, row_number() OVER page AS place, lag(revision_id) OVER page AS previous_id,
                lag(bytes) OVER page AS previous_bytes, min(timestamp) OVER page_whole AS page_began,
                bool_and(is_deleted) OVER page_whole AS page_is_deleted, {_bot_by()} AS bot_by
            FROM good
            WINDOW page AS (PARTITION BY wiki, page_id ORDER BY timestamp, revision_id),
                page_whole AS (PARTITION BY wiki, page_id)
        )
        SELECT placed.*, first_edit, CASE
            WHEN placed.revision_parent_id = 0 OR placed.revision_parent_id IS NULL AND place = 1 THEN 0
            WHEN placed.revision_parent_id IS NULL THEN previous_bytes
            ELSE parent.bytes END AS bytes_before
        FROM placed LEFT JOIN (SELECT wiki, page_id, revision_id, bytes FROM good) AS parent
            ON placed.wiki = parent.wiki AND placed.page_id = parent.page_id
            AND placed.revision_parent_id = parent.revision_id
        LEFT JOIN (
            SELECT wiki, user_id, min(timestamp) AS first_edit FROM good WHERE user_id > 0 GROUP BY ALL
        ) AS began ON placed.wiki = began.wiki AND placed.user_id = began.user_id
    """


def _bot_by() -> str:
    """Where the table says of a row whether a bot made it, a name says nothing."""
    by_name = f"CASE WHEN is_bot IS NULL AND {_NAMED_LIKE_A_BOT} THEN 'name' END"
    by_list = "CASE WHEN is_bot OR user_text IN (SELECT name FROM listed_bots) THEN 'group' END"
    return f"nullif(list_filter([{by_name}, {by_list}], lambda one: one IS NOT NULL), [])"
