"""Which columns a lake keeps, and where in its folders a row lies."""

from __future__ import annotations

from thriving.history.columns import COLUMNS, Column

# In the names of folders, so that a question about one wiki's edits opens nothing else.
FOLDERS = ("wiki_db", "event_entity", "year")

# What the metrics read. The rest, such as comments and hashes, is most of the bytes.
READ_BY_METRICS = frozenset(
    {
        "event_type",
        "event_timestamp",
        "event_user_id",
        "event_user_central_id",
        "event_user_text",
        "event_user_groups_historical",
        "event_user_is_bot_by_historical",
        "event_user_is_bot_by",
        "event_user_is_created_by_self",
        "event_user_is_created_by_system",
        "event_user_is_created_by_peer",
        "event_user_is_anonymous",
        "event_user_is_temporary",
        "event_user_is_cross_wiki",
        "event_user_registration_timestamp",
        "event_user_creation_timestamp",
        "event_user_first_edit_timestamp",
        "page_id",
        "page_title",
        "page_namespace_historical",
        "page_namespace_is_content_historical",
        "page_namespace",
        "page_namespace_is_content",
        "page_is_redirect",
        "page_is_deleted",
        "page_first_edit_timestamp",
        "user_id",
        "user_central_id",
        "user_text",
        "user_text_historical",  # who was renamed is found by the old name too
        "user_groups_historical",
        "user_groups",
        "user_blocks_historical",
        "user_is_bot_by_historical",
        "user_is_bot_by",
        "user_is_created_by_self",
        "user_is_created_by_system",
        "user_is_created_by_peer",
        "user_registration_timestamp",
        "user_creation_timestamp",
        "revision_id",
        "revision_parent_id",
        "revision_deleted_parts",
        "revision_deleted_parts_are_suppressed",
        "revision_text_bytes",
        "revision_text_bytes_diff",
        "revision_is_deleted_by_page_deletion",
        "revision_is_identity_reverted",
        "revision_seconds_to_identity_revert",
        "revision_is_identity_revert",
        "revision_tags",
    }
)


def kept(*, everything: bool) -> tuple[Column, ...]:
    """The columns inside the files, in the dump's order; those in ``FOLDERS`` are beside them."""
    return tuple(
        column
        for column in COLUMNS
        if column.name not in FOLDERS and (everything or column.name in READ_BY_METRICS)
    )
