"""The columns of an event, as the public dumps of ``mediawiki_history`` name and order them.

The dump has no header and has grown three times: a file's layout is known by the number of its fields.
Sources: its schema in wikimedia/analytics-refinery, its writer in wikimedia/analytics-refinery-source.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache

OLDEST, NEWEST = 70, 78
ENTITIES = ("revision", "page", "user")  # what an event happened to


class Type(Enum):
    """What a column holds in the lake, in the words of SQL; times are UTC."""

    TEXT = "VARCHAR"
    TEXTS = "VARCHAR[]"
    NUMBER = "BIGINT"
    TRUTH = "BOOLEAN"
    MOMENT = "TIMESTAMP"


TEXT, TEXTS, NUMBER, TRUTH, MOMENT = Type.TEXT, Type.TEXTS, Type.NUMBER, Type.TRUTH, Type.MOMENT


@dataclass(frozen=True)
class Column:
    """``since`` is the smallest layout that has it."""

    name: str
    type: Type
    since: int = OLDEST


COLUMNS: tuple[Column, ...] = (
    Column("wiki_db", TEXT),
    Column("event_log_id", NUMBER, since=78),
    Column("event_entity", TEXT),
    Column("event_type", TEXT),
    Column("event_timestamp", MOMENT),
    Column("event_comment", TEXT),
    Column("event_user_id", NUMBER),
    Column("event_user_central_id", NUMBER, since=76),
    Column("event_user_text_historical", TEXT),
    Column("event_user_text", TEXT),
    Column("event_user_blocks_historical", TEXTS),
    Column("event_user_blocks", TEXTS),
    Column("event_user_groups_historical", TEXTS),
    Column("event_user_groups", TEXTS),
    Column("event_user_is_bot_by_historical", TEXTS),
    Column("event_user_is_bot_by", TEXTS),
    Column("event_user_is_created_by_self", TRUTH),
    Column("event_user_is_created_by_system", TRUTH),
    Column("event_user_is_created_by_peer", TRUTH),
    Column("event_user_is_anonymous", TRUTH),
    Column("event_user_is_temporary", TRUTH, since=74),
    Column("event_user_is_permanent", TRUTH, since=74),
    Column("event_user_is_cross_wiki", TRUTH, since=78),
    Column("event_user_registration_timestamp", MOMENT),
    Column("event_user_creation_timestamp", MOMENT),
    Column("event_user_first_edit_timestamp", MOMENT),
    Column("event_user_revision_count", NUMBER),
    Column("event_user_seconds_since_previous_revision", NUMBER),
    Column("page_id", NUMBER),
    Column("page_title_historical", TEXT),
    Column("page_title", TEXT),
    Column("page_namespace_historical", NUMBER),
    Column("page_namespace_is_content_historical", TRUTH),
    Column("page_namespace", NUMBER),
    Column("page_namespace_is_content", TRUTH),
    Column("page_is_redirect", TRUTH),
    Column("page_is_deleted", TRUTH),
    Column("page_creation_timestamp", MOMENT),
    Column("page_first_edit_timestamp", MOMENT),
    Column("page_revision_count", NUMBER),
    Column("page_seconds_since_previous_revision", NUMBER),
    Column("user_id", NUMBER),
    Column("user_central_id", NUMBER, since=76),
    Column("user_text_historical", TEXT),
    Column("user_text", TEXT),
    Column("user_blocks_historical", TEXTS),
    Column("user_blocks", TEXTS),
    Column("user_groups_historical", TEXTS),
    Column("user_groups", TEXTS),
    Column("user_is_bot_by_historical", TEXTS),
    Column("user_is_bot_by", TEXTS),
    Column("user_is_created_by_self", TRUTH),
    Column("user_is_created_by_system", TRUTH),
    Column("user_is_created_by_peer", TRUTH),
    Column("user_is_anonymous", TRUTH),
    Column("user_is_temporary", TRUTH, since=74),
    Column("user_is_permanent", TRUTH, since=74),
    Column("user_registration_timestamp", MOMENT),
    Column("user_creation_timestamp", MOMENT),
    Column("user_first_edit_timestamp", MOMENT),
    Column("revision_id", NUMBER),
    Column("revision_parent_id", NUMBER),
    Column("revision_minor_edit", TRUTH),
    Column("revision_deleted_parts", TEXTS),
    Column("revision_deleted_parts_are_suppressed", TRUTH),
    Column("revision_text_bytes", NUMBER),
    Column("revision_text_bytes_diff", NUMBER),
    Column("revision_text_sha1", TEXT),
    Column("revision_content_model", TEXT),
    Column("revision_content_format", TEXT),
    Column("revision_is_deleted_by_page_deletion", TRUTH),
    Column("revision_deleted_by_page_deletion_timestamp", MOMENT),
    Column("revision_is_identity_reverted", TRUTH),
    Column("revision_first_identity_reverting_revision_id", NUMBER),
    Column("revision_seconds_to_identity_revert", NUMBER),
    Column("revision_is_identity_revert", TRUTH),
    Column("revision_is_from_before_page_creation", TRUTH),
    Column("revision_tags", TEXTS),
)

BY_NAME = {column.name: column for column in COLUMNS}


@cache
def layout(fields: int) -> tuple[Column, ...]:
    """The columns of a file with so many fields in a line, in order; none if no layout has as many."""
    found = tuple(column for column in COLUMNS if column.since <= fields)
    return found if len(found) == fields else ()


LAYOUTS = tuple(fields for fields in range(OLDEST, NEWEST + 1) if layout(fields))
