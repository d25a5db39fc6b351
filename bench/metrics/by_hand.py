"""The most used metrics as one would write them in SQL, over the views revision, page, user and known."""

from __future__ import annotations

_MONTH = "date_trunc('month', event_timestamp)::DATE"
_LIVE = "event_type = 'create' AND NOT coalesce(revision_is_deleted_by_page_deletion, false)"
_BOT = "coalesce(event_user_is_bot_by, event_user_is_bot_by_historical)"
_NAMELESS = "coalesce(event_user_is_anonymous, false) OR coalesce(event_user_is_temporary, false)"
_IS_BOT = f"coalesce(list_contains({_BOT}, 'group') OR list_contains({_BOT}, 'name'), false)"
_PERSON = f"NOT ({_NAMELESS}) AND NOT {_IS_BOT}"
_EVER_BOT = " OR ".join(
    f"coalesce(list_contains({flags}, '{by}'), false)"
    for flags in ("event_user_is_bot_by", "event_user_is_bot_by_historical")
    for by in ("group", "name")
)
_CLOSES = "date_trunc('month', month + INTERVAL 31 DAY) + INTERVAL 60 DAY"


def _retention(people: str) -> str:
    """``people``: wiki_db, month, came, stayed."""
    return f"""
        SELECT wiki_db, month, CASE WHEN {_CLOSES} <= known_until THEN stayed / newcomers END AS value
        FROM (
            SELECT wiki_db, month, count(*) AS newcomers, count(*) FILTER (stayed) AS stayed
            FROM ({people}) WHERE came GROUP BY wiki_db, month
        ) JOIN known USING (wiki_db) ORDER BY wiki_db, month
    """


QUERIES = {
    "edits": f"""
        SELECT wiki_db, {_MONTH} AS month, count(*) AS value FROM revision WHERE {_LIVE}
        GROUP BY ALL ORDER BY wiki_db, month
    """,
    "net_bytes_difference": f"""
        SELECT wiki_db, {_MONTH} AS month, sum(revision_text_bytes_diff)::BIGINT AS value
        FROM revision WHERE {_LIVE} GROUP BY ALL ORDER BY wiki_db, month
    """,
    "editors": f"""
        SELECT wiki_db, month, count(*) AS value FROM (
            SELECT DISTINCT wiki_db, {_MONTH} AS month, event_user_text FROM revision
            WHERE {_LIVE} AND event_user_text IS NOT NULL
        ) GROUP BY ALL ORDER BY wiki_db, month
    """,
    "active_editors_per_wiki": f"""
        SELECT wiki_db, month, count(*) AS value FROM (
            SELECT wiki_db, {_MONTH} AS month, event_user_text FROM revision
            WHERE {_LIVE} AND {_PERSON} AND event_user_text IS NOT NULL
            GROUP BY ALL HAVING count(*) >= 5
        ) GROUP BY ALL ORDER BY wiki_db, month
    """,
    "revert_rate": f"""
        SELECT wiki_db, {_MONTH} AS month,
               count(*) FILTER (coalesce(revision_is_identity_reverted, false))
               / nullif(count(*) FILTER (NOT ({_EVER_BOT})), 0) AS value
        FROM revision WHERE event_type = 'create' GROUP BY ALL ORDER BY wiki_db, month
    """,
    "retention_since_first_edit": _retention(f"""
        WITH edits AS (
            SELECT wiki_db, event_user_text, event_timestamp FROM revision
            WHERE event_type = 'create' AND {_PERSON} AND event_user_text IS NOT NULL
        ), firsts AS (
            SELECT wiki_db, event_user_text, min(event_timestamp) AS first FROM edits GROUP BY ALL
        )
        SELECT wiki_db, event_user_text, date_trunc('month', first)::DATE AS month, true AS came,
               bool_or(event_timestamp >= first + INTERVAL 30 DAY
                       AND event_timestamp < first + INTERVAL 60 DAY) AS stayed
        FROM edits JOIN firsts USING (wiki_db, event_user_text) GROUP BY ALL
    """),
    "new_editor_retention": _retention("""
        SELECT wiki_db, event_user_text, date_trunc('month', event_user_creation_timestamp)::DATE AS month,
               bool_or(event_timestamp < event_user_creation_timestamp + INTERVAL 30 DAY) AS came,
               bool_or(event_timestamp >= event_user_creation_timestamp + INTERVAL 30 DAY
                       AND event_timestamp < event_user_creation_timestamp + INTERVAL 60 DAY) AS stayed
        FROM revision
        WHERE event_type = 'create' AND event_user_creation_timestamp IS NOT NULL
          AND NOT coalesce(event_user_is_created_by_system, false)
        GROUP BY ALL
    """),
    "new_registered_users": f"""
        SELECT wiki_db, {_MONTH} AS month, count(*) AS value FROM "user"
        WHERE event_type = 'create' AND user_is_created_by_self GROUP BY ALL ORDER BY wiki_db, month
    """,
    "new_pages": """
        SELECT wiki_db, month, count(*) AS value FROM (
            SELECT wiki_db,
                   date_trunc('month', coalesce(page_first_edit_timestamp, event_timestamp))::DATE AS month
            FROM page WHERE event_type = 'create' AND NOT coalesce(page_is_deleted, false)
              AND NOT coalesce(page_is_redirect, false)
        ) GROUP BY ALL ORDER BY wiki_db, month
    """,
}
