"""Two metrics on Spark in the shape in which the Foundation's own jobs ask for them.

A table of what each editor did in each month on each wiki, kept, then active editors of all wikis from it;
and the retention of new editors by two sums for each account. Source: wikimedia-research/movement-metrics and
wikimedia/analytics-wmf-product-jobs; written anew from the definitions.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.metrics.lakes import files_of
from thriving.history.engines import spark
from thriving.history.lake import Lake
from thriving.history.metrics.opening import schema

METRICS = ("active_editors_across_wikis", "new_editor_retention")
_IS_BOT = "array_contains({0}, 'group') OR array_contains({0}, 'name')"
_EVER_BOT = " OR ".join(
    f"coalesce({_IS_BOT.format(flags)}, false)"
    for flags in ("event_user_is_bot_by", "event_user_is_bot_by_historical")
)
_CONTENT = """coalesce(page_namespace_is_content_historical, page_namespace_is_content,
                       coalesce(page_namespace_historical, page_namespace) = 0)"""
EDITOR_MONTHS = f"""
    CREATE OR REPLACE TEMPORARY VIEW editor_months AS
    SELECT wiki_db, trunc(event_timestamp, 'MM') AS month, event_user_text AS user_name,
           max(event_user_id) AS user_id, count(*) AS edits,
           sum(CAST({_CONTENT} AS INT)) AS content_edits,
           max({_EVER_BOT}) AS is_bot, min(event_user_creation_timestamp) AS created
    FROM revision WHERE event_type = 'create' GROUP BY 1, 2, 3
"""
ACTIVE = r"""
    SELECT month, count(*) AS value FROM (
        SELECT month, user_name, sum(content_edits) AS content_edits, max(is_bot) AS is_bot
        FROM editor_months WHERE user_id <> 0 AND user_name IS NOT NULL GROUP BY 1, 2
    ) WHERE content_edits >= 5 AND NOT is_bot AND NOT user_name RLIKE 'bot\\b' GROUP BY 1 ORDER BY 1
"""
RETENTION = """
    SELECT wiki_db, month, sum(CAST(second > 0 AS INT)) / count(*) AS value FROM (
        SELECT wiki_db, event_user_text, trunc(event_user_creation_timestamp, 'MM') AS month,
               sum(CAST(event_timestamp < event_user_creation_timestamp + INTERVAL 30 DAY AS INT)) AS first,
               sum(CAST(event_timestamp >= event_user_creation_timestamp + INTERVAL 30 DAY
                        AND event_timestamp < event_user_creation_timestamp + INTERVAL 60 DAY
                        AS INT)) AS second
        FROM revision
        WHERE event_type = 'create' AND NOT coalesce(event_user_is_created_by_system, false)
          AND event_user_creation_timestamp IS NOT NULL
        GROUP BY 1, 2, 3
    ) WHERE first > 0 GROUP BY 1, 2 ORDER BY 1, 2
"""


def opened(lake: Lake, memory: str, spill: Path) -> Any:
    """A Spark on all cores, with the lake's revisions as a table, as our own engine would start it."""
    session = spark.started(memory, spill).newSession()
    spark.table_of(session, files_of(lake, "revision"), schema()).createOrReplaceTempView("revision")
    return session


def ask(session: Any) -> None:
    session.sql(EDITOR_MONTHS)
    session.catalog.cacheTable("editor_months")
    for query in (ACTIVE, RETENTION):
        session.sql(query).collect()
    session.catalog.clearCache()
