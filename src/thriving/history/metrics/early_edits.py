"""The edits that follow the making of an account: what metrics of newcomers read, computed once."""

from __future__ import annotations

from typing import Any

import ibis

from thriving.history.metrics.edit_months import MOBILE
from thriving.history.metrics.events import is_tagged, true

Expression = Any  # Ibis has no types that mypy can read

LONGEST = 62 * 24  # hours after the account was made: longer than any metric asks by its defaults


def since_account(edits: Expression) -> Expression:
    """Those whose account has a time, with what newcomers are asked about; also those before that time.

    ``namespace`` is the page's now, ``was_namespace`` the one that it had.
    """
    known = edits.filter(edits.event_user_creation_timestamp.notnull(), edits.event_user_text.notnull())
    return known.select(
        "wiki_db",
        "event_timestamp",
        user_name=known.event_user_text,
        created=known.event_user_creation_timestamp,
        is_by_self=true(known.event_user_is_created_by_self),
        is_by_system=true(known.event_user_is_created_by_system),
        is_live=~true(known.revision_is_deleted_by_page_deletion),
        is_group_bot_now=true(known.event_user_is_bot_by.contains("group")),
        is_mobile=is_tagged(known, *MOBILE),
        namespace=ibis.coalesce(known.page_namespace, known.page_namespace_historical),
        was_namespace=ibis.coalesce(known.page_namespace_historical, known.page_namespace),
        reverted_after=true(known.revision_is_identity_reverted).ifelse(
            known.revision_seconds_to_identity_revert, None
        ),
    )


def early(edits: Expression, hours: int) -> Expression:
    return edits.filter(edits.event_timestamp <= edits.created + ibis.interval(hours=hours))


def accounts(user_events: Expression) -> Expression:
    """A row for each name on each wiki whose account's making is known, and who made it."""
    made = user_events.filter(user_events.event_type == "create", user_events.user_text.notnull())
    return made.group_by("wiki_db", user_name=made.user_text).agg(
        created=made.event_timestamp.min(), is_by_self=true(made.user_is_created_by_self).any()
    )
